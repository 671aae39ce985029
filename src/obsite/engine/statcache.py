"""The digests of files, remembered under their stat data, as git's index does.

What is remembered is only an acceleration: without the file, everything is read again.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from obsite.engine.digest import Stamp, digest_bytes, read_regular, same_file
from obsite.engine.statefile import load_state, save_state

_VERSION = 1

Row = list[Any]  # the five fields of a Stamp, then the digest; lists, because JSON makes them so


class Section:
    """The remembered files of one tree: those of the last run, and those met in this one."""

    def __init__(self, old: dict[str, Row]) -> None:
        self.old = old
        self.new: dict[str, Row] = {}
        self.changed = False

    def digest(self, name: str, path: str, status: os.stat_result) -> str:
        """Return the digest of the file at `path`; OSError if it cannot be read."""
        row = self.old.get(name)
        if row is not None and row[2] == status.st_mtime_ns and row[4] and same_file(Stamp(*row[:5]), status):
            self.new[name] = row
            return str(row[5])
        data, stamp = read_regular(path)
        fresh = [*stamp, digest_bytes(data)]
        self.new[name] = fresh
        # A stamp that has merely settled is not worth a write: an unchanged site writes no byte.
        self.changed |= row is None or row[:4] != fresh[:4] or row[5] != fresh[5]
        return str(fresh[5])


class StatCache:
    """All sections, loaded from one file of the state folder."""

    def __init__(self, path: Path) -> None:
        self._path = path
        loaded = load_state(path, version=_VERSION)
        self._sections: dict[str, dict[str, Row]] = loaded if isinstance(loaded, dict) else {}
        self._changed = False

    def section(self, label: str) -> Section:
        """Return what is remembered of one tree."""
        return Section(self._sections.get(label, {}))

    def replace(self, label: str, section: Section) -> None:
        """Remember a tree as it was met in this run."""
        self._changed |= section.changed or len(section.new) != len(section.old)
        self._sections[label] = section.new

    def save(self) -> None:
        """Write the cache, if there is anything new in it."""
        if self._changed:
            save_state(self._path, self._sections, version=_VERSION)
            self._changed = False
