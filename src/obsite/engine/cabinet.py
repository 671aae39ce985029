"""Memory that is too large to be written anew for each small change: JSON values in drawers, a file each.

A drawer's file is named by the digest of what is in it. An index names the drawers and is replaced last,
at once and whole: a reader finds all of the old state or all of the new one, whenever a build is killed.
Safe to delete at any time; what is missing, cut short or damaged is `Damaged`, never a wrong answer.
"""

from __future__ import annotations

import contextlib
import json
import os
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from obsite.engine.digest import digest_bytes
from obsite.engine.statefile import load_state, save_state, write_whole


class Damaged(Exception):
    """There is nothing at this place that can be used."""


class Cabinet:
    """What is kept at one path: a head, which is any JSON value, and named drawers."""

    def __init__(self, path: Path, version: int) -> None:
        """Read the index at `path`; one that cannot be used is that of an empty cabinet."""
        self._path = path
        self._folder = path.with_name(f"{path.stem}.kept")
        self._version = version
        index = load_state(path, version=version)
        self.found = index is not None
        self.head: Any = index["head"] if index else None
        self._digests: dict[str, str] = index["drawers"] if index else {}
        self._sound: set[str] = set()  # digests of drawers that were seen to be as they should

    @property
    def drawers(self) -> tuple[str, ...]:
        """The names of all drawers."""
        return tuple(self._digests)

    def open(self, drawer: str) -> Any:
        """Return what is in a drawer; Damaged if that cannot be known."""
        try:
            digest = self._digests[drawer]
            data = (self._folder / digest).read_bytes()
        except (KeyError, OSError):
            raise Damaged from None
        if digest_bytes(data) != digest:
            raise Damaged
        self._sound.add(digest)
        return json.loads(data)

    def save(self, head: object, new: Mapping[str, object], keep: Iterable[str] = ()) -> None:
        """Replace everything by a head, new drawers and those of the old ones that are named."""
        digests = {drawer: self._digests[drawer] for drawer in keep}
        for drawer, content in new.items():
            digests[drawer] = self._put(content)
        save_state(self._path, {"head": head, "drawers": digests}, version=self._version)
        self.found, self.head, self._digests = True, head, digests
        self._sweep()

    def _put(self, content: object) -> str:
        data = json.dumps(content, separators=(",", ":")).encode("ascii")
        digest = digest_bytes(data)
        if digest not in self._sound:
            write_whole(self._folder / digest, data)
            self._sound.add(digest)
        return digest

    def _sweep(self) -> None:
        """Remove what the index does not name any more, also after a build that was killed."""
        wanted = set(self._digests.values())
        with contextlib.suppress(OSError):
            for name in os.listdir(self._folder):
                if name not in wanted:
                    os.unlink(self._folder / name)


def drawer_of(name: str, count: int) -> str:
    """Return in which of so many drawers something is kept that has a name."""
    return str(zlib.crc32(name.encode("utf-8", "surrogatepass")) % count)


def drawers_for(names: int, each: int) -> int:
    """Return how many drawers suit so many names, about `each` in one: a number that seldom changes."""
    return 1 << max(0, names // each).bit_length()
