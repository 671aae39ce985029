"""Tables that are made by queries: asked once, with the names, units, flags and sources of what they ask."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from obsite.charts.listing import break_notes
from obsite.data import answers
from obsite.data.answers import Answer, AskedTables, listed_answer
from obsite.data.codelist import Code, CodeList, CodeListMeta
from obsite.data.queries import QueryError
from tests.support.charting import words
from tests.support.handmade import indicator
from tests.support.isles import isles
from tests.support.sites import TestSite

TEXT = """\
---
title: Tables
---
/// table | Where fewest are out of work
    query: |
      SELECT r.name AS isle, j.value, j.flag, c.value AS catch
      FROM jobless j JOIN isles r ON r.code = j.region
      JOIN "catch-rate" c USING (region, period)
      WHERE j.period = '2023' AND r.level = 'isle'
      ORDER BY j.value, isle LIMIT 2
    columns:
      value: {title: Out of work, unit: "%"}
      catch: {decimals: 0}
///

/// table | Two isles
    query: SELECT region, period, value FROM jobless WHERE region IN ('N1', 'S1') AND period = '2022'
///

/// table | Over the years
    query: SELECT region, period, value FROM jobless WHERE region = 'N1'
///

/// table | Whales
    query: SELECT period, value AS seen FROM whales
///
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> TestSite:
    made = TestSite(tmp_path_factory.mktemp("listed")).write({**isles(), "content/tables.md": TEXT})
    report = made.build(pdf=False)
    assert report.published, made.told(report.diagnostics)
    return made


def table(page: str, title: str) -> str:
    start = page.rindex("<figure", 0, page.index(f"{title}</p>"))
    return page[start : page.index("</figure>", start)]


def test_columns_have_their_names_units_decimals_and_flags(site: TestSite) -> None:
    shown = table(site.page("tables/index.html"), "Where fewest are out of work")
    heads = '<th scope="col">Isle</th><th scope="col">Out of work (%)</th><th scope="col">Catch</th>'
    assert heads in shown
    row = (
        '<th scope="row">Cala</th><td data-sort="5.8">5.8<span class="chart-flag">p</span></td>'
        '<td data-sort="36.8">37</td>'
    )
    assert row in shown
    assert "p: provisional" in shown
    assert "Source: Isles Office (lab1)" in shown


def test_codes_are_told_by_name_and_values_as_their_indicator_declares(site: TestSite) -> None:
    shown = table(site.page("tables/index.html"), "Two isles")
    assert '<th scope="row">Skarra</th><td class="chart-word" data-sort="2022">2022</td>' in shown
    assert '<th scope="col">Jobless (%)</th>' in shown


def test_made_up_figures_say_so_on_page_and_in_files(site: TestSite) -> None:
    assert "chart-synthetic" in table(site.page("tables/index.html"), "Whales")
    (path,) = site.root.glob("output/charts/whales-*.json")
    told = json.loads(path.read_text(encoding="utf-8"))
    assert told["data"] == [{"period": "2023", "seen": 17}]
    assert told["synthetic"]


def test_an_edited_text_asks_nothing_and_a_changed_table_asks_again(
    site: TestSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    ask = answers.ask
    monkeypatch.setattr(answers, "ask", lambda *given: asked.append(given[1]) or ask(*given))
    site.write({"content/tables.md": TEXT.replace("title: Tables", "title: Lists")})
    assert site.build(pdf=False).published
    assert asked == []
    site.write({"content/indicators/whales.csv": "period,value\n2023,18\n"})
    assert site.build(pdf=False).published
    assert [text for text in asked if "whales" in text] == asked != []
    assert '<td data-sort="18">18</td>' in table(site.page("tables/index.html"), "Whales")


def test_a_query_that_takes_too_long_is_broken_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MOST_SECONDS", 0.05)
    endless = "SELECT count(*) FROM range(1000000) a(x), range(1000000) b(y) WHERE x * y % 7 = 3"
    with pytest.raises(QueryError, match="takes longer than"):
        listed_answer(endless, AskedTables(), tmp_path)


def test_a_table_over_years_says_that_there_is_a_break_and_one_of_a_year_does_not(site: TestSite) -> None:
    page = site.page("tables/index.html")
    assert "has breaks (2019): values before and after are not comparable" in table(page, "Over the years")
    assert "has breaks" not in table(page, "Two isles")
    assert "has breaks" not in table(page, "Where fewest are out of work")


def test_codes_of_several_versions_are_told() -> None:
    meta = CodeListMeta(title="Isles", versions=("2010", "2020"))
    codes = {
        "A": Code(code="A", name="A", versions=("2010",)),
        "B": Code(code="B", name="B", versions=("2020",)),
    }
    isles_by_version = CodeList(name="isles", path="isles.csv", meta=meta, codes=codes, digest="x")
    seals = indicator("seals", [("region", isles_by_version, "")], [("2019", "A", "1"), ("2020", "B", "2")])
    mixed = replace(seals[0], dimensions=(replace(seals[0].dimensions[0], version="mixed"),))
    answer = Answer(columns=("value",), kinds=("number",), rows=((1.0,),))
    (note,) = break_notes([mixed], answer, "SELECT value FROM seals", "en", words())
    assert "several versions (Isles 2010/2020)" in note
    assert break_notes([mixed], answer, "SELECT value FROM seals WHERE period = '2019'", "en", words()) == ()
