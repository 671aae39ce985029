"""Makes up the demonstration's figures on cluster categories: employment, enterprises and wages.

No open table tells how many people work in the 51 traded categories and 10 emerging industries of a
region. These figures stand in for one, so that the cluster map has something to show; every page,
chart and download says that they are synthetic. What is real in them is the scale: each region has
its own employment, mix of sectors and level of value added, from the tables in content/indicators.

    python tools/make_synthetic_clusters.py [FOLDER]

writes the tables into content/indicators, or into another folder. The same tables give the same bytes
on every machine: chance comes from a seed for each cell, and no function is used whose last digit
depends on the system's mathematical library.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

SITE = Path(__file__).resolve().parent.parent
SEED = "clusters 2018"
FIRST, LAST = "2013", "2018"
SMALLEST = 20  # persons; a smaller cell is left out, as statistical offices would not publish it

# Category: section of NACE that it follows ("" for all jobs), share of that section's jobs in percent,
# persons in a typical enterprise, wages against the region's mean, and how unevenly it is spread.
TRADED = {
    "aerospace": ("C", 1.6, 120, 1.45, 1.3),
    "agricultural-inputs": ("A", 4.5, 6, 0.75, 0.6),
    "apparel": ("C", 2.9, 14, 0.60, 1.0),
    "automotive": ("C", 9.0, 140, 1.20, 0.9),
    "biopharmaceuticals": ("C", 1.9, 130, 1.50, 1.0),
    "business-services": ("J-N_U", 17.0, 6, 1.10, 0.4),
    "coal-mining": ("B_D_E", 4.0, 220, 1.10, 1.8),
    "communications": ("J-N_U", 2.6, 30, 1.30, 0.7),
    "construction": ("F", 6.5, 22, 0.95, 0.4),
    "distribution": ("G", 16.0, 9, 1.05, 0.3),
    "downstream-chemicals": ("C", 2.2, 40, 1.15, 0.7),
    "downstream-metals": ("C", 5.2, 15, 0.95, 0.6),
    "education": ("O-Q", 5.5, 45, 1.15, 0.6),
    "electric-power": ("B_D_E", 17.0, 60, 1.40, 0.6),
    "environmental-services": ("B_D_E", 11.0, 20, 0.95, 0.5),
    "financial-services": ("J-N_U", 7.0, 25, 1.45, 0.8),
    "fishing": ("", 0.07, 5, 0.80, 1.6),
    "food": ("C", 8.8, 22, 0.90, 0.5),
    "footwear": ("C", 1.0, 18, 0.65, 1.5),
    "forestry": ("", 0.14, 5, 0.85, 1.0),
    "furniture": ("C", 3.6, 12, 0.80, 0.8),
    "tourism": ("I", 22.0, 9, 0.70, 0.7),
    "information-technology": ("C", 2.6, 60, 1.35, 0.9),
    "insurance": ("J-N_U", 2.4, 40, 1.40, 0.8),
    "jewellery": ("C", 0.5, 6, 0.85, 1.2),
    "leather": ("C", 0.6, 12, 0.75, 1.4),
    "lighting": ("C", 3.0, 45, 1.10, 0.7),
    "livestock": ("C", 3.0, 45, 0.80, 0.8),
    "marketing": ("J-N_U", 5.5, 5, 1.05, 0.7),
    "medical-devices": ("C", 1.7, 25, 1.20, 0.9),
    "metal-mining": ("B_D_E", 1.0, 150, 1.20, 2.0),
    "metalworking": ("C", 3.9, 20, 1.10, 0.8),
    "music": ("R-T", 0.7, 3, 0.95, 0.9),
    "nonmetal-mining": ("B_D_E", 4.0, 15, 0.95, 0.7),
    "oil-and-gas": ("B_D_E", 3.4, 110, 1.60, 1.6),
    "paper": ("C", 2.9, 45, 1.05, 0.8),
    "performing-arts": ("R-T", 4.0, 4, 0.90, 0.7),
    "plastics": ("C", 4.6, 32, 1.00, 0.6),
    "printing": ("C", 2.3, 9, 0.95, 0.5),
    "heavy-machinery": ("C", 7.8, 50, 1.20, 0.8),
    "small-goods": ("C", 1.6, 18, 0.95, 0.8),
    "textiles": ("C", 2.0, 18, 0.80, 1.0),
    "tobacco": ("C", 0.15, 180, 1.30, 1.5),
    "appliances": ("C", 1.3, 90, 1.00, 1.2),
    "logistics": ("H", 24.0, 16, 1.00, 0.5),
    "upstream-chemicals": ("C", 1.5, 90, 1.45, 1.0),
    "upstream-metals": ("C", 3.4, 110, 1.20, 1.0),
    "video": ("J-N_U", 0.8, 4, 1.10, 1.0),
    "vulcanised-materials": ("C", 3.3, 28, 1.00, 0.7),
    "water-transport": ("H", 3.0, 18, 1.15, 1.5),
    "wood": ("C", 3.0, 10, 0.85, 0.7),
}
# Emerging industries cut across: each takes these parts of traded categories, and they overlap.
EMERGING: dict[str, dict[str, float]] = {
    "advanced-packaging": {"paper": 0.7, "plastics": 0.45, "printing": 0.3, "heavy-machinery": 0.08},
    "biopharmaceuticals": {"biopharmaceuticals": 1.0, "downstream-chemicals": 0.15, "education": 0.05},
    "blue-growth": {"fishing": 1.0, "water-transport": 0.9, "tourism": 0.12, "oil-and-gas": 0.2},
    "creative": {"marketing": 0.8, "music": 1.0, "performing-arts": 0.9, "video": 1.0, "printing": 0.2},
    "digital": {
        "information-technology": 0.8,
        "communications": 0.9,
        "business-services": 0.25,
        "video": 0.4,
    },
    "environmental": {"environmental-services": 0.9, "electric-power": 0.35, "construction": 0.15},
    "experience": {"tourism": 0.75, "performing-arts": 0.6, "music": 0.5, "small-goods": 0.2},
    "logistical-services": {"logistics": 0.85, "distribution": 0.2, "water-transport": 0.4},
    "medical-devices": {"medical-devices": 1.0, "lighting": 0.08, "information-technology": 0.12},
    "mobility-technologies": {"automotive": 0.9, "aerospace": 0.6, "heavy-machinery": 0.1, "lighting": 0.15},
}
MEASURES = ("employment", "enterprises", "wages")


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """What is real of a region: jobs of each section in thousands, growth since FIRST, output a head."""

    code: str
    jobs: dict[str, float]
    growth: float
    output: float  # thousand euro for each person in work


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One category in one region: persons in both years, enterprises, and wages in thousand euro."""

    region: str
    category: str
    first: int
    last: int
    enterprises: int
    wages: int


