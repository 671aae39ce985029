"""The first stage: which files a site is made from, each with the digest of its bytes.

A file is read only when its stat data changed since the last run (see `statcache`). Other trees
(bundled templates, obsite's own source) are walked with the same function under another label.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from obsite.diagnostics.model import Diagnostic
from obsite.engine.digest import digest_parts
from obsite.engine.findings import link_leaves_site, unreadable_file
from obsite.engine.statcache import Section, StatCache

_DEFAULTS = ("_defaults.yml", "_defaults.yaml")


class SourceFile(NamedTuple):
    """One file as it was found."""

    path: str  # relative to the walked root, with forward slashes
    digest: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """All files of a tree, sorted by path, and what was wrong with others."""

    files: tuple[SourceFile, ...]
    digest: str  # over all paths and digests
    diagnostics: tuple[Diagnostic, ...] = ()

    def by_path(self) -> dict[str, SourceFile]:
        """Return the files by their path."""
        return {file.path: file for file in self.files}


def is_authored(name: str) -> bool:
    """Return whether a name in a content folder counts: `_` and `.` hide it, except for defaults."""
    return name[0] not in "._" or name in _DEFAULTS


def is_visible(name: str) -> bool:
    """Return whether a name in a template folder counts: only `.` hides it."""
    return name[0] != "."


def discover(  # noqa: PLR0913
    root: Path,
    cache: StatCache,
    *,
    folders: Sequence[str] = (),
    files: Sequence[str] = (),
    accept: Callable[[str], bool] = is_authored,
    label: str = "",
) -> Inventory:
    """Return the files below the named folders ("." is all of `root`) and the named files that exist.

    `label` names the tree in the cache; each tree walked in one run needs its own.
    """
    walk = _Walk(os.path.realpath(root), cache.section(label), accept)
    for name in sorted(set(folders)):
        walk.start(name)
    for name in sorted(set(files)):
        walk.single(name)
    cache.replace(label, walk.section)
    found = tuple(walk.found[path] for path in sorted(walk.found))
    digest = digest_parts(text for file in found for text in (file.path, file.digest))
    return Inventory(files=found, digest=digest, diagnostics=tuple(sorted(walk.faults, key=_by_place)))


def _by_place(fault: Diagnostic) -> tuple[str, int, int, str, str]:
    return fault.sort_key


class _Walk:
    """One walk: what was found so far, and the part of the cache that goes on to the next run."""

    def __init__(self, root: str, section: Section, accept: Callable[[str], bool]) -> None:
        self.root = root
        self.section = Section(section.old)
        self.accept = accept
        self.found: dict[str, SourceFile] = {}
        self.faults: list[Diagnostic] = []
        self._now_ns = time.time_ns()

    def start(self, name: str) -> None:
        path = os.path.normpath(os.path.join(self.root, name))
        relative = os.path.relpath(path, self.root).replace(os.sep, "/")
        if os.path.isdir(path):
            self._folder(path, "" if relative == "." else f"{relative}/", (os.path.realpath(path),))

    def single(self, name: str) -> None:
        path = os.path.join(self.root, name)
        if os.path.lexists(path):
            self._entry(path, name, (self.root,))

    def _folder(self, path: str, prefix: str, above: tuple[str, ...]) -> None:
        try:
            with os.scandir(path) as entries:
                found = [entry for entry in entries if self.accept(entry.name)]
        except OSError as error:
            self._unreadable(prefix.rstrip("/") or ".", error)
            return
        for entry in found:
            name = prefix + entry.name
            try:
                if entry.is_symlink():
                    self._entry(entry.path, name, above)
                elif entry.is_dir():
                    self._folder(entry.path, f"{name}/", (*above, entry.path))
                else:
                    self._file(entry.path, name, entry.stat())
            except OSError as error:
                self._unreadable(name, error)

    def _entry(self, path: str, name: str, above: tuple[str, ...]) -> None:
        """Take a file or folder that may be reached through a symbolic link."""
        target = os.path.realpath(path)
        if os.path.commonpath((target, self.root)) != self.root:
            self.faults.append(link_leaves_site(name))
        elif not os.path.isdir(target):
            try:
                self._file(target, name, os.stat(target))
            except OSError as error:
                self._unreadable(name, error)
        elif target not in above and not any(_is_below(folder, target) for folder in above):
            self._folder(target, f"{name}/", (*above, target))

    def _file(self, path: str, name: str, status: os.stat_result) -> None:
        if not stat.S_ISREG(status.st_mode):
            return
        if not _is_text(name):
            self._unreadable(name.encode("utf-8", "replace").decode(), None)
            return
        self.found[name] = SourceFile(name, self.section.digest(name, path, status), status.st_size)

    def _unreadable(self, name: str, error: OSError | None) -> None:
        reason = "its name is not UTF-8" if error is None else (error.strerror or str(error))
        self.faults.append(unreadable_file(name, reason))


def _is_below(folder: str, target: str) -> bool:
    """Return whether `folder` lies below `target`: following a link to `target` would go in circles."""
    return folder.startswith(target.rstrip(os.sep) + os.sep)


def _is_text(name: str) -> bool:
    if name.isascii():
        return True
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def digest_of(inventories: Iterable[Inventory]) -> str:
    """Return one digest over several trees, in the order given."""
    return digest_parts(inventory.digest for inventory in inventories)
