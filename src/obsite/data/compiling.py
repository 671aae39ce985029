"""One indicator's table, or the answer to its query, becomes a checked partition in Parquet."""

from __future__ import annotations

import hashlib
import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from obsite.data.answers import AskedTables, ask, line_of_query
from obsite.data.checking import Check, check_table
from obsite.data.codelist import CodeList
from obsite.data.columns import find_columns
from obsite.data.declarations import Declaration
from obsite.data.faults import Faults, is_fatal
from obsite.data.queries import QueryError
from obsite.data.row_checks import code_columns
from obsite.data.tables import CellPlaces, read_table
from obsite.data.warehouse import MOST_ROWS, Warehouse, literal, open_warehouse, quoted
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Diagnostic

if TYPE_CHECKING:
    from obsite.data.tables import RawTable


_MOST_WRITTEN, _MOST_DECIMALS, _LARGE = 3, 4, 1000
_AGAIN = "Save it again from the program that made it, or bring the whole file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """All that one partition is made from."""

    declaration: Declaration
    lists: Mapping[str, CodeList]  # by dimension; none for one that takes its codes from the table
    folder: Path  # where partitions are kept
    table: Path | None = None
    partitions: Mapping[str, Path] = field(default_factory=dict)  # what a query may ask for, by its name
    codelists: Mapping[str, CodeList] = field(default_factory=dict)  # the same
    names: tuple[str, ...] = ()  # all that there is to ask for


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """What is known of a partition; the rows are in `<digest>.parquet`."""

    digest: str
    rows: int
    periods: tuple[str, ...]
    frequency: str
    flags: str
    used: Mapping[str, tuple[str, ...]]  # dimension -> codes, in order of appearance
    totals: Mapping[str, str]
    decimals: int = -1


def compile_table(
    job: Job, warehouse: Warehouse | None = None
) -> tuple[Compiled | None, tuple[Diagnostic, ...]]:
    """Return what is in a sound table, and all that was found in it; None if it is not sound.

    A warehouse may serve many tables, one after the other. A query has its own, behind locked doors.
    """
    if warehouse is None or job.table is None:
        with open_warehouse(job.folder / "spill") as own:
            return _compile(job, own)
    try:
        return _compile(job, warehouse)
    finally:
        warehouse.clear()


def _compile(job: Job, warehouse: Warehouse) -> tuple[Compiled | None, tuple[Diagnostic, ...]]:
    found: list[Diagnostic] = []
    place = job.declaration.table or job.declaration.path
    query = job.declaration.meta.query
    fixed = None if job.table else line_of_query(job.declaration.place("query"), query)
    faults = Faults(place, found.append, fixed)
    job.folder.mkdir(parents=True, exist_ok=True)
    check = _fill(job, warehouse, faults, found)
    if check is not None:
        check_table(check)
    faults.close()
    sound = check is not None and check.has_values and not any(map(is_fatal, found))
    compiled = _write(job, check) if check and sound else None
    return compiled, tuple(found)


def _fill(job: Job, warehouse: Warehouse, faults: Faults, found: list[Diagnostic]) -> Check | None:
    """Fill the warehouse and return what is to be checked."""
    delimiter, line = "", 1
    if job.table is None:
        header = _ask(job, warehouse, found)
    elif job.table.suffix.lower() == ".parquet":
        header = _read_parquet(job, warehouse, faults)
    else:
        try:
            data = job.table.read_bytes()
        except OSError as error:
            faults.add("unreadable-file", f"This cannot be read: {error.strerror or error}")
            return None
        table = read_table(faults.path, data, job.declaration.meta.sheet, faults, found.append)
        if table and table.delimiter:
            faults.locate = CellPlaces(data, table.delimiter)
        header = _take(table, warehouse, job.table) if table else None
        delimiter, line = (table.delimiter, table.header_line) if table else ("", 1)
    columns = find_columns(job.declaration, header, line, faults) if header else None
    if columns is None:
        return None
    return Check(
        warehouse=warehouse,
        declaration=job.declaration,
        columns=columns,
        lists=job.lists,
        faults=faults,
        delimiter=delimiter,
    )


def _take(table: RawTable, warehouse: Warehouse, path: Path) -> tuple[str, ...]:
    width, rows = len(table.header), table.plain_rows
    if not (rows and warehouse.fill_from_csv(path, width, table.delimiter, rows)):
        warehouse.fill(width, table.rows)
    return table.header


def _read_parquet(job: Job, warehouse: Warehouse, faults: Faults) -> tuple[str, ...] | None:
    import duckdb

    assert job.table is not None
    try:
        return warehouse.fill_from_parquet(job.table)
    except duckdb.Error:
        faults.add("table-syntax", "This is not a Parquet file, or it is damaged", help=_AGAIN)
        return None


def _ask(job: Job, warehouse: Warehouse, found: list[Diagnostic]) -> tuple[str, ...] | None:
    """Fill the warehouse with what a query may see, close it, and run the query."""
    tables = AskedTables(partitions=job.partitions, codelists=job.codelists, names=job.names)
    try:
        header = ask(warehouse, job.declaration.meta.query, tables, _target(job))
        if warehouse.value("SELECT count(*) FROM raw") > MOST_ROWS:
            raise QueryError(
                f"The answer has more than {MOST_ROWS:,} rows", "Is a condition of a join missing?"
            )
        return header
    except QueryError as error:
        found.append(query_fault(job.declaration, str(error), error.help, error.line))
    return None


def query_fault(declaration: Declaration, message: str, help: str = "", line: int = 1) -> Diagnostic:
    """Return a finding about a line of a query, at its place in the YAML."""
    at = line_of_query(declaration.place("query"), declaration.meta.query, line)
    return finding("invalid-query", message, at, help)


def _target(job: Job) -> Path:
    return job.folder / f"{job.declaration.id}.{os.getpid()}.new.parquet"


def _decimals(check: Check) -> int:
    """Return how many decimals are worth showing: the most that a value is written with, if these are few.

    Decimals that are all zero are an accident of programs, and so are those of computed values: of these,
    two digits of the smaller values are enough.
    """
    written, needed, small, large = check.warehouse.rows(
        "SELECT max(length(d)), max(length(rtrim(d, '0'))),"
        " quantile_cont(abs(plain), 0.25) FILTER (plain <> 0), quantile_cont(abs(plain), 0.75)"
        " FROM (SELECT split_part(v, '.', 2) AS d, plain FROM cells WHERE plain IS NOT NULL)"
    )[0]
    if not needed or written <= _MOST_WRITTEN:
        return int(written) if needed else 0
    if not small or small >= _LARGE:
        return 0
    enough = max(1, 1 - math.floor(math.log10(small)))
    return min(enough, 1 if large >= _LARGE else _MOST_DECIMALS)


def _write(job: Job, check: Check) -> Compiled:
    target = _target(job)
    target.unlink(missing_ok=True)
    columns = code_columns(job.declaration)
    named = [f"{d} AS {quoted(name)}" for d, name in zip(columns, job.declaration.dimensions, strict=True)]
    order, chosen = ", ".join([*columns, "place"]), ", ".join(["period", *named, "value", "flag"])
    check.warehouse.sql.execute(
        f"COPY (SELECT {chosen} FROM checked ORDER BY {order}) TO {literal(str(target))}"
        " (FORMAT parquet, COMPRESSION zstd)"
    )
    digest = hashlib.blake2b(target.read_bytes(), digest_size=16).hexdigest()
    target.replace(job.folder / f"{digest}.parquet")
    return Compiled(
        digest=digest,
        rows=int(check.warehouse.value("SELECT count(*) FROM checked")),
        periods=check.periods,
        frequency=check.frequency,
        flags=check.flags,
        used=check.used,
        totals=check.totals,
        decimals=_decimals(check),
    )