def read(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a real table."""
    with (SITE / "content" / "indicators" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def values(name: str, period: str, sector: str = "") -> dict[str, float]:
    """Return region -> value of one period."""
    rows = (row for row in read(name) if row["period"] == period and row.get("sector", "") == sector)
    return {row["region"]: float(row["value"]) for row in rows}


def mean_of(numbers: Iterable[float]) -> float:
    """Return the mean; sorted, so that the order of rows does not matter."""
    known = sorted(numbers)
    return sum(known) / len(known)


def regions() -> list[Region]:
    """Return the regions with real employment in both years, or in the last one at least."""
    employed, before = values("employment", LAST), values("employment", FIRST)
    output = values("gdp", LAST)
    sections = sorted({section for section, *_ in TRADED.values() if section})
    by_section = {section: values("employment-by-sector", LAST, section) for section in sections}
    mix = {
        section: mean_of(jobs[code] / employed[code] for code in jobs if code in employed)
        for section, jobs in by_section.items()
    }
    heads = {code: output[code] / employed[code] for code in employed if code in output}
    found = []
    for code in sorted(valid_codes() & employed.keys()):
        kin = [seen for other, seen in heads.items() if other[:2] == code[:2]]
        jobs = {section: by_section[section].get(code, mix[section] * employed[code]) for section in sections}
        growth = employed[code] / before[code] if code in before else 1.0
        head = heads.get(code) or mean_of(kin or heads.values())
        found.append(Region(code=code, jobs={**jobs, "": employed[code]}, growth=growth, output=head))
    return found


def valid_codes() -> frozenset[str]:
    """Return the regions that figures are made for: of the version of 2021, in the Union or in Britain."""
    with (SITE / "content" / "classifications" / "regions.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["level"] == "2"]
    outside = ("AL", "CH", "IS", "LI", "ME", "MK", "NO", "RS", "TR")
    return frozenset(
        row["code"]
        for row in rows
        if "2021" in row["versions"].split(";") and not row["code"].startswith(outside)
    )


def chance(*names: str) -> float:
    """Return a number of a bell curve around 0, always the same for the same names."""
    source = random.Random("/".join((SEED, *names)))
    return sum(source.random() for _ in range(12)) - 6


def raised(exponent: float) -> float:
    """Return e to the power, by multiplication alone: alike to the last bit wherever it runs."""
    base = 1 + exponent / 1024
    for _ in range(10):
        base *= base
    return base


def traded_cell(region: Region, category: str) -> Cell:
    """Make up one traded category in one region."""
    section, share, persons, premium, spread = TRADED[category]
    country = 0.45 * chance("country", region.code[:2], category)
    unevenness = raised(spread * (0.85 * chance("place", region.code, category) + country - 0.35 * spread))
    last = round(1000 * region.jobs[section] * share / 100 * unevenness)
    rise = region.growth * raised(0.11 * chance("growth", region.code, category))
    size = persons * raised(0.3 * chance("enterprise", region.code, category))
    wage = 0.42 * region.output * premium * raised(0.12 * chance("wage", region.code, category))
    return Cell(
        region=region.code,
        category=category,
        first=round(last / rise),
        last=last,
        enterprises=max(1, round(last / size)),
        wages=round(last * wage),
    )


def emerging_cell(region: str, industry: str, traded: dict[str, Cell]) -> Cell:
    """Put an emerging industry together from parts of traded categories."""
    parts = [(share, traded[category]) for category, share in EMERGING[industry].items()]
    return Cell(
        region=region,
        category=industry,
        first=round(sum(share * cell.first for share, cell in parts)),
        last=round(sum(share * cell.last for share, cell in parts)),
        enterprises=max(1, round(sum(share * cell.enterprises for share, cell in parts))),
        wages=round(sum(share * cell.wages for share, cell in parts)),
    )


def rows_of(cells: Iterable[Cell], measure: str, prefix: str) -> Iterator[tuple[str, str, str, int]]:
    """Yield the rows of a table; employment has two periods, the others the last."""
    for cell in cells:
        if cell.last < SMALLEST:
            continue
        code = f"{prefix}-{cell.category}"
        if measure == "employment":
            yield cell.region, code, FIRST, cell.first
            yield cell.region, code, LAST, cell.last
        else:
            yield cell.region, code, LAST, cell.enterprises if measure == "enterprises" else cell.wages


def write(folder: Path) -> None:
    """Write the six tables."""
    traded: list[Cell] = []
    emerging: list[Cell] = []
    for region in regions():
        here = {category: traded_cell(region, category) for category in TRADED}
        traded += here.values()
        emerging += (emerging_cell(region.code, industry, here) for industry in EMERGING)
    for prefix, cells in (("traded", traded), ("emerging", emerging)):
        for measure in MEASURES:
            with (folder / f"{prefix}-{measure}.csv").open("w", encoding="utf-8", newline="") as file:
                table = csv.writer(file, lineterminator="\n")
                table.writerow(("region", "sector", "period", "value"))
                table.writerows(rows_of(cells, measure, prefix))


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else SITE / "content" / "indicators")
