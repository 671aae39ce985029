"""Pages, charts and numbers that are made from tables: a build upon a build gives what a clean one gives."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest

from obsite.stages import planning_apart
from tests.support.sites import CONFIG, TestSite

INDICATOR = """\
title: Birds counted
subtitle: Highest count of the winter
unit: birds
kind: count
decimals: 0
direction: higher
dimensions:
  shore: {list: shores, title: Shore}
reference: {shore: ALL}
source: {name: Shore Society, dataset: winter-count}
licence: CC BY 4.0
vintage: spring 2026
"""
TABLE = """\
period,shore,value,flag
2023,N,10,
2024,N,12,e
2025,N,15,
2023,S,20,
2024,S,18,
2025,S,11,
2023,ALL,30,
2024,ALL,30,
2025,ALL,26,
"""
OTHER = TABLE.replace("15", "16")
SHORES = "code,name,parent\nALL,All shores,\nN,North shore,ALL\nS,South shore,ALL\n"
ARTICLE = """\
---
title: The count
---
## There were {{ value("birds", shore="N", year=2025) }} in the north

That is {{ share("birds", shore="N") }} of all, {{ compare("birds", shore="N", with="S")|words }} the south, and
{{ value("birds", shore="N", year=2024) }} a year before.

/// chart | More in the north
    preset: trend
    indicator: birds
    shores: [N, S]
    id: north
///

/// table | All counts
    indicator: birds
    shores: [N, S, ALL]
///

/// stat | In the north
    indicator: birds
    shore: N
    since: 2023
    compare: S
