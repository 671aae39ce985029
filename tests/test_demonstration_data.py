"""The matter of the demonstration: its figures against facts written down here, and what must be in it."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

SITE = Path(__file__).resolve().parent.parent
CONTENT = SITE / "content"
EU = (
    *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR", "HU"),
    *("IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
)
MEMBERS = {
    "ES13": ["ES13"],
    "FRB": ["FRB0"],
    "FI1D": ["FI1D"],
    "FRE": ["FRE1", "FRE2"],
    "LT": ["LT01", "LT02"],
    "SE31": ["SE31"],
    "ITC1": ["ITC1"],
    "DED": ["DED2", "DED4", "DED5"],
    "SI": ["SI03", "SI04"],
    "BE3": ["BE31", "BE32", "BE33", "BE34", "BE35"],
    "FRF": ["FRF1", "FRF2", "FRF3"],
    "UKD3": ["UKD3"],
}
# Population on 1 January 2018; GDP 2023, billion euro; per inhabitant, euro (to a hundred); employment
# rate and unemployment rate 2024, tertiary attainment 2016, manufacturing in value added 2022, all in %.
FACTS: dict[str, tuple[int, float | None, int | None, float | None, float | None, float, float | None]] = {
    "ES13": (581_294, 16.8, 28_500, 68.1, 7.8, 39.1, 18.0),
    "FRB": (2_570_916, 89.9, 34_900, 72.2, 5.6, 29.4, 14.5),
    "FI1D": (1_290_651, 52.8, 41_600, 71.2, 7.8, 37.5, 18.2),
    "FRE": (5_992_448, 196.7, 32_800, 64.8, 8.9, 26.6, 13.8),
    "LT": (2_808_901, 73.8, 25_700, 73.6, 7.1, 39.6, 18.1),
    "SE31": (852_201, 33.4, 38_700, 77.3, 7.2, 32.6, 22.4),
    "ITC1": (4_375_865, 156.0, 36_700, 69.0, 5.4, 17.0, 22.2),
    "DED": (4_081_308, 158.1, 38_700, 78.3, 3.8, 28.7, 18.4),
    "SI": (2_066_880, 64.0, 30_200, 73.2, 3.7, 30.8, 22.7),
    "BE3": (3_633_803, 136.8, 36_900, 61.3, 7.4, 34.5, 14.5),
    "FRF": (5_538_416, 189.1, 33_900, 68.8, 7.3, 29.6, 16.1),
    "UKD3": (2_808_080, None, None, None, None, 39.4, None),
}
GDP_INDEX_2019 = {"ES13": 84, "FRB0": 86, "FI1D": 93, "LT": 84, "SE31": 94, "ITC1": 102, "SI": 89}
COMPETITIVENESS_2019 = {
    "ES13": -0.33, "FRB0": 0.10, "FI1D": -0.07, "LT": -0.40, "SE31": 0.06, "ITC1": -0.24,
    "FRE1": 0.00, "FRE2": -0.02, "DED2": 0.46, "DED4": 0.34, "DED5": 0.50, "SI": 0.03,
    "BE32": -0.01, "BE33": 0.11, "BE34": 0.02, "BE35": 0.13, "UKD3": 0.55,
}  # fmt: skip
RESEARCHERS = {
    ("ES13", "2009"): 2_201, ("ES13", "2018"): 1_847, ("FI1D", "2009"): 11_196, ("FI1D", "2018"): 9_537,
    ("LT", "2009"): 11_936, ("LT", "2018"): 11_956, ("SE31", "2009"): 2_467, ("ITC1", "2009"): 23_257,
    ("ITC1", "2018"): 33_543, ("DED", "2009"): 24_316, ("SI", "2009"): 12_410, ("SI", "2018"): 15_686,
    ("BE3", "2009"): 13_848, ("UKD3", "2009"): 11_892, ("UKD3", "2018"): 15_760,
}  # fmt: skip


@cache
def table(name: str) -> dict[tuple[str, ...], float]:
    """Return (region, [sector,] period) -> value, as the table has them."""
    with (CONTENT / "indicators" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0][-1] == "value"
    return {tuple(row[:-1]): float(row[-1]) for row in rows[1:]}


def total(name: str, region: str, *rest: str) -> float:
    return sum(table(name)[(member, *rest)] for member in MEMBERS[region])


def mean(name: str, region: str, period: str, weights: dict[str, float]) -> float:
    members = MEMBERS[region]
    values = table(name)
    return sum(values[m, period] * weights[m] for m in members) / sum(weights[m] for m in members)


@pytest.mark.parametrize("region", FACTS)
def test_figures_of_the_pilot_regions_are_the_known_ones(region: str) -> None:
    population, gdp, head, employment, unemployment, tertiary, manufacturing = FACTS[region]
    members = MEMBERS[region]
    people = {m: table("population")[m, "2018"] for m in members}
    assert sum(people.values()) == population
    then = {m: table("population")[m, "2016"] for m in members}
    assert mean("tertiary-attainment", region, "2016", then) == pytest.approx(tertiary, abs=0.06)
    if gdp is not None and head is not None:
        amounts, heads = table("gdp"), table("gdp-per-inhabitant")
        assert total("gdp", region, "2023") / 1000 == pytest.approx(gdp, abs=0.06)
        implied = {m: amounts[m, "2023"] / heads[m, "2023"] for m in members}
        assert mean("gdp-per-inhabitant", region, "2023", implied) == pytest.approx(head, abs=51)
    if employment is not None and unemployment is not None:
        jobs, rates = table("employment"), table("employment-rate")
        aged = {m: jobs[m, "2024"] / rates[m, "2024"] for m in members}
        assert mean("employment-rate", region, "2024", aged) == pytest.approx(employment, abs=0.06)
        without = table("unemployment-rate")
        force = {m: jobs[m, "2024"] / (100 - without[m, "2024"]) for m in members}
        assert mean("unemployment-rate", region, "2024", force) == pytest.approx(unemployment, abs=0.06)
    if manufacturing is not None:
        made, all_of_it = (total("gva-by-sector", region, sector, "2022") for sector in ("C", "TOTAL"))
        assert 100 * made / all_of_it == pytest.approx(manufacturing, abs=0.06)


def test_single_published_values_are_the_known_ones() -> None:
    for region, index in GDP_INDEX_2019.items():
        assert table("gdp-pps-index")[region, "2019"] == index, region
    for region, score in COMPETITIVENESS_2019.items():
        assert table("regional-competitiveness")[region, "2019"] == pytest.approx(score, abs=0.006), region
    for (region, year), staff in RESEARCHERS.items():
        assert table("rd-personnel")[region, year] == staff, region


def test_manufacturing_in_the_union_is_one_sixth_of_value_added() -> None:
    sums: dict[str, float] = defaultdict(float)
    regions = set()
    for (region, sector, year), value in table("gva-by-sector").items():
        if year == "2022" and region[:2] in EU and sector in ("C", "TOTAL"):
            sums[sector] += value
            regions.add(region)
    assert len(regions) == 237
    assert 100 * sums["C"] / sums["TOTAL"] == pytest.approx(16.8, abs=0.06)


def test_every_code_of_every_table_is_listed() -> None:
    lists = {name: set(codes(name)) for name in ("regions", "nace", "traded", "emerging")}
    sectors = lists["nace"] | lists["traded"] | lists["emerging"]
    for path in sorted((CONTENT / "indicators").glob("*.csv")):
        for key in table(path.stem):
            assert key[0] in lists["regions"], (path.name, key)
            assert len(key) == 2 or key[1] in sectors, (path.name, key)


def test_categories_are_all_there_and_no_key_is_used_twice() -> None:
    traded, emerging = codes("traded"), codes("emerging")
    assert len(traded) == 51
    assert len(emerging) == 10
    assert set(traded.values()) & set(emerging.values()) == {"Biopharmaceuticals", "Medical Devices"}
    assert not set(traded) & set(emerging)


def codes(name: str) -> dict[str, str]:
    with (CONTENT / "classifications" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}


def test_a_code_has_the_name_of_its_version() -> None:
    with (CONTENT / "classifications" / "regions.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["code"]: row for row in csv.DictReader(file)}
    assert rows["FRE"]["name"] == "Hauts-de-France"
    assert rows["FRE"]["label_2016"] == "Nord-Pas de Calais-Picardie"
    counts = {
        version: [
            sum(version in row["versions"].split(";") and row["level"] == level for row in rows.values())
            for level in "012"
        ]
        for version in ("2016", "2021")
    }
    assert counts["2021"][2] - counts["2016"][2] == 2, "Croatia gained two, Norway kept its number"


def test_made_up_tables_can_be_made_again_byte_for_byte(tmp_path: Path) -> None:
    script = SITE / "tools" / "make_synthetic_clusters.py"
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True)
    made = sorted(tmp_path.glob("*.csv"))
    assert len(made) == 6
    for file in made:
        assert file.read_bytes() == (CONTENT / "indicators" / file.name).read_bytes(), file.name
        declared = (CONTENT / "indicators" / f"{file.stem}.yaml").read_text(encoding="utf-8")
        assert "\nsynthetic: true\n" in declared


def test_no_boundaries_with_other_conditions_are_kept() -> None:
    names = [path.name.lower() for path in CONTENT.rglob("*") if path.is_file()]
    assert not [name for name in names if "gisco" in name]
    for path in (CONTENT / "classifications").glob("*.json"):
        assert path.stat().st_size < 120_000, "the open outlines, not those of the official mapping agency"


PILOTS = ("ES13", "FRB0", "FI1D", "FRE", "LT", "SE31", "ITC1", "DED", "SI", "BE3")
NOT_ADVISED = ("FRF", "UKD3")


def test_the_ten_pilot_regions_have_texts_and_the_other_two_say_what_they_are() -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (CONTENT / "regions").glob("*.md")}
    assert set(texts) == {*PILOTS, *NOT_ADVISED}
    for code in PILOTS:
        assert "[^" in texts[code], code
        assert "aeidl.eu" in texts[code], code
        assert "policy-lessons.md" in texts[code], code
        assert "{{ value(" in texts[code], code
    for code in NOT_ADVISED:
        assert "did not advise" in texts[code], code


def test_every_declaration_says_what_it_is_and_what_it_does_not_say() -> None:
    for path in sorted((CONTENT / "indicators").glob("*.yaml")):
        said = path.read_text(encoding="utf-8")
        for key in (
            "title:",
            "subtitle:",
            "definition:",
            "limits:",
            "unit:",
            "source:",
            "licence:",
            "vintage:",
        ):
            assert f"\n{key}" in f"\n{said}", (path.name, key)
