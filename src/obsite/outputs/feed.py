"""The Atom feed (RFC 4287): the latest issues with their full content, readable anywhere.

Feed readers show content outside of our pages, so every address in it is absolute. The template
is `feeds/atom.xml`.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from obsite.engine.task import Rendered, Task
from obsite.outputs.desk import Setting
from obsite.outputs.medium import Medium
from obsite.outputs.reading import Reading, templates_of
from obsite.outputs.templating import render_template
from obsite.outputs.views import BodyView, ErratumView, PersonView

TEMPLATE = "feeds/atom.xml"
# XML 1.0 has no way to write these characters.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPartView:
    """A text within an entry. The first part (an editorial) may have no title."""

    title: str
    route: str  # where it is published by itself
    body: BodyView


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntryView:
    """An issue (or article) in the feed. `id` is absolute and never changes once published."""

    id: str
    title: str
    route: str  # or an absolute URL, for an issue that is published elsewhere
    summary: str
    published: dt.date | None
    updated: dt.date
    lang: str = ""
    authors: tuple[PersonView, ...] = ()
    tags: tuple[str, ...] = ()
    parts: tuple[FeedPartView, ...] = ()
    errata: tuple[ErratumView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedView:
    """A whole feed. `updated` is the day of its latest change, or of the build for an empty feed."""

    title: str
    subtitle: str
    base_url: str  # ends with a slash
    route: str  # its own
    page: str  # the route of the page that it follows
    lang: str
    author: str
    rights: str
    updated: dt.date
    entries: tuple[FeedEntryView, ...]


def render(task: Task, reader: Reading) -> Rendered:
    """Return the feed as XML."""
    view = task.view
    assert isinstance(view, FeedView)
    setting = Setting(
        route=view.route,
        lang=view.lang,
        templates=templates_of(reader),
        stored=reader.stored,
        text=reader.text,
        output=reader.output,
        medium=Medium.FEED,
        root=view.base_url,
    )
    text, found = render_template(TEMPLATE, view, setting)
    return Rendered(data=_ILLEGAL.sub("", text).encode(), diagnostics=found)
