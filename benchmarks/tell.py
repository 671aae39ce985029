"""The tables of a benchmark's results in Markdown, on the terminal or into the page that tells of them.

    python -m benchmarks.tell benchmarks.json
    python -m benchmarks.tell benchmarks.json --into docs/speed.md

Several files make one account. Of a site of one size the builds in the last of them count, and no others:
ratios are between builds of one run.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from benchmarks.results import Results, as_markdown, load, tables

BEGIN, END = "<!-- figures: written by benchmarks.tell -->", "<!-- end of figures -->"


def main() -> None:
    formatter = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser("benchmarks.tell", description=__doc__, formatter_class=formatter)
    parser.add_argument("results", type=Path, nargs="+", help="what `make bench` has written")
    parser.add_argument("--into", type=Path, help="a Markdown file with a place for figures")
    given = parser.parse_args()
    told = account(together([load(path) for path in given.results]))
    if given.into is None:
        print(told)
        return
    given.into.write_text(placed(given.into.read_text(encoding="utf-8"), told), encoding="utf-8")


def together(several: list[Results]) -> Results:
    """Return one account of several."""
    whole = Results()
    for one in several:
        whole.machine |= one.machine
        whole.versions |= one.versions
        whole.does |= one.does
        whole.prints |= one.prints
        runs, previews = {run.key for run in one.runs}, {row.key for row in one.previews}
        whole.runs = [run for run in whole.runs if run.key not in runs] + one.runs
        whole.previews = [row for row in whole.previews if row.key not in previews] + one.previews
    return whole


def account(results: Results) -> str:
    """Return what was measured, on what, and how."""
    about = results.machine
    load = f", load {about['load']}" if "load" in about else ""
    tools = ", ".join(f"{name} {version}".strip() for name, version in results.versions.items())
    lines = [
        f"Measured on {about.get('day', '')}: {about.get('processors', '?')} processors{load}, "
        f"{about.get('system', '')}, Python {about.get('python', '')}. {tools}."
    ]
    lines += [as_markdown(table) for table in tables(results)]
    lines += ["\n".join(f"- **{name}**: {said}" for name, said in results.does.items())]
    return "\n\n".join(lines)


def placed(text: str, told: str) -> str:
    """Return a page with what was told in its place."""
    place = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
    new, number = place.subn(lambda _: f"{BEGIN}\n\n{told}\n\n{END}", text)
    if number != 1:
        raise SystemExit(f"the page must have one place for figures: {BEGIN} … {END}")
    return new


if __name__ == "__main__":
    main()
