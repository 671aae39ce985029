"""The one judge of freshness: is an output's file made from just what the plan says?"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from obsite.engine.digest import Stamp, digest_bytes, read_regular, same_file, stamp_of
from obsite.engine.findings import pack
from obsite.engine.fingerprint import Print, with_facts
from obsite.engine.manifest import Manifest, Record, digests_by_field, others_of, stamp_in
from obsite.engine.reader import Facts
from obsite.engine.staging import Done
from obsite.engine.task import Task

Reasons = list[list[str]]
_INDIRECT = frozenset(
    ("field", "view", "stored", "state", "output", "facts")
)  # what follows from an edit somewhere


@dataclass(slots=True)
class Judgement:
    """Which tasks are fresh, and why the others are not. All by output, companions included."""

    fresh: dict[str, Record] = field(default_factory=dict)
    stale: list[Task] = field(default_factory=list)
    on_disk: dict[str, str] = field(default_factory=dict)  # digest of what a stale task will replace
    stamps: dict[str, Stamp] = field(default_factory=dict)  # of those files
    because: dict[str, Reasons] = field(default_factory=dict)
    prints: dict[str, Print] = field(default_factory=dict)
    doubtful: dict[str, list[Record]] = field(default_factory=dict)  # see `doubt`
    touched: bool = False  # a fresh task's record has to be written anew
    edits: Sequence[list[str]] = ()  # since the last build

    def trace(self, edits: Sequence[list[str]]) -> None:
        """Add what was edited since the last build to reasons that name no file."""
        self.edits = edits
        for output, reasons in self.because.items():
            self.because[output] = self._traced(reasons)

    def _traced(self, reasons: Reasons) -> Reasons:
        return [*reasons, *self.edits] if all(kind in _INDIRECT for kind, *_ in reasons) else reasons

    def doubt(self, tasks: Sequence[Task]) -> None:
        """Take fresh tasks for stale that tell of outputs which are made again, until these are made."""
        if not self.fresh:
            return
        made = {name for task in self.stale for name in task.outputs}
        for task in tasks:
            if self.prints[task.output].inputs is task.inputs or made.isdisjoint(task.tells_of):
                continue
            if task.output in self.fresh:
                kept = self.doubtful[task.output] = [self.fresh.pop(name) for name in task.outputs]
                self.because[task.output] = []
                for name, record in zip(task.outputs, kept, strict=True):
                    self.on_disk[name], self.stamps[name] = record.digest, stamp_in(record)
        self.stale = [task for task in tasks if task.output in self.because]

    def settle(self, task: Task, facts: Callable[[str], Facts]) -> bool:
        """Return whether a task is stale, now that the outputs of which it tells are made."""
        if not task.reads:
            return True
        taken = self.prints[task.output]
        if not task.tells_of:
            return True
        taken = with_facts(task, taken, {name: facts(name) for name in task.tells_of})
        self.prints[task.output] = taken
        kept = self.doubtful.pop(task.output, None)
        if kept is None:
            return True
        if kept[0].fingerprint != taken.fingerprint:
            self.because[task.output] = self._traced(list(_reasons(kept[0], taken)))
            return True
        self.fresh |= zip(task.outputs, kept, strict=True)
        del self.because[task.output]
        return False


def judge(tasks: Sequence[Task], prints: dict[str, Print], old: Manifest | None, output: Path) -> Judgement:
    """Return which tasks need not be rendered: same fingerprint, and their files are as they were written."""
    known = old or Manifest()
    found = Judgement(prints=prints)
    folder = os.path.join(output, "")
    for task in tasks:
        files = [_file(folder, name, known) for name in task.outputs]
        taken = prints[task.output] if files[0].record else None  # of what is new it may be taken later
        if taken and all(file.is_sound(taken.fingerprint) for file in files):
            _keep(found, task, files)
            continue
        found.stale.append(task)
        found.because[task.output] = list(_reasons(files[0].record, taken))
        for file in files:
            if file.stamp is not None:
                found.on_disk[file.output], found.stamps[file.output] = file.digest, file.stamp
    return found


class _File(NamedTuple):
    """An output as the manifest and the disk know it."""

    output: str
    record: Record | None
    digest: str  # of the published file, "" if there is none
    stamp: Stamp | None

    def is_sound(self, fingerprint: str) -> bool:
        record = self.record
        return (
            record is not None
            and record.fingerprint == fingerprint
            and self.stamp is not None
            and record.digest == self.digest
        )


def _file(folder: str, output: str, known: Manifest) -> _File:
    record = known.records.get(output)
    digest, stamp = _look(folder + output, record) or ("", None)
    return _File(output, record, digest, stamp)


def renew(tasks: Sequence[Task], judgement: Judgement, done: Mapping[str, Done], output: Path) -> Manifest:
    """Return the manifest of a build that has just been published."""
    manifest = Manifest()
    makes = sorted(((name, task) for task in tasks for name in task.outputs), key=lambda pair: pair[0])
    for name, task in makes:
        record = judgement.fresh.get(name)
        if record is not None:
            manifest.records[name] = record
        else:
            stamp = _stamp(name, judgement, done[name], output)
            manifest.records[name] = _record(task, judgement, done[name], manifest, stamp)
    return manifest


def _keep(found: Judgement, task: Task, files: Sequence[_File]) -> None:
    sources = list(task.sources)
    for file in files:
        record, stamp = file.record, file.stamp
        assert record is not None
        assert stamp is not None
        told = record.source == task.source and record.sources == sources
        # A stamp that has merely settled is not worth a write: an unchanged site writes no byte.
        if not told or record.stamp[:4] != list(stamp[:4]):
            record = record._replace(stamp=list(stamp), source=task.source, sources=sources)
            found.touched = True
        found.fresh[file.output] = record


def _look(path: str, record: Record | None) -> tuple[str, Stamp] | None:
    """Return the digest and stamp of a published file; None if there is none."""
    try:
        status = os.lstat(path)
        if not stat.S_ISREG(status.st_mode):
            return None
        if record is not None:
            stamp = stamp_in(record)
            if same_file(stamp, status):
                return record.digest, stamp
        data, stamp = read_regular(path)
    except OSError:
        return None
    return digest_bytes(data), stamp


def _stamp(name: str, judgement: Judgement, done: Done, output: Path) -> Stamp:
    if not done.staged:
        return judgement.stamps[name]
    return stamp_of(os.lstat(os.path.join(output, name)), now_ns=time.time_ns())


def _record(task: Task, judgement: Judgement, done: Done, manifest: Manifest, stamp: Stamp) -> Record:
    taken = judgement.prints[task.output]
    return Record(
        fingerprint=taken.fingerprint,
        digest=done.digest,
        stamp=list(stamp),
        theme=manifest.theme_of(taken.inputs),
        inputs=others_of(taken.inputs),
        view=manifest.view_of(taken.view.type_name, taken.view.fields),
        view_digest=taken.view.digest,
        field_digests=taken.view.digests,
        format=task.format,
        maker=taken.maker,
        source=task.source,
        sources=list(task.sources),
        facts=done.facts,
        diagnostics=[pack(diagnostic) for diagnostic in done.diagnostics],
        because=judgement.because[task.output],
    )


def _reasons(record: Record | None, new: Print | None) -> Iterator[list[str]]:
    """Yield what differs from the last time an output was made, as rows of (kind, name, how)."""
    if record is None or new is None:
        yield ["new", "", ""]
        return
    if record.fingerprint == new.fingerprint:
        yield ["file", "", ""]
        return
    if record.maker != new.maker:
        yield ["maker", "", ""]
    name, fields = record.fields
    if name != new.view.type_name:
        yield ["view", "", ""]
    elif record.view_digest != new.view.digest:
        now = digests_by_field(new.view.fields, new.view.digests)
        changed = [field for field in sorted({*fields, *now}) if fields.get(field) != now.get(field)]
        yield from (["field", field, ""] for field in changed or [""])
    yield from _changed_inputs(record.all_inputs, new)


def _changed_inputs(before: list[tuple[str, str, str]], new: Print) -> Iterator[list[str]]:
    was = {(kind, name): digest for kind, name, digest in before}
    now = {(entry.kind, entry.name): entry.digest for entry in new.inputs}
    for kind, name in [*now, *(key for key in was if key not in now)]:
        if (kind, name) not in was:
            yield [kind, name, "added"]
        elif (kind, name) not in now:
            yield [kind, name, "removed"]
        elif was[kind, name] != now[kind, name]:
            yield [kind, name, "changed"]