///
"""
SITE: dict[str, str | bytes | None] = {
    "site.yaml": CONFIG.split("navigation:", maxsplit=1)[0],
    "content/index.md": "---\ntitle: Shores\n---\nOf birds.\n",
    "content/count.md": ARTICLE,
    "content/plain.md": "---\ntitle: Plain\n---\nNo numbers.\n",
    "content/indicators/birds.yaml": INDICATOR,
    "content/indicators/birds.csv": TABLE,
    "content/indicators/eggs.yaml": INDICATOR.replace("Birds counted", "Eggs"),
    "content/indicators/eggs.csv": OTHER,
    "content/eggs.md": '---\ntitle: Eggs\n---\nThere were {{ value("eggs", shore="S") }}.\n',
    "content/classifications/shores.csv": SHORES,
}
EDITS: dict[str, dict[str, str | bytes | None]] = {
    "a row": {"content/indicators/birds.csv": TABLE.replace("2025,N,15", "2025,N,14")},
    "a flag": {"content/indicators/birds.csv": TABLE.replace("2025,N,15,", "2025,N,15,p")},
    "a new period": {"content/indicators/birds.csv": TABLE + "2026,N,17,\n2026,S,12,\n2026,ALL,29,\n"},
    "a code's name": {"content/classifications/shores.csv": SHORES.replace("North shore", "Northern shore")},
    "a declaration": {"content/indicators/birds.yaml": INDICATOR.replace("unit: birds", "unit: heads")},
    "an option": {"content/count.md": ARTICLE.replace("preset: trend", "preset: ranking")},
    "a headline": {"content/count.md": ARTICLE.replace("More in", "Many more in")},
    "a sentence": {"content/count.md": ARTICLE.replace("a year before", "the year before")},
    "a deleted chart": {"content/count.md": ARTICLE[: ARTICLE.index("/// chart")]},
    "a deleted page": {"content/count.md": None},
    "another indicator": {"content/indicators/eggs.csv": TABLE},
    "a word": {"templates/strings/en.yaml": "chart:\n  table: All numbers\n"},
    "a colour": {
        "site.yaml": CONFIG.split("navigation:", maxsplit=1)[0] + '  colours: {light: {accent: "#145A32"}}\n'
    },
}


@pytest.fixture
def site(tmp_path: Path) -> TestSite:
    return TestSite(tmp_path / "site").write(SITE)


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    return {name for name in {*before, *after} if before.get(name) != after.get(name)}


@pytest.mark.slow
@pytest.mark.parametrize("name", EDITS)
def test_incremental_equals_clean(name: str, site: TestSite, tmp_path: Path) -> None:
    site.build(pdf=False)
    site.write(EDITS[name])
    report = site.build(pdf=False)
    assert report.published, site.told(report.diagnostics)

    clean = TestSite(tmp_path / "clean").write(SITE).write(EDITS[name])
    assert clean.build(pdf=False).published
    assert site.output() == clean.output()


def test_nothing_is_made_twice(site: TestSite) -> None:
    first = site.build(pdf=False)
    assert first.published, site.told(first.diagnostics)
    before = site.times()
    second = site.build(pdf=False)
    assert (second.rendered, second.removed, second.unchanged) == (0, 0, first.rendered)
    assert site.times() == before


@pytest.mark.slow
def test_a_changed_table_remakes_what_shows_it_and_nothing_else(site: TestSite) -> None:
    site.build(pdf=False)
    before = site.output()
    site.write({"content/indicators/eggs.csv": OTHER.replace("2025,S,11", "2025,S,13")})
    site.build(pdf=False)
    different = changed(before, site.output())
    assert "eggs/index.html" in different
    assert not {"count/index.html", "plain/index.html", "index.html"} & different
    assert not {name for name in different if "birds" in name}


@pytest.mark.slow
def test_a_sentence_draws_no_chart(site: TestSite) -> None:
    site.build(pdf=False)
    before = site.output()
    site.write(EDITS["a sentence"])
    site.build(pdf=False)
    assert changed(before, site.output()) == {"count/index.html"}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["memo.sqlite", "memo.json", "documents.sqlite"])
def test_what_was_kept_may_be_lost(name: str, site: TestSite) -> None:
    site.build(pdf=False)
    before = site.output()
    (site.root / ".obsite" / name).unlink()
    site.write(EDITS["a row"])
    site.build(pdf=False)
    site.write({"content/indicators/birds.csv": TABLE})
    site.build(pdf=False)
    assert site.output() == before


def test_a_damaged_memo_heals_within_one_build(site: TestSite) -> None:
    site.build(pdf=False)
    before = site.output()
    connection = sqlite3.connect(site.root / ".obsite" / "memo.sqlite")
    connection.execute("UPDATE contents SET data = x'00'")
    connection.commit()
    connection.close()
    for chart in (site.root / "output" / "charts").iterdir():
        chart.unlink()
    (site.root / "output/count/index.html").unlink()
    report = site.build(pdf=False)
    assert report.published, site.told(report.diagnostics)
    assert site.output() == before


def test_all_files_of_a_chart_tell_the_same(site: TestSite) -> None:
    import openpyxl

    site.build(pdf=False)
    files = site.output()
    drawings = [name for name in files if name.startswith("charts/") and name.endswith(".svg")]
    told_by = (name for name in drawings if b">More in the north</title>" in files[name])
    base = min(told_by, key=len).removesuffix(".svg")
    rows = list(csv.DictReader(io.StringIO(files[f"{base}.csv"].decode("utf-8-sig"))))
    told = [(row["period"], row["shore"], float(row["value"]), row["flag"]) for row in rows]
    data = json.loads(files[f"{base}.json"])
    assert told == [(row["period"], row["code"], row["value"], row.get("flag", "")) for row in data["data"]]
    book = openpyxl.load_workbook(io.BytesIO(files[f"{base}.xlsx"]))
    head, *sheet = book["Data"].iter_rows(values_only=True)
    places = [head.index(name) for name in ("period", "shore", "value", "flag")]
    assert told == [tuple(row[at] if row[at] is not None else "" for at in places) for row in sheet]
    assert ("2025", "N", 15.0, "") in told
    assert ("2024", "N", 12.0, "e") in told
    about = " ".join(str(cell) for row in book["About"].iter_rows(values_only=True) for cell in row)
    for text in (files[f"{base}.svg"].decode(), json.dumps(data), about, str(rows[0])):
        for fact in ("More in the north", "Shore Society (winter-count)", "CC BY 4.0", "spring 2026"):
            assert fact in text
    assert b"Shore Society" in files[f"{base}.png"]
    assert files[f"{base}.png"].startswith(b"\x89PNG")


def test_numbers_in_prose_are_what_the_table_says(site: TestSite) -> None:
    site.build(pdf=False)
    page = site.page("count/index.html")
    assert '<h2 id="there-were-in-the-north">There were <data class="value" value="15"' in page
    assert "57.7%" in page  # 15 of 26
    assert ">above</data>" in page
    assert '<sup class="value-flag" title="estimated">e</sup>' in page


@pytest.mark.slow
def test_planning_in_another_process_is_the_same(
    site: TestSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = TestSite(tmp_path / "here").write(SITE)
    flawed = {"content/plain.md": "---\ntitle: Plain\n---\nNo numbers.\n\n[^a]: Called nowhere.\n"}
    faulty = {"content/indicators/birds.csv": TABLE.replace("2025,S", "2025,X")}
    made = []
    for one, much in ((here, planning_apart._MUCH), (site, 0)):
        monkeypatch.setattr(planning_apart, "_MUCH", much)
        assert one.build(pdf=False).published
        found = [one.write(files).build(pdf=False) for files in (flawed, faulty)]  # type: ignore[arg-type]
        assert [report.published for report in found] == [True, False]
        memo = sqlite3.connect(one.options().state / "memo.sqlite")
        keys = memo.execute("SELECT key, digest FROM keys ORDER BY key").fetchall()
        memo.close()
        made.append((one.output(), [report.diagnostics for report in found], keys))
    assert made[0] == made[1]
    assert [found.code for found in made[0][1][0]] == ["unused-footnote"]
