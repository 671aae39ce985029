"""CSV tables that covers are drawn from, with the line of each row, so that a bad cell can be pointed at."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass

from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Emit, Span
from obsite.text.source import read_text

_MOST = 20  # faults of one table that are told


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells by column, and the line of the file it ends on, from 1."""

    cells: dict[str, str]
    line: int
    text: str

    def span(self, path: str, column: str) -> Span:
        """Return where a cell stands."""
        cell = self.cells.get(column, "")
        at = self.text.find(cell) + 1 if cell else 0
        if not at:
            return Span(path=path, line=self.line)
        return Span(path=path, line=self.line, column=at, end_line=self.line, end_column=at + len(cell))


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    path: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(data: bytes, path: str, emit: Emit) -> Table | None:
    """Return the rows of a CSV file with a header line, or None after a report."""
    text = read_text(data, path, emit)
    if text is None:
        return None
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        rows = tuple(_rows(reader, text.split("\n")))
    except csv.Error as error:
        message = f"This line cannot be read as CSV: {error}"
        emit(finding("invalid-cover", message, Span(path=path, line=max(reader.line_num, 1))))
        return None
    if not rows:
        cure = "The first line names the columns; each line below it is a row"
        emit(finding("invalid-cover", "This table has no rows", Span(path=path), cure))
        return None
    return Table(path=path, columns=tuple(reader.fieldnames or ()), rows=rows)


def _rows(reader: csv.DictReader[str], lines: list[str]) -> Iterator[Row]:
    for cells in reader:
        line = reader.line_num
        yield Row(
            # A row that is too long has its surplus under None; one that is too short has None in cells.
            {name: cell or "" for name, cell in cells.items() if name},
            line,
            lines[line - 1] if line <= len(lines) else "",
        )


def numbers_in(table: Table, column: str, emit: Emit) -> list[float] | None:
    """Return a column as numbers, or None after a report of each cell that is none."""
    found: list[float] = []
    faults = 0
    for row in table.rows:
        cell = row.cells.get(column, "")
        number = _number(cell)
        if number is not None:
            found.append(number)
            continue
        faults += 1
        if faults <= _MOST:
            said = f"`{cell}` in the column `{column}` is not a number" if cell else f"`{column}` is empty"
            cure = "Places and sizes are plain numbers, with a point before decimals"
            emit(finding("invalid-cover", said, row.span(table.path, column), cure))
    return None if faults else found


def _number(text: str) -> float | None:
    try:
        number = float(text.replace("\u00a0", "").replace(" ", ""))
    except ValueError:
        return None
    return number if math.isfinite(number) else None
