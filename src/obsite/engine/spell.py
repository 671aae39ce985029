"""How long a piece of work took, when, and in which process."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Any, Generic, NamedTuple, TypeVar

Result = TypeVar("Result")


class Spell(NamedTuple):
    """Some time of one process. All processes read one clock, so that spells can be laid side by side."""

    process: int
    started: float  # seconds of `time.perf_counter`
    seconds: float


def now() -> float:
    """Return the time on the clock of all spells."""
    return time.perf_counter()


def spell_since(started: float) -> Spell:
    """Return the spell of this process that ends now."""
    return Spell(os.getpid(), started, time.perf_counter() - started)


class Timed(Generic[Result]):
    """A pool's work that returns each result with its spell."""

    def __init__(self, work: Callable[[Any, Any], Result]) -> None:
        self._work = work

    def __call__(self, shared: object, item: object) -> tuple[Result, Spell]:
        started = time.perf_counter()
        result = self._work(shared, item)
        return result, spell_since(started)
