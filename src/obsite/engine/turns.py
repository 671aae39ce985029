"""In which turn tasks are made: those that others read before these, as many as possible at the same time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from obsite.engine.task import Task

_LIGHT = 100.0  # the weight of a task up to which it needs no processes of its own


def in_turn(tasks: Sequence[Task], reads: Mapping[str, Sequence[str]]) -> Iterator[Iterator[Task]]:
    """Yield tasks that are made together, in the order of their waves.

    Light ones that nobody waits for are made with the last, where there is most to do at the same time.
    """
    awaited = {name for names in reads.values() for name in names}
    last = max((task.wave for task in tasks), default=0)

    def turn(task: Task) -> int:
        waits = task.weight < _LIGHT and awaited.isdisjoint(task.outputs)
        return last if waits else task.wave

    for _, wave in groupby(sorted(tasks, key=turn), key=turn):
        yield wave
