"""Values that are expensive to compute in planning, kept from build to build.

    stored = memo.value(("profile", indicator.digest, code), lambda: figures_of(code))

A key is made of everything that a value was computed from; obsite itself is part of every key. Views
hold the value's digest alone (`Stored`), and renderers ask their reader for it: a text edit neither
computes, encodes nor unpickles what did not change.

One SQLite file in the state folder, safe to delete. What a build did not ask for is dropped after it.
"""

from __future__ import annotations

import contextlib
import functools
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from obsite.engine.digest import digest_bytes, digest_parts
from obsite.engine.packing import Packed, pack
from obsite.engine.shelf import fetch
from obsite.engine.spell import Spell, now, spell_since
from obsite.engine.statefile import load_state, save_state
from obsite.engine.task import Stored

_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS keys (key TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS contents (digest TEXT PRIMARY KEY, data BLOB, checksum TEXT)",
)
_VERSION = 1
_MOST_PENDING = 4_000_000  # bytes that wait in memory for being written

Key = Sequence[str]
Tell = Callable[[str, Spell], None]  # of what kind a value is that was computed, and how long it took


class Memo:
    """The values of one site, by key. `maker` stands for the program that computes them."""

    def __init__(self, path: Path, maker: str, tell: Tell | None = None) -> None:
        self._path = path
        self._maker = maker
        self._tell = tell
        self._pending: dict[str, Packed] = {}  # contents that are not written yet, by digest
        self._size = 0
        self._new: dict[str, str] = {}  # keys that are not written yet
        self.used: set[str] = set()  # the keys that were asked for
        self._last: tuple[str, object] = ("", None)  # what was computed last is often asked for next

    @functools.cached_property
    def _connection(self) -> sqlite3.Connection:
        """The file, opened when it is first needed."""
        return self._open()

    @functools.cached_property
    def _known(self) -> dict[str, str]:
        """The digests of all values, by key."""
        return dict(self._connection.execute("SELECT key, digest FROM keys"))

    def value(self, key: Key, compute: Callable[[], object]) -> Stored:
        """Return the value of a key, computed unless it is known."""
        return self.values((key,), lambda _: (compute(),))[0]

    def values(
        self, keys: Sequence[Key], compute: Callable[[Sequence[int]], Sequence[object]]
    ) -> tuple[Stored, ...]:
        """Return the values of many keys; `compute` is asked once, for the indexes of the unknown ones."""
        names = [self._name(key) for key in keys]
        self.used.update(names)
        missing = [index for index, name in enumerate(names) if name not in self._known]
        if missing:
            started = now()
            for index, value in zip(missing, compute(missing), strict=True):
                self._take(names[index], value)
            if self._tell:
                self._tell(keys[missing[0]][0], spell_since(started))
        return tuple(Stored(digest=self._known[name]) for name in names)

    def find(self, key: Key) -> Stored | None:
        """Return the value of a key if it is known."""
        name = self._name(key)
        digest = self._known.get(name)
        if digest is None:
            return None
        self.used.add(name)
        return Stored(digest=digest)

    def keep(self, key: Key, packed: Packed) -> None:
        """Keep a value that was packed elsewhere, perhaps in another process."""
        name = self._name(key)
        self.used.add(name)
        self._known[name] = self._new[name] = packed.digest
        self._hold(packed)

    def _name(self, key: Key) -> str:
        return digest_parts((self._maker, *key))

    def get(self, stored: Stored) -> Any:
        """Return a value itself, for planning that cannot go on without it."""
        if self._last[0] == stored.digest:
            return self._last[1]
        packed = self._pending.get(stored.digest)
        return packed.value() if packed else fetch(self._connection, stored.digest)

    def commit(self) -> None:
        """Write what is new, so that other processes can read it."""
        if not self._new:
            return
        contents = self._pending.values()
        with _transaction(self._connection):
            self._connection.executemany("INSERT OR REPLACE INTO contents VALUES (?, ?, ?)", contents)
            self._connection.executemany("INSERT OR REPLACE INTO keys VALUES (?, ?)", self._new.items())
        self._pending, self._new, self._size = {}, {}, 0
        self._sign()

    def keep_used(self) -> None:
        """Drop every value that was not asked for."""
        if not self._path.exists():
            return
        self.commit()
        stale = [(key,) for key in self._known if key not in self.used]
        if stale:
            with _transaction(self._connection):
                self._connection.executemany("DELETE FROM keys WHERE key = ?", stale)
                self._connection.execute("DELETE FROM contents WHERE digest NOT IN (SELECT digest FROM keys)")
            self._sign()

    def _take(self, name: str, value: object) -> None:
        packed = pack(value)
        self._known[name] = self._new[name] = packed.digest
        self._last = (packed.digest, value)
        self._hold(packed)

    def _hold(self, packed: Packed) -> None:
        self._pending[packed.digest] = packed
        self._size += len(packed.data)
        if self._size > _MOST_PENDING:
            self.commit()

    def _open(self) -> sqlite3.Connection:
        """Open the file; begin anew with one that is damaged."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(sqlite3.DatabaseError, _Damaged):
            return self._connect()
        self._path.unlink(missing_ok=True)
        return self._connect()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, isolation_level=None)
        try:
            # Not synced, but with a journal: a build that is killed leaves a sound file.
            connection.execute("PRAGMA synchronous=OFF")
            for statement in _SCHEMA:
                connection.execute(statement)
            if load_state(self._seal, version=_VERSION) != self._stamp():
                _verify(connection)
        except (sqlite3.DatabaseError, _Damaged):
            connection.close()
            raise
        return connection

    @property
    def _seal(self) -> Path:
        return self._path.with_suffix(".json")

    def _stamp(self) -> list[int]:
        status = os.stat(self._path)
        return [status.st_size, status.st_ino, status.st_mtime_ns, status.st_ctime_ns]

    def _sign(self) -> None:
        """Remember how the file looks, so that the next build need not verify it."""
        save_state(self._seal, self._stamp(), version=_VERSION)

    def __enter__(self) -> Memo:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.commit()
        if "_connection" in vars(self):
            self._connection.close()


class _Damaged(Exception):
    """A content is not what was written."""


def _verify(connection: sqlite3.Connection) -> None:
    """Raise if the file is not sound: it was left by a build that was killed, or touched by others."""
    if connection.execute("PRAGMA quick_check").fetchone() != ("ok",):
        raise _Damaged
    digests = set()
    for digest, data, checksum in connection.execute("SELECT digest, data, checksum FROM contents"):
        digests.add(digest)
        if digest_bytes(data) != checksum:
            raise _Damaged
    if any(digest not in digests for (digest,) in connection.execute("SELECT digest FROM keys")):
        raise _Damaged


@contextlib.contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
