"""Every page as a browser shows it: silent, whole, still, and never wider than the window."""

from __future__ import annotations

import statistics
from dataclasses import dataclass

import pytest

from tests.support.browsing import DESKTOP, MARKS, NARROW, PHONE, SCROLL_WIDTH, TABLET, opened, shift
from tests.support.html import Resolver

pytestmark = MARKS

_ADDRESSES = "() => [...document.querySelectorAll('a[href], link[href]')].filter((a) => a.href.baseVal === undefined).map((a) => a.href)"


@dataclass(frozen=True, slots=True)
class Visit:
    """What was seen of one page."""

    faults: list[str]
    widths: dict[int, int]
    addresses: list[str]


@pytest.fixture(scope="module")
def visits(browser, site):
    """All pages, visited once."""
    seen = {}
    with opened(browser) as (page, watch):
        for name in site.built.pages():
            watch.faults.clear()
            page.goto(site.url + name.removesuffix("index.html"))
            addresses = page.evaluate(_ADDRESSES)
            widths = {DESKTOP: page.evaluate(SCROLL_WIDTH)}
            page.set_viewport_size({"width": NARROW, "height": 844})
            widths[NARROW] = page.evaluate(SCROLL_WIDTH)
            page.set_viewport_size({"width": DESKTOP, "height": 900})
            seen[name] = Visit(list(watch.faults), widths, addresses)
    return seen


def test_no_error_no_failed_and_no_foreign_request(visits):
    assert {name: visit.faults for name, visit in visits.items() if visit.faults} == {}


def test_nothing_scrolls_sideways(visits):
    wide = {
        name: (width, scroll)
        for name, visit in visits.items()
        for width, scroll in visit.widths.items()
        if scroll > width
    }
    assert wide == {}


@pytest.mark.parametrize("width", [DESKTOP, TABLET, PHONE])
def test_each_kind_of_page_fits_and_nothing_in_it_moves(browser, site, width):
    """Fonts are left out here: what they move is the next test's."""
    seen = {}
    with opened(browser, width=width) as (page, _):
        page.route("**/*.woff2", lambda route: route.abort())
        for name in site.kinds().values():
            page.goto(site.url + name)
            seen[name] = shift(page), page.evaluate(SCROLL_WIDTH)
    assert {name: was for name, was in seen.items() if was[0] >= 0.02 or was[1] > width} == {}


def test_addresses_are_short_over_http_and_still_resolve(visits, site):
    """The script takes index.html out of links; what it leaves must lead to the same places."""
    resolver = Resolver(site.built.output)
    own = {
        (name, address.removeprefix(site.url))
        for name, visit in visits.items()
        for address in visit.addresses
        if address.startswith(site.url)
    }
    assert len(own) > 500
    assert {(name, to) for name, to in own if "index.html" in to} == set()
    assert {(name, to) for name, to in own if resolver.fault("index.html", "/" + to)} == set()


def hold(page, pattern):
    """Keep requests waiting; return those that wait."""
    waiting = []
    page.route(pattern, lambda route: waiting.append(route))  # noqa: PLW0108  (playwright marks what it calls)
    return waiting


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_late_fonts_move_next_to_nothing(browser, site, width):
    """Fonts come after the first paint, as on a slow line: their substitutes are as wide and as high.

    Here and there a line breaks elsewhere, which no substitute can help; it must stay the exception.
    """
    moved = {}
    with opened(browser, width=width) as (page, _):
        fonts = hold(page, "**/*.woff2")  # which also keeps the browser from taking them from its cache
        for name in site.kinds().values():
            page.goto(site.url + name, wait_until="domcontentloaded")
            shift(page)  # two frames are painted
            assert fonts, name
            while fonts:
                fonts.pop().continue_()
            page.evaluate("() => document.fonts.ready.then(() => 0)")
            moved[name] = shift(page)
    assert statistics.mean(moved.values()) < 0.03, moved
    assert statistics.median(moved.values()) < 0.01, moved
