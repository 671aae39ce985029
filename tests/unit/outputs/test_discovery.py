"""Sitemap and robots.txt."""

from __future__ import annotations

import datetime as dt

from lxml import etree

from obsite.engine.task import Task
from obsite.outputs.discovery import (
    RobotsView,
    SitemapEntryView,
    SitemapView,
    render_robots,
    render_sitemap,
)


def test_sitemap_lists_absolute_addresses_in_order():
    view = SitemapView(
        base_url="https://heron.example/a/",
        entries=(
            SitemapEntryView(route="/b/"),
            SitemapEntryView(route="/a&b/é/", changed=dt.date(2024, 1, 2)),
        ),
    )
    tree = etree.fromstring(render_sitemap(Task(output="x", format="sitemap", view=view), None).data)
    assert tree.xpath("//*[local-name()='loc']/text()") == [
        "https://heron.example/a/a&b/%C3%A9/",
        "https://heron.example/a/b/",
    ]
    assert tree.xpath("//*[local-name()='lastmod']/text()") == ["2024-01-02"]


def test_robots_names_the_sitemap():
    view = RobotsView(sitemap="https://heron.example/sitemap.xml")
    text = render_robots(Task(output="robots.txt", format="robots", view=view), None).data.decode()
    assert text == "User-agent: *\nAllow: /\n\nSitemap: https://heron.example/sitemap.xml\n"
    assert (
        b"Sitemap"
        not in render_robots(
            Task(output="robots.txt", format="robots", view=RobotsView(sitemap="")), None
        ).data
    )
