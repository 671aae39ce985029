"""The cluster map's filters and search, stars that open, the scoreboard: by script, keyboard and without script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.support.browsing import MARKS, NARROW, SCROLL_WIDTH, Site, opened
from tests.support.crafts import crafts
from tests.support.demonstration import Built
from tests.support.served import served
from tests.support.sites import TestSite

pytestmark = MARKS
PAGES = [
    "clusters/",
    "clusters/help/",
    "clusters/regions/n1/",
    "sectors/",
    "sectors/crafts/wool/",
    "scoreboard/",
    "scoreboard/n2/",
    "regions/n1/",
]


@pytest.fixture(scope="module")
def islands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A small observatory with crafts."""
    made = TestSite(tmp_path_factory.mktemp("crafts")).write(crafts())
    report = made.build()
    assert report.published, made.told(report.diagnostics)
    with served(report.output) as url:
        yield Site(Built(output=report.output), url)


def test_a_sector_is_chosen_and_its_address_kept(browser, islands):
    with opened(browser) as (page, _):
        page.goto(f"{islands.url}clusters/")
        page.locator("#explorer-sector").select_option("boats")
        expect(page.locator("#explorer-out h3")).to_have_text("Boats")
        page.locator("#explorer-by").select_option(label="Location quotient")
        expect(page.locator("#explorer-out thead th").nth(2)).to_contain_text("Location quotient")
        page.locator("#explorer-year").select_option("2021")
        expect(page.locator("#explorer-out .cluster-note")).to_contain_text("2021")
        assert "sector=boats" in page.url
        page.reload()
        expect(page.locator("#explorer-out h3")).to_have_text("Boats")
        assert page.locator("#explorer-year").input_value() == "2021"


def test_a_region_is_found_by_its_name(browser, islands):
    with opened(browser) as (page, _):
        page.goto(f"{islands.url}clusters/")
        page.locator("#explorer-find").fill("fjær")
        page.locator("#explorer-find").press("Enter")
        expect(page.locator("#explorer-out h3")).to_have_text("Fjær")
        expect(page.locator("#explorer-out tbody tr")).to_have_count(3)
        page.locator("#explorer-list").select_option("trends")
        expect(page.locator("#explorer-out .made-up")).to_contain_text("Synthetic figures")


def test_a_star_opens_by_keyboard_and_without_script(browser, islands):
    with opened(browser, java_script_enabled=False) as (page, _):
        page.goto(f"{islands.url}clusters/regions/n1/")
        first = page.locator(".cluster details").first
        first.locator("summary").focus()
        page.keyboard.press("Enter")
        expect(first.locator(".arithmetic tbody tr")).to_have_count(4)
        expect(first.locator(".formula").first).to_be_visible()


@pytest.mark.parametrize("name", PAGES)
def test_nothing_scrolls_sideways(browser, islands, name):
    with opened(browser, width=NARROW) as (page, _):
        page.goto(f"{islands.url}{name}")
        assert page.evaluate(SCROLL_WIDTH) <= NARROW
