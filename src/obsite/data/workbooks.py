"""Tables in Excel files: one sheet, its first filled row the header."""

from __future__ import annotations

import datetime as dt
import io
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

from obsite.data.faults import Faults
from obsite.data.tables import RawTable, Row
from obsite.text.suggest import did_you_mean


def read_sheet(data: bytes, sheet: str, faults: Faults) -> RawTable | None:
    """Return the table on a sheet, the first one if none is named; lines are the sheet's rows."""
    import openpyxl  # type: ignore[import-untyped]
    from openpyxl.utils.exceptions import (  # type: ignore[import-untyped]
        InvalidFileException,
    )

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and validations that do not matter here
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError, SyntaxError):
        faults.add("table-syntax", "This is not an Excel file (.xlsx), or it is damaged")
        return None
    if sheet and sheet not in book.sheetnames:
        help = did_you_mean(sheet, book.sheetnames) or f"It has {', '.join(book.sheetnames)}"
        faults.add("table-syntax", f"The file has no sheet `{sheet}`", help=help)
        return None
    rows = _rows(book[sheet or book.sheetnames[0]])
    header = next(rows, None)
    if header is None:
        faults.add("empty-table", "The sheet is empty", help="Its first row names the columns")
        return None
    names = tuple(cell.strip() for cell in header[1])
    while names and not names[-1]:
        names = names[:-1]
    width = len(names)
    body = ((line, [*cells, *[""] * (width - len(cells))][:width]) for line, cells in rows)
    return RawTable(names, body, header_line=header[0])


def _rows(sheet: Any) -> Iterator[Row]:
    for line, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        texts = [_text(cell) for cell in cells]
        if any(texts):
            yield line, texts


def _text(value: Any) -> str:
    """Return a cell's value as it would stand in a CSV file."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat()
    return value.isoformat() if isinstance(value, dt.date) else str(value)
