"""Covers made from tables: what is drawn, and what is said of tables that cannot be."""

from __future__ import annotations

import pytest

from obsite.content.issue import Constellation
from obsite.covers.constellation import WIDTH, Sources, read_sky
from obsite.covers.parts import sky_of_parts
from obsite.diagnostics.model import Span

POINTS = "name,x,y,birds,group\nHeron Point,0,0,100,lit\nMud Bay,10,0,25,\nOld Quay,10,5,0,lit\n"
LINKS = "from,to,weight\nlit,Mud Bay,2\n"


def sky(points=POINTS, links="", **names):
    """The drawing, and the faults as (path, line, column, message)."""
    spec = Constellation(points="points.csv", links="links.csv" if links else "", **names)
    tables = {
        "points.csv": ("content/points.csv", points.encode()),
        "links.csv": ("content/links.csv", links.encode()),
    }
    sources = Sources(tables=tables, span=lambda key: Span(path=f"front matter of {key}"))
    found = []
    drawn = read_sky(spec, sources, found.append)
    return drawn, [(item.span.path, item.span.line, item.span.column, item.message) for item in found]


def test_points_are_fitted_into_the_box_with_the_north_above():
    drawn, faults = sky(size="birds", group="group")
    assert faults == []
    west, east, north = drawn.stars
    assert drawn.width == WIDTH
    assert west.x < east.x == north.x
    assert north.y < east.y == west.y
    assert [star.group for star in drawn.stars] == ["lit", "", "lit"]
    # Areas stand for figures: four times the birds, twice the radius; none at all is still seen.
    assert west.r == pytest.approx(2 * east.r, abs=0.1)
    assert north.r > 0


def test_links_join_groups_and_single_points():
    drawn, faults = sky(links=LINKS, size="birds", group="group")
    assert faults == []
    [(_, _, x2, y2, weight)] = drawn.lines
    assert ((x2, y2), weight) == ((drawn.stars[1].x, drawn.stars[1].y), 2.0)


@pytest.mark.parametrize("key", ["x", "y", "size", "group", "label"])
def test_a_column_that_is_not_there_is_said_where_it_was_named(key):
    drawn, faults = sky(**{key: "brids"})
    assert drawn is None
    assert faults == [(f"front matter of {key}", 1, 1, "content/points.csv has no column `brids`")]


@pytest.mark.parametrize("written", ["many", "", "1.2.3", "nan", "inf", "1e999"])
def test_what_is_no_number_is_said_at_its_place(written):
    drawn, faults = sky(POINTS.replace("10,0,25", f"10,{written},25"))
    assert drawn is None
    [(path, line, _, message)] = faults
    assert (path, line) == ("content/points.csv", 3)
    assert message


def test_all_that_is_no_number_is_said_at_once():
    drawn, faults = sky("name,x,y\na,one,2\nb,3,four\n")
    assert drawn is None
    assert [line for _, line, _, _ in faults] == [2, 3]


@pytest.mark.parametrize("points", ["", "name,x,y\n", "name,x,y\na,1\n"])
def test_tables_with_nothing_to_draw(points):
    drawn, faults = sky(points)
    assert drawn is None
    assert len(faults) == 1


def test_a_table_of_links_without_its_columns():
    drawn, faults = sky(links="a,b\n1,2\n")
    assert drawn is None
    assert [message for *_, message in faults] == [
        "A table of links needs a column `from`",
        "A table of links needs a column `to`",
    ]


def test_one_point_and_points_at_one_place():
    for points in ("name,x,y\na,1,1\n", "name,x,y\na,1,1\nb,1,1\n"):
        drawn, faults = sky(points)
        assert faults == []
        assert all(0 <= star.x <= drawn.width and 0 <= star.y <= drawn.height for star in drawn.stars)


def test_a_sky_of_parts_is_made_of_the_parts():
    parts = (("Long", 900), ("Short", 90), ("Middle", 600))
    drawn = sky_of_parts("/issues/spring/", parts)
    assert [star.label for star in drawn.stars] == ["Long", "Short", "Middle"]
    assert [bool(star.group) for star in drawn.stars] == [True, False, True]
    assert drawn.stars[0].r > drawn.stars[2].r > drawn.stars[1].r
    assert all(0 <= star.x <= drawn.width and 0 <= star.y <= drawn.height for star in drawn.stars)
    assert drawn == sky_of_parts("/issues/spring/", parts)
    assert drawn != sky_of_parts("/issues/summer/", parts)


@pytest.mark.parametrize("parts", [(), (("Empty", 0),), tuple((f"Part {n}", n) for n in range(500))])
def test_a_sky_of_any_parts(parts):
    drawn = sky_of_parts("seed", parts)
    assert len(drawn.stars) == min(len(parts), 60)
