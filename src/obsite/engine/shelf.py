"""The values that are kept in the memo as renderers read them, in whichever process."""

from __future__ import annotations

import contextlib
import marshal
import pickle
import sqlite3
import zlib
from collections import OrderedDict
from pathlib import Path
from typing import Any

from obsite.engine.digest import digest_bytes
from obsite.engine.task import Stored

_PICKLE, _TEXTS = b"\x80", b"{"  # how a pickle and a dictionary begin, and compressed data does not
_MOST_OPEN = 8  # values that a process keeps unpickled; each may be of megabytes
_AHEAD = 32  # values that are fetched at once
_MOST_AHEAD = 60_000  # bytes of one of them
_FOUND = "data, checksum FROM contents WHERE digest = ?"
_BETWEEN = (
    "SELECT digest, rowid, data, checksum FROM contents WHERE rowid BETWEEN ? AND ? AND length(data) < ?"
)


class Shelf:
    """The stored values; those used last are kept at hand.

    Pages are mostly made in the order in which their texts were read, or from the last to the first: behind
    the words of one page lie those of the next. To fetch some at once is much quicker than one by one.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._at_hand: OrderedDict[str, Any] = OrderedDict()
        self._place = 0  # where in the file the last value was
        self._ahead: dict[str, tuple[int, bytes, str]] = {}  # what was fetched and not asked for yet

    def value(self, stored: Stored) -> Any:
        """Return a value; KeyError if it is not there."""
        if stored.digest in self._at_hand:
            self._at_hand.move_to_end(stored.digest)
            return self._at_hand[stored.digest]
        value = self._at_hand[stored.digest] = self._read(stored.digest)
        if len(self._at_hand) > _MOST_OPEN:
            self._at_hand.popitem(last=False)
        return value

    def _read(self, digest: str) -> Any:
        if digest in self._ahead:
            self._place, data, checksum = self._ahead.pop(digest)
            with contextlib.suppress(KeyError):
                return _sound(digest, data, checksum)
        if self._connection is not None:
            with contextlib.suppress(KeyError, sqlite3.DatabaseError):
                return self._fetch(self._connection, digest)
            self._connection.close()  # the file may have been begun anew since the last build
        try:
            address = f"{self._path.resolve().as_uri()}?mode=ro"
            self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
            return self._fetch(self._connection, digest)
        except sqlite3.DatabaseError:
            raise KeyError(digest) from None

    def _fetch(self, connection: sqlite3.Connection, digest: str) -> Any:
        """Return a value out of the file; if it lies beside the last, fetch at once what may be next."""
        row = connection.execute(f"SELECT rowid, {_FOUND}", (digest,)).fetchone()
        if row is None:
            raise KeyError(digest)
        place, data, checksum = row
        step = place - self._place
        if abs(step) == 1:
            first, last = sorted((place + step, place + step * _AHEAD))
            found = connection.execute(_BETWEEN, (first, last, _MOST_AHEAD))
            self._ahead = {name: (at, value, summed) for name, at, value, summed in found}
        self._place = place
        return _sound(digest, data, checksum)


def fetch(connection: sqlite3.Connection, digest: str) -> Any:
    """Return a value out of the file; KeyError if it is not there, or not what was written."""
    row = connection.execute(f"SELECT {_FOUND}", (digest,)).fetchone()
    if row is None:
        raise KeyError(digest)
    return _sound(digest, *row)


def _sound(digest: str, data: bytes, checksum: str) -> Any:
    if digest_bytes(data) != checksum:
        raise KeyError(digest)
    return unpacked(data)


def unpacked(data: bytes) -> Any:
    """Return a value from what is kept of it."""
    if data[:1] not in {_PICKLE, _TEXTS}:
        data = zlib.decompress(data)
    return marshal.loads(data) if data[:1] == _TEXTS else pickle.loads(data)
