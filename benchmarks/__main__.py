"""Measure obsite beside other tools.

    make bench
    make bench ARGS="--pages 1000 --rounds 1 --tools obsite,hugo"

Results are told as tables and kept as JSON; `python -m benchmarks.tell FILE` makes Markdown of them.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks import printing
from benchmarks.meter import Failed, adopt_orphans, surroundings
from benchmarks.own import SITES
from benchmarks.peers import Unavailable, cache_folder, program_of
from benchmarks.preview import Silent, preview
from benchmarks.results import Results, Run, as_text, tables
from benchmarks.rounds import SCENARIOS, Contestant, Race
from benchmarks.tools import TOOLS
from benchmarks.tools.tool import Tool

JSON = "benchmarks.json"


def main() -> None:
    given = arguments()
    adopt_orphans()
    results = Results(machine=machine())
    if given.site == "newsletter":
        compare(given, results)
    else:
        alone(given, results)
    results.machine["load"] = f"{os.getloadavg()[2]:.0f}"
    results.save(given.json)
    for table in tables(results):
        print(f"\n{as_text(table)}")
    for name, reason in results.skipped.items():
        print(f"\n{name} was skipped: {reason}")
    print(f"\nWritten to {given.json}")


def alone(given: argparse.Namespace, results: Results) -> None:
    """Measure obsite with a site that only it can build."""
    with tempfile.TemporaryDirectory(prefix="obsite-bench-") as folder:
        for run in SITES[given.site].run((given.keep or Path(folder)) / given.site, given.rounds):
            note(run, results)


def note(run: Run, results: Results) -> None:
    """Keep a measured build, and tell of it at once."""
    results.runs.append(run)
    print(f"{run.tool:<10}{run.scenario:<18}{run.wall:8.2f} s", file=sys.stderr, flush=True)


def compare(given: argparse.Namespace, results: Results) -> None:
    """Measure all tools with newsletters of each size."""
    names = {name.strip().lower() for name in given.tools.split(",")}
    with tempfile.TemporaryDirectory(prefix="obsite-bench-") as folder:
        entrants = list(_entrants(names, given.cache, Path(folder), results))
        for pages in [int(number) for number in given.pages.split(",")]:
            root = (given.keep or Path(folder)) / str(pages)
            contestants = tuple(replace(one, root=root / one.tool.name.lower()) for one in entrants)
            for one in contestants:
                print(f"Writing {pages} pages for {one.tool.name}", file=sys.stderr)
                one.tool.write_site(one.root, pages)
            race(contestants, pages, given, results)
    results.save(given.json)  # what was measured outlives a fault in what follows
    if given.pdf:
        results.prints = printing.measured(given.rounds)


def arguments() -> argparse.Namespace:
    formatter = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser("make bench", description=__doc__, formatter_class=formatter)
    every = ",".join(tool.name.lower() for tool in TOOLS)
    parser.add_argument("--pages", default="1000,10000", help="sizes of the site (1000,10000)")
    parser.add_argument(
        "--site", choices=("newsletter", *SITES), default="newsletter", help="of obsite alone: the last two"
    )
    parser.add_argument("--pdf", action="store_true", help="measure obsite's PDFs, too")
    parser.add_argument("--rounds", type=int, default=3, help="how often all is done (3)")
    parser.add_argument("--tools", default=every, help=f"which tools, by comma ({every})")
    parser.add_argument("--scenarios", default=",".join(SCENARIOS), help="which builds, by comma")
    parser.add_argument("--edits", type=int, default=11, help="saves in each preview (11; 0: no previews)")
    parser.add_argument("--json", type=Path, default=Path(JSON), help=f"where results go ({JSON})")
    parser.add_argument("--cache", type=Path, default=cache_folder(), help="where the tools are installed")
    parser.add_argument("--keep", type=Path, help="write the sites here, and leave them")
    return parser.parse_args()


def _entrants(names: set[str], cache: Path, folder: Path, results: Results) -> Iterator[Contestant]:
    """Yield the tools that are to be had and have built a small site, which also warms them up."""
    for tool in TOOLS:
        if tool.name.lower() not in names:
            continue
        try:
            contestant = _entrant(tool, cache, folder)
        except (Unavailable, Failed) as reason:
            results.skipped[tool.name] = str(reason)
            print(f"{tool.name} is skipped: {reason}", file=sys.stderr)
            continue
        results.versions[tool.name] = version(contestant)
        results.does[tool.name] = tool.does
        yield contestant


def _entrant(tool: Tool, cache: Path, folder: Path) -> Contestant:
    program = program_of(tool, cache)
    root = folder / "trial" / tool.name.lower()
    if "node_modules" in program:
        modules = program.partition("/node_modules/")[0]
        tool = replace(tool, environment={**tool.environment, "BENCH_MODULES": modules})
    contestant = Contestant(tool=tool, program=program, root=root)
    tool.write_site(root, 20)
    contestant.build()
    return contestant


def version(contestant: Contestant) -> str:
    """Return what a tool says its version is."""
    command = contestant.tool.version(contestant.program)
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=surroundings())
    found = re.search(r"\d+(?:\.\d+)+", done.stdout or done.stderr)
    return found[0] if found else ""


def machine() -> dict[str, str]:
    """Return what it was measured on, and when."""
    return {
        "day": dt.date.today().isoformat(),
        "processors": str(
            len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
        ),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    }


def race(
    contestants: tuple[Contestant, ...], pages: int, given: argparse.Namespace, results: Results
) -> None:
    """Run all rounds and previews over sites of one size."""
    scenarios = tuple(name for name in SCENARIOS if name in given.scenarios.split(","))
    for run in Race(contestants=contestants, pages=pages, scenarios=scenarios).run(given.rounds):
        note(run, results)
    for contestant in contestants if given.edits else ():
        try:
            results.previews.append(preview(contestant, pages, given.edits))
        except Silent as reason:
            results.skipped[f"The preview of {contestant.tool.name}"] = str(reason)


if __name__ == "__main__":
    main()
