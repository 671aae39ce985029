"""A chart's numbers as files: CSV, JSON and XLSX, each with all that must be known of them inside.

All are made from the same rows, so that they tell the same. A text that a spreadsheet would take for
a formula is made safe; a missing value is an empty cell, never zero.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from obsite.charts.model import ChartData, IndicatorFacts, SeriesData
from obsite.data.exports.workbook import NAME, TEXT, About, Cell, Worksheet, write_workbook

_MOST_OF_FIELD = 2000  # values that are drawn in grey behind; more are found in the indicator's own table
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What downloads say beside the numbers, in the reader's language."""

    title: str
    subtitle: str
    synthetic: str = ""  # the notice that figures are made up, "" if none is
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One value with all that says which it is."""

    indicator: IndicatorFacts
    period: str
    code: str
    name: str
    role: str
    value: float | None
    flag: str
    remark: str  # how it was computed, or that a break comes before it


def told(data: ChartData) -> tuple[SeriesData, ...]:
    """Return the series that tables and downloads have: all, but for a field too large to be told."""
    field = [series for series in data.series if series.role == "field"]
    if sum(len(series.observations) for series in field) <= _MOST_OF_FIELD:
        return data.series
    return tuple(series for series in data.series if series.role != "field")


def rows(data: ChartData) -> Iterator[Row]:
    """Yield the values of a chart, series by series."""
    for series in told(data):
        breaks = {found.period: found.note for found in series.breaks}
        for seen in series.observations:
            remarks = [series.computed, _break(breaks, seen.period)]
            yield Row(
                indicator=data.indicators[series.indicator],
                period=seen.period,
                code=series.code,
                name=series.label,
                role=series.role,
                value=seen.value,
                flag=seen.flag,
                remark="; ".join(filter(None, remarks)),
            )


def _break(breaks: Mapping[str, str], period: str) -> str:
    if period not in breaks:
        return ""
    return f"break in series: {breaks[period]}" if breaks[period] else "break in series"


def as_csv(data: ChartData, words: Words) -> bytes:
    """Return the rows as CSV, with what must be known of them in columns of their own."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_columns(data, words))
    for cells in _table(data, words):
        writer.writerow(
            [safe(cell) if isinstance(cell, str) else "" if cell is None else cell for cell in cells]
        )
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _columns(data: ChartData, words: Words) -> list[str]:
    dimension = data.spec.dimension or "series"
    return [
        "period", dimension, f"{dimension}_name", "indicator", "value", "flag", "remark", "unit", "title",
        "source", "source_url", "licence", "vintage", "updated", "versions", "note",
        *(["synthetic"] if words.synthetic else []),
    ]  # fmt: skip


def _table(data: ChartData, words: Words) -> Iterator[list[Cell]]:
    for row in rows(data):
        facts = row.indicator
        yield [
            row.period, row.code, row.name, facts.id, number(row.value), row.flag, row.remark, facts.unit,
            words.title, facts.source, facts.source_url, facts.licence, facts.vintage, facts.updated,
            "; ".join(facts.versions), words.note, *([words.synthetic] if words.synthetic else []),
        ]  # fmt: skip


def number(value: float | None) -> float | int | None:
    """Return a value as it is written: whole numbers without a fraction."""
    if value is None or not value.is_integer() or abs(value) >= 1e15:
        return value
    return int(value)


def as_json(data: ChartData, words: Words) -> bytes:
    """Return the rows with all that must be known of them, as JSON."""
    content = {
        **about(data, words),
        "dimension": {"name": data.spec.dimension, "title": data.dimension_title},
        "data": [
            {
                "indicator": row.indicator.id,
                "period": row.period,
                "code": row.code,
                "name": row.name,
                "role": row.role,
                "value": number(row.value),
                **({"flag": row.flag} if row.flag else {}),
                **({"remark": row.remark} if row.remark else {}),
            }
            for row in rows(data)
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"


def about(data: ChartData, words: Words) -> dict[str, object]:
    """Return what must be known of a chart's numbers."""
    content: dict[str, object] = {"title": words.title, "subtitle": words.subtitle}
    if words.synthetic:
        content["synthetic"] = words.synthetic
    if words.note:
        content["note"] = words.note
    if data.period:
        content["period"] = data.period
    if data.flags:
        content["flags"] = dict(data.flags)
    content["indicators"] = [_facts(facts) for facts in data.indicators]
    return content


def _facts(facts: IndicatorFacts) -> dict[str, object]:
    return {
        "id": facts.id,
        "title": facts.title,
        "unit": facts.unit,
        "source": facts.source,
        "source_url": facts.source_url,
        "licence": facts.licence,
        "vintage": facts.vintage,
        "updated": facts.updated,
        "code_list_versions": list(facts.versions),
    }


def as_xlsx(data: ChartData, words: Words) -> bytes:
    """Return the rows as a workbook: the numbers on one sheet, what must be known of them on another."""
    sheet = Worksheet(
        name="Data",
        head=_columns(data, words)[:8],
        rows=(cells[:8] for cells in _table(data, words)),
        widths=(10, 12, 28, 20, 12, 8, 20, 16),
    )
    notes = Worksheet(name="About", rows=_about_rows(data, words), widths=(18, 90), looks=(NAME, TEXT))
    return write_workbook((sheet, notes), About(title=words.title, subject=words.subtitle))


def _about_rows(data: ChartData, words: Words) -> list[list[Cell]]:
    found: list[list[Cell]] = []
    for key, value in about(data, words).items():
        if isinstance(value, dict):
            found += [[f"{key} {letter}", str(text)] for letter, text in value.items()]
        elif isinstance(value, str):
            found.append([key, value])
    for facts in data.indicators:
        found.append(["", ""])
        for key, value in _facts(facts).items():
            found.append([key, "; ".join(value) if isinstance(value, list) else str(value)])
    return found
