"""Clusters and a scoreboard as they are published: pages without script, and files that tell the same."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape
from pathlib import Path

import pytest

from tests.support.crafts import crafts
from tests.support.sites import TestSite


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> TestSite:
    return TestSite(root=tmp_path_factory.mktemp("crafts")).write(crafts())


@pytest.fixture(scope="module")
def output(site: TestSite) -> Path:
    report = site.build()
    assert report.published, site.told(report.diagnostics)
    return report.output


def words(output: Path, name: str) -> str:
    """What a page says, without markup."""
    html = (output / name / "index.html").read_text(encoding="utf-8")
    bare = re.sub(r"<(script|style|option|head)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", bare)).split())


def rows(output: Path, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((output / name).read_text(encoding="utf-8"))))


def test_each_sector_has_a_page_and_shared_names_do_not_collide(output):
    pages = {
        path.parent.relative_to(output / "sectors").as_posix()
        for path in (output / "sectors").rglob("index.html")
    }
    assert pages == {".", "crafts/glass", "crafts/wool", "crafts/boats", "trends/glass", "trends/wind"}
    assert "Another thing of the same name: New trades" in words(output, "sectors/crafts/glass")


def test_a_star_opens_to_its_arithmetic(output):
    text = words(output, "clusters/regions/n1")
    assert "Location quotient: won" in text or "Location quotient: not won" in text
    assert re.search(r"\([\d,.]+ / [\d,.]+\) / \([\d,.]+ / [\d,.]+\)", text), "the quotient's figures"
    assert re.search(r"\([\d,.]+ / [\d,.]+\)\^\(1/2\) − 1", text), "the growth's figures"
    assert "of 12" in text


def test_what_cannot_be_judged_is_said_and_is_no_zero(output):
    assert "Cannot be judged, as a figure is missing." in words(output, "clusters/regions/n6")
    found = [
        row for row in rows(output, "clusters/regions/n6/clusters.csv") if row["factor"] == "Productivity"
    ]
    assert {(row["state"], row["value"], row["rank"]) for row in found} == {("unknown", "", "")}


@pytest.mark.parametrize(
    "name", ["sectors/crafts/wool/clusters.csv", "scoreboard/n2/scores.csv", "scoreboard/scores.csv"]
)
def test_columns_have_names_of_their_own(output, name):
    head = (output / name).read_text(encoding="utf-8").split("\n", 1)[0].split(",")
    assert len(head) == len(set(head))


def test_files_and_pages_tell_the_same(output):
    sector = {
        (row["region"], row["factor"]): (row["value"], row["threshold"], row["state"])
        for row in rows(output, "sectors/crafts/wool/clusters.csv")
    }
    region = {
        ("N2", row["factor"]): (row["value"], row["threshold"], row["state"])
        for row in rows(output, "clusters/regions/n2/clusters.csv")
        if row["sector"] == "wool"
    }
    assert len(region) == 4
    assert region.items() <= sector.items()
    told = json.loads((output / "sectors/crafts/wool/clusters.json").read_text(encoding="utf-8"))
    assert told["source"] == "Isles Office"
    assert len(told["data"]) == len(sector) == 48
    shard = json.loads((output / "clusters/data/crafts/wool.json").read_text(encoding="utf-8"))
    assert set(shard) == {"2023", "2021"}
    values = {row[0]: row[6][1][0] for row in shard["2023"]["rows"]}
    assert values["N2"] == pytest.approx(float(sector["N2", "Location quotient"][0]), rel=1e-5)


def test_made_up_figures_say_so_everywhere(output):
    for page in ("sectors/trends/wind", "clusters/regions/n1", "clusters", "regions/n1"):
        assert "Synthetic figures" in words(output, page), page
    assert "Synthetic figures" not in words(output, "sectors/crafts/wool")
    assert all("made up" in row["synthetic"] for row in rows(output, "sectors/trends/wind/clusters.csv"))
    assert "synthetic" not in rows(output, "sectors/crafts/wool/clusters.csv")[0]


def test_the_map_is_complete_without_script(output):
    html = (output / "clusters/index.html").read_text(encoding="utf-8")
    assert 'href="regions/s6/index.html"' in html
    assert 'href="../sectors/trends/glass/index.html"' in html
    index = json.loads((output / "clusters/data/index.json").read_text(encoding="utf-8"))
    assert [one["id"] for one in index["portfolios"]] == ["crafts", "trends"]
    assert len(index["regions"]) == 12


def test_the_help_states_factors_lines_and_lists(output):
    text = words(output, "clusters/help")
    for part in ("80th percentile", "1.2", "Value of crafts", "over 2 years", "New trades", "interpolated"):
        assert part in text, part


def test_scores_are_taken_apart_down_to_observations(output):
    found = [row for row in rows(output, "scoreboard/n2/scores.csv") if row["dimension"] == "Work"]
    assert [row["period"] for row in found] == ["2023", "2023"]
    total = sum(float(row["score"]) * float(row["weight_percent"]) / 100 for row in found)
    assert total == pytest.approx(float(found[0]["dimension_score"]))
    text = words(output, "scoreboard/n2")
    assert "May 2024" in text
    assert "Jobless" in text
    last = [row for row in rows(output, "scoreboard/n6/scores.csv") if row["indicator"] == "Jobless"]
    assert last[0]["period"] == "2022", "an older figure keeps its own period"


def test_the_board_ranks_nobody_and_says_what_hangs_on_weights(output):
    text = words(output, "scoreboard")
    assert "are no ranking" in text
    assert "without Jobless" in text
    assert "with equal weights" in text
    assert len(rows(output, "scoreboard/scores.csv")) == 12


def test_a_profile_shows_both(output):
    text = words(output, "regions/n1")
    assert "Where Skarra is strong" in text
    assert "How the isles fare" in text


def test_nothing_changed_renders_nothing(site, output):
    assert site.build().rendered == 0


def test_a_changed_table_of_crafts_changes_what_shows_it(site, output):
    before = site.output()
    table = str(crafts()["content/indicators/craft-value.csv"]).replace("N2,wool,2023,", "N2,wool,2023,9")
    site.write({"content/indicators/craft-value.csv": table})
    assert site.build().published
    changed = {name for name, data in site.output().items() if before.get(name) != data}
    site.write({"content/indicators/craft-value.csv": crafts()["content/indicators/craft-value.csv"]})
    assert "sectors/crafts/wool/clusters.csv" in changed
    assert "clusters/regions/n2/index.html" in changed
    assert not any(
        name.startswith(("scoreboard/", "clusters/data/trends/", "sectors/trends/wind/clusters"))
        for name in changed
    )
