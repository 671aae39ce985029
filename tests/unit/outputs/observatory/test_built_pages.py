"""The pages of a small observatory as they are published: what they say, without script, and on paper."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape
from pathlib import Path

import pytest

from tests.support.isles import CONFIG, isles
from tests.support.pdf_text import page_texts
from tests.support.sites import TestSite


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("isles")
    with_cards = {"site.yaml": CONFIG.replace("social_cards: false\n", "")}
    report = TestSite(root=root).write({**isles(), **with_cards}).build(pdf=True)
    assert report.published, report.diagnostics
    return report.output


def read(output: Path, name: str) -> str:
    return (output / name / "index.html").read_text(encoding="utf-8")


def words(html: str) -> str:
    """What a page says, without markup."""
    bare = re.sub(r"<(script|style|svg|option|head)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", bare)).split())


def test_there_is_a_page_for_each_indicator_and_each_isle(output):
    assert {path.name for path in (output / "indicators").iterdir() if path.is_dir()} == {
        "jobless", "catch-rate", "lifetime", "sea-level", "whales",
    }  # fmt: skip
    isles_with_page = {path.name for path in (output / "regions").iterdir() if path.is_dir()}
    assert isles_with_page == {f"{country}{number}" for country in "ns" for number in range(1, 7)}


def test_profiles_lead_to_their_neighbours_in_the_list(output):
    turn = {
        name: re.findall(r'class="turn-(\w+)" href="([^"]*)"', read(output, f"regions/{name}"))
        for name in ("n1", "n6", "s1", "s6")
    }
    assert turn["n1"] == [("next", "../n2/index.html")]
    assert turn["n6"] == [("previous", "../n5/index.html"), ("next", "../s1/index.html")]
    assert turn["s6"] == [("previous", "../s5/index.html")]


def test_pages_of_data_share_the_card_of_their_list_and_featured_ones_have_their_own(output):
    for page, card in (
        ("regions", "regions"), ("regions/n2", "regions"), ("regions/n1", "regions/n1"),
        ("indicators/jobless", "indicators"), ("compare", "compare"),
    ):  # fmt: skip
        assert f'property="og:image" content="https://isles.example/data/{card}/card.png"' in read(
            output, page
        )
        assert (output / card / "card.png").is_file()


def test_an_indicator_says_what_it_is_before_its_numbers(output):
    text = words(read(output, "indicators/jobless"))
    order = ["People without work", "Who looks for work", "Who has given up", "Isles Office (lab1)", "Skarra"]
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)
    assert "May 2024" in text
    assert "A new survey." in text
    assert "provisional" in text


def test_the_ranking_and_the_table_stand_in_the_page(output):
    page = read(output, "indicators/jobless")
    # The latest year that most isles have; Last Rock has none in it, and is no zero.
    assert "11 isles (2023)" in words(page)
    rows = re.findall(r"<tr[^>]*><th scope=\"row\">(.*?)</th>(.*?)</tr>", page, re.DOTALL)
    table = {re.sub("<[^>]*>", "", name).strip(): cells for name, cells in rows}
    assert "–" in table["Last Rock"]
    assert len([name for name in table if name]) >= 14


def test_a_series_without_regions_has_its_figure_and_its_months(output):
    text = words(read(output, "indicators/sea-level"))
    assert "9.75" in text
    assert "Dec 2023" in text
    assert "By" not in re.findall(r"<h2[^>]*>(\w+)", read(output, "indicators/sea-level"))


def test_codes_of_another_dimension_are_shown_side_by_side(output):
    text = words(read(output, "indicators/lifetime"))
    assert all(name in text for name in ("Men", "Women", "All"))


def test_one_period_alone_makes_a_page(output):
    assert "17" in words(read(output, "indicators/whales"))
    assert "made up" in words(read(output, "indicators/whales"))
    assert "made up" not in words(read(output, "indicators/jobless"))


def test_an_indicator_is_a_dataset_for_machines(output):
    page = read(output, "indicators/jobless")
    [data] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    [dataset] = [node for node in json.loads(data)["@graph"] if node["@type"] == "Dataset"]
    assert dataset["name"] == "People without work"
    assert dataset["license"] == "https://isles.example/licence"
    assert dataset["temporalCoverage"] == "2015/2023"
    assert dataset["spatialCoverage"] == ["Northern Isles", "Southern Isles"]
    assert {file["contentUrl"].rpartition(".")[2] for file in dataset["distribution"]} >= {
        "csv",
        "xlsx",
        "json",
    }


def test_what_is_told_of_a_course_begins_after_the_break_in_it(output):
    told = words(read(output, "regions/s1"))
    assert "From 15.2% in 2019 it fell to 13.6% in 2023." in told
    assert "in 2015 it fell" not in told


def test_a_profile_says_rank_median_and_what_it_is_held_against(output):
    text = words(read(output, "regions/n1"))
    assert "The largest of the northern isles" in text
    assert "1 of 11" not in text.split("Jobless")[0]
    assert "The herring came back" in text
    assert "Most like it" in text
    alike = text.partition("Most like it")[2]
    assert "Southern Isles" in alike
    assert "Northern Isles" not in alike.partition("Read about")[0]


def test_texts_about_a_region_are_listed_in_its_profile(output):
    assert "The Isles in Figures" in words(read(output, "regions/n1")).partition("Read about Skarra")[2]


def test_the_comparison_is_there_without_script_and_has_a_file_for_each_region(output):
    page = read(output, "compare")
    assert "Skarra" in words(page)
    assert "Mel" in words(page)
    assert "noscript" in page
    shard = json.loads((output / "compare" / "s1.json").read_text(encoding="utf-8"))
    assert (shard["code"], shard["name"], shard["group"]) == ("S1", "Mel", "Southern Isles")
    rows = re.findall(r"data-row=\"(\d+)\"", page)
    assert len(shard["cells"]) == len(rows) == 2
    assert shard["cells"][0]["text"].endswith("%")


def test_a_profile_can_be_had_as_a_table(output):
    table = list(csv.DictReader(io.StringIO((output / "regions/n1/n1.csv").read_text(encoding="utf-8-sig"))))
    assert {row["indicator_id"] for row in table} == {"jobless", "catch-rate"}
    [jobless] = [row for row in table if row["indicator_id"] == "jobless"]
    assert (jobless["period"], jobless["flag"], jobless["source"]) == ("2023", "p", "Isles Office (lab1)")
    assert (output / "regions/n1/n1.xlsx").read_bytes().startswith(b"PK")


def test_a_factsheet_is_one_page(output):
    pages = page_texts(output / "regions/n1/n1.pdf")
    assert len(pages) == 1
    assert "Skarra" in pages[0]
    assert "Jobless" in pages[0]
    assert not (output / "regions/n2/n2.pdf").exists()


@pytest.mark.parametrize("name", ["indicators", "indicators/jobless", "regions", "regions/n1", "compare"])
def test_pages_keep_to_the_security_policy(output, name):
    page = read(output, name)
    assert not re.findall(r"<[^>]*\sstyle=", page)
    assert "<style" not in page
