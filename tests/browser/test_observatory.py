"""Lists and tables that are narrowed down, the comparison by address, citations that are copied."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.support.browsing import MARKS, PHONE, SCROLL_WIDTH, Site, opened
from tests.support.demonstration import Built
from tests.support.isles import isles
from tests.support.served import served
from tests.support.sites import TestSite

pytestmark = MARKS
PAGES = ["indicators/", "indicators/jobless/", "indicators/sea-level/", "regions/", "regions/n1/", "compare/"]


@pytest.fixture(scope="module")
def islands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A small observatory."""
    made = TestSite(tmp_path_factory.mktemp("isles")).write(isles())
    report = made.build()
    assert report.published, made.told(report.diagnostics)
    with served(report.output) as url:
        yield Site(Built(output=report.output), url)


def test_a_list_is_narrowed_to_what_is_looked_for(browser, islands):
    with opened(browser) as (page, _):
        page.goto(f"{islands.url}regions/")
        page.get_by_role("searchbox").fill("fjaer")
        assert page.locator("#regions li:visible").all_inner_texts() == ["Fjær\nN2"]
        page.get_by_role("searchbox").fill("GRINDOY")
        assert page.locator("#regions li:visible").all_inner_texts() == ["Grindøy\nN5"]
        assert page.locator("#regions section:visible").count() == 1
        page.get_by_role("searchbox").fill("")
        assert page.locator("#regions li:visible").count() == 12


def test_a_table_is_narrowed_by_words_and_by_country(browser, islands):
    with opened(browser) as (page, _):
        page.goto(f"{islands.url}indicators/jobless/")
        rows = page.locator("#figures-table tbody tr:visible")
        assert rows.count() == 14
        page.locator("#filter-group").select_option("Southern Isles")
        assert rows.count() == 6
        page.locator("#filter-text").fill("cay")
        assert rows.count() == 1
        assert page.locator(".filters .found").inner_text() == "1 row"


def test_the_address_names_the_regions_that_are_compared(browser, islands):
    with opened(browser) as (page, _):
        page.goto(f"{islands.url}compare/?regions=s2,n3,s1")
        heads = page.locator("#comparison thead th.num a")
        expect(heads).to_have_text(["Cala", "Utvik", "Mel"])
        page.locator("#region-2").select_option("n4")
        expect(heads).to_have_text(["Cala", "Holm", "Mel"])
        assert page.url.endswith("?regions=s2,n4,s1")
        first = page.locator("#comparison tr[data-row='0']")
        assert first.locator("td.num").count() == 3
        assert first.locator(".compare-mark").count() == 3
        heads.nth(1).click()
        page.wait_for_url("**/regions/n4/**")


def test_regions_that_there_are_not_are_passed_over(browser, islands):
    with opened(browser) as (page, _):
        page.goto(f"{islands.url}compare/?regions=xx,s2")
        expect(page.locator("#comparison thead th.num a").first).to_have_text("Cala")
        assert page.locator("#region-1").input_value() == "s2"


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_whole_without_script_and_as_wide_as_a_phone(browser, islands, name):
    with opened(browser, width=PHONE, java_script_enabled=False) as (page, watch):
        page.goto(f"{islands.url}{name}index.html")
        assert page.evaluate(SCROLL_WIDTH) <= PHONE
        assert page.locator("form:visible").count() == 0
        assert page.locator("main h1").count() == 1
        assert page.locator("main").inner_text().strip()
        assert watch is not None
