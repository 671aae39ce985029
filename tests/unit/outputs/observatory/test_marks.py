"""Strips, sparklines and histograms as coordinates."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from obsite.data.observation import Break, Observation, Series
from obsite.outputs.planning.observatory.marks import (
    LENGTH,
    histogram,
    round_values,
    scale_of,
    spark,
    strip,
)

VALUES = st.lists(st.floats(-1e6, 1e6, allow_nan=False).map(lambda v: round(v, 2)), min_size=3, max_size=80)


def series(*values: float | None, breaks: tuple[Break, ...] = ()) -> Series:
    seen = tuple(Observation(str(2010 + at), value) for at, value in enumerate(values))
    return Series(key=(), observations=seen, breaks=breaks)


@given(VALUES)
def test_every_value_is_a_tick_within_the_line(values):
    marks = strip(values, median=None, own=values[0])
    assert marks is not None
    ticks = [int(tick.split(" ")[0]) for layer in marks.layers for tick in layer.split("M")[1:]]
    assert len(ticks) == len(values)
    assert all(0 <= tick <= LENGTH for tick in (*ticks, marks.at or 0))


@given(VALUES, st.none() | st.floats(-1e6, 1e6, allow_nan=False).map(lambda v: round(v, 1)))
def test_a_histogram_counts_every_value_once(values, reference):
    bars = histogram(values, reference)
    assert bars is None or sum(bar.count for bar in bars.bars) == len(values)


def test_a_bar_begins_at_the_reference():
    marks = histogram([float(value) for value in range(20)], 7.5)
    assert marks is not None
    assert 7.5 in {bar.start for bar in marks.bars}
    assert all(bar.below is (bar.end <= 7.5) for bar in marks.bars)


def test_one_value_far_outside_does_not_squeeze_the_others():
    values = [float(value) for value in range(40)] + [10_000.0]
    scale = scale_of(values)
    assert scale.high < 100
    assert scale.at(10_000.0) <= LENGTH


def test_gaps_and_breaks_part_a_line():
    whole = spark(series(1, 2, 3, 4))
    gap = spark(series(1, 2, None, 4, 5))
    broken = spark(series(1, 2, 3, 4, breaks=(Break("2012"),)))
    assert [len(marks.lines) for marks in (whole, gap, broken) if marks] == [1, 2, 2]


def test_two_values_are_no_trend():
    assert spark(series(1, 2)) is None


def test_round_values_lie_between_the_ends():
    assert round_values(31, 118, 5) == (40, 60, 80, 100)


def test_a_value_far_outside_does_not_press_a_histogram_flat():
    values = [float(10 + at % 12) for at in range(60)]
    bars = histogram([*values, 2900.0], None)
    assert bars is not None
    assert sum(1 for bar in bars.bars if bar.count) > 6
    assert (bars.bars[-1].end, sum(bar.count for bar in bars.bars)) == (2900.0, 61)
