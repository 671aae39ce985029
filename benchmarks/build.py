"""How long builds of a large made-up site take: from nothing, with nothing changed, with one edit.

    make bench
    make bench ARGS="--issues 10000 --runs 5"

The text is the same in every run. Each build is a process of its own, as an editor starts it; of
several runs the median is told, with the most memory that any build took.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

WORDS = [
    *("region", "cluster", "firm", "harbour", "field", "river", "skill", "award", "meeting", "valley"),
    *("market", "union", "council", "worker", "growth", "partner", "summer", "network", "machine"),
    *("garden", "lesson", "price", "winter", "letter", "visit", "school", "energy"),
]
DAY = dt.date(2000, 1, 3)
AS_OF = "2300-01-01"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--issues", type=int, default=1000, help="how many issues the site has (1000)")
    parser.add_argument("--runs", type=int, default=3, help="how often each build is measured (3)")
    parser.add_argument("--pdf", action="store_true", help="make PDFs too")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="obsite-bench-") as folder:
        root = Path(folder)
        write_site(root, given.issues)
        print(f"{given.issues} issues, median of {given.runs} runs")
        for name, prepare in (
            ("from nothing", forget),
            ("nothing changed", lambda _: None),
            ("one edited", edit),
        ):
            measure(root, name, prepare, runs=given.runs, pdf=given.pdf)
    print(f"most memory   {peak_memory_mb():.0f} MB")


def write_site(root: Path, issues: int) -> None:
    (root / "content" / "issues").mkdir(parents=True)
    (root / "site.yaml").write_text("title: Bench\nbase_url: https://bench.example/\n", encoding="utf-8")
    for number in range(issues):
        chance = random.Random(number)
        day = DAY + dt.timedelta(days=7 * number)
        path = root / "content" / "issues" / f"{day}-letter-{number}.md"
        path.write_text(issue_text(number, chance), encoding="utf-8")


def issue_text(number: int, chance: random.Random) -> str:
    parts = [f"---\ntitle: Letter {number}\nnumber: {number + 1}\ntags: [{chance.choice(WORDS)}]\n---\n"]
    for section in range(5):
        parts.append(f"\n## {chance.choice(WORDS).title()} and {chance.choice(WORDS)}\n")
        parts.extend(f"\n{paragraph(chance)}\n" for _ in range(3))
        parts.append(
            f"\n- {sentence(chance)}\n- {sentence(chance)}[^{section}]\n\n[^{section}]: {sentence(chance)}\n"
        )
    return "".join(parts)


def paragraph(chance: random.Random) -> str:
    return " ".join(sentence(chance) for _ in range(4))


def sentence(chance: random.Random) -> str:
    words = [chance.choice(WORDS) for _ in range(chance.randint(6, 14))]
    words[len(words) // 2] = f"**{words[len(words) // 2]}**"
    return " ".join(words).capitalize() + "."


def forget(root: Path) -> None:
    for name in ("output", ".obsite"):
        shutil.rmtree(root / name, ignore_errors=True)


def edit(root: Path) -> None:
    path = sorted((root / "content" / "issues").iterdir())[-1]
    path.write_text(path.read_text(encoding="utf-8") + "\nOne more line.\n", encoding="utf-8")


def measure(root: Path, name: str, prepare: Callable[[Path], None], *, runs: int, pdf: bool) -> None:
    seconds, told = [], {}
    for _ in range(runs):
        prepare(root)
        started = time.perf_counter()
        told = build(root, pdf=pdf)
        seconds.append(time.perf_counter() - started)
    work = f"{told['rendered']} rendered, {told['unchanged']} unchanged"
    print(f"{name:<16}{statistics.median(seconds):8.2f} s   {work}")


def build(root: Path, *, pdf: bool) -> dict[str, int]:
    options = ["--json", "--as-of", AS_OF, "--pdf" if pdf else "--no-pdf"]
    command = [sys.executable, "-m", "obsite", "-C", str(root), "build", *options]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        sys.exit(done.stderr or done.stdout)
    told: dict[str, int] = json.loads(done.stdout)
    return told


def peak_memory_mb() -> float:
    """The most that any of the builds took, as the system counts it."""
    import resource

    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return most / (1_000_000 if sys.platform == "darwin" else 1000)


if __name__ == "__main__":
    main()
