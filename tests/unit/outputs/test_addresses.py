"""Addresses: what stands in an href for a route."""

from __future__ import annotations

import pytest

from obsite.outputs.addresses import Addresses, tidy_url


@pytest.mark.parametrize(
    ("route", "target", "expected"),
    [
        ("/", "/", "index.html"),
        ("/", "/events.ics", "events.ics"),
        ("/issues/x/", "/", "../../index.html"),
        ("/issues/x/", "/issues/x/a/", "a/index.html"),
        ("/issues/x/", "/issues", "../../issues"),
        ("/issues/x/", "/events/turin/", "../../events/turin/index.html"),
        ("/issues/x/", "/a:é/b c/", "../../a:%C3%A9/b%20c/index.html"),
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


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("https://example.org/a b/?q=%20[1]|2", "https://example.org/a%20b/?q=%20%5B1%5D%7C2"),
        ("https://example.org/a/\n    b/", "https://example.org/a/b/"),
        ("https://matrix.example/#/#room:example.org", "https://matrix.example/#/%23room:example.org"),
        ("http://[::1]:8000/x", "http://[::1]:8000/x"),
        ("https://example.org/x](https://example.org/y)", "https://example.org/x%5D(https://example.org/y)"),
        ("https://example.org/é?a=b&c=d#e", "https://example.org/é?a=b&c=d#e"),
        ("https://example.org/'a'?b=<c>#d#e", "https://example.org/'a'?b=%3Cc%3E#d%23e"),
        ("https://example.org/\xa0", "https://example.org/"),
        ("mailto:a@example.org?subject=Two words", "mailto:a@example.org?subject=Two%20words"),
    ],
)
def test_what_authors_write_becomes_a_url(written, expected):
    assert Addresses(route="/").href(written) == expected
    assert tidy_url(expected) == expected


def test_below_a_root():
    addresses = Addresses(route="/404.html", root="/letters/")
    assert addresses.href("/a/#x") == "/letters/a/#x"
    assert addresses.href("#x") == "#x"
