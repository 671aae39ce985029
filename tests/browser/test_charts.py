"""Charts through time: the values under the pointer and by the arrow keys, out of the table; nothing moves."""

from __future__ import annotations

import pytest

from tests.support.browsing import DESKTOP, MARKS, PHONE, opened

pytestmark = MARKS

PAGE = "indicators/unemployment-rate/index.html"
FIGURE = "figure.chart:has(svg[data-read])"
TIP, RULE = ".chart-reader-tip:visible", ".chart-reader-rule:visible"


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_arrow_keys_tell_the_values_of_each_period(browser, site, width):
    with opened(browser, width=width) as (page, watch):
        page.goto(site.url + PAGE)
        figure = page.locator(FIGURE).first
        reader = figure.locator(".chart-reader:visible")
        height = page.evaluate("document.documentElement.scrollHeight")
        reader.focus()
        page.keyboard.press("End")
        last = reader.get_attribute("aria-valuetext")
        page.keyboard.press("ArrowLeft")
        period, _, values = reader.get_attribute("aria-valuetext").partition(": ")
        assert not last.startswith(period)
        row = figure.locator(".chart-data tbody tr").filter(has=page.get_by_text(period, exact=True))
        assert row.locator("td").first.evaluate("cell => cell.firstChild.textContent.trim()") in values
        assert figure.locator(TIP).inner_text().startswith(period)
        assert page.evaluate("document.documentElement.scrollHeight") == height
        page.keyboard.press("Escape")
        assert page.locator(TIP).count() == 0
    assert watch.faults == []


def test_the_pointer_shows_a_rule_and_leaves_nothing_behind(browser, site):
    with opened(browser) as (page, _):
        page.goto(site.url + PAGE)
        reader = page.locator(f"{FIGURE} .chart-reader:visible").first
        reader.hover(position={"x": 5, "y": 5})
        first = page.locator(TIP).inner_text()
        reader.hover(position={"x": 300, "y": 5})
        assert page.locator(TIP).inner_text() != first
        assert page.locator(RULE).count() == 1
        page.mouse.move(0, 0)
        assert page.locator(RULE).count() == 0
