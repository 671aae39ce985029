"""Tables in Excel files: one sheet, its first filled row the header."""

from __future__ import annotations

import datetime as dt
import io
import warnings
import zipfile
from collections.abc import Iterator, Mapping
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
        faults.add(
            "table-syntax",
            "This is not an Excel file (.xlsx), or it is damaged",
            help="Save it again as .xlsx",
        )
        return None
    if sheet and sheet not in book.sheetnames:
        help = did_you_mean(sheet, book.sheetnames) or f"It has {', '.join(book.sheetnames)}"
        faults.add("table-syntax", f"The file has no sheet `{sheet}`", help=help)
        return None
    name = sheet or book.sheetnames[0]
    faults.locate = lambda _, cell: (cell + 1, cell + 2)  # the sheet's column
    rows = _rows(book[name], _formulas(data, name), faults)
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


def _formulas(data: bytes, name: str) -> dict[tuple[int, int], str]:
    """Return the cells of a sheet that have a formula, by row and column, with what people call them."""
    import openpyxl

    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheets = [part for part in parts.namelist() if part.startswith("xl/worksheets/")]
        if not any(b"<f" in parts.read(part) for part in sheets):
            return {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    cells = (cell for row in book[name].iter_rows() for cell in row if cell.data_type == "f")
    return {(cell.row, cell.column): cell.coordinate for cell in cells}


def _rows(sheet: Any, formulas: Mapping[tuple[int, int], str], faults: Faults) -> Iterator[Row]:
    for line, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        texts = [_text(cell) for cell in cells]
        for number, cell in enumerate(cells):
            if cell is None and (place := formulas.get((line, number + 1))):
                help = "Open the file in a spreadsheet and save it there, or write the value"
                message = f"The formula in {place} has never been computed"
                faults.add("table-syntax", message, line, help, cell=number)
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
