"""Builds of several tools in turn: from nothing, nothing changed, a word edited, a title changed.

Within a round every tool does the same before any does the next thing, so that a machine which grows
slower, or is busy with something else, is so for all of them. Each round begins with another tool.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import Page
from benchmarks.meter import Cost, Failed, measure
from benchmarks.results import Run
from benchmarks.tools.tool import Tool, write

SCENARIOS = ("from nothing", "nothing changed", "a word edited", "a title changed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contestant:
    """A tool with its program, and the site it builds."""

    tool: Tool
    program: str
    root: Path

    def build(self) -> Cost:
        return measure(self.tool.build(self.program), self.root, self.tool.environment)


@dataclass(frozen=True, slots=True, kw_only=True)
class Race:
    """What is compared: contestants over sites of one size."""

    contestants: tuple[Contestant, ...]
    pages: int
    scenarios: tuple[str, ...] = SCENARIOS

    def run(self, rounds: int) -> Iterator[Run]:
        """Yield every build that was measured."""
        for number in range(rounds):
            first = number % len(self.contestants)
            order = (*self.contestants[first:], *self.contestants[:first])
            for scenario in self.scenarios:
                for contestant in order:
                    yield self._measured(contestant, scenario, number)

    def _measured(self, contestant: Contestant, scenario: str, number: int) -> Run:
        page = Page(number=(self.pages // 2 + 7 * number) % self.pages, of=self.pages)
        expected = PREPARE[scenario](contestant, page, number)
        try:
            cost = contestant.build()
        except Failed as failure:
            sys.exit(f"{contestant.tool.name} failed, {scenario}:\n{failure}")
        html = published(contestant, page)
        return Run(
            tool=contestant.tool.name,
            pages=self.pages,
            scenario=scenario,
            round=number,
            wall=cost.wall,
            cpu=cost.cpu,
            memory=cost.memory,
            fresh=expected in html,
        )


def published(contestant: Contestant, page: Page) -> str:
    """Return a page as it was built, which it must have been."""
    path = contestant.tool.published(contestant.root, page)
    if not path.is_file():
        sys.exit(f"{contestant.tool.name} did not make {path}")
    return path.read_text(encoding="utf-8")


# Each prepares a site and returns what must then stand in the page, or the build was not one.


def _forget(contestant: Contestant, page: Page, number: int) -> str:
    contestant.tool.forget(contestant.root)
    return page.title if not number else ""


def _leave(contestant: Contestant, page: Page, number: int) -> str:  # noqa: ARG001
    return ""


def _edit(contestant: Contestant, page: Page, number: int) -> str:
    word = f"edited{number}word"
    text = contestant.tool.text(page, page.title)
    head, paragraph, rest = text.partition("See [")
    write(contestant.tool.source(contestant.root, page), f"{head}{word.capitalize()}. {paragraph}{rest}")
    return word.capitalize()


def _rename(contestant: Contestant, page: Page, number: int) -> str:
    title = f"Renamed for the {number}th time"
    write(contestant.tool.source(contestant.root, page), contestant.tool.text(page, title))
    return title


PREPARE: dict[str, Callable[[Contestant, Page, int], str]] = dict(
    zip(SCENARIOS, (_forget, _leave, _edit, _rename), strict=True)
)
