"""Make the data of a constellation cover: one row per region, and the lines between groups of regions.

    python tools/cover_points.py --points nuts_points.csv --population population_1jan.csv \\
        --names nuts_regions.csv --groups tools/cover_groups.csv --year 2018 \\
        --leave-out FRY ES70 PT20 PT30 TR \\
        --stars stars.csv --links links.csv

Reads (CSV with a header line):
  points      code, level, x_epsg3035, y_epsg3035    a point for each region, in metres
  population  region, year, value
  names       code, name_latin_or_english or name
  groups      group, regions, challenges             lists separated by semicolons

Writes:
  stars       code, name, x, y, population, group    x and y in kilometres; group is empty for most
  links       from, to, weight                       two groups, and how many challenges they share

A link joins groups, not regions: whoever draws it takes the weighted centre of the group's regions.
"""

from __future__ import annotations

import argparse
import csv
from itertools import combinations
from pathlib import Path

LEVEL = "2"


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, header: list[str], rows: list[list[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def items(text: str) -> list[str]:
    return [item.strip() for item in text.split(";") if item.strip()]


def stars(options: argparse.Namespace, groups: list[dict[str, str]]) -> list[list[object]]:
    population = {
        row["region"]: int(row["value"]) for row in read(options.population) if row["year"] == options.year
    }
    names = {row["code"]: row.get("name_latin_or_english") or row["name"] for row in read(options.names)}
    group_of = {code: row["group"] for row in groups for code in items(row["regions"])}
    rows: list[list[object]] = []
    for point in read(options.points):
        code = point["code"]
        if point["level"] != LEVEL or code not in population or code.startswith(tuple(options.leave_out)):
            continue
        x, y = (round(int(point[axis]) / 1000) for axis in ("x_epsg3035", "y_epsg3035"))
        rows.append([code, names.get(code, code), x, y, population[code], group_of.get(code, "")])
    missing = sorted(set(group_of) - {str(row[0]) for row in rows})
    if missing:
        raise SystemExit(f"no point or no population for {', '.join(missing)}")
    return sorted(rows, key=lambda row: str(row[0]))


def links(groups: list[dict[str, str]], at_least: int) -> list[list[object]]:
    challenges = {row["group"]: set(items(row["challenges"])) for row in groups}
    shared = [
        (one, two, len(challenges[one] & challenges[two])) for one, two in combinations(sorted(challenges), 2)
    ]
    return [[one, two, weight] for one, two, weight in shared if weight >= at_least]


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the data of a constellation cover.")
    for name in ("points", "population", "names", "groups", "stars", "links"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--year", default="2018")
    parser.add_argument(
        "--leave-out", nargs="*", default=[], metavar="CODE", help="codes not drawn, or how they begin"
    )
    parser.add_argument("--at-least", type=int, default=2, help="shared challenges that make a line")
    options = parser.parse_args()
    groups = read(options.groups)
    write(options.stars, ["code", "name", "x", "y", "population", "group"], stars(options, groups))
    write(options.links, ["from", "to", "weight"], links(groups, options.at_least))


if __name__ == "__main__":
    main()
