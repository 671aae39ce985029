"""Where the time of a build went: its stages, and in each the texts, tables, figures and outputs.

A Timeline stands between a build and whoever watches it, hands everything on, and remembers when it
was told what. A build that nobody asked for a profile has none, and keeps nothing.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from obsite.engine.spell import Spell, now
from obsite.stages.options import Progress

_LONGEST_START_S = 5.0  # a process that is older has done other things before


class Item(NamedTuple):
    """Something that was worked on: of kind "text", "table", "query", "figures", or an output's format."""

    kind: str
    name: str
    spell: Spell


@dataclass(slots=True, kw_only=True)
class Stage:
    """A stretch of a build, up to the next one."""

    name: str
    started: float
    seconds: float = 0.0
    items: list[Item] = field(default_factory=list)

    @property
    def processes(self) -> int:
        """In how many processes its items were worked on."""
        return len({item.spell.process for item in self.items})

    def kinds(self) -> Iterator[tuple[str, list[Item]]]:
        """Yield the items of each kind, slowest first; the kind that took longest comes first."""
        by_kind: dict[str, list[Item]] = {}
        for item in sorted(self.items, key=lambda item: -item.spell.seconds):
            by_kind.setdefault(item.kind, []).append(item)
        yield from sorted(by_kind.items(), key=lambda pair: -sum(item.spell.seconds for item in pair[1]))


class Timeline:
    """The stages of one build so far."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self.process = os.getpid()
        self.stages = [Stage(name="Starting", started=now() - _age())]

    @property
    def started(self) -> float:
        return self.stages[0].started

    @property
    def seconds(self) -> float:
        """How long all stages took."""
        return sum(stage.seconds for stage in self.stages)

    def stage(self, name: str, total: int) -> None:
        self._progress.stage(name, total)
        if self.stages[-1].name != name:  # a stage that learns how much there is to do goes on
            self._close()
            self.stages.append(Stage(name=name, started=now()))

    def advance(self, n: int = 1) -> None:
        self._progress.advance(n)

    def spent(self, kind: str, name: str, spell: Spell) -> None:
        self._progress.spent(kind, name, spell)
        self.stages[-1].items.append(Item(kind, name, spell))

    def finish(self) -> None:
        self._progress.finish()
        self._close()

    def _close(self) -> None:
        last = self.stages[-1]
        last.seconds = now() - last.started


def _age() -> float:
    """Return how long this process took to come here; 0 where the system does not tell."""
    try:
        row = Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        age = time.clock_gettime(time.CLOCK_BOOTTIME) - int(row[19]) / os.sysconf("SC_CLK_TCK")
    except (OSError, AttributeError, ValueError, IndexError):
        return 0.0
    return age if age < _LONGEST_START_S else 0.0
