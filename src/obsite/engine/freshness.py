"""The one judge of freshness: is an output's file made from just what the plan says?"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from obsite.engine.digest import Stamp, digest_bytes, read_regular, same_file, stamp_of
from obsite.engine.findings import pack
from obsite.engine.fingerprint import Print
from obsite.engine.manifest import Manifest, Record, stamp_in
from obsite.engine.staging import Done
from obsite.engine.task import Task

Reasons = list[list[str]]


@dataclass(slots=True)
class Judgement:
    """Which tasks are fresh, and why the others are not."""

    fresh: dict[str, Record] = field(default_factory=dict)
    stale: list[Task] = field(default_factory=list)
    on_disk: dict[str, str] = field(default_factory=dict)  # digest of what a stale task will replace
    stamps: dict[str, Stamp] = field(default_factory=dict)  # of those files
    because: dict[str, Reasons] = field(default_factory=dict)
    prints: Mapping[str, Print] = field(default_factory=dict)
    old: Manifest = field(default_factory=Manifest)
    touched: bool = False  # a fresh task's record has to be written anew


def judge(
    tasks: Sequence[Task], prints: Mapping[str, Print], old: Manifest | None, output: Path
) -> Judgement:
    """Return which tasks need not be rendered: same fingerprint, and their file is as it was written."""
    known = old or Manifest()
    found = Judgement(prints=prints, old=known)
    folder = os.path.join(output, "")
    for task in tasks:
        record = known.records.get(task.output)
        file = _look(folder + task.output, record)
        same_print = record is not None and record.fingerprint == prints[task.output].fingerprint
        if record is not None and same_print and file is not None and file[0] == record.digest:
            _keep(found, task, record, file[1])
            continue
        found.stale.append(task)
        found.because[task.output] = list(_reasons(known, record, prints[task.output]))
        if file is not None:
            found.on_disk[task.output], found.stamps[task.output] = file
    return found


def renew(tasks: Sequence[Task], judgement: Judgement, done: Mapping[str, Done], output: Path) -> Manifest:
    """Return the manifest of a build that has just been published."""
    manifest = Manifest()
    for task in sorted(tasks, key=lambda task: task.output):
        record = judgement.fresh.get(task.output)
        if record is not None:
            manifest.adopt(task.output, record, judgement.old)
        else:
            stamp = _stamp(task, judgement, done[task.output], output)
            manifest.records[task.output] = _record(task, judgement, done[task.output], manifest, stamp)
    return manifest


def _keep(found: Judgement, task: Task, record: Record, stamp: Stamp) -> None:
    sources = list(task.sources)
    told = record.source == task.source and record.sources == sources
    # A stamp that has merely settled is not worth a write: an unchanged site writes no byte.
    if not told or record.stamp[:4] != list(stamp[:4]):
        record = record._replace(stamp=list(stamp), source=task.source, sources=sources)
        found.touched = True
    found.fresh[task.output] = record


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


def _stamp(task: Task, judgement: Judgement, done: Done, output: Path) -> Stamp:
    if not done.staged:
        return judgement.stamps[task.output]
    return stamp_of(os.lstat(output / task.output), now_ns=time.time_ns())


def _record(task: Task, judgement: Judgement, done: Done, manifest: Manifest, stamp: Stamp) -> Record:
    taken = judgement.prints[task.output]
    return Record(
        fingerprint=taken.fingerprint,
        digest=done.digest,
        stamp=list(stamp),
        inputs=manifest.add_inputs((entry.kind, entry.name, entry.digest) for entry in taken.inputs),
        view=manifest.add_view(taken.view.type_name, taken.view.fields),
        view_digest=taken.view.digest,
        field_digests="".join(taken.view.digests),
        format=task.format,
        maker=taken.maker,
        source=task.source,
        sources=list(task.sources),
        facts=done.facts,
        diagnostics=[pack(diagnostic) for diagnostic in done.diagnostics],
        because=judgement.because[task.output],
    )


def _reasons(old: Manifest, record: Record | None, new: Print) -> Iterator[list[str]]:
    """Yield what differs from the last time an output was made, as rows of (kind, name, how)."""
    if record is None:
        yield ["new", "", ""]
        return
    if record.fingerprint == new.fingerprint:
        yield ["file", "", ""]
        return
    if record.maker != new.maker:
        yield ["maker", "", ""]
    name, fields = old.fields_of(record)
    if name != new.view.type_name:
        yield ["view", "", ""]
    elif record.view_digest != new.view.digest:
        now = dict(zip(new.view.fields, new.view.digests, strict=True))
        changed = [field for field in sorted({*fields, *now}) if fields.get(field) != now.get(field)]
        yield from (["field", field, ""] for field in changed or [""])
    yield from _changed_inputs(old.inputs_of(record), new)


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
