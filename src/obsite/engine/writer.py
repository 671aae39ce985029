"""Publishing: staged files take their places in the output folder, files no longer planned leave it.

Each file is replaced at once. Before the first is touched, a journal names all that will be, so that
the next build knows the files of one that was killed. Files that obsite did not write are left alone.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from obsite.diagnostics.model import Diagnostic
from obsite.engine.errors import refused
from obsite.engine.findings import output_blocked, output_replaced
from obsite.engine.manifest import Files
from obsite.engine.plan_check import folded
from obsite.engine.stage import Stage, is_empty
from obsite.engine.statefile import load_state, save_state

_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What publishing has to do."""

    staged: Sequence[str]  # in the order of publication
    doomed: Sequence[str]  # outputs of earlier builds that no task makes any more
    planned: frozenset[str]
    owned: frozenset[str]  # all that earlier builds wrote


def read_journal(files: Files) -> list[str]:
    """Return the outputs that a build which did not end may have written."""
    return list(load_state(files.journal, version=_VERSION) or ())


def foreign_folders(output: Path, changes: Changes) -> list[Diagnostic]:
    """Return an error for each folder with files of others where a file has to go."""
    found: list[Diagnostic] = []
    if is_empty(output):
        return found
    for name in changes.staged:
        path = os.path.join(output, name)
        if os.path.isdir(path) and not os.path.islink(path):
            inside = {f"{name}/{file}" for file in _files_below(path)}
            if not inside <= changes.owned:
                found.append(output_blocked(f"{output.name}/{name}"))
    return found


def publish(files: Files, stage: Stage, output: Path, changes: Changes) -> list[Diagnostic]:
    """Bring the output folder up to date; return notes on files that had to give way.

    The journal stays until the manifest is saved: see `close_journal`.
    """
    save_state(files.journal, sorted({*read_journal(files), *changes.staged}), version=_VERSION)
    if stage.whole and is_empty(output) and _take_places(stage, output):
        return []
    publisher = _Publisher(stage, output, changes)
    in_the_way = set(_in_the_way(changes))
    for name in sorted(in_the_way):
        publisher.remove(name)
    for name in changes.staged:
        publisher.put(name)
    for name in changes.doomed:
        if name not in in_the_way:
            publisher.remove(name)
    return publisher.notes


def _take_places(stage: Stage, output: Path) -> bool:
    """Move all that is staged into an empty output folder; False if it lies on another file system."""
    try:
        output.mkdir(parents=True, exist_ok=True)
        for name in sorted(os.listdir(stage.folder)):
            os.rename(stage.folder / name, output / name)
    except OSError as error:
        if error.errno == errno.EXDEV:
            return False
        raise refused(f"write {output}", error) from error
    return True


def close_journal(files: Files) -> None:
    """Say that the manifest is again the whole truth about the output folder."""
    files.journal.unlink(missing_ok=True)


def sweep(output: Path, journal: Iterable[str]) -> None:
    """Remove the unfinished copies that a killed build may have left beside its outputs."""
    for name in journal:
        with contextlib.suppress(OSError):
            _beside(output / name).unlink(missing_ok=True)


class _Publisher:
    def __init__(self, stage: Stage, output: Path, changes: Changes) -> None:
        self._stage = stage
        self._output = os.path.join(output, "")
        self._changes = changes
        self._folders: set[str] = set()
        self._new: set[str] = set()  # those of them that were not there: nothing of others is in them
        self.notes: list[Diagnostic] = []

    def put(self, name: str) -> None:
        target = self._output + name
        try:
            folder = os.path.dirname(target)
            self._make_folder(folder)
            if folder not in self._new:
                if name not in self._changes.owned and os.path.lexists(target):
                    self._note(name)
                _drop_empty_folders(target)
            _move(self._stage.path(name), target)
        except OSError as error:
            raise refused(f"write {target}", error) from error

    def remove(self, name: str) -> None:
        path = self._output + name
        try:
            with contextlib.suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
                os.unlink(path)
        except OSError as error:
            raise refused(f"delete {path}", error) from error
        self._prune(os.path.dirname(path))

    def _make_folder(self, folder: str) -> None:
        if folder in self._folders:
            return
        try:
            self._make_new(folder)
        except (FileExistsError, NotADirectoryError):
            if not os.path.isdir(folder):
                self._make_way(folder)
                os.makedirs(folder, exist_ok=True)
        self._folders.add(folder)

    def _make_new(self, folder: str) -> None:
        try:
            os.mkdir(folder)
        except FileNotFoundError:
            self._make_folder(os.path.dirname(folder))
            os.mkdir(folder)
        self._new.add(folder)

    def _make_way(self, folder: str) -> None:
        """Remove a file that stands where a folder has to be."""
        path = self._output.rstrip(os.sep)
        for part in os.path.relpath(folder, path).split(os.sep):
            path = os.path.join(path, part)
            if os.path.lexists(path) and not os.path.isdir(path):
                name = os.path.relpath(path, self._output).replace(os.sep, "/")
                if name not in self._changes.owned:
                    self._note(name)
                os.unlink(path)
                return

    def _prune(self, folder: str) -> None:
        """Remove folders that have become empty, up to the output folder itself."""
        while len(folder) > len(self._output):
            try:
                os.rmdir(folder)
            except OSError:
                return
            self._folders.discard(folder)
            self._new.discard(folder)
            folder = os.path.dirname(folder)

    def _note(self, name: str) -> None:
        self.notes.append(output_replaced(f"{os.path.basename(self._output[:-1])}/{name}"))


def _in_the_way(changes: Changes) -> Iterator[str]:
    """Yield old outputs that must leave first: where a new one needs their name as file or folder."""
    if not changes.doomed:
        return
    names = {folded(name) for name in changes.planned}
    folders = {folder for name in names for folder in _parents(name)}
    for name in changes.doomed:
        plain = folded(name)
        if plain in names or plain in folders or any(parent in names for parent in _parents(plain)):
            yield name


def _parents(name: str) -> Iterator[str]:
    while "/" in name:
        name = name.rpartition("/")[0]
        yield name


def _drop_empty_folders(path: str) -> None:
    """Remove the folders that are left of files which had to go, where a file has to be."""
    if os.path.isdir(path) and not os.path.islink(path):
        for base, _, _ in os.walk(path, topdown=False):
            os.rmdir(base)


def _files_below(folder: str) -> Iterator[str]:
    for base, _, names in os.walk(folder):
        for name in names:
            yield os.path.relpath(os.path.join(base, name), folder).replace(os.sep, "/")


def _move(source: str, target: str) -> None:
    """Replace `target` at once, also when the staging folder is on another file system."""
    try:
        os.replace(source, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        beside = _beside(Path(target))
        shutil.copyfile(source, beside)
        beside.replace(target)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.obsite-new")
