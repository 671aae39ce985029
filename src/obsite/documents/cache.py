"""Documents kept between builds, so that a text which did not change is not converted again.

One SQLite file below the state folder, safe to delete. A key names everything that a document was
made from, so an entry is never stale; entries that a build did not ask for are dropped after it.
"""

from __future__ import annotations

import contextlib
import pickle
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

# Values lie in the order in which they come; put in the order of keys, each would be amid many others.
_SCHEMA = "CREATE TABLE IF NOT EXISTS entries (key TEXT PRIMARY KEY, value BLOB NOT NULL)"
_BATCH = 500
_SUM = 4  # bytes before each value


class Cache:
    """A mapping of keys to pickled values. A damaged file is started anew."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection = self._open()

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return self._connect()
        except sqlite3.DatabaseError:
            self._path.unlink(missing_ok=True)
            return self._connect()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode=MEMORY")
            connection.execute("PRAGMA synchronous=OFF")
            connection.execute(_SCHEMA)
            connection.execute("SELECT key, value FROM entries LIMIT 1").fetchall()
        except sqlite3.DatabaseError:
            connection.close()
            raise
        return connection

    @contextlib.contextmanager
    def _healing(self) -> Iterator[None]:
        """Begin with an empty file when this one turns out to be damaged inside."""
        try:
            yield
        except sqlite3.DatabaseError:
            self._connection.close()
            self._path.unlink(missing_ok=True)
            self._connection = self._connect()

    def fetch(self, keys: Iterable[str]) -> dict[str, Any]:
        """Return the values of those keys that are kept and can be read."""
        wanted = list(keys)
        found: dict[str, Any] = {}
        with self._healing():
            for start in range(0, len(wanted), _BATCH):
                batch = wanted[start : start + _BATCH]
                marks = ",".join("?" * len(batch))
                select = f"SELECT key, value FROM entries WHERE key IN ({marks})"
                for key, value in self._connection.execute(select, batch):
                    if value[:_SUM] == _sum_of(value[_SUM:]):  # a damaged entry is as good as none
                        with contextlib.suppress(Exception):
                            found[key] = pickle.loads(value[_SUM:])
        return found

    def store(self, entries: Mapping[str, Any]) -> None:
        """Keep new values."""
        self.store_pickled({key: pickle.dumps(value, protocol=5) for key, value in entries.items()})

    def store_pickled(self, entries: Mapping[str, bytes]) -> None:
        """Keep new values that are pickled already."""
        rows = ((key, _sum_of(value) + value) for key, value in entries.items())
        with self._healing(), self._transaction():
            self._connection.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?)", rows)

    def keep_only(self, keys: Iterable[str]) -> None:
        """Drop every entry but these, if there are any others."""
        wanted = set(keys)
        with self._healing():
            kept = [key for (key,) in self._connection.execute("SELECT key FROM entries")]
            if stale := [(key,) for key in kept if key not in wanted]:
                with self._transaction():
                    self._connection.executemany("DELETE FROM entries WHERE key = ?", stale)

    @contextlib.contextmanager
    def _transaction(self):  # type: ignore[no-untyped-def]
        self._connection.execute("BEGIN")
        yield
        self._connection.execute("COMMIT")

    def __enter__(self) -> Cache:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()


def _sum_of(value: bytes) -> bytes:
    """Return a checksum: SQLite notices damage to its own structure, not to what is kept in it."""
    return zlib.crc32(value).to_bytes(_SUM, "big")
