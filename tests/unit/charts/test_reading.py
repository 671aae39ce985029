"""Where the periods of a drawing stand, for the script that tells the values of the one under the pointer."""

from __future__ import annotations

from obsite.charts.framing import Legend, published
from obsite.charts.lettering import Lettering
from obsite.charts.look import Look
from obsite.charts.reading import reading_of
from obsite.charts.svg import embedded, with_reading
from tests.support.charting import chart, series

LEGEND = Legend(title="T", subtitle="", alt="A", source="S")


def numbers(*found: object, preset: str = "trend") -> list[int]:
    return [int(part) for part in reading_of(chart(preset, *found), Look(width_px=660)).split()]


def test_a_trend_tells_its_plot_its_named_series_and_its_periods():
    left, right, top, bottom, named, count, *places = numbers(
        series("North", [1, 2, 3, 4], "focus"), series("South", [2, 3, 4, 5], "compared")
    )
    assert 0 < left < right < 660
    assert 0 < top < bottom
    assert (named, count, places) == (2, 4, [])


def test_other_charts_tell_nothing():
    assert numbers(series("North", [1, 2, 3, 4], "focus"), preset="ranking") == []
    assert numbers(series("North", [1, 2], "focus"), preset="comparison") == []


def test_a_page_has_it_and_print_has_not():
    master = with_reading(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 30"><path d="M0 0"/></svg>', "1 2 3 4 1 9"
    )
    file = published(master, LEGEND, Lettering())
    assert ' data-read="1 2 3 4 1 9"' in embedded(file, "k").partition(">")[0]
    assert "data-read" not in embedded(file, "k", plain=True)
