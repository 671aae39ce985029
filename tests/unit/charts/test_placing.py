"""Labels: apart from one another, and as near to their place as that allows."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from obsite.charts.placing import Area, Surroundings, Wanted, beside, spread


def test_labels_with_room_stay_where_they_want():
    assert spread([Wanted(at=10, height=10), Wanted(at=50, height=10)], 0, 100) == (10, 50)


def test_labels_that_touch_part_evenly():
    assert spread([Wanted(at=50, height=10), Wanted(at=50, height=10)], 0, 100) == (45, 55)


def test_labels_stay_within_the_ends():
    assert spread([Wanted(at=-5, height=10), Wanted(at=100, height=10)], 0, 100) == (5, 95)


@given(st.lists(st.floats(0, 200), max_size=12))
def test_labels_never_overlap_where_there_is_room(places):
    found = sorted(spread([Wanted(at=place, height=16) for place in places], 0, 200))
    assert all(b - a >= 15.8 for a, b in pairwise(found))
    assert all(7.9 <= place <= 192.1 for place in found)


def around(*taken: Area, avoided: tuple[Area, ...] = ()) -> Surroundings:
    return Surroundings(taken=taken, avoided=avoided, left=0, right=200, top=0, bottom=200)


def test_a_name_stands_at_the_right_of_its_dot():
    point = Area(x=100, y=100, width=8, height=8)
    assert beside(point, (40, 14), around(point)).x > 120


def test_a_name_gives_way_to_another_and_to_the_edge():
    point = Area(x=180, y=100, width=8, height=8)
    place = beside(point, (40, 14), around(point))
    assert place.x < 160
    other = beside(point, (40, 14), around(point, place))
    assert not other.touches(place)


def test_a_name_without_room_is_left_out():
    point = Area(x=100, y=100, width=8, height=8)
    assert beside(point, (40, 14), around(point, Area(x=100, y=100, width=400, height=400))) is None
