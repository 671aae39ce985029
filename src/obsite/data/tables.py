"""Tables as analysts bring them: CSV, TSV, JSON and Excel become rows of texts with their lines.

Parquet is read by DuckDB itself (`warehouse`). What a cell means is not decided here.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

from obsite.data.faults import MOST, Faults
from obsite.diagnostics.model import Emit
from obsite.text.source import read_text

TABLE_SUFFIXES = (".csv", ".tsv", ".parquet", ".json", ".xlsx")
Row = tuple[int, list[str]]  # the line in its file, counted from 1, and the cells


@dataclass(frozen=True, slots=True)
class RawTable:
    """A header and the rows below it, which are read as they are asked for."""

    header: tuple[str, ...]
    rows: Iterator[Row]
    delimiter: str = ""  # of a CSV file
    header_line: int = 1
    plain_rows: int = 0  # how many rows follow, one a line, if nothing is quoted and no line is odd


def read_table(path: str, data: bytes, sheet: str, faults: Faults, emit: Emit) -> RawTable | None:
    """Return a table; None after a fault that leaves nothing to read."""
    match PurePosixPath(path).suffix.lower():
        case ".json":
            return _read_json(data, faults, emit)
        case ".xlsx":
            return _read_excel(data, sheet, faults)
        case _:
            return read_csv(path, data, faults, emit)


def read_csv(path: str, data: bytes, faults: Faults, emit: Emit) -> RawTable | None:
    """Return a table of comma, semicolon or tab separated values."""
    text = _text(path, data, emit)
    delimiter = "\t" if path.lower().endswith(".tsv") else _delimiter(text)
    records = _records(text, delimiter, faults)
    header = next((row for row in records if any(cell.strip() for cell in row[1])), None)
    if header is None:
        faults.add("empty-table", "The table is empty", help="Its first line names the columns")
        return None
    names = tuple(name.strip() for name in header[1])
    while names and not names[-1]:
        names = names[:-1]
    rows = _of_one_width(records, len(names), delimiter, faults)
    return RawTable(names, rows, delimiter, header[0], _count_plain(data, text, header, len(names)))


def _count_plain(data: bytes, text: str, header: Row, width: int) -> int:
    """Return the number of rows of a file that needs no care: lines are rows, and separators separate."""
    odd = b'"' in data or b"\r" in data or b"\0" in data or "\n\n" in text or header[0] != 1
    if odd or width < 2 or len(header[1]) != width or (not text.isascii() and text.encode() != data):
        return 0
    return text.count("\n") - text.endswith("\n")


class CellPlaces:
    """Where the cells of a text file stand, looked up in the few lines that have a fault."""

    def __init__(self, data: bytes, delimiter: str) -> None:
        self._data = data
        self._delimiter = delimiter

    @cached_property
    def _lines(self) -> list[str]:
        text = self._data.decode("utf-8-sig", "replace")
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def __call__(self, line: int, cell: int) -> tuple[int, int] | None:
        """Return the columns where a cell begins and ends; None if it does not end in its line."""
        text = self._lines[line - 1] if line <= len(self._lines) else ""
        cells = self._cells(text)
        if cell >= len(cells):
            return None
        start = sum(len(before) + 1 for before in cells[:cell]) + 1
        start += len(cells[cell]) - len(cells[cell].lstrip())
        return start, start + max(len(cells[cell].strip()), 1)

    def _cells(self, text: str) -> list[str]:
        """Return the cells of a line with their quotes; none if one of them goes on in the next line."""
        parts = text.split(self._delimiter)
        if '"' not in text:
            return parts
        cells: list[str] = []
        for part in parts:
            if cells and cells[-1].count('"') % 2:
                cells[-1] += f"{self._delimiter}{part}"
            else:
                cells.append(part)
        return [] if cells[-1].count('"') % 2 else cells


def _text(path: str, data: bytes, emit: Emit) -> str:
    text = read_text(data, path, emit)
    if text is not None:
        return text
    # The encoding has been reported; what else is wrong with the table is to be told in the same run.
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    text = data.decode("utf-16" if wide else "cp1252", "replace").replace("\0", "")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _delimiter(text: str) -> str:
    line = next((line for line in text.split("\n", 20)[:20] if line.strip()), "")
    return max(",;\t", key=line.count)


def _records(text: str, delimiter: str, faults: Faults) -> Iterator[Row]:
    """Yield the rows that can be told from each other, with the line on which each begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    above = 0  # lines before the text that this reader has
    while True:
        line = above + reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "end of data" in str(error):
                message = "A quotation mark is opened here and never closed"
                faults.add("table-syntax", message, line, "Close it, or write it twice within quotes")
                # It has swallowed all that follows. Read on behind its line, as long as that is no habit.
                rest = text.split("\n", line)[line:] if faults.told("table-syntax") < MOST else []
                reader = csv.reader(io.StringIO("".join(rest), newline=""), delimiter=delimiter, strict=True)
                above = line
            else:
                message = "A quotation mark stands in the middle of a cell"
                faults.add(
                    "table-syntax", message, line, 'Put the whole cell in quotes and double those in it: ""'
                )


