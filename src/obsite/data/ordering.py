"""The order in which indicators are compiled: a query comes after the tables that it asks for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from obsite.data.codelist import CodeList
from obsite.data.declarations import Declaration
from obsite.data.queries import QueryError, read_query
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Emit


def in_order(declared: tuple[Declaration, ...], queries: Queries, emit: Emit) -> Iterator[Declaration]:
    """Yield declarations so that each comes after its sources; those that go in circles are reported."""
    waiting = {entry.id: entry for entry in declared}
    sources = {
        entry.id: [known for name in queries.tables(entry) if (known := _indicator_called(name, waiting))]
        for entry in declared
    }
    done: set[str] = set()
    while waiting:
        ready = [entry for entry in waiting.values() if done.issuperset(sources[entry.id])]
        if not ready:
            break
        for entry in ready:
            del waiting[entry.id]
            done.add(entry.id)
            yield entry
    _report_circles(waiting, sources, emit)


def _report_circles(waiting: Mapping[str, Declaration], sources: Mapping[str, list[str]], emit: Emit) -> None:
    for key, entry in waiting.items():
        way = _way_back(key, sources)
        if way:
            message = f"The query asks, by way of {' and '.join(way)}, for itself"
            message = message if way != [key] else "The query asks for itself"
            help = "Take one of the tables out of a query"
            emit(finding("query-cycle", message, entry.place("query"), help))


def _way_back(key: str, sources: Mapping[str, list[str]]) -> list[str]:
    """Return the indicators on the shortest way from one back to itself."""
    ways: list[list[str]] = [[name] for name in sources[key]]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        if way[-1] == key:
            return way[:-1] or [key]
        if way[-1] not in seen:
            seen.add(way[-1])
            ways += [[*way, name] for name in sources.get(way[-1], ())]
    return []


def sources_of(entry: Declaration, ids: Collection[str], queries: Queries) -> tuple[str, ...]:
    """Return the indicators whose tables a query asks for."""
    return tuple(known for name in queries.tables(entry) if (known := _indicator_called(name, ids)))


def names_in_query(
    names: Collection[str], ids: Collection[str], lists: Mapping[str, CodeList]
) -> tuple[dict[str, str], dict[str, CodeList]]:
    """Return what a query asks for: name in SQL -> id of an indicator, and name -> code list."""
    indicators: dict[str, str] = {}
    codelists: dict[str, CodeList] = {}
    for name in names:
        if known := _indicator_called(name, ids):
            indicators[name] = known
        elif found := next((lists[key] for key in lists if _same(key, name)), None):
            codelists[name] = found
    return indicators, codelists


def _indicator_called(name: str, ids: Collection[str]) -> str:
    """Return the indicator that a name in SQL stands for: hyphens may be written as underscores."""
    return name if name in ids else next((known for known in ids if _same(known, name)), "")


def _same(known: str, name: str) -> bool:
    return known.lower().replace("-", "_") == name.lower().replace("-", "_")


class Queries:
    """The tables that queries ask for. What was read once is remembered, and spares the import of DuckDB."""

    def __init__(self, remembered: Mapping[str, list[str]]) -> None:
        self._remembered = remembered
        self.used: dict[str, list[str]] = {}  # by query, for the next run

    def tables(self, entry: Declaration) -> tuple[str, ...]:
        """Return the names of the tables in a query; none for one that cannot be read."""
        text = entry.meta.query
        if not text or entry.table:
            return ()
        if text not in self.used:
            found = self._remembered.get(text) or _read(text)
            if found is None:
                return ()
            self.used[text] = found
        return tuple(self.used[text])


def _read(text: str) -> list[str] | None:
    try:
        return list(read_query(text).tables)
    except QueryError:  # reported when the query is to be run
        return None
