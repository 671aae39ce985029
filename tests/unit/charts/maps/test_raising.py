"""Shapes of regions out of those of their districts: one outline, holes kept, branches of other depth beside."""

from __future__ import annotations

from obsite.charts.maps.labels import ring_area
from obsite.charts.maps.pathdata import parse_path
from obsite.charts.maps.raising import outline, raised
from obsite.charts.maps.shapes import Shapes
from obsite.data.codelist import Code, CodeList, CodeListMeta
from tests.unit.charts.maps.test_reading import collection, feature, read, square

ROWS = [
    ("U", "", "union"), ("N", "U", "country"), ("S", "U", "country"),
    ("NE", "N", "region"), ("NW", "N", "region"),
    ("e1", "NE", "district"), ("e2", "NE", "district"), ("w1", "NW", "district"), ("w2", "NW", "district"),
    ("s1", "S", "district"), ("s2", "S", "district"),
]  # fmt: skip
PLACES = {"e1": (0, 0), "e2": (1, 0), "w1": (0, 1), "w2": (1, 1), "s1": (0, 2), "s2": (1, 2)}


def codes(rows=ROWS) -> CodeList:
    known = {code: Code(code=code, name=code, parent=parent, level=level) for code, parent, level in rows}
    return CodeList(name="areas", path="areas.csv", meta=CodeListMeta(), codes=known)


def shapes(*left_out: str) -> Shapes:
    features = [feature(code, [square(x, y)]) for code, (x, y) in PLACES.items() if code not in left_out]
    found, _ = read(collection(*features), codes())
    assert found
    return found


def test_each_level_above_is_drawn_and_a_country_without_regions_stands_beside_those_of_others():
    found = dict(raised(shapes(), codes()))
    assert {level: sorted(one.shapes) for level, one in found.items()} == {
        "region": ["NE", "NW", "S"],
        "country": ["N", "S"],
    }
    assert len({one.key for one in found.values()} | {shapes().key}) == 3  # ids on one page


def test_districts_become_one_outline_of_the_same_area():
    base, found = shapes(), dict(raised(shapes(), codes()))
    (ring,) = parse_path(found["region"].shapes["NE"].d)
    parts = [ring_area(parse_path(base.shapes[code].d)[0]) for code in ("e1", "e2")]
    assert abs(ring_area(ring)) == sum(map(abs, parts))


def test_what_most_members_have_no_shape_of_is_not_drawn():
    assert "region" not in dict(raised(shapes("e1", "e2", "w1", "w2"), codes()))
    assert list(raised(shapes(), codes([(code, "", level) for code, _, level in ROWS]))) == []


def test_holes_are_wound_the_other_way_and_corners_that_touch_part_no_ring():
    ring = [
        [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)] for x in range(0, 30, 10) for y in range(0, 30, 10)
    ]
    big = [[(10 * x, 10 * y) for x, y in one] for one in ring]
    assert len(outline(big)) == 9
    around = [
        [(x, y), (x + 10, y), (x + 10, y + 10), (x, y + 10)]
        for x in (0, 10, 20)
        for y in (0, 10, 20)
        if (x, y) != (10, 10)
    ]
    outer, hole = outline(around)
    assert ring_area(outer) * ring_area(hole) < 0
    assert abs(ring_area(outer)) == 2 * 900
    assert abs(ring_area(hole)) == 2 * 100


def test_slivers_between_borders_that_do_not_meet_are_closed():
    left = [(0, 0), (50, 0), (50, 20), (49, 25), (50, 30), (50, 50), (0, 50)]
    right = [(50, 0), (100, 0), (100, 50), (50, 50), (50, 30), (50, 20)]
    (ring,) = outline([left, right])
    assert abs(ring_area(ring)) == 2 * 5000
