"""A whole indicator as an Excel workbook: the table, and a sheet that says what it is."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Mapping
from typing import Any

from obsite.data.exports.dataset import Column, Dataset, Row, cells_of, columns_of
from obsite.data.exports.flat import about

MOST_ROWS = 1_048_575  # of a sheet, below its header

_WIDTHS = {"period": 10, "code": 12, "label": 36, "version": 12, "value": 16, "flag": 8}
# A workbook states when it was made; the same input has to make the same bytes.
_MADE = dt.datetime(2000, 1, 1)


def write_xlsx(dataset: Dataset, rows: Iterable[Row], words: Mapping[str, str]) -> bytes:
    """Return the workbook. `words` names the sheets ("data", "about") and the pairs of the second."""
    import xlsxwriter  # type: ignore[import-untyped]

    columns = columns_of(dataset)
    out = io.BytesIO()
    # Texts are written as texts: nothing in them is run as a formula or made a link.
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": False,
    }
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": dataset.title, "comments": dataset.source, "created": _MADE})
    _data(book, dataset, columns, rows, words)
    _about(book, dataset, words)
    book.close()
    return out.getvalue()


def _data(
    book: Any, dataset: Dataset, columns: tuple[Column, ...], rows: Iterable[Row], words: Mapping[str, str]
) -> None:
    sheet = book.add_worksheet(words.get("data", "Data"))
    head = book.add_format({"bold": True, "bottom": 1})
    digits = "0" * dataset.decimals if dataset.decimals else ""
    shown = book.add_format({"num_format": f"#,##0.{digits}" if digits else "General"})
    for at, column in enumerate(columns):
        sheet.set_column(at, at, _WIDTHS[column.kind], shown if column.kind == "value" else None)
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(columns):
        sheet.write_string(0, at, column.name, head)
    for line, row in enumerate(rows, start=1):
        if line > MOST_ROWS:
            break
        for at, cell in enumerate(cells_of(dataset, columns, row)):
            if isinstance(cell, str):
                if cell:
                    sheet.write_string(line, at, cell)
            elif cell is not None:
                sheet.write_number(line, at, cell)


def _about(book: Any, dataset: Dataset, words: Mapping[str, str]) -> None:
    sheet = book.add_worksheet(words.get("about", "About"))
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 100)
    told = [(key, text) for key, text in about(dataset).items() if text]
    for line, (key, text) in enumerate(told):
        sheet.write_string(line, 0, words.get(key, key.replace("_", " ").capitalize()), bold)
        sheet.write_string(line, 1, text, wrapped)
