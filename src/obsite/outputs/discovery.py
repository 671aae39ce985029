"""What crawlers look for: `sitemap.xml` (sitemaps.org) and `robots.txt` (RFC 9309)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from xml.sax.saxutils import escape

from obsite.engine.task import Rendered, Task
from obsite.outputs.addresses import absolute_url
from obsite.outputs.reading import Reading

SITEMAP_ROUTE = "/sitemap.xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapEntryView:
    """A page (or PDF) to be found. `changed` is the day of its last change, where it is known."""

    route: str
    changed: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapView:
    base_url: str  # ends with a slash
    entries: tuple[SitemapEntryView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsView:
    """`sitemap` is absolute; "" for a site that does not know its own address."""

    sitemap: str


def render_sitemap(task: Task, reader: Reading) -> Rendered:
    """Return the sitemap, its addresses in order."""
    del reader
    view = task.view
    assert isinstance(view, SitemapView)
    days = {absolute_url(view.base_url, entry.route): entry.changed for entry in view.entries}
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    for address, day in sorted(days.items()):
        changed = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
        lines.append(f"<url><loc>{escape(address)}</loc>{changed}</url>")
    return Rendered(data="\n".join([*lines, "</urlset>", ""]).encode())


def render_robots(task: Task, reader: Reading) -> Rendered:
    """Return robots.txt: everything may be read, and where the sitemap is."""
    del reader
    view = task.view
    assert isinstance(view, RobotsView)
    sitemap = f"\nSitemap: {view.sitemap}\n" if view.sitemap else ""
    return Rendered(data=f"User-agent: *\nAllow: /\n{sitemap}".encode())
