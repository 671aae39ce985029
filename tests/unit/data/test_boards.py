"""Declarations of clusters and of a scoreboard: what is wrong with them, and at which place."""

from __future__ import annotations

import pytest

from obsite.data.boards import with_boards
from obsite.data.codelist import Code
from obsite.data.databank import Databank
from obsite.data.observation import Observation
from obsite.data.portfolio import CLUSTERS_PATH
from obsite.data.scoreboard_meta import SCOREBOARD_PATH
from obsite.diagnostics.model import Diagnostic
from tests.support.tables import Row, codelist, cube, databank


def bank() -> Databank:
    regions = codelist(
        "regions",
        [
            Code(code="X", name="Land", level="0"),
            *(Code(code=f"X{n}", name=f"Part {n}", parent="X", level="1") for n in range(5)),
        ],
        kind="region",
    )
    crafts = codelist(
        "crafts", [Code(code="weaving", name="Weaving"), Code(code="all", name="All")], kind="sector"
    )
    trends = codelist("trends", [Code(code="glass", name="Glass")], kind="sector", overlapping="true")
    years = ("2012", "2022")
    rows: list[Row] = [
        ({"region": f"X{n}", "sector": sector}, Observation(year, 10.0 * (n + 1)))
        for n in range(5)
        for sector in ("weaving", "all")
        for year in years
    ]
    glass: list[Row] = [
        ({**codes, "sector": "glass"}, seen) for codes, seen in rows if codes["sector"] == "all"
    ]
    rates: list[Row] = [({"region": f"X{n}"}, Observation("2022", float(n))) for n in range(5)]
    by_craft = {"region": (regions, ""), "sector": (crafts, "all")}
    return databank(
        [regions, crafts, trends],
        [
            cube("jobs", by_craft, rows, kind="total"),
            cube("pay", by_craft, rows, kind="ratio"),
            cube("glass-jobs", {"region": (regions, ""), "sector": (trends, "")}, glass, kind="total"),
            cube("rain", {"region": (regions, "")}, rates),
            cube("books", {"region": (regions, "")}, rates, direction="higher"),
            cube("odd", {"sector": (crafts, "all")}, rows),
        ],
    )


def faults(**files: str) -> list[tuple[str, int, int]]:
    found: list[Diagnostic] = []
    texts = {CLUSTERS_PATH: files.get("clusters"), SCOREBOARD_PATH: files.get("scoreboard")}
    held = {path: text.encode() for path, text in texts.items() if text is not None}
    data = bank()
    with_boards(data, held.get, [*data.indicators, "faulty"], found.append)
    return sorted((one.code, one.span.line, one.span.column) for one in found)


SOUND = """\
portfolios:
  crafts:
    title: Crafts
    sectors: crafts
    indicators: {size: jobs}
    factors:
      - {measure: specialisation, threshold: {percentile: 80}}
"""


def test_sound_declarations() -> None:
    board = "dimensions:\n  life:\n    title: Life\n    indicators:\n      - {indicator: books}\n"
    assert faults(clusters=SOUND, scoreboard=board) == []
    data = with_boards(bank(), {CLUSTERS_PATH: SOUND.encode()}.get, (), lambda _: None)
    assert data.clusters is not None
    assert list(data.clusters.portfolios) == ["crafts"]
    assert data.scoreboard is None


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("size: jobs", "size: jbos", ("unknown-indicator", 5, 24)),
        ("size: jobs", "size: faulty", None),
        ("size: jobs", "size: jobs, emploiment: jobs", ("invalid-value", 5, 42)),
        ("size: jobs", "size: odd", ("unfit-indicator", 5, 24)),
        ("size: jobs", "size: rain", ("unfit-indicator", 5, 24)),
        ("size: jobs", "size: pay", ("unfit-indicator", 5, 24)),
        ("size: jobs", "size: glass-jobs", ("unfit-indicator", 5, 24)),
        ("sectors: crafts", "sectors: craft", ("unknown-list", 4, 14)),
        ("measure: specialisation", "measure: productivity", ("missing-figures", 7, 9)),
        ("percentile: 80", "percentile: 120", ("invalid-value", 7, 59)),
        ("percentile: 80", "percentile: 80, value: 2", ("invalid-value", 7, 70)),
        ("percentile: 80", "percentile: 80%", ("invalid-value", 7, 59)),
        ("title: Crafts", "title: Crafts\n    pool: {level: '7'}", ("invalid-value", 4, 19)),
        ("title: Crafts", "title: Crafts\n    pool: {codes: [X9]}", ("unknown-code", 4, 19)),
        ("title: Crafts", "title: Crafts\n    pool: {level: '1', within: [X1], codes: []}", None),
        ("title: Crafts", "title: Crafts\n    pool: {level: '0', within: [X1]}", ("empty-pool", 4, 11)),
        ("title: Crafts", "title: Crafts\n    year: 2011", ("invalid-value", 4, 11)),
        ("title: Crafts", "title: Crafts\n    codes: [sewing]", ("unknown-code", 4, 12)),
    ],
)
def test_faults_of_clusters(old: str, new: str, fault: tuple[str, int, int] | None) -> None:
    assert faults(clusters=SOUND.replace(old, new)) == ([fault] if fault else [])


def test_overlapping_sectors_are_not_summed() -> None:
    text = SOUND.replace("sectors: crafts", "sectors: trends").replace("size: jobs", "size: glass-jobs")
    assert [code for code, _, _ in faults(clusters=text)] == ["overlapping-sum"]
    assert faults(clusters=text.replace("    factors:", "    totals: {size: rain}\n    factors:")) == []


BOARD = """\
dimensions:
  life:
    title: Life
    indicators:
      - {indicator: books}
      - {indicator: rain, direction: lower}
"""


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (", direction: lower", "", ("missing-direction", 6, 21)),
        ("indicator: books", "indicator: bokos", ("unknown-indicator", 5, 21)),
        ("indicator: books", "indicator: books, weight: -1", ("invalid-value", 5, 36)),
        ("indicator: books", "indicator: books, normalise: target", ("missing-figures", 5, 39)),
        ("indicator: books", "indicator: books, bounds: [5, 1]", ("invalid-value", 5, 36)),
        ("indicator: books", "indicator: books, period: 1999", ("invalid-value", 5, 36)),
        ("indicator: books", "indicator: books, where: {sex: F}", ("invalid-value", 5, 41)),
        ("dimensions:", "gaps: {treatment: impute}\ndimensions:", ("invalid-value", 1, 19)),
        ("dimensions:", "normalise: z-score\nmean: geometric\ndimensions:", ("invalid-value", 2, 7)),
        ("dimensions:", "ranking: yes\ndimensions:", ("invalid-value", 1, 10)),
    ],
)
def test_faults_of_a_scoreboard(old: str, new: str, fault: tuple[str, int, int]) -> None:
    assert faults(scoreboard=BOARD.replace(old, new)) == [fault]


def test_the_pool_is_checked_where_no_dimension_is_sound() -> None:
    text = "pool: {level: '7'}\n" + BOARD.replace("books", "bokos").replace("rain", "rian")
    assert ("invalid-value", 1, 15) in faults(scoreboard=text)


def test_weights_of_zero() -> None:
    text = BOARD.replace("}", ", weight: 0}")
    assert [code for code, _, _ in faults(scoreboard=text)] == ["zero-weights"]
