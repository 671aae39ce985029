"""Names above a bar: whatever the shares, no line runs through a name where that can be had."""

from hypothesis import given
from hypothesis import strategies as st

from obsite.charts.leaders import Name, crossed, place

names = st.lists(st.builds(Name, at=st.floats(0, 600), width=st.floats(20, 320)), max_size=7)


def test_a_long_name_at_the_edge_leaves_room_for_the_lines_beside_it():
    wanted = [
        Name(at=at, width=width) for at, width in ((80, 300), (240, 200), (388, 300), (500, 80), (578, 90))
    ]
    wanted += [Name(at=645, width=270), Name(at=730, width=60)]
    places = place(wanted, -40, 780)
    assert not crossed(wanted, places)
    assert all(one.x >= -40 and one.x + name.width <= 780 for name, one in zip(wanted, places, strict=True))
    assert max(one.level for one in places) == 5


@given(names)
def test_two_names_never_stand_on_each_other(wanted):
    wanted.sort(key=lambda name: name.at)
    places = place(wanted, -40, 640)
    for at, one in enumerate(places):
        for other in range(at + 1, len(places)):
            if places[other].level == one.level:
                first, last = sorted((at, other), key=lambda number: places[number].x)
                assert places[first].x + wanted[first].width < places[last].x


def test_names_that_have_room_share_the_lowest_level():
    wanted = [Name(at=at, width=60) for at in (20, 200, 380)]
    assert {one.level for one in place(wanted, 0, 600)} == {0}
