"""The name of everything a task's output is made from: same fingerprint, no work."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from obsite.engine.digest import digest_bytes, digest_parts, hash_bytes
from obsite.engine.encoding import Encoder, ViewDigest
from obsite.engine.reader import Facts
from obsite.engine.task import OF_TASKS, Input, Task

_EARLIER = -1  # a wave before all others
_UNKNOWN = "unknown"  # the digest of facts of what has never been made


class Print(NamedTuple):
    """A task's fingerprint and the parts it was made from."""

    fingerprint: str
    view: ViewDigest
    inputs: tuple[
        Input, ...
    ]  # with what is known of other tasks filled in; the task's own where it reads none
    maker: str


class Fingerprinter:
    """Takes the fingerprints of a whole plan; parts that tasks share are hashed once.

    `makers` has for each format the digest of the program that renders it.
    """

    def __init__(
        self,
        makers: Mapping[str, str],
        known: Mapping[str, str] | None = None,
        facts: Mapping[str, Facts] | None = None,
    ) -> None:
        """`known` are the fingerprints of outputs that tasks may read and that are taken already.

        `facts` are those of outputs of which tasks tell, as far as they are known.
        """
        self._makers = makers
        self._facts = facts or {}
        self._tellers: set[str] = set()  # outputs whose fingerprints may be taken once more
        self._encoder = Encoder()
        self._parts: dict[int, bytes] = {}  # of inputs, by identity: most are of the theme, and on all pages
        self._alive: list[Input] = []  # those that are known by their identity
        self._done: dict[str, tuple[int, str]] = {
            output: (_EARLIER, fingerprint) for output, fingerprint in (known or {}).items()
        }

    def take(self, task: Task) -> Print:
        """Return a task's fingerprint; tasks of lower waves must have been taken before."""
        inputs, digest = self._inputs(task)
        try:
            view = self._encoder.view(task.view)
        except TypeError as error:
            raise TypeError(f"the view of {task.output}: {error}") from None
        maker = self._makers[task.format]
        fingerprint = _name(task, view, digest, maker)
        self._done.update(dict.fromkeys(task.outputs, (task.wave, fingerprint)))
        if inputs is not task.inputs and task.tells_of:
            self._tellers.update(task.outputs)
        return Print(fingerprint, view, inputs, maker)

    def _fill(self, task: Task, entry: Input) -> Input:
        if entry.kind not in OF_TASKS:
            return entry
        if entry.name in self._tellers:
            raise ValueError(f"{task.output} reads {entry.name}, which tells facts of others")
        wave, fingerprint = self._done.get(entry.name, (task.wave, ""))
        if wave >= task.wave:
            raise ValueError(f"{task.output} reads {entry.name}, which no task of a lower wave makes")
        return replace(entry, digest=fingerprint if entry.kind == "output" else self._told(entry.name))

    def _told(self, output: str) -> str:
        facts = self._facts.get(output)
        return _UNKNOWN if facts is None else _digest_of(facts)

    def _inputs(self, task: Task) -> tuple[tuple[Input, ...], str]:
        """Return a task's inputs, with the fingerprints of other tasks filled in, and their digest."""
        inputs = task.inputs
        parts = list(map(self._parts.get, map(id, inputs)))
        for place in [place for place, part in enumerate(parts) if part is None]:
            entry = self._fill(task, inputs[place])
            if entry is not inputs[place]:
                inputs = (*inputs[:place], entry, *inputs[place + 1 :])
            parts[place] = self._parts[id(entry)] = _part(entry)
            self._alive.append(entry)
        return inputs, digest_bytes(b"".join(filter(None, parts)))


def _part(entry: Input) -> bytes:
    if not entry.digest and entry.kind != "absent":
        raise ValueError(f"the input {entry.kind} {entry.name} has no digest")
    return hash_bytes("\0".join((entry.kind, entry.name, entry.digest)).encode("utf-8", "surrogatepass"))


def _name(task: Task, view: ViewDigest, inputs: str, maker: str) -> str:
    return digest_parts((task.format, task.output, view.digest, inputs, maker, *task.companions))


def _digest_of(facts: Facts) -> str:
    return digest_parts([json.dumps(facts, sort_keys=True)])


def with_facts(task: Task, taken: Print, facts: Mapping[str, Facts]) -> Print:
    """Return a task's fingerprint with what is told now of the outputs that it tells of."""
    inputs = tuple(
        replace(entry, digest=_digest_of(facts[entry.name])) if entry.kind == "facts" else entry
        for entry in taken.inputs
    )
    digest = digest_bytes(b"".join(map(_part, inputs)))
    return taken._replace(fingerprint=_name(task, taken.view, digest, taken.maker), inputs=inputs)


class Prints(dict[str, Print]):
    """The fingerprints of a plan by output, each taken when it is first asked for, or before."""

    def __init__(self, tasks: Iterable[Task], fingerprinter: Fingerprinter) -> None:
        super().__init__()
        self._left = iter(in_waves(tasks))
        self._take = fingerprinter.take

    def __missing__(self, output: str) -> Print:
        while output not in self:
            if not self.take_next():
                raise KeyError(output)
        return self[output]

    def take_next(self) -> bool:
        """Take one of those that are left, if there are any: something to do while one waits."""
        task = next(self._left, None)
        if task is not None:
            self[task.output] = self._take(task)
        return task is not None


def in_waves(tasks: Iterable[Task]) -> list[Task]:
    """Return tasks by wave, within a wave in plan order."""
    return sorted(tasks, key=lambda task: task.wave)


def prints_of(
    tasks: Iterable[Task],
    makers: Mapping[str, str],
    known: Mapping[str, str] | None = None,
    facts: Mapping[str, Facts] | None = None,
) -> Prints:
    """Return the fingerprints of a plan by output; `known` are those of outputs that it leaves out."""
    return Prints(tasks, Fingerprinter(makers, known, facts))
