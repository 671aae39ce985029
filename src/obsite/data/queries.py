"""SQL that authors write: one SELECT over tables of the site, read by DuckDB's own parser before it runs.

Two doors stand behind each other. Here a statement is taken apart, and whatever is not a table of
the site, or is a function that would look beyond it or give another answer tomorrow, is refused. The
warehouse that runs it has, besides, no file system, no network and no extensions.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from obsite.data.connecting import connect
from obsite.text.suggest import did_you_mean

_TABLE_FUNCTIONS = frozenset(("unnest", "generate_series", "range"))
# Functions that are called without brackets.
_LIKE_COLUMNS = frozenset(
    (
        *("current_date", "current_time", "current_timestamp", "localtime", "localtimestamp"),
        *("current_user", "current_role", "session_user", "user", "current_catalog", "current_schema"),
    )
)
_SOURCES = frozenset(("BASE_TABLE", "TABLE_FUNCTION", "SHOW_REF", "COLUMN_DATA", "BOUND_TABLE_REF"))
_REFUSED = re.compile(
    r"(?:read_|parquet_|duckdb_|pragma_|pg_|has_|sniff_|write_|current_|session_|txid_|json_(?:de)?serialize_sql"
    r"|json_execute_|inet_).*|glob|getenv|getvariable|query|query_table|random|setseed|uuid.*|gen_random_uuid"
    r"|now|today|get_current_.*|transaction_timestamp|localtime.*|version|nextval|currval|user|sleep.*|age"
    r"|in_search_path|which_secret|from_substrait.*|get_substrait.*|checkpoint|force_checkpoint|seq_scan"
    r"|arrow_scan.*|pandas_scan|python_map_function|sql_auto_complete|test_.*|summary|icu_.*|add_parquet_key"
)


class QueryError(ValueError):
    """A query that will not be run. `line` counts from 1 within the query."""

    def __init__(self, message: str, help: str = "", line: int = 1) -> None:
        super().__init__(message)
        self.help = help
        self.line = line


@dataclass(frozen=True, slots=True)
class Query:
    """A query that has been read: its text, and the tables it asks for."""

    text: str
    tables: tuple[str, ...]


@lru_cache(maxsize=512)
def read_query(text: str) -> Query:
    """Return a query with the names of its tables; raises QueryError if it is anything but one SELECT."""
    text = text.strip().rstrip(";").rstrip()
    if not text:
        raise QueryError("The query is empty")
    tree = _parse(text)
    statements = tree["statements"]
    if len(statements) != 1:
        raise QueryError("A query is a single SELECT", "Remove what follows the first semicolon")
    own = {entry["key"].lower() for node in _nodes(statements) for entry in _named(node)}
    tables: dict[str, None] = {}
    for node in _nodes(statements):
        if table := _source(node, text):
            if table.lower() not in own:
                tables[table] = None
        elif "function_name" in node:
            _check_function(str(node["function_name"]), str(node.get("schema") or ""), node, text)
        elif (names := _names(node)) and len(names) == 1 and names[0].lower() in _LIKE_COLUMNS:
            _check_function(names[0], "", node, text)
        elif node.get("type") in ("PARAMETER", "VALUE_PARAMETER"):
            raise QueryError("A query has no parameters", line=_line(node, text))
    return Query(text, tuple(tables))


def check_tables(query: Query, known: Collection[str], names: Collection[str]) -> None:
    """Raise a QueryError for the first table that is none of the known ones; `names` could be meant."""
    folded = {name.lower() for name in known}
    for table in query.tables:
        if table.lower() not in folded:
            help = (
                did_you_mean(table, names) or "A query may ask for indicators and code lists, by their names"
            )
            at = query.text.lower().find(table.lower())
            raise QueryError(f"There is no table `{table}`", help, query.text.count("\n", 0, max(at, 0)) + 1)


def _parse(text: str) -> Any:
    with connect({"autoload_known_extensions": False}) as connection:
        row = connection.execute("SELECT json_serialize_sql(?::VARCHAR)", [text]).fetchone()
    tree = json.loads(row[0]) if row else {"error": True}
    if tree["error"]:
        said = str(tree.get("error_message", "it cannot be read"))
        position = int(tree.get("position") or 0)
        if tree.get("error_type") == "not implemented" or "SELECT" in said:
            raise QueryError("A query can only be a SELECT", "Nothing may be changed, loaded or written")
        raise QueryError(f"The query cannot be read: {worded(said)}", line=text.count("\n", 0, position) + 1)
    return tree


def worded(message: str) -> str:
    """Return the first sentence of what DuckDB says, without the name of its error."""
    first = message.strip().split("\n", 1)[0]
    return re.sub(r"^(?:[A-Z][A-Za-z]* )+Error: ", "", first).rstrip(".!")


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        yield tree
        for value in tree.values():
            yield from _nodes(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _nodes(value)


def _names(node: dict[str, Any]) -> list[str]:
    """Return the parts of a column's name."""
    return [str(name) for name in node.get("column_names") or ()]


def _named(node: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the tables that a WITH names."""
    named = node.get("cte_map")
    return named["map"] if isinstance(named, dict) else []


def _source(node: dict[str, Any], text: str) -> str:
    """Return the name of a table that is asked for; raises a QueryError for sources that are none."""
    kind = node.get("type")
    if kind not in _SOURCES:
        return ""
    if kind == "BASE_TABLE":
        if node.get("schema_name") or node.get("catalog_name"):
            raise QueryError("A table is named by its name alone", line=_line(node, text))
        return str(node["table_name"])
    if kind == "TABLE_FUNCTION":
        name = str(node["function"].get("function_name", "")).lower()
        if name in _TABLE_FUNCTIONS:
            return ""
        help = "A query may ask for indicators and code lists, by their names"
        raise QueryError(f"A query may not read from `{name}()`", help, _line(node, text))
    raise QueryError("A query can only be a SELECT from tables", line=_line(node, text))


def _check_function(name: str, schema: str, node: dict[str, Any], text: str) -> None:
    name = name.lower()
    if schema not in ("", "main") or _REFUSED.fullmatch(name):
        help = "A query computes with the tables of the site alone, and the same each time"
        raise QueryError(f"A query may not use `{name}()`", help, _line(node, text))


def _line(node: dict[str, Any], text: str) -> int:
    position = node.get("query_location")
    return text.count("\n", 0, position) + 1 if isinstance(position, int) and position <= len(text) else 1
