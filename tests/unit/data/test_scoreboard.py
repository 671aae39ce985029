"""Scores: how values become comparable, how gaps are treated, and how much the order hangs on weights."""

from __future__ import annotations

import doctest

import pytest

from obsite.data import scoreboard
from obsite.data.codelist import Code
from obsite.data.databank import Databank
from obsite.data.observation import Observation
from obsite.data.scoreboard import Gaps, Scale, combine, normalised
from obsite.data.scoreboard_figures import Scoreboard, scoreboard_of
from obsite.data.scoreboard_meta import ScoreboardMeta
from obsite.data.sensitivity import sensitivity_of
from tests.support.tables import Row, codelist, cube, databank

CODES = ("A", "B", "C", "D", "E")
WORK = (70.0, 60.0, 50.0, 40.0, 30.0)
LOST = (10.0, 2.0, 4.0, 6.0, None)
OLDER = {"E": 8.0}


def bank() -> Databank:
    regions = codelist("regions", [Code(code=c, name=c, level="1", parent="Z") for c in CODES], kind="region")

    def rows(values: tuple[float | None, ...], period: str = "2022") -> list[Row]:
        return [
            ({"region": code}, Observation(period, value))
            for code, value in zip(CODES, values, strict=True)
            if value is not None
        ]

    lost = [
        *rows(LOST),
        *(({"region": code}, Observation("2021", value, "e")) for code, value in OLDER.items()),
    ]
    dimension = {"region": (regions, "")}
    return databank(
        [regions],
        [
            cube("work", dimension, rows(WORK), direction="higher"),
            cube("lost", dimension, lost, direction="lower"),
        ],
    )


def board(**changes: object) -> Scoreboard:
    meta = {
        "dimensions": {
            "labour": {"title": "Labour", "indicators": [{"indicator": "work"}, {"indicator": "lost"}]}
        },
        **changes,
    }
    return scoreboard_of(ScoreboardMeta.model_validate(meta), bank())


def test_doctests() -> None:
    assert doctest.testmod(scoreboard).failed == 0


def test_a_score_is_the_mean_of_its_parts() -> None:
    scores = board().regions["A"].dimensions[0]
    assert [part.score for part in scores.parts] == [100.0, 0.0]
    assert scores.score == 50.0
    assert sum(part.points or 0 for part in scores.parts) == scores.score
    assert [part.rank for part in scores.parts] == [1, 4]


def test_directions_turn_scores_round() -> None:
    lost = Scale(method="min-max", ordered=(2, 4, 6, 10), lower=True)
    assert [normalised(value, lost) for value in (2, 6, 10)] == [100, 50, 0]
    assert normalised(4, Scale(method="rank", ordered=(2, 4, 6), lower=True)) == 50
    z = normalised(2, Scale(method="z-score", ordered=(2, 4, 6), lower=True))
    assert z == pytest.approx(1.2247, abs=1e-4)


def test_values_outside_the_pool_stay_on_the_scale() -> None:
    scale = Scale(method="min-max", ordered=(2, 10))
    assert [normalised(value, scale) for value in (0, 12)] == [0, 100]


def test_equal_values_have_no_score() -> None:
    for method in ("min-max", "z-score"):
        assert normalised(3, Scale(method=method, ordered=(3, 3, 3))) is None


def test_gaps() -> None:
    required = board(gaps={"treatment": "require", "share": "0.6"}).regions["E"].dimensions[0]
    assert required.score is None
    assert required.covered == 0.5
    excluded = board(gaps={"treatment": "exclude"}).regions["E"].dimensions[0]
    assert excluded.score == 0.0
    imputed = board(gaps={"treatment": "impute", "by": "pool", "note": "a test"}).regions["E"].dimensions[0]
    assert imputed.parts[1].imputed
    assert imputed.parts[1].value == 5.0
    assert imputed.parts[1].rank == 0


def test_older_values_are_taken_when_allowed_and_keep_their_period() -> None:
    labour = {"title": "L", "indicators": [{"indicator": "work"}, {"indicator": "lost", "lookback": "1"}]}
    part = board(dimensions={"labour": labour}).regions["E"].dimensions[0].parts[1]
    assert (part.value, part.period, part.flag) == (8.0, "2021", "e")


def test_a_geometric_mean_lets_nothing_be_made_up_for() -> None:
    assert board(mean="geometric").regions["A"].dimensions[0].score == 0.0


def test_combining_needs_weight() -> None:
    assert combine([1.0, None], [1, 1], "arithmetic", Gaps(treatment="require", share=0.5)).score == 1.0
    assert combine([1.0, None], [1, 1], "arithmetic", Gaps(treatment="require", share=0.6)).score is None
    assert combine([None, None], [1, 1], "arithmetic", Gaps(treatment="exclude")).score is None


def test_sensitivity_tells_how_ranks_move() -> None:
    (found,) = sensitivity_of(board(gaps={"treatment": "exclude"}))
    assert found.equal_already
    assert [shift.without for shift in found.shifts] == [-1, 0, 1]
    assert found.shifts[0].largest == 0
    # Without the indicator of losses, A is first; with it alone, last of the four that have one.
    assert found.spans["A"][1:] == (1, 4)


def test_an_overall_score_is_made_only_when_asked() -> None:
    assert board().regions["A"].overall is None
    whole = board(overall="arithmetic", ranking="yes")
    assert whole.regions["B"].overall == pytest.approx(87.5)
    assert whole.regions["B"].overall_rank == 1
    assert [found.dimension for found in sensitivity_of(whole)] == ["labour", ""]
