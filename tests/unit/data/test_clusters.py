"""The measures of clusters, their lines and who wins; and a worked example on real figures.

`manufacturing.csv` holds gross value added of manufacturing and of all sectors in million EUR (Eurostat,
nama_10r_3gva) and persons employed in manufacturing in thousands (Eurostat, labour force survey), for
the 237 regions of 27 countries that have a figure for 2022. Reuse with the source named.
"""

from __future__ import annotations

import csv
import doctest
from pathlib import Path

import pytest

from obsite.data import cluster_figures, clusters, distribution
from obsite.data.cluster_figures import PortfolioFigures
from obsite.data.clusters import Rule, draw_line, judge
from obsite.data.codelist import Code
from obsite.data.observation import Observation
from obsite.data.portfolio import PortfolioMeta
from tests.support.tables import codelist, cube, databank

TABLE = Path(__file__).parent / "manufacturing.csv"
FACTORS = [
    {"measure": "size", "threshold": {"percentile": "80"}},
    {"measure": "specialisation", "threshold": {"percentile": "80"}},
    {"measure": "productivity", "threshold": {"percentile": "80"}},
    {"measure": "dynamism", "threshold": {"percentile": "80"}, "years": "10"},
]


def manufacturing() -> PortfolioFigures:
    with TABLE.open(encoding="utf-8") as table:
        rows = list(csv.DictReader(table))
    regions = codelist(
        "regions", [Code(code=row["region"], name=row["region"], level="2") for row in rows], kind="region"
    )
    sectors = codelist(
        "sectors", [Code(code="C", name="Manufacturing"), Code(code="TOTAL", name="All")], kind="sector"
    )
    columns = {
        "gva_2022": ("value-added", "C", "2022"),
        "total_2022": ("value-added", "TOTAL", "2022"),
        "gva_2012": ("value-added", "C", "2012"),
        "employed_2022": ("employment", "C", "2022"),
    }
    figures: dict[str, list[tuple[dict[str, str], Observation]]] = {"value-added": [], "employment": []}
    for row in rows:
        for column, (indicator, sector, period) in columns.items():
            if row[column]:
                codes = {"region": row["region"], "sector": sector}
                figures[indicator].append((codes, Observation(period, float(row[column]))))
    dimensions = {"region": (regions, ""), "sector": (sectors, "TOTAL")}
    cubes = [cube(id, dimensions, held, kind="total") for id, held in figures.items()]
    meta = PortfolioMeta.model_validate(
        {
            "title": "Manufacturing",
            "sectors": "sectors",
            "indicators": {"size": "value-added", "employment": "employment"},
            "year": "2022",
            "factors": FACTORS,
        }
    )
    return cluster_figures.figures_of("manufacturing", meta, databank([regions, sectors], cubes))


@pytest.fixture(scope="module")
def found() -> PortfolioFigures:
    return manufacturing()


def test_worked_example_thresholds(found: PortfolioFigures) -> None:
    size, quotient, productivity, growth = found.sectors["C"].lines
    assert [line.count for line in (size, quotient, productivity, growth)] == [237, 237, 220, 237]
    assert size.threshold == pytest.approx(13_457, abs=0.5)
    assert quotient.threshold == pytest.approx(1.377, abs=0.0005)
    assert productivity.threshold == pytest.approx(96.4, abs=0.05)
    assert growth.threshold == pytest.approx(5.2, abs=0.05)


def test_worked_example_stars(found: PortfolioFigures) -> None:
    assert found.sectors["C"].distribution == (109, 80, 36, 12, 0)


def test_worked_example_near_misses(found: PortfolioFigures) -> None:
    rows = found.sectors["C"].clusters
    quotients = {code: rows[code].marks[1] for code in ("ITC1", "DED4", "LT02", "SE31")}
    assert {code: round(mark.value or 0, 3) for code, mark in quotients.items()} == {
        "ITC1": 1.319,
        "DED4": 1.358,
        "LT02": 1.340,
        "SE31": 1.331,
    }
    assert all(mark.state == "not-won" and mark.near for mark in quotients.values())
    assert quotients["ITC1"].distance == pytest.approx(-0.058, abs=0.0005)


def test_worked_example_missing_is_not_zero(found: PortfolioFigures) -> None:
    lithuania = [found.sectors["C"].clusters[code].marks[2] for code in ("LT01", "LT02")]
    assert {(mark.state, mark.value, mark.reason) for mark in lithuania} == {("unknown", None, "missing")}
    judged = [row for row in found.sectors["C"].clusters.values() if row.marks[2].state == "unknown"]
    assert len(judged) == 17


def test_worked_example_outlier(found: PortfolioFigures) -> None:
    brabant = found.sectors["C"].clusters["BE31"]
    assert brabant.stars == 3
    assert brabant.marks[2].value == pytest.approx(371, abs=0.5)
    assert brabant.marks[2].outlier


def test_arithmetic_is_kept(found: PortfolioFigures) -> None:
    mark = found.sectors["C"].clusters["ITC1"].marks[1]
    assert {part.name: part.value for part in mark.parts} == {
        "cell": 29245.9,
        "region": 131606,
        "sector": pytest.approx(2374189.29),
        "pool": pytest.approx(14090784.0),
    }
    assert mark.rank == 63


def test_doctests() -> None:
    for module in (clusters, distribution):
        assert doctest.testmod(module).failed == 0


def test_ties_win_together_and_share_a_rank() -> None:
    rule = Rule(percentile=50)
    line = draw_line([1, 2, 2, 3], rule)
    assert line.threshold == 2
    assert [judge(value, line, rule).rank for value in (1, 2, 3)] == [4, 2, 1]
    assert judge(2, line, rule).state == "won"


def test_a_line_needs_two_values() -> None:
    rule = Rule(percentile=80)
    assert judge(5, draw_line([5], rule), rule).state == "unknown"
    assert judge(5, draw_line([5], Rule(value=2)), Rule(value=2)).state == "won"


def test_growth_needs_a_positive_start() -> None:
    assert clusters.yearly_growth(0, 10, 5) is None
    assert clusters.yearly_growth(10, 0, 5) == -100
