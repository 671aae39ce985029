"""Addresses: what stands in an href for a route."""

from __future__ import annotations

import pytest

from obsite.outputs.addresses import Addresses


@pytest.mark.parametrize(
    ("route", "target", "expected"),
    [
        ("/", "/", "index.html"),
        ("/", "/events.ics", "events.ics"),
        ("/issues/x/", "/", "../../index.html"),
        ("/issues/x/", "/issues/x/a/", "a/index.html"),
        ("/issues/x/a/", "/issues/x/", "../index.html"),
        ("/issues/x/", "/issues/x/", "index.html"),
        ("/issues/x/", "/issues/x/#top", "#top"),
        ("/issues/x/", "/issues/y/#top", "../y/index.html#top"),
        ("/404.html", "/a/", "a/index.html"),
        ("/a/b.html", "/a/c/?q=1#z", "c/index.html?q=1#z"),
        ("/a/", "/a/é x.pdf", "%C3%A9%20x.pdf"),
        ("/a/", "/a/b:c.pdf", "./b:c.pdf"),
        ("/a/", "https://example.org/x", "https://example.org/x"),
        ("/a/", "//example.org/x", "//example.org/x"),
        ("/a/", "mailto:a@example.org", "mailto:a@example.org"),
        ("/a/", "#here", "#here"),
    ],
)
def test_relative(route, target, expected):
    assert Addresses(route=route).href(target) == expected


def test_below_a_root():
    addresses = Addresses(route="/404.html", root="/letters/")
    assert addresses.href("/a/#x") == "/letters/a/#x"
    assert addresses.href("#x") == "#x"
