"""Queries that authors write, asked behind locked doors, for computed indicators and for listed tables.

A query that has been read (`queries.py`) runs in a warehouse that has the tables it names and nothing else.
Whatever goes wrong is a QueryError with the line of the query that is at fault.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from obsite.data.codelist import CodeList
from obsite.data.queries import QueryError, check_tables, read_query, worded
from obsite.data.warehouse import Warehouse, open_warehouse
from obsite.diagnostics.model import Span

MOST_LISTED = 1000  # rows of a table for readers; whoever needs more takes the indicator's own files
MOST_SECONDS = 30.0
_WHOLE = re.compile(r"U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|UINTEGER")
_NUMBER = re.compile(r"DOUBLE|FLOAT|DECIMAL.*")

Kind = Literal["whole", "number", "text"]
Value = str | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedTables:
    """What a query may ask for, by the names that it uses; `names` are all that there are."""

    partitions: Mapping[str, Path] = field(default_factory=dict)
    codelists: Mapping[str, CodeList] = field(default_factory=dict)
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The rows that a query gives, in their order."""

    columns: tuple[str, ...]
    kinds: tuple[Kind, ...]
    rows: tuple[tuple[Value, ...], ...]


def ask(warehouse: Warehouse, text: str, tables: AskedTables, target: Path | None = None) -> tuple[str, ...]:
    """Fill a warehouse with the answer to a query as its table `raw`, and return the names of its columns.

    After this the warehouse opens no file but `target`.
    """
    import duckdb

    query = read_query(text)
    check_tables(query, [*tables.partitions, *tables.codelists], tables.names)
    for name, path in tables.partitions.items():
        warehouse.load_partition(name, path)
    for name, codelist in tables.codelists.items():
        warehouse.load_codes(name, codelist)
    warehouse.lock(target)
    try:
        with _patience(warehouse):
            return warehouse.fill_from_query(query.text)
    except duckdb.InterruptException:
        message = f"The query takes longer than {MOST_SECONDS:g} seconds"
        raise QueryError(message, "Is a condition of a join missing?") from None
    except duckdb.Error as error:
        said = str(error)
        raise QueryError(f"The query fails: {worded(said)}", _candidates(said), _line_in(said)) from None


def listed_answer(text: str, tables: AskedTables, spill: Path) -> Answer:
    """Return the answer to a query that is listed for readers; QueryError if there is none, or too much."""
    with open_warehouse(spill) as warehouse:
        columns = ask(warehouse, text, tables)
        if int(warehouse.value("SELECT count(*) FROM raw")) > MOST_LISTED:
            message = f"The answer has more than {MOST_LISTED:,} rows"
            raise QueryError(
                message, "A table is read by people: say `LIMIT 20`, or what is meant in `WHERE`"
            )
        types = warehouse.rows("SELECT column_type FROM (DESCRIBE answer)")
        kinds = tuple(_kind(str(kind)) for (kind,) in types)
        cells = ", ".join(
            f"c{n}" if kind == "text" else f"TRY_CAST(c{n} AS DOUBLE)" for n, kind in enumerate(kinds)
        )
        found = warehouse.rows(f"SELECT {cells} FROM raw ORDER BY line")
    return Answer(columns=columns, kinds=kinds, rows=tuple(found))


def line_of_query(place: Span, text: str, line: int = 1) -> Span:
    """Return where a line of a query stands that YAML has at a place: below its `|`, if it has one."""
    below = place.end_line > place.line and "\n" in text.strip()
    if not below and line <= 1:
        return place
    return Span(path=place.path, line=place.line + below + max(line, 1) - 1)


def _kind(type_: str) -> Kind:
    if _WHOLE.fullmatch(type_):
        return "whole"
    return "number" if _NUMBER.fullmatch(type_) else "text"


@contextmanager
def _patience(warehouse: Warehouse) -> Iterator[None]:
    """Break off what takes too long."""
    timer = threading.Timer(MOST_SECONDS, warehouse.sql.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _candidates(message: str) -> str:
    """Return the names that DuckDB thinks were meant."""
    names = re.findall(r'"([^"]+)"', message.partition("Candidate")[2].partition("LINE")[0])
    return f"There is {', '.join(f'`{name}`' for name in names)}" if names else ""


def _line_in(message: str) -> int:
    """Return the line of the query that DuckDB names, less the one in which it is wrapped."""
    _, _, rest = message.partition("LINE ")
    number = rest.partition(":")[0]
    return max(int(number) - 1, 1) if number.isdigit() else 1
