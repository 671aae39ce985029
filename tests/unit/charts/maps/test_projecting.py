"""Projections, held against the worked examples of Snyder's manual, and what must hold everywhere."""

from __future__ import annotations

from math import cos, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from obsite.charts.maps.projecting import equal_area, mercator, middle_of


def test_equal_area_as_in_the_manual():
    x, y = equal_area(-100, 40)(100, -20)  # page 332, for a sphere of radius 3
    assert (3 * x, -3 * y) == pytest.approx((-4.2339303, 4.0257775), abs=1e-6)


def test_mercator_as_in_the_manual():
    x, y = mercator(180)(-75, 35)  # page 266
    assert (x, -y) == pytest.approx((1.8325957, 0.6528366), abs=1e-6)


@given(
    middle=st.tuples(st.floats(-180, 180), st.floats(-80, 80)),
    place=st.tuples(st.floats(-30, 30), st.floats(-30, 30)),
)
def test_areas_are_kept(middle, place):
    project = equal_area(*middle)
    longitude, latitude = middle[0] + place[0], max(min(middle[1] + place[1], 89), -89)
    step = 1e-4
    x, y = project(longitude, latitude)
    east, north = project(longitude + step, latitude), project(longitude, latitude + step)
    area = abs((east[0] - x) * (north[1] - y) - (east[1] - y) * (north[0] - x))
    assert area == pytest.approx(radians(step) ** 2 * cos(radians(latitude)), rel=1e-3)


def test_the_centre_is_the_origin():
    assert equal_area(10, 52)(10, 52) == pytest.approx((0, 0), abs=1e-12)


@pytest.mark.parametrize(
    ("places", "middle"),
    [
        ([(0, 0), (10, 20)], (5, 10)),
        ([(178, -20), (-178, -16)], (180, -18)),
        ([(170, 0), (-178, 2)], (176, 1)),
    ],
)
def test_the_middle_of_places_also_across_the_antimeridian(places, middle):
    longitude, latitude = middle_of(places)
    assert (abs(longitude), latitude) == pytest.approx(middle)
