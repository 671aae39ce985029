"""Maps by pointer and keyboard, and without script."""

from __future__ import annotations

import pytest

from tests.support.browsing import DESKTOP, MARKS, PHONE, opened

pytestmark = MARKS

PAGE = "indicators/unemployment-rate/index.html"
TIP = ".map-tip:visible"


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_arrow_keys_go_from_shape_to_shape_and_escape_hides_what_is_said(browser, site, width):
    with opened(browser, width=width) as (page, watch):
        page.goto(site.url + PAGE)
        svg = page.locator("svg[data-map]").first
        svg.focus()
        page.keyboard.press("ArrowDown")
        first = page.locator(TIP).inner_text()
        page.keyboard.press("ArrowRight")
        second = page.locator(TIP).inner_text()
        said = page.locator("[aria-live=polite]").first.inner_text()
        page.keyboard.press("Escape")
        assert page.locator(TIP).count() == 0
        assert first != second
        assert second.split("\n")[0] in said
        # One stop in the order of the keys, however many shapes lead somewhere.
        assert page.locator("svg[data-map] a:not([tabindex='-1'])").count() == 0
    assert watch.faults == []


def test_the_pointer_is_told_name_and_value(browser, site):
    with opened(browser) as (page, _):
        page.goto(site.url + PAGE)
        shape = page.locator("svg[data-map] .map-marks g:not(.map-none) use").nth(3)
        shape.dispatch_event("pointermove", {"bubbles": True, "pointerType": "mouse"})
        assert page.locator(f"{TIP} b").inner_text()
        assert page.locator("svg[data-map] .map-ring").count() == 1


def test_without_script_every_shape_says_itself_and_the_table_says_all(browser, site):
    with opened(browser, java_script_enabled=False) as (page, _):
        page.goto(site.url + PAGE)
        marks = page.locator("svg[data-map] .map-marks use")
        assert marks.count() > 200
        assert page.locator("svg[data-map] .map-marks use > title").count() == marks.count()
        assert page.locator(".map-data tbody tr").count() == marks.count()
