"""The name of everything a task's output is made from: same fingerprint, no work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from obsite.engine.digest import digest_bytes, digest_parts, hash_bytes
from obsite.engine.encoding import Encoder, ViewDigest
from obsite.engine.task import Input, Task

_EARLIER = -1  # a wave before all others


class Print(NamedTuple):
    """A task's fingerprint and the parts it was made from."""

    fingerprint: str
    view: ViewDigest
    inputs: tuple[Input, ...]  # with the fingerprints of other tasks filled in
    maker: str


class Fingerprinter:
    """Takes the fingerprints of a whole plan; parts that tasks share are hashed once.

    `makers` has for each format the digest of the program that renders it.
    """

    def __init__(self, makers: Mapping[str, str], known: Mapping[str, str] | None = None) -> None:
        """`known` are the fingerprints of outputs that tasks may read and that are taken already."""
        self._makers = makers
        self._encoder = Encoder()
        self._parts: dict[int, tuple[Input, bytes]] = {}  # by identity, which is kept alive
        self._done: dict[str, tuple[int, str]] = {
            output: (_EARLIER, fingerprint) for output, fingerprint in (known or {}).items()
        }

    def take(self, task: Task) -> Print:
        """Return a task's fingerprint; tasks of lower waves must have been taken before."""
        inputs = self._filled(task)
        try:
            view = self._encoder.view(task.view)
        except TypeError as error:
            raise TypeError(f"the view of {task.output}: {error}") from None
        maker = self._makers[task.format]
        parts = (task.format, task.output, view.digest, self._digest(inputs), maker, *task.companions)
        fingerprint = digest_parts(parts)
        self._done.update(dict.fromkeys(task.outputs, (task.wave, fingerprint)))
        return Print(fingerprint, view, inputs, maker)

    def _filled(self, task: Task) -> tuple[Input, ...]:
        if all(entry.kind != "output" for entry in task.inputs):
            return task.inputs
        return tuple(self._fill(task, entry) for entry in task.inputs)

    def _fill(self, task: Task, entry: Input) -> Input:
        if entry.kind != "output":
            return entry
        wave, fingerprint = self._done.get(entry.name, (task.wave, ""))
        if wave >= task.wave:
            raise ValueError(f"{task.output} reads {entry.name}, which no task of a lower wave makes")
        return replace(entry, digest=fingerprint)

    def _digest(self, inputs: tuple[Input, ...]) -> str:
        parts, known = [], self._parts
        for entry in inputs:
            kept = known.get(id(entry))
            if kept is None:  # most entries are of the theme, and shared by all pages
                kept = known[id(entry)] = (entry, _part(entry))
            parts.append(kept[1])
        return digest_bytes(b"".join(parts))


def _part(entry: Input) -> bytes:
    if not entry.digest and entry.kind != "absent":
        raise ValueError(f"the input {entry.kind} {entry.name} has no digest")
    return hash_bytes("\0".join((entry.kind, entry.name, entry.digest)).encode("utf-8", "surrogatepass"))


def in_waves(tasks: Iterable[Task]) -> list[Task]:
    """Return tasks by wave, within a wave in plan order."""
    return sorted(tasks, key=lambda task: task.wave)


def take_all(
    tasks: Iterable[Task], makers: Mapping[str, str], known: Mapping[str, str] | None = None
) -> dict[str, Print]:
    """Return the fingerprints of a plan by output; `known` are those of outputs that it leaves out."""
    fingerprinter = Fingerprinter(makers, known)
    return {task.output: fingerprinter.take(task) for task in in_waves(tasks)}
