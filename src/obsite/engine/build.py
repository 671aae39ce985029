"""The last two stages: render what is not fresh, and publish it whole.

Nothing of the published output is touched before everything has been rendered without an error. A
build that is killed at any point leaves files that the next one recognises as stale or replaces.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from obsite.diagnostics.model import Diagnostic
from obsite.diagnostics.severities import has_errors
from obsite.engine.cabinet import Damaged
from obsite.engine.findings import dead_worker, unpack
from obsite.engine.fingerprint import in_waves, prints_of
from obsite.engine.freshness import Judgement, judge, renew
from obsite.engine.lock import locked
from obsite.engine.manifest import Amendment, Files, Manifest, Record
from obsite.engine.plan_check import check_plan
from obsite.engine.pool import Dead, choose_jobs, open_pool
from obsite.engine.reader import Facts, Job, Place, Workshop
from obsite.engine.spell import Spell
from obsite.engine.stage import Stage, clear_stage, open_stage
from obsite.engine.staging import Done, stage_task
from obsite.engine.statefile import shield_state
from obsite.engine.task import Task
from obsite.engine.turns import in_turn
from obsite.engine.writer import (
    Changes,
    close_journal,
    foreign_folders,
    publish,
    read_journal,
    sweep,
)


class Watcher(Protocol):
    """Whoever follows a build."""

    def begins(self, step: str, tasks: int) -> None:
        """Take note that "comparing", "rendering" or "publishing" begins."""

    def made(self, task: Task, spell: Spell) -> None:
        """Take note that a task was rendered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to build; what is built does not depend on it."""

    jobs: int | None = None  # the most processes; None: as the machine has
    stops: Callable[[Sequence[Diagnostic]], bool] = has_errors  # whether findings forbid publication
    # The tasks are a part of the plan, and what the last build made of the others is known to be sound.
    rest_holds: bool = False
    clean: bool = False  # render everything, trust nothing
    edits: Sequence[list[str]] = ()  # reasons of kind "edit", for `why`: see `freshness`
    preload: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # modules by format
    watcher: Watcher | None = None
    memo: dict[object, Any] | None = None  # for renderers in this process, kept from build to build


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """What a build did. Not published: nothing was touched."""

    published: bool
    rendered: tuple[str, ...] = ()  # in plan order
    unchanged: int = 0
    removed: tuple[str, ...] = ()
    written_bytes: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()
    outputs: tuple[str, ...] = ()  # all that were planned
    manifest: Manifest = field(default_factory=Manifest)  # what holds after the build, of these tasks


def execute(
    tasks: Sequence[Task],
    formats: Mapping[str, str],
    makers: Mapping[str, str],
    *,
    place: Place,
    options: Options = Options(),
) -> BuildResult:
    """Make all outputs of a plan; return what was done.

    `formats` has each format's renderer as "package.module:function", `makers` the digest of the
    program behind it.
    """
    faults = check_plan(tasks)
    if faults:
        return BuildResult(published=False, diagnostics=tuple(faults), outputs=_names(tasks))
    files = Files(place.state, place.root, place.output)
    shield_state(place.state)
    with locked(files.lock) as lock, contextlib.suppress(Damaged):
        build = (_PartOfBuild if options.rest_holds else _Build)(tasks, files, place, options)
        build.judge(makers)
        if build.stale:
            lock.sign()
            build.render(formats, makers)
        return build.finish()
    return BuildResult(published=False, outputs=_names(tasks))


def _names(tasks: Sequence[Task]) -> tuple[str, ...]:
    return tuple(output for task in tasks for output in task.outputs)


class _Build:
    """One build under way."""

    def __init__(self, tasks: Sequence[Task], files: Files, place: Place, options: Options) -> None:
        self.tasks = tasks
        self.files = files
        self.place = place
        self.options = options
        self.journal = read_journal(files)
        self.old = self.remembered()
        self.done: dict[str, Done] = {}  # by output, companions included
        self.lost: set[str] = set()  # outputs that could not be made
        self.diagnostics: list[Diagnostic] = []
        self.judgement = Judgement()
        self.stage = Stage(files.stage)

    @property
    def stale(self) -> list[Task]:
        """The tasks to render."""
        return self.judgement.stale

    def _begin(self, step: str, tasks: int) -> None:
        if self.options.watcher is not None:
            self.options.watcher.begins(step, tasks)

    def judge(self, makers: Mapping[str, str]) -> None:
        """Find out which tasks are fresh."""
        self._begin("comparing", len(self.tasks))
        sweep(self.place.output, self.journal)
        rest = Manifest(self.rest())
        known = {name: record.fingerprint for name, record in rest.records.items()}
        facts = rest.facts | (self.old.facts if self.old else {})
        self.prints, tasks = prints_of(self.tasks, makers, known, facts), in_waves(self.tasks)
        old = None if self.options.clean else self.old
        self.judgement = judge(tasks, self.prints, old, self.place.output)
        self.judgement.doubt(tasks)
        self.judgement.trace(self.options.edits)
        self.judgement.fresh |= rest.records

    def remembered(self) -> Manifest | None:
        """Return what is known of earlier builds."""
        return Manifest.load(self.files.manifest)

    def rest(self) -> Mapping[str, Record]:
        """Return the records of outputs that tasks read and that are no part of the plan."""
        return {}

    def render(self, formats: Mapping[str, str], makers: Mapping[str, str]) -> None:
        """Render the stale tasks into the staging folder."""
        self._begin("rendering", len(self.stale))
        self.stage = open_stage(self.files.stage, self.place.output)
        workshop = Workshop(self.place, self.stage, formats, makers)
        if self.options.memo is not None:
            workshop.memo = self.options.memo
        formats_made = dict.fromkeys(task.format for task in self.stale)
        preload = [module for name in formats_made for module in self.options.preload.get(name, ())]
        reads = {task.output: task.reads for task in self.stale}
        for wave in in_turn(self.stale, reads):
            work = [
                self._job(task, reads[task.output])
                for task in wave
                if self._can_be_made(task, reads[task.output]) and self.judgement.settle(task, self._facts)
            ]
            weights = [job.task.weight for job in work]
            jobs = choose_jobs(weights, self.options.jobs)
            # Each wave has processes of its own: what one needed in memory, the next does not keep.
            with open_pool(stage_task, workshop, jobs=jobs, preload=preload) as pool:
                for job, result in zip(work, pool.run(work, weights), strict=True):
                    self._take(job.task, result)
                    self.prints.take_next()
        self.judgement.stale = [task for task in self.stale if task.output in self.judgement.because]

    def _can_be_made(self, task: Task, reads: Sequence[str]) -> bool:
        if any(name in self.lost for name in reads):
            self.lost.update(task.outputs)
        return task.output not in self.lost

    def _job(self, task: Task, reads: Sequence[str]) -> Job:
        on_disk = self.judgement.on_disk
        have = {name: on_disk[name] for name in task.outputs if name in on_disk}
        return Job(task=task, facts={name: self._facts(name) for name in reads}, have=have)

    def _facts(self, output: str) -> Facts:
        done = self.done.get(output)
        return done.facts if done else self.judgement.fresh[output].facts

    def _take(self, task: Task, result: Done | Dead[Job]) -> None:
        if isinstance(result, Dead):
            self.diagnostics.append(dead_worker(task.source or task.output, task.output, result.exit_code))
            self.lost.update(task.outputs)
            return
        self.diagnostics.extend(result.diagnostics)
        if not result.digest:
            self.lost.update(task.outputs)
            return
        self.done[task.output] = result
        self.done.update(result.companions)
        if self.options.watcher is not None and result.spell is not None:
            self.options.watcher.made(task, result.spell)

    def finish(self) -> BuildResult:
        """Publish, if nothing speaks against it."""
        self._begin("publishing", len(self.stale))
        for record in self.fresh():
            self.diagnostics.extend(unpack(row) for row in record.diagnostics)
        changes = self._changes()
        self.diagnostics.extend(foreign_folders(self.place.output, changes))
        if self.options.stops(self.diagnostics):
            clear_stage(self.files.stage)
            return self._result(changes, self.old or Manifest(), published=False)
        manifest = self._publish(changes)
        return self._result(changes, manifest, published=True)

    def fresh(self) -> Iterable[Record]:
        """Return the records of outputs that are as they were; those with something to say are among them."""
        return self.judgement.fresh.values()

    def _changes(self) -> Changes:
        planned = frozenset((*_names(self.tasks), *self.judgement.fresh))
        owned = frozenset(self.old.records if self.old else ()) | frozenset(self.journal)
        staged = [name for name in _names(self.stale) if self._is_staged(name)]
        doomed = [name for name in sorted(owned - planned) if os.path.lexists(self.place.output / name)]
        return Changes(staged=staged, doomed=doomed, planned=planned, owned=owned)

    def _is_staged(self, output: str) -> bool:
        return output in self.done and self.done[output].staged

    def _publish(self, changes: Changes) -> Manifest:
        if changes.staged or changes.doomed:
            notes = publish(self.files, self.stage, self.place.output, changes)
            if self.old is not None:  # without a manifest nobody can know whose files they were
                self.diagnostics.extend(notes)
        manifest = self.old
        gone = set(self.old.records) - changes.planned if self.old else set()
        if self.old is None or gone or self.stale or self.judgement.touched:
            manifest = renew(self.tasks, self.judgement, self.done, self.place.output)
            self.keep(manifest)
        close_journal(self.files)
        if self.stale:
            clear_stage(self.files.stage)
        return manifest or Manifest()

    def keep(self, manifest: Manifest) -> None:
        """Remember what has been made."""
        manifest.save(self.files.manifest, self.old)

    def _result(self, changes: Changes, manifest: Manifest, *, published: bool) -> BuildResult:
        rendered = tuple(name for name in _names(self.tasks) if name in self.done)
        written = sum(self.done[name].size for name in changes.staged)
        return BuildResult(
            published=published,
            rendered=rendered,
            unchanged=len(self.judgement.fresh),
            removed=tuple(changes.doomed) if published else (),
            written_bytes=written if published else 0,
            diagnostics=tuple(sorted(self.diagnostics, key=lambda found: found.sort_key)),
            outputs=_names(self.tasks),
            manifest=manifest,
        )


class _PartOfBuild(_Build):
    """The build of a part of the plan; of the rest only what this part has to do with is read at all."""

    def remembered(self) -> Manifest | None:
        if self.journal:
            raise Damaged  # a build that was killed touched who knows which outputs
        self._amendment = Amendment(self.files.manifest)
        self._own = frozenset(_names(self.tasks))
        records = ((name, self._amendment.get(name)) for name in _names(self.tasks))
        return Manifest({name: record for name, record in records if record})

    def rest(self) -> Mapping[str, Record]:
        read = {name for task in self.tasks for name in task.reads}
        records = ((name, self._amendment.get(name)) for name in sorted(read - self._own))
        return {name: record for name, record in records if record}

    def fresh(self) -> Iterable[Record]:
        told = (record for name, record in self._amendment.found_something() if name not in self._own)
        return (*super().fresh(), *told)

    def keep(self, manifest: Manifest) -> None:
        self._amendment.save(manifest.records)
