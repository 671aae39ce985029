"""Paths read and written: absolute and relative forms, holes, what is no straight line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from obsite.charts.maps.labels import label_point
from obsite.charts.maps.pathdata import NotStraightError, format_path, parse_path, whole


@pytest.mark.parametrize(
    "text",
    ["M1 2L5 2L5 6z", "m1 2l4 0l0 4z", "M1,2h4v4Z", "M1 2 5 2 5 6z", "M1 2H5V6z", "M1 2l4-0 0 4z"],
)
def test_all_spellings_of_a_triangle(text):
    assert parse_path(text) == [[(1, 2), (5, 2), (5, 6)]]


def test_a_relative_start_counts_from_the_first_point_of_the_part_before():
    assert parse_path("M10 10l5 0 0 5zm1 1l2 0 0 2z")[1][0] == (11, 11)


@pytest.mark.parametrize("text", ["M0 0C1 1 2 2 3 3", "L1 1", "M0 0L1", "M0 0zz1", "0 0"])
def test_what_cannot_be_read_is_told(text):
    with pytest.raises(NotStraightError):
        parse_path(text)


POINTS = st.lists(st.tuples(st.integers(0, 999), st.integers(0, 999)), min_size=3, max_size=30)


@given(rings=st.lists(POINTS, max_size=4))
def test_what_is_written_is_read_again(rings):
    exact = [points for ring in rings if len(points := closed(whole(ring))) >= 3]
    assert parse_path(format_path(exact)) == exact


def closed(points):
    while len(points) > 1 and points[0] == points[-1]:
        points = points[:-1]
    return points


def test_a_label_stands_inside_a_bent_shape():
    horseshoe = [(0, 0), (100, 0), (100, 100), (70, 100), (70, 30), (30, 30), (30, 100), (0, 100)]
    x, y = label_point([horseshoe])
    assert y < 30 or x < 30 or x > 70
