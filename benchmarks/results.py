"""What was measured: kept as JSON, told as a table in the terminal or in Markdown.

Of several rounds the median is told. Ratios are taken round by round, between builds that stood next
to each other in time, and the median of those is told: they hold when the machine's speed does not.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from operator import attrgetter
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

REFERENCES = ("Hugo", "obsite")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One build."""

    site: str = "newsletter"
    tool: str
    pages: int
    scenario: str
    round: int
    wall: float
    cpu: float
    memory: float
    fresh: bool = True  # whether the page that was changed came out as it should

    @property
    def key(self) -> tuple[str, int]:
        """The table that it belongs to."""
        return self.site, self.pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """How long a tool's preview took from the saving of a file to the new page over HTTP, edit by edit."""

    tool: str
    pages: int
    seconds: tuple[float, ...]

    @property
    def key(self) -> tuple[str, int]:
        return self.tool, self.pages


@dataclass(slots=True, kw_only=True)
class Results:
    """All that one run of the benchmark found."""

    machine: dict[str, str] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    does: dict[str, str] = field(default_factory=dict)  # what is switched off, by tool
    skipped: dict[str, str] = field(default_factory=dict)  # why, by tool
    runs: list[Run] = field(default_factory=list)
    previews: list[Preview] = field(default_factory=list)
    prints: dict[str, list[float]] = field(default_factory=dict)  # of PDFs: seconds by what was done

    def save(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")


def load(path: Path) -> Results:
    """Return the results in a file."""
    kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    kept["runs"] = [Run(**run) for run in kept["runs"]]
    kept["previews"] = [Preview(**row | {"seconds": tuple(row["seconds"])}) for row in kept["previews"]]
    return Results(**kept)


class Table(NamedTuple):
    """Rows of cells below a title and a head; the first two columns are words."""

    title: str
    head: tuple[str, ...]
    rows: list[tuple[str, ...]]


def tables(results: Results) -> list[Table]:
    """Return everything that was measured, in tables."""
    found = [
        _builds([run for run in results.runs if run.key == key])
        for key in sorted({r.key for r in results.runs})
    ]
    found += [_previews(results.previews)] if results.previews else []
    return found + ([_prints(results.prints)] if results.prints else [])


def _builds(runs: Sequence[Run]) -> Table:
    names = [name for name in REFERENCES if any(run.tool == name for run in runs)]
    rows = []
    for scenario, tool in dict.fromkeys((run.scenario, run.tool) for run in _in_order(runs)):
        own = [run for run in runs if (run.scenario, run.tool) == (scenario, tool)]
        stale = "" if all(run.fresh for run in own) else " (stale)"
        cells = [f"{median(run.wall for run in own):.2f} s", f"{median(run.cpu for run in own):.2f} s"]
        cells += [f"{median(run.memory for run in own):.0f} MB"]
        for name in names:
            cells += [ratio(own, runs, name, attrgetter("wall")), ratio(own, runs, name, attrgetter("cpu"))]
        rows.append((scenario, tool + stale, *cells))
    head = [word for name in names for word in (f"wall to {name}", f"CPU to {name}")]
    return Table(_title(runs), ("build", "tool", "wall", "CPU", "memory", *head), rows)


def _title(runs: Sequence[Run]) -> str:
    site, pages = runs[0].key
    rounds = max(run.round for run in runs) + 1
    return f"{site.capitalize()} of {pages:,} pages, median of {rounds} round{'s' if rounds > 1 else ''}"


def _in_order(runs: Iterable[Run]) -> list[Run]:
    """Return runs by scenario as they were first measured, the tools of each as they are listed."""
    scenarios = list(dict.fromkeys(run.scenario for run in runs))
    tools = list(dict.fromkeys(run.tool for run in runs))
    return sorted(runs, key=lambda run: (scenarios.index(run.scenario), tools.index(run.tool)))


def ratio(own: Sequence[Run], runs: Sequence[Run], reference: str, of: Callable[[Run], float]) -> str:
    """Return the median of the ratios, round by round, to a tool doing the same; "" if it did not."""
    other = {(run.scenario, run.round): of(run) for run in runs if run.tool == reference}
    ratios = [of(run) / other[place] for run in own if (place := (run.scenario, run.round)) in other]
    return f"{median(ratios):.2f}" if ratios else ""


def _previews(previews: Sequence[Preview]) -> Table:
    rows = [
        (
            f"{row.pages:,} pages",
            row.tool,
            f"{median(row.seconds) * 1000:.0f} ms",
            f"{max(row.seconds) * 1000:.0f} ms",
        )
        for row in previews
    ]
    edits = " to ".join(dict.fromkeys(str(f(len(row.seconds) for row in previews)) for f in (min, max)))
    return Table(
        f"From saving to the new page, {edits} edits", ("preview", "tool", "median", "slowest"), rows
    )


def _prints(prints: dict[str, list[float]]) -> Table:
    rows = [(name, str(len(values)), f"{median(values):.2f}") for name, values in prints.items()]
    return Table("PDFs", ("what", "times", "median"), rows)


def as_text(table: Table) -> str:
    """Return a table for the terminal."""
    widths = [max(map(len, column)) for column in zip(table.head, *table.rows, strict=True)]
    lines = [_aligned(row, widths) for row in (table.head, *table.rows)]
    return "\n".join((table.title, "", *lines))


def _aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    words = [cell.ljust(width) for cell, width in zip(row[:2], widths[:2], strict=True)]
    numbers = [cell.rjust(width) for cell, width in zip(row[2:], widths[2:], strict=True)]
    return "  ".join((*words, *numbers)).rstrip()


def as_markdown(table: Table) -> str:
    """Return a table for a text."""
    marks = ["---", "---", *("--:" for _ in table.head[2:])]
    rows = [f"| {' | '.join(row)} |" for row in (table.head, marks, *table.rows)]
    return "\n".join((f"{table.title}:", "", *rows))
