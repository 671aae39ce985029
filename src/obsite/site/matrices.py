"""The tables of dots that `matrix` blocks show: which rows have which marks, from a CSV file or written out.

A CSV file has a column `code` or `label`, or both, and one more for each thing that may be marked; a cell
that holds anything but nothing, `0`, `-` or `no` is a mark.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from obsite.content.blocks import MatrixOptions
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Emit, Span
from obsite.markup.body import Block
from obsite.site.paths import relative_path
from obsite.site.site import Site
from obsite.text.source import read_text
from obsite.text.suggest import closest

_NO_MARK = frozenset(("", "0", "-", "–", "no", "false", "."))
_NAMES = ("code", "label")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row by the keys of its marked columns; `place` is where it was written."""

    code: str
    label: str
    marks: tuple[str, ...]
    place: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Columns by key, with their headings, and rows."""

    columns: Mapping[str, str]
    rows: tuple[Row, ...]


def matrix_blocks(site: Site) -> Iterator[tuple[str, Block]]:
    """Yield the path of each document with a matrix, and the block."""
    for path, document in site.documents.items():
        for block in document.body.blocks:
            if isinstance(block.options, MatrixOptions):
                yield path, block


def matrix_tables(site: Site) -> tuple[str, ...]:
    """Return the site-relative paths of the tables that matrices are made from."""
    paths = {
        relative_path(path, block.options.src)
        for path, block in matrix_blocks(site)
        if isinstance(block.options, MatrixOptions) and block.options.src
    }
    return tuple(sorted(paths & set(site.files)))


def matrix_of(path: str, block: Block, tables: Mapping[str, bytes], emit: Emit) -> Matrix | None:
    """Return what a matrix shows, or None where its table is missing or cannot be read."""
    options = block.options
    assert isinstance(options, MatrixOptions)
    if not options.src:
        rows = tuple(
            Row(code=row.code, label=row.label, marks=row.marks, place=block.place(f"rows.{number}"))
            for number, row in enumerate(options.rows)
        )
        return Matrix(columns=options.columns, rows=rows)
    table = relative_path(path, options.src)
    return _from_table(tables[table], table, options, emit) if table in tables else None


def _from_table(data: bytes, path: str, options: MatrixOptions, emit: Emit) -> Matrix | None:
    text = read_text(data, path, emit)
    if text is None:
        return None
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        cells = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        place = Span(path=path, line=max(reader.line_num, 1))
        emit(finding("invalid-matrix", f"This line cannot be read as CSV: {error}", place))
        return None
    names = [name for name in reader.fieldnames or () if name]
    if not set(_NAMES) & set(names) or not cells:
        cure = "The first line names the columns: code,label and one for each thing that may be marked"
        emit(finding("invalid-matrix", "This is no table of marks", Span(path=path, line=1), cure))
        return None
    columns = {name: options.columns.get(name, name) for name in names if name not in _NAMES}
    rows = tuple(
        Row(
            code=(row.get("code") or "").strip(),
            label=(row.get("label") or "").strip(),
            marks=tuple(name for name in columns if (row.get(name) or "").strip().lower() not in _NO_MARK),
            place=Span(path=path, line=line),
        )
        for line, row in cells
    )
    return Matrix(columns=columns, rows=rows)


def check_matrices(site: Site, tables: Mapping[str, bytes], emit: Emit) -> None:
    """Report tables of matrices that cannot be read, and codes that belong to no region or sector."""
    lists = [profiles.codelist for profiles in (site.regions, site.sectors) if profiles.codelist]
    known = {code for codelist in lists for code in (*codelist.codes, *codelist.groups)}
    for path, block in matrix_blocks(site):
        found = matrix_of(path, block, tables, emit)
        for row in found.rows if found else ():
            if row.code and known and row.code not in known:
                near = closest(row.code, known)
                cure = f"Did you mean `{near}`?" if near else "Leave the code out, and give the row a label"
                emit(finding("unknown-profile", f"`{row.code}` is no code of a region", row.place, cure))
            elif not row.code and not row.label:
                cure = "Give it a label, or the code of a region"
                emit(finding("invalid-matrix", "This row has no name", row.place, cure))
