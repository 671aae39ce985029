"""Where the time of a build went, in lines for a person: stages, and in each what took longest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from obsite.cli.invocation import Invocation
from obsite.cli.report import counted

if TYPE_CHECKING:
    from obsite.pipeline import BuildOptions, BuildReport, Progress
    from obsite.stages.timeline import Item, Stage, Timeline

SHOWN, SHOWN_WHEN_VERBOSE = 3, 12
WORTH_TELLING_S = 0.01  # less is told in one line with other things
WORTH_NAMING = 0.03  # of the whole time: kinds of work whose slowest items are named
# What the stages are called beside the items that were worked on in them.
STAGES = {
    "Starting": "starting obsite",
    "Looking for changes": "looking for changes",
    "Getting ready": "loading libraries",
    "Reading": "reading texts",
    "Checking tables": "checking tables",
    "Linking": "linking texts to each other",
    "Planning": "planning pages, charts and files",
    "Comparing": "comparing with the last build",
    "Rendering": "rendering",
    "Publishing": "publishing",
}
# Nouns where the name of a kind is not one.
NOUNS = {
    "pdf": "PDF",
    "proof": "proof of a PDF",
    "figures": "set of figures",
    "styles": "style sheet",
    "numbers": "chart's numbers",
    "profile-table": "table of a profile",
    "shard": "part of a table",
    "json": "JSON file",
    "catalogue": "data catalogue",
    "sheet": "spreadsheet",
    "copy": "copied file",
    "sitemap": "sitemap",
    "robots": "robots.txt",
}
PLURALS = {
    "query": "queries",
    "proof": "proofs of PDFs",
    "figures": "sets of figures",
    "numbers": "charts' numbers",
}
PLURALS |= {"profile-table": "tables of profiles", "shard": "parts of tables"}
_TABLE = re.compile(r"^[ >]*\|?[ ]*:?-{2,}:?[ ]*\|[ :|-]*$", re.MULTILINE)
_NOTE = re.compile(r"^\[\^[^\]]+\]:", re.MULTILINE)
_BLOCK = re.compile(r"^/// \w", re.MULTILINE)


def build_with_profile(
    options: BuildOptions, progress: Progress, path: Path, invocation: Invocation
) -> tuple[BuildReport, list[str]]:
    """Build; write where the time went to a file, and return it in lines as well."""
    from obsite import pipeline
    from obsite.engine.statefile import write_whole
    from obsite.stages.timeline import Timeline
    from obsite.stages.trace import trace_of

    timeline = Timeline(progress)
    report = pipeline.build(options, timeline)
    timeline.finish()
    write_whole(path, trace_of(timeline))
    told = list(Lines(options.root, report.output, verbose=invocation.verbose).of(timeline))
    return report, [
        *told,
        f"Written to {invocation.shown(path)}: open it with Perfetto, Speedscope or chrome://tracing.",
        "",
    ]


class Lines:
    """Makes the lines. Items are named as their files, so `root` and `output` lead to more about them."""

    def __init__(self, root: Path, output: Path, *, verbose: bool = False) -> None:
        self._root = root
        self._output = output
        self._shown = SHOWN_WHEN_VERBOSE if verbose else SHOWN

    def of(self, timeline: Timeline) -> Iterator[str]:
        """Yield where the time went, in the order of the build."""
        yield f"Where the time went, {timeline.seconds:.2f} s in all:"
        for stage in timeline.stages:
            if stage.items or stage.seconds >= WORTH_TELLING_S:
                yield from self._stage(stage, WORTH_NAMING * timeline.seconds)

    def _stage(self, stage: Stage, worth_naming: float) -> Iterator[str]:
        name = STAGES.get(stage.name, stage.name.lower())
        parallel = f", in {stage.processes} processes" if stage.processes > 1 else ""
        yield f"{stage.seconds:8.2f} s  {name}{parallel}"
        rest: list[Item] = []
        for place, (kind, items) in enumerate(stage.kinds()):
            seconds = seconds_of(items)
            if place and seconds < WORTH_TELLING_S:
                rest += items
            elif len(items) == 1 and kind != "figures":
                yield f"{'':8}{seconds:8.2f} s  {NOUNS.get(kind, kind)} {self._named(kind, items[0].name)}"
            else:
                slowest = list(self._slowest(kind, items)) if seconds >= worth_naming else []
                colon = ", slowest:" if slowest else ""
                yield f"{'':8}{seconds:8.2f} s  {number_of(kind, len(items))}{colon}"
                yield from slowest
        if rest:
            yield f"{'':8}{seconds_of(rest):8.2f} s  all else, {counted(len(rest), 'piece')} of work"

    def _slowest(self, kind: str, items: list[Item]) -> Iterator[str]:
        rows = merged(items) if kind == "figures" else [(item.name, item.spell.seconds) for item in items]
        for name, seconds in rows[: self._shown]:
            if seconds >= WORTH_TELLING_S:
                yield f"{'':16}{seconds:8.2f} s  {self._named(kind, name)}"

    def _named(self, kind: str, name: str) -> str:
        """Return an item's name with what may have made it slow: a file's size, and what is in a text."""
        authored = kind in ("text", "table", "query")
        try:
            data = ((self._root if authored else self._output) / name).read_bytes()
        except OSError:
            return name
        found = [size_of(len(data))]
        if kind == "text":
            text = data.decode("utf-8", "replace")
            parts = ((_TABLE, "table"), (_NOTE, "footnote"), (_BLOCK, "block"))
            found += [counted(number, noun) for mark, noun in parts if (number := len(mark.findall(text)))]
        return f"{name} ({', '.join(found)})"


def seconds_of(items: list[Item]) -> float:
    """How long items took together, in whichever processes."""
    return sum(item.spell.seconds for item in items)


def merged(items: list[Item]) -> list[tuple[str, float]]:
    """Return items of one name as one, with the time of all; the slowest first."""
    times: dict[str, list[float]] = {}
    for item in items:
        times.setdefault(item.name, []).append(item.spell.seconds)
    rows = [(f"{name}, {len(of)} times" if len(of) > 1 else name, sum(of)) for name, of in times.items()]
    return sorted(rows, key=lambda row: -row[1])


def size_of(number: int) -> str:
    """A size as people say it."""
    return f"{number / 1e6:.1f} MB" if number >= 1e6 else f"{max(1, round(number / 1000))} kB"


def number_of(kind: str, number: int) -> str:
    """How many of a kind, in words."""
    noun = NOUNS.get(kind, kind.replace("-", " "))
    return f"{number} {PLURALS[kind]}" if number != 1 and kind in PLURALS else counted(number, noun)
