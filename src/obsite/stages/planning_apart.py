"""Planning in a process of its own, where a site has much data.

What reads tables and computes figures takes memory that a process never gives back whole: DuckDB, and the
holes that long-lived tasks leave between figures that are gone. Drawing charts needs as much again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from obsite.diagnostics.findings import Findings
from obsite.engine.apart import Tell, run_apart
from obsite.engine.spell import Spell
from obsite.engine.task import Task
from obsite.stages.options import BuildOptions, Progress

if TYPE_CHECKING:
    from obsite.stages.discovery import Discovery
    from obsite.stages.rewording import Groundwork

_FOLDER = "content/indicators/"
_MUCH = 8_000_000  # bytes of tables; with less, starting a process costs more than it gives


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """All that is left of a site once it was planned."""

    tasks: tuple[Task, ...]
    groundwork: Groundwork
    findings: Findings
    used: frozenset[str]  # of the memo


Plan = Callable[[BuildOptions, "Discovery", Progress], Planned]


def plan_where_it_pays(
    plan: Plan, options: BuildOptions, discovery: Discovery, progress: Progress
) -> Planned:
    """Return a site's plan, made here or elsewhere. `plan` is a function at module level."""
    if not plans_apart(options, discovery):
        return plan(options, discovery, progress)
    return run_apart(_plan, (plan, options, discovery), partial(_pass_on, progress))


def plans_apart(options: BuildOptions, discovery: Discovery) -> bool:
    """Return whether a site is read and planned in a process of its own."""
    return not options.dry and _bytes_of_data(discovery) >= _MUCH


def _bytes_of_data(discovery: Discovery) -> int:
    paths = [discovery.place.root / path for path in discovery.files if path.startswith(_FOLDER)]
    return sum(path.stat().st_size for path in paths if path.is_file())


def _plan(given: tuple[Plan, BuildOptions, Discovery], tell: Tell) -> Planned:
    plan, options, discovery = given
    return plan(options, discovery, _Telling(tell))


def _pass_on(progress: Progress, told: tuple[str, tuple[object, ...]]) -> None:
    name, values = told
    getattr(progress, name)(*values)


@dataclass(frozen=True, slots=True)
class _Telling:
    """In the place of the progress, which is in another process."""

    tell: Tell

    def stage(self, name: str, total: int) -> None:
        self.tell(("stage", (name, total)))

    def advance(self, n: int = 1) -> None:
        self.tell(("advance", (n,)))

    def spent(self, kind: str, name: str, spell: Spell) -> None:
        self.tell(("spent", (kind, name, spell)))

    def finish(self) -> None:
        self.tell(("finish", ()))
