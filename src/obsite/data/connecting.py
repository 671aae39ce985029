"""How DuckDB is opened, wherever it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

Setting = str | bool | int | float | list[str]


def connect(settings: Mapping[str, Setting] | None = None) -> duckdb.DuckDBPyConnection:
    """Return a connection to a database of its own, in memory.

    It draws no progress bar: that would go to standard output, where a command's answer belongs.
    """
    import duckdb

    connection = duckdb.connect(config=dict(settings or {}))
    connection.execute("SET enable_progress_bar = false")
    return connection
