"""Any table as CSV, XLSX and JSON, each with what must be known of it inside.

A table of clusters or scores has more columns than an indicator's own (`dataset`). All three files are
made from the same rows. What is true of the whole table stands in columns of its own in the CSV, on a
second sheet of the workbook, and at the top of the JSON.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass

from obsite.data.exports.safe import number_text, safe_text
from obsite.data.exports.workbook import NAME, TEXT, About, Cell, Worksheet, write_workbook


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table. `about` is what is true of all of it, by machine name; each group of rows may add to it."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    about: tuple[tuple[str, str], ...]


def write_csv(sheet: Sheet) -> bytes:
    """Return the table as CSV (RFC 4180)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    told = [(key, text) for key, text in sheet.about if text]
    writer.writerow([*sheet.columns, *(key for key, _ in told)])
    ends = [safe_text(text) for _, text in told]
    for row in sheet.rows:
        writer.writerow([*map(_text, row), *ends])
    return out.getvalue().encode()


def _text(cell: Cell) -> str:
    return safe_text(cell) if isinstance(cell, str) else number_text(None if cell is None else float(cell))


def write_json(sheet: Sheet) -> bytes:
    """Return the table as JSON: what is true of all of it, then one object a row, without empty cells."""
    content = {
        "title": sheet.title,
        **{key: text for key, text in sheet.about if text},
        "data": [dict(_told(sheet, row)) for row in sheet.rows],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"


def _told(sheet: Sheet, row: tuple[Cell, ...]) -> Iterator[tuple[str, Cell]]:
    for name, cell in zip(sheet.columns, row, strict=True):
        if cell is not None and cell != "":
            yield name, int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def write_xlsx(sheet: Sheet) -> bytes:
    """Return the table as a workbook, with a second sheet that says what it is."""
    widths = [14] * len(sheet.columns)
    data = Worksheet(name="Data", head=sheet.columns, rows=sheet.rows, widths=widths)
    told = [("title", sheet.title), *((key, text) for key, text in sheet.about if text)]
    notes = Worksheet(name="About", rows=told, widths=(18, 90), looks=(NAME, TEXT))
    return write_workbook((data, notes), About(title=sheet.title))
