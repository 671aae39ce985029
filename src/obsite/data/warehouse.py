"""DuckDB behind closed doors: an in-memory database that sees what it is given, and nothing else.

A warehouse for a query is filled first and then locked. After `lock` it opens no file but the one that the
checked answer is to be written to, loads no extension, and its settings cannot be changed. Tables need
no lock: what is in them never becomes SQL.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from obsite.data.connecting import connect

if TYPE_CHECKING:
    import duckdb

    from obsite.data.codelist import CodeList
    from obsite.data.tables import Row

MOST_ROWS = 2_000_000  # of the answer to a query
_CHUNK = 50_000
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,  # so that sums of floating-point numbers are the same each time
    "memory_limit": "300MB",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "preserve_insertion_order": True,
    "python_enable_replacements": False,  # a name in SQL is never a variable of this program
    "default_null_order": "nulls_first",
}


class Warehouse:
    """One connection, for one table to be read, checked and written."""

    def __init__(self, spill: Path) -> None:
        settings = {**_SETTINGS, "temp_directory": str(spill)}
        self.sql: duckdb.DuckDBPyConnection = connect(settings)
        self.sql.execute("SET TimeZone = 'UTC'")  # moments fall on the same day on every machine

    def fill(self, width: int, rows: Iterable[Row]) -> None:
        """Make the table `raw` of texts in columns c0, c1, ..., behind `line`, the line of each row."""
        import numpy

        declared = "".join(f", c{number} VARCHAR" for number in range(width))
        self.sql.execute(f"CREATE TABLE raw (line INTEGER{declared})")
        iterator = iter(rows)
        while chunk := list(islice(iterator, _CHUNK)):
            cells = zip(*(row[1] for row in chunk), strict=True)
            block: dict[str, Any] = {"line": numpy.array([row[0] for row in chunk], dtype=numpy.int32)}
            block |= {f"c{number}": numpy.array(cell, dtype=object) for number, cell in enumerate(cells)}
            self.sql.register("chunk", block)
            self.sql.execute("INSERT INTO raw SELECT * FROM chunk")
            self.sql.unregister("chunk")

    def fill_from_csv(self, path: Path, width: int, delimiter: str, rows: int) -> bool:
        """Make the table `raw` of a file in which each line below the first is a row; return whether it
        was one. Several times faster than `fill`."""
        import duckdb

        columns = ", ".join(f"'c{number}': 'VARCHAR'" for number in range(width))
        options = "header = false, skip = 1, quote = '', escape = '', comment = '', auto_detect = false"
        try:
            self.sql.execute(
                "CREATE TABLE raw AS SELECT (row_number() OVER ())::INTEGER + 1 AS line, *"
                f" FROM read_csv(?, columns = {{{columns}}}, delim = ?, {options})",
                [str(path), delimiter],
            )
        except duckdb.Error:
            return False
        if self.value("SELECT count(*) FROM raw") == rows:
            return True
        self.sql.execute("DROP TABLE raw")
        return False

    def fill_from_parquet(self, path: Path) -> tuple[str, ...]:
        """Make the table `raw` of a Parquet file, and return the names of its columns; duckdb.Error if it
        is none. Lines count its rows."""
        return self._fill_from("read_parquet(?)", [str(path)])

    def fill_from_query(self, query: str) -> tuple[str, ...]:
        """Make the table `raw` of a query that has been found harmless; duckdb.Error if it fails.

        Of an endless answer there is one row more than `MOST_ROWS`.
        """
        self.sql.execute(f"CREATE TABLE answer AS SELECT * FROM (\n{query}\n) LIMIT {MOST_ROWS + 1}")
        return self._fill_from("answer", [])

    def _fill_from(self, source: str, parameters: list[str]) -> tuple[str, ...]:
        found = self.sql.execute(f"DESCRIBE SELECT * FROM {source}", parameters).fetchall()
        texts = "".join(f", {_as_text(name, kind)} AS c{n}" for n, (name, kind, *_) in enumerate(found))
        select = f"SELECT (row_number() OVER ())::INTEGER AS line{texts} FROM {source}"
        self.sql.execute(f"CREATE TABLE raw AS {select}", parameters)
        return tuple(str(name) for name, *_ in found)

    def load_partition(self, table: str, path: Path) -> None:
        """Make a table of a checked one that was written before."""
        self.sql.execute(f"CREATE TABLE {quoted(table)} AS SELECT * FROM read_parquet(?)", [str(path)])

    def load_codes(self, table: str, codelist: CodeList) -> None:
        """Make a table of a code list: code, name, parent, level."""
        import numpy

        codes = list(codelist.codes.values())
        columns = {
            name: numpy.array([getattr(code, name) for code in codes], dtype=object)
            for name in ("code", "name", "parent", "level")
        }
        self.sql.register("chunk", columns)
        self.sql.execute(f"CREATE TABLE {quoted(table)} AS SELECT * FROM chunk")
        self.sql.unregister("chunk")

    def lock(self, target: Path | None = None) -> None:
        """Close the doors; only `target`, which does not exist yet, may still be written."""
        if target is not None:
            self.sql.execute(f"SET allowed_paths = [{literal(str(target))}]")
        self.sql.execute("SET enable_external_access = false")
        self.sql.execute("SET lock_configuration = true")

    def clear(self) -> None:
        """Forget all tables."""
        for (name,) in self.rows("SELECT table_name FROM duckdb_tables()"):
            self.sql.execute(f"DROP TABLE {quoted(name)}")

    def rows(self, query: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of an answer."""
        return self.sql.execute(query, parameters).fetchall()

    def value(self, query: str, parameters: Sequence[Any] = ()) -> Any:
        """Return the only value of an answer."""
        row = self.sql.execute(query, parameters).fetchone()
        return row[0] if row else None

    def close(self) -> None:
        self.sql.close()


@contextlib.contextmanager
def open_warehouse(spill: Path) -> Iterator[Warehouse]:
    """Give a warehouse that is closed again in the end."""
    warehouse = Warehouse(spill)
    try:
        yield warehouse
    finally:
        warehouse.close()


def quoted(name: str) -> str:
    """Return a name as SQL writes it, whatever is in it."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def _as_text(name: str, kind: str) -> str:
    column = quoted(name)
    if kind in ("DOUBLE", "FLOAT"):
        # Programs that write Parquet from data frames have NaN for what is missing.
        return f"CASE WHEN isnan({column}) THEN NULL ELSE CAST({column} AS VARCHAR) END"
    if kind.startswith("TIMESTAMP"):
        return f"CAST(CAST({column} AS DATE) AS VARCHAR)"
    return f"CAST({column} AS VARCHAR)"
