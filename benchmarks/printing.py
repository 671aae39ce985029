"""PDFs: of eight issues in one process and in two, and of one issue beside WeasyPrint by itself.

    python -m benchmarks.printing [--rounds 5]

The two are measured in turn. WeasyPrint by itself gets the same HTML, style sheets and fonts and the
same options in a process that is warmed up by another document, and so does obsite's own printing.
"""

from __future__ import annotations

import argparse
import json
import pickle
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.corpus import Page
from benchmarks.meter import adopt_orphans, measure, surroundings
from benchmarks.tools.tool import write

ISSUES, ARTICLES = 8, 8
_BUILD = [sys.executable, "-m", "obsite", "build", "-q", "--as-of", "2026-01-01"]
_PRINT = [sys.executable, "-m", "benchmarks.printing"]
REPOSITORY = Path(__file__).parent.parent


def main() -> None:
    parser = argparse.ArgumentParser("benchmarks.printing", description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--alone", type=Path, help=argparse.SUPPRESS
    )  # print what is in a file, WeasyPrint alone
    parser.add_argument("--ours", type=Path, help=argparse.SUPPRESS)  # print what is in a file as obsite does
    given = parser.parse_args()
    if given.alone or given.ours:
        print(json.dumps(_print_alone(given.alone) if given.alone else _print_as_obsite(given.ours)))
        return
    for name, values in measured(given.rounds).items():
        print(f"{name:<60}{median(values):8.2f}")


def measured(rounds: int) -> dict[str, list[float]]:
    """Return by what was done the seconds, or the ratio, of each round."""
    adopt_orphans()
    with tempfile.TemporaryDirectory(prefix="obsite-bench-") as folder:
        root = Path(folder)
        write_issues(root)
        measure([*_BUILD, "-j", "1"], root)
        return _in_processes(root, rounds) | _beside_weasyprint(root, rounds)


def write_issues(root: Path) -> None:
    """Write a site of issues of some eleven printed pages."""
    write(root / "site.yaml", "title: Bench\nbase_url: https://bench.example/\nsocial_cards: false\n")
    for number in range(ISSUES):
        folder = root / f"content/issues/2025-0{number + 1}-01-letter-{number}"
        write(
            folder / "index.md", f"---\ntitle: Letter {number}\nnumber: {number + 1}\n---\nWhat is in it.\n"
        )
        for place in range(ARTICLES):
            page = Page(number=number * ARTICLES + place, of=ISSUES * ARTICLES)
            text = page.markdown(lambda other: f"a{other.number % ARTICLES}.md")
            write(folder / f"a{place}.md", f"---\ntitle: {page.title}\norder: {place}\n---\n{text}")


def _in_processes(root: Path, rounds: int) -> dict[str, list[float]]:
    names = {jobs: f"{ISSUES} PDFs, {'one process' if jobs == 1 else 'two processes'}" for jobs in (1, 2)}
    found: dict[str, list[float]] = {}
    for _ in range(rounds):
        walls = {}
        for jobs, name in names.items():
            for made in root.glob("output/issues/*/*.pdf"):
                made.unlink()
            cost = measure([*_BUILD, "-j", str(jobs)], root)
            walls[jobs] = cost.wall
            found.setdefault(f"{name}, wall s", []).append(cost.wall)
            found.setdefault(f"{name}, CPU s", []).append(cost.cpu)
        found.setdefault("two processes to one, wall", []).append(walls[2] / walls[1])
        before = {path: path.stat().st_mtime_ns for path in root.glob("output/issues/*/*.pdf")}
        write(root / "content/about.md", f"---\ntitle: About\n---\n{time.time_ns()}\n")
        cost = measure(_BUILD, root)
        remade = sum(path.stat().st_mtime_ns != stamp for path, stamp in before.items())
        found.setdefault("PDFs made again when another text changed", []).append(float(remade))
    return found


# -- beside WeasyPrint ---------------------------------------------------------------------------


def _beside_weasyprint(root: Path, rounds: int) -> dict[str, list[float]]:
    kept = root / "printed.pickle"
    kept.write_bytes(pickle.dumps(_what_is_printed(root)))
    found: dict[str, list[float]] = {}
    for _ in range(rounds):
        seconds = {}
        for name, option in (("WeasyPrint alone", "--alone"), ("obsite", "--ours")):
            command = [*_PRINT, option, str(kept)]
            done = subprocess.run(
                command, env=surroundings(), cwd=REPOSITORY, capture_output=True, text=True, check=True
            )
            seconds[name] = json.loads(done.stdout)
            found.setdefault(f"an issue's PDF, {name}, CPU s", []).append(seconds[name])
        found.setdefault("obsite to WeasyPrint alone, CPU", []).append(
            seconds["obsite"] / seconds["WeasyPrint alone"]
        )
    return found


class Kept:
    """The files that a PDF was made from, in the place of a task's reader."""

    def __init__(self) -> None:
        self.files: dict[tuple[str, str], bytes] = {}

    def template(self, name: str) -> bytes:
        return self.files["template", name]

    def read(self, kind: str, name: str) -> bytes:
        return self.files[kind, name]


def _what_is_printed(root: Path) -> list[tuple[str, Kept]]:
    """Build two PDFs in this process; return the HTML of each and the files it asked for."""
    from obsite import pipeline
    from obsite.outputs.pdf import Press

    printed: list[tuple[str, Kept]] = []
    own = Press.print

    def keeping(press: Press, html: str) -> tuple[bytes, int]:
        kept, reader = Kept(), press.files

        class Recorder:
            def template(self, name: str) -> bytes:
                return kept.files.setdefault(("template", name), reader.template(name))

            def read(self, kind: str, name: str) -> bytes:
                return kept.files.setdefault((kind, name), reader.read(kind, name))

        press.files = Recorder()  # type: ignore[assignment]
        made = own(press, html)
        printed.append((html, kept))
        return made

    for made in sorted(root.glob("output/issues/*/*.pdf"))[:2]:
        made.unlink()
    Press.print = keeping  # type: ignore[method-assign]
    try:
        pipeline.build(pipeline.BuildOptions(root=root, jobs=1))
    finally:
        Press.print = own  # type: ignore[method-assign]
    return printed


def _print_alone(path: Path) -> float:
    """Print the second document, after the first has warmed all up; return its seconds of processors."""
    from obsite.outputs.pdf import _CHOSEN, ORIGIN, Press, import_weasyprint

    weasyprint = import_weasyprint()

    def print_one(html: str, files: Any) -> bytes:
        fetcher = Press(source="", identity="", files=files)._fetcher()
        document = weasyprint.HTML(string=html, base_url=f"{ORIGIN}/", url_fetcher=fetcher)
        data: bytes = document.write_pdf(**_CHOSEN)
        return data

    return _seconds(path, print_one)


def _print_as_obsite(path: Path) -> float:
    from obsite.outputs.pdf import Press

    return _seconds(path, lambda html, files: Press(source="a", identity="a", files=files).print(html)[0])


def _seconds(path: Path, print_one: Any) -> float:
    documents: list[tuple[str, Any]] = pickle.loads(path.read_bytes())
    (first, *files), (html, kept) = documents[:2]
    print_one(first, *files)
    started = time.process_time()
    print_one(html, kept)
    return time.process_time() - started


if __name__ == "__main__":
    # Under the name by which pickles know it.
    from importlib import import_module

    import_module("benchmarks.printing").main()
