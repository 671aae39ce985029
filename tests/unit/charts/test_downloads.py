"""The numbers of a chart as files: safe in spreadsheets, and with all that must be known inside."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import openpyxl
import pytest

from obsite.charts.downloads import Words, as_csv, as_json, as_xlsx, rows, safe, told
from obsite.charts.model import ChartData, ChartSpec, IndicatorFacts, SeriesData
from obsite.data.observation import Break, Observation

FACTS = IndicatorFacts(
    id="birds", title="Birds", short_title="Birds", subtitle="", unit="birds", unit_symbol="", decimals=0,
    direction="", source="Source: Shore Society", source_url="https://shore.example/", licence="CC BY 4.0",
    vintage="spring", updated="2026-01-01", versions=("Shores 2020",), synthetic=True, is_total=True,
    reference_value=None,
)  # fmt: skip
NORTH = SeriesData(
    code="N", label="=North+1", role="focus", indicator=0, breaks=(Break("2024", "new hide"),),
    observations=(
        Observation("2023", 12.0), Observation("2024", None, ":"), Observation("2025", -1.25, "e"),
    ),
)  # fmt: skip
DATA = ChartData(
    spec=ChartSpec(preset="trend", indicators=("birds",), dimension="shore", codes=("N",)),
    indicators=(FACTS,), series=(NORTH,), periods=("2023", "2024", "2025"),
    flags={"e": "estimated", ":": "missing"},
)  # fmt: skip
WORDS = Words(title="-Birds", subtitle="Counted", synthetic="These figures are made up.", note="A note.")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_no_text_is_a_formula(text: str) -> None:
    assert safe(text) == f"'{text}"
    assert safe("1-1") == "1-1"


def test_csv_has_a_row_for_each_value() -> None:
    table = list(csv.DictReader(io.StringIO(as_csv(DATA, WORDS).decode("utf-8-sig"))))
    assert [(row["period"], row["shore"], row["value"], row["flag"]) for row in table] == [
        ("2023", "N", "12", ""), ("2024", "N", "", ":"), ("2025", "N", "-1.25", "e"),
    ]  # fmt: skip
    assert table[0]["shore_name"] == "'=North+1"
    assert table[0]["title"] == "'-Birds"
    assert table[1]["remark"] == "break in series: new hide"
    assert {"synthetic", "licence", "vintage", "versions", "unit", "source_url"} <= set(table[0])


def test_json_and_xlsx_tell_the_same() -> None:
    data = json.loads(as_json(DATA, WORDS))
    assert [row["value"] for row in data["data"]] == [12, None, -1.25]
    assert data["synthetic"] == WORDS.synthetic
    assert data["indicators"][0]["code_list_versions"] == ["Shores 2020"]
    assert data["flags"] == {"e": "estimated", ":": "missing"}
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(DATA, WORDS)))
    head, *sheet = book["Data"].iter_rows(values_only=True)
    assert [row[head.index("value")] for row in sheet] == [12, None, -1.25]
    name = book["Data"].cell(2, head.index("shore_name") + 1)
    assert (name.value, name.data_type) == ("=North+1", "s")
    about = {row[0]: row[1] for row in book["About"].iter_rows(values_only=True) if row[0]}
    assert about["licence"] == "CC BY 4.0"
    assert about["synthetic"] == WORDS.synthetic


def test_files_are_the_same_each_time() -> None:
    assert as_xlsx(DATA, WORDS) == as_xlsx(DATA, WORDS)
    assert as_csv(DATA, WORDS) == as_csv(DATA, WORDS)


def test_a_field_too_large_is_left_to_the_table_of_the_indicator() -> None:
    grey = [replace(NORTH, code=f"F{n}", role="field") for n in range(700)]
    assert len(told(replace(DATA, series=(NORTH, *grey[:5])))) == 6
    assert told(replace(DATA, series=(NORTH, *grey))) == (NORTH,)
    assert len(list(rows(replace(DATA, series=(NORTH, *grey))))) == 3
