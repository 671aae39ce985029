"""How long builds of a large made-up observatory take, and how much memory all of their processes have.

    make bench-observatory
    make bench-observatory ARGS="--regions 300 --sectors 60 --keep /tmp/observatory"

300 profiles of regions with 6 charts each, 60 pages of sectors, 500,000 observations. The tables are
the same in every run. Each build is a process of its own, as an analyst starts it.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

if not __package__:  # started as a program by its path
    sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.meter import Failed, measure

AS_OF = "2026-01-01"
YEARS = range(2004, 2024)
INDICATORS = 24
CHARTS = 6
COUNTRIES = 15
SYLLABLES = (
    "ar",
    "bel",
    "cor",
    "dun",
    "el",
    "fen",
    "gal",
    "hor",
    "is",
    "kar",
    "lo",
    "mar",
    "nor",
    "os",
    "pel",
)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--regions", type=int, default=300, help="how many regions there are (300)")
    parser.add_argument("--sectors", type=int, default=60, help="how many sectors there are (60)")
    parser.add_argument("--jobs", type=int, default=0, help="the most processes (as the machine has)")
    parser.add_argument("--keep", type=Path, help="write the site here, and leave it")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="obsite-bench-") as folder:
        root = given.keep or Path(folder)
        count = write_site(root, given.regions, given.sectors)
        print(f"{given.regions} regions, {given.sectors} sectors, {count:,} observations")
        for name, prepare in (
            ("from nothing", forget),
            ("nothing changed", lambda _: None),
            ("one text edited", edit_text),
            ("one table changed", edit_table),
        ):
            measure_build(root, name, prepare, given.jobs)


# -- the site ------------------------------------------------------------------------------------


def write_site(root: Path, regions: int, sectors: int) -> int:
    """Write the site; return how many observations it has."""
    forget(root)
    shutil.rmtree(root / "content", ignore_errors=True)
    for folder in ("indicators", "classifications", "regions"):
        (root / "content" / folder).mkdir(parents=True)
    write(root / "site.yaml", configuration())
    codes = list(write_lists(root, regions, sectors))
    for code in codes[: regions // 10]:
        write(root / f"content/regions/{code}.md", f"---\ntitle: {code}\n---\n{text(code)}\n")
    write(root / "content/index.md", "---\ntitle: Bench\n---\nA made-up observatory.\n")
    count = sum(write_indicator(root, number, codes) for number in range(INDICATORS))
    return count + write_sector_table(root, codes, sectors)


def configuration() -> str:
    charts = "".join(f"    - {{indicator: measure-{n}, preset: trend}}\n" for n in range(CHARTS))
    figures = ", ".join(f"measure-{n}" for n in range(4))
    return (
        "title: Bench\nbase_url: https://bench.example/\nsocial_cards: false\n"
        f"observatory:\n  levels: [region]\n  key_figures: [{figures}]\n  profile:\n{charts}"
    )


def write_lists(root: Path, regions: int, sectors: int) -> Iterator[str]:
    """Write the code lists; yield the codes of the regions."""
    chance = random.Random(1)
    rows = ["code,name,parent,level", "W,The whole,,whole"]
    rows += [f"C{n:02},{name(chance)},,country" for n in range(COUNTRIES)]
    codes = [f"C{n % COUNTRIES:02}{n // COUNTRIES:02}" for n in range(regions)]
    rows += [f"{code},{name(chance)},{code[:3]},region" for code in codes]
    folder = root / "content/classifications"
    write(folder / "regions.csv", "\n".join(rows) + "\n")
    write(folder / "regions.yaml", "title: Regions\nkind: region\n")
    rows = ["code,name", "T,All sectors", *(f"S{n:02},{name(chance)} trade" for n in range(sectors))]
    write(folder / "sectors.csv", "\n".join(rows) + "\n")
    write(folder / "sectors.yaml", "title: Sectors\nkind: sector\n")
    yield from codes


def write_indicator(root: Path, number: int, codes: list[str]) -> int:
    chance = random.Random(100 + number)
    rows = ["period,region,value"]
    for code in ["W", *(f"C{n:02}" for n in range(COUNTRIES)), *codes]:
        value = chance.uniform(20, 80)
        for year in YEARS:
            value = min(100.0, max(0.0, value + chance.gauss(0, 2)))
            rows.append(f"{year},{code},{value:.1f}")
    folder = root / "content/indicators"
    write(folder / f"measure-{number}.csv", "\n".join(rows) + "\n")
    write(folder / f"measure-{number}.yaml", declaration(f"Measure {number}", "region: regions", "ratio"))
    return len(rows) - 1


def write_sector_table(root: Path, codes: list[str], sectors: int) -> int:
    chance = random.Random(7)
    rows = ["period,region,sector,value"]
    for code in codes:
        for sector in ["T", *(f"S{n:02}" for n in range(sectors))]:
            value = chance.uniform(1, 60) * (sectors if sector == "T" else 1)
            rows += [f"{year},{code},{sector},{value * chance.uniform(0.9, 1.1):.1f}" for year in YEARS]
    folder = root / "content/indicators"
    write(folder / "work.csv", "\n".join(rows) + "\n")
    meant = declaration("People at work", "region: regions\n  sector: {list: sectors, total: T}", "total")
    write(folder / "work.yaml", meant)
    return len(rows) - 1


def declaration(title: str, dimensions: str, kind: str) -> str:
    reference = "reference: {region: W}\n" if kind == "ratio" else ""
    unit = '"%"' if kind == "ratio" else "thousand"
    return (
        f"title: {title}\nunit: {unit}\nkind: {kind}\ndecimals: 1\ndirection: higher\n"
        f"dimensions:\n  {dimensions}\n{reference}source: {{name: Bench office, dataset: made-up}}\n"
        "licence: CC0\ntheme: Made up\nsynthetic: true\n"
    )


def name(chance: random.Random) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(3)).title()


def text(code: str) -> str:
    asked = f'{{{{ value("measure-0", region="{code}") }}}}'
    return f"The first measure stands at {asked} here.\n\n" + "A sentence about the place. " * 40


def write(path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8")


# -- edits ---------------------------------------------------------------------------------------


def forget(root: Path) -> None:
    for folder in ("output", ".obsite"):
        shutil.rmtree(root / folder, ignore_errors=True)


def edit_text(root: Path) -> None:
    path = min((root / "content/regions").iterdir())
    write(path, path.read_text(encoding="utf-8") + "\nOne more line.\n")


def edit_table(root: Path) -> None:
    path = root / "content/indicators/measure-20.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    rows[-1] = f"{rows[-1].rpartition(',')[0]},{random.Random(time.time_ns()).uniform(0, 100):.1f}"
    write(path, "\n".join([head, *rows]) + "\n")


# -- measuring -----------------------------------------------------------------------------------


def measure_build(root: Path, name: str, prepare: Callable[[Path], None], jobs: int) -> None:
    prepare(root)
    command = [sys.executable, "-m", "obsite", "-C", str(root), "build", "--json", "--as-of", AS_OF]
    command += ["-j", str(jobs)] if jobs else []
    try:
        cost = measure(command, Path.cwd())
    except Failed as failure:
        sys.exit(str(failure))
    told = json.loads(cost.said)
    work = f"{told['rendered']} rendered, {told['unchanged']} unchanged"
    took = f"{cost.wall:8.2f} s {cost.cpu:8.2f} s of processors {cost.memory:6.0f} MB"
    print(f"{name:<18}{took}   {work}", flush=True)


if __name__ == "__main__":
    main()