def _of_one_width(records: Iterator[Row], width: int, delimiter: str, faults: Faults) -> Iterator[Row]:
    for row in records:
        cells = row[1]
        if len(cells) == width:
            yield row
        elif not any(cells):
            continue
        elif len(cells) > width and not any(cell.strip() for cell in cells[width:]):
            yield row[0], cells[:width]  # spreadsheets write empty cells at the end of lines
        else:
            _report_width(row, width, delimiter, faults)


def _report_width(row: Row, width: int, delimiter: str, faults: Faults) -> None:
    line, cells = row
    message = f"This row has {_cells(len(cells))}, but the header names {_cells(width, 'column')}"
    help = ""
    if len(cells) > width:
        pairs = [f"{a}.{b}" for a, b in pairwise(cells) if a.strip("-").isdigit() and b.isdigit()]
        number = pairs[-1] if pairs else ""  # the value is the likeliest, and most often the last column
        if delimiter == "," and number and len(cells) == width + 1:
            help = f"If {number.replace('.', ',')} is a number, write it as {number}"
        else:
            help = "Put a cell that holds the separator in quotes"
    faults.add("ragged-row", message, line, help)


def _cells(count: int, word: str = "cell") -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


# -- JSON ---------------------------------------------------------------------------------------


def _read_json(data: bytes, faults: Faults, emit: Emit) -> RawTable | None:
    text = _text(faults.path, data, emit)
    try:
        content = json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        faults.locate = lambda *_: (column, column + 1)
        help = "Correct it here, or just before; programs that write JSON make no such faults"
        message = f"This is not valid JSON: {getattr(error, 'msg', error)}"
        faults.add("table-syntax", message, line, help, cell=0)
        return None
    if isinstance(content, dict) and isinstance(content.get("data"), list):
        content = content["data"]
    if isinstance(content, dict):
        return _from_columns(content, faults)
    if isinstance(content, list) and all(isinstance(record, dict) for record in content):
        return _from_records(content, text, faults)
    message = "This is no table: a list of objects is expected, or an object of lists"
    faults.add("table-syntax", message, help='Write it as [{"period": "2019", "value": 4.2}, ...]')
    return None


def _from_records(records: list[dict[str, Any]], text: str, faults: Faults) -> RawTable | None:
    names = tuple(dict.fromkeys(name for record in records for name in record))
    if not records:
        faults.add("empty-table", "The table is empty")
        return None
    lines = _lines_of_records(text, len(records))
    rows = ((line, [_cell(r.get(name)) for name in names]) for line, r in zip(lines, records, strict=False))
    return RawTable(names, rows)


def _lines_of_records(text: str, count: int) -> Iterator[int]:
    """Yield the line on which each object of a list begins; objects without nesting are taken for granted."""
    line, at = 1, 0
    for _ in range(count):
        start = text.find("{", at)
        if start < 0:
            yield line
            continue
        line += text.count("\n", at, start)
        yield line
        end = max(text.find("}", start), start)
        line += text.count("\n", start, end)
        at = end


def _from_columns(columns: dict[str, Any], faults: Faults) -> RawTable | None:
    lists = {name: values for name, values in columns.items() if isinstance(values, list)}
    lengths = {len(values) for values in lists.values()}
    if len(lengths) != 1 or len(lists) < len(columns):
        faults.add("table-syntax", "This is no table: its columns must be lists of one length")
        return None
    if lengths == {0}:
        faults.add("empty-table", "The table is empty")
        return None
    rows = ((1, [_cell(value) for value in row]) for row in zip(*lists.values(), strict=True))
    return RawTable(tuple(lists), rows)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else json.dumps(value)


# -- Excel --------------------------------------------------------------------------------------


def _read_excel(data: bytes, sheet: str, faults: Faults) -> RawTable | None:
    from obsite.data.workbooks import read_sheet

    return read_sheet(data, sheet, faults)
