"""Where the periods of a drawing stand, for the script that tells the values of the one under the pointer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from obsite.charts.framing import Legend, published
from obsite.charts.lettering import Lettering
from obsite.charts.look import Look
from obsite.charts.model import ChartData
from obsite.charts.reading import reading_of
from obsite.charts.svg import embedded, with_reading
from obsite.charts.tabling import table_of
from tests.support.charting import chart, series, words

LEGEND = Legend(title="T", subtitle="", alt="A", source="S")


def numbers_of(data: ChartData) -> list[int]:
    return [int(part) for part in reading_of(data, Look(width_px=660)).split()]


def numbers(*found: object, preset: str = "trend") -> list[int]:
    return numbers_of(chart(preset, *found))


def test_a_trend_tells_its_plot_its_named_series_and_its_periods():
    left, right, top, bottom, named, count, *places = numbers(
        series("North", [1, 2, 3, 4], "focus"), series("South", [2, 3, 4, 5], "compared")
    )
    assert 0 < left < right < 660
    assert 0 < top < bottom
    assert (named, count, places) == (2, 4, [])


SHORES = [
    series("North", [1, 2, 3], "focus"),
    series("South", [2, 3, 5], "compared"),
    series("East", [4, 4.5, 1]),
]


@pytest.mark.parametrize(
    "preset", ["ranking", "dumbbell", "slope", "composition", "distribution", "comparison"]
)
def test_marks_tell_where_they_are_and_their_cells_in_the_table(preset):
    data = chart(preset, *(replace(one, observations=one.observations[:2]) for one in SHORES))
    known = numbers_of(data)
    assert known[:2] == [0, 0]
    spots = [known[at : at + 4] for at in range(3, len(known), 4)]
    table = table_of(data, "en", words())
    cells = {(x, y): (row, column) for x, y, row, column in spots}
    assert len(cells) == len(spots) >= 2  # each has a place of its own
    for row, column in cells.values():
        assert table.rows[row][column].text not in {"", "–"}
    assert max(x for x, _ in cells) <= 660


def test_a_value_further_right_is_a_larger_one():
    data = chart("ranking", *SHORES)
    known = numbers_of(data)
    spots = [known[at : at + 4] for at in range(3, len(known), 4)]
    table = table_of(data, "en", words())
    ordered = [float(table.rows[row][1].text) for _, _, row, _ in sorted(spots)]
    assert ordered == sorted(ordered)
    assert ordered[0] != ordered[-1]


@pytest.mark.parametrize("count", [3, 8])  # as columns of the table, and as its rows
def test_panels_tell_their_boxes_and_their_first_cells(count):
    shown = [series(f"S{at}", [at, 2, 3, at + 0.5], "compared") for at in range(1, count + 1)]
    data = chart("multiples", *shown)
    one, two, periods, places, *boxes = numbers_of(data)
    assert (one, two, periods, places) == (1, 1, 4, 0)
    panels = [boxes[at : at + 6] for at in range(0, len(boxes), 6)]
    assert len(panels) == count
    table = table_of(data, "en", words())
    assert [table.rows[row][column].text for *_, row, column in panels] == [
        f"{n}.0" for n in range(1, count + 1)
    ]


def test_single_marks_and_few_periods_of_lines_tell_nothing():
    assert numbers(series("North", [1, 2], "focus"), preset="trend") == []
    assert numbers(series("North", [1, 2], "focus"), preset="heat") == []


def test_a_page_has_it_and_print_has_not():
    master = with_reading(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 30"><path d="M0 0"/></svg>', "1 2 3 4 1 9"
    )
    file = published(master, LEGEND, Lettering())
    assert ' data-read="1 2 3 4 1 9"' in embedded(file, "k").partition(">")[0]
    assert "data-read" not in embedded(file, "k", plain=True)
