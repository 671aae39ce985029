"""The digests of files, remembered under their stat data, as git's index does.

What is remembered is only an acceleration: without it, everything is read again.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from obsite.engine.cabinet import Cabinet, Damaged, drawer_of, drawers_for
from obsite.engine.digest import digest_bytes, read_regular

_VERSION = 2
_EACH = 300  # files in a drawer

Row = list[Any]  # the five fields of a Stamp, then the digest; lists, because JSON makes them so


class Section:
    """The remembered files of one tree: those of the last run, and those met in this one."""

    def __init__(self, old: dict[str, Row]) -> None:
        self.old = old
        self.new: dict[str, Row] = {}
        self.changed: list[str] = []

    def digest(self, name: str, path: str, status: os.stat_result) -> str:
        """Return the digest of the file at `path`; OSError if it cannot be read."""
        row = self.old.get(name)
        if row is not None:
            # As `same_file` has it, without a Stamp for each of ten thousand files.
            size, inode, mtime, ctime, settled, digest = row
            if (
                settled
                and mtime == status.st_mtime_ns
                and size == status.st_size
                and ctime == status.st_ctime_ns
                and inode == status.st_ino
            ):
                self.new[name] = row
                return str(digest)
        data, stamp = read_regular(path)
        fresh = [*stamp, digest_bytes(data)]
        self.new[name] = fresh
        # A stamp that has merely settled is not worth a write: an unchanged site writes no byte.
        if row is None or row[:4] != fresh[:4] or row[5] != fresh[5]:
            self.changed.append(name)
        return str(fresh[5])

    @property
    def gone(self) -> list[str]:
        """The files that were not met any more."""
        return [] if len(self.new) == len(self.old) else [name for name in self.old if name not in self.new]


class StatCache:
    """All sections, kept in one cabinet of the state folder."""

    def __init__(self, path: Path) -> None:
        self._cabinet = Cabinet(path, _VERSION)
        self._counts: dict[str, int] = dict(self._cabinet.head or {})  # drawers of each section, by label
        self._sections: dict[str, dict[str, Row]] = {}
        self._replaced: dict[str, set[str] | None] = {}  # names in sections that are to be written; None: all

    def section(self, label: str) -> Section:
        """Return what is remembered of one tree."""
        if label not in self._sections:
            self._sections[label] = self._load(label)
        return Section(self._sections[label])

    def _load(self, label: str) -> dict[str, Row]:
        rows: dict[str, Row] = {}
        try:
            for number in range(self._counts.get(label, 0)):
                rows |= self._cabinet.open(f"{label}/{number}")
        except Damaged:
            del self._counts[label]
            return {}
        return rows

    def replace(self, label: str, section: Section) -> None:
        """Remember a tree as it was met in this run."""
        changed = {*section.changed, *section.gone}
        self._sections[label] = section.new
        if drawers_for(len(section.new), _EACH) != self._counts.get(label):
            self._replaced[label] = None
        elif changed:
            before = self._replaced.get(label, set())
            self._replaced[label] = None if before is None else before | changed

    def save(self) -> None:
        """Write what is new."""
        if not self._replaced:
            return
        new: dict[str, dict[str, Row]] = {}
        for label, names in self._replaced.items():
            new |= self._drawers(label, names)
        kept = [name for name in self._cabinet.drawers if name not in new and self._is_current(name)]
        self._cabinet.save(self._counts, new, kept)
        self._replaced = {}

    def _drawers(self, label: str, names: Iterable[str] | None) -> dict[str, dict[str, Row]]:
        """Return the drawers in which some files of a section are, all of it unless they are named."""
        rows = self._sections[label]
        count = self._counts[label] = drawers_for(len(rows), _EACH)
        wanted = range(count) if names is None else {drawer_of(name, count) for name in names}
        drawers: dict[str, dict[str, Row]] = {f"{label}/{number}": {} for number in wanted}
        for name, row in rows.items():
            drawer = drawers.get(f"{label}/{drawer_of(name, count)}")
            if drawer is not None:
                drawer[name] = row
        return drawers

    def _is_current(self, drawer: str) -> bool:
        label, _, number = drawer.rpartition("/")
        return int(number) < self._counts.get(label, 0)
