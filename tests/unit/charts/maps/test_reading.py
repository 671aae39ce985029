"""Geometry files: all forms give the same kinds of shapes, and what is wrong with one is told in its terms."""

from __future__ import annotations

import json
import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from obsite.charts.maps.labels import ring_area
from obsite.charts.maps.pathdata import parse_path
from obsite.charts.maps.reading import GeometrySource, read_shapes
from obsite.charts.maps.shapes import GRID
from obsite.data.codelist import Code, CodeList, CodeListMeta, GeometryMeta, InsetMeta
from obsite.diagnostics.model import Diagnostic

A, B, C = "A", "B", "C"


def codelist(*codes: str, parents: dict[str, str] | None = None) -> CodeList:
    parents = parents or {}
    above = {code: Code(code=code, name=code, level="0") for code in set(parents.values())}
    own = {code: Code(code=code, name=code, level="1", parent=parents.get(code, "")) for code in codes}
    return CodeList(
        name="areas", path="content/classifications/areas.csv", meta=CodeListMeta(), codes={**above, **own}
    )


def square(x: float, y: float, size: float = 1.0) -> list[list[float]]:
    return [[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]


def feature(code: str, *polygons: list[list[list[float]]], **properties: object) -> dict[str, object]:
    geometry = {"type": "MultiPolygon", "coordinates": list(polygons)}
    return {"type": "Feature", "properties": {"id": code, **properties}, "geometry": geometry}


def collection(*features: dict[str, object]) -> dict[str, object]:
    return {"type": "FeatureCollection", "features": list(features)}


def read(document: object, codes: CodeList | None = None, path: str = "a.geojson", **meta: object):
    found: list[Diagnostic] = []
    text = document if isinstance(document, str) else json.dumps(document)
    declared = GeometryMeta(file=path, **meta)  # type: ignore[arg-type]
    source = GeometrySource(path=path, data=text.encode(), meta=declared)
    return read_shapes(source, codes or codelist(A, B, C), found.append), found


def rings(shapes, code: str):
    return parse_path(shapes.shapes[code].d)


def edges(ring) -> set[frozenset]:
    return {frozenset(pair) for pair in zip(ring, [*ring[1:], *ring[:1]], strict=True)}


def ragged(rng: random.Random, start: tuple[float, float], end: tuple[float, float], depth: int = 8):
    if not depth:
        return [start]
    middle = (
        (start[0] + end[0]) / 2 + rng.gauss(0, 0.08) * (end[1] - start[1]),
        (start[1] + end[1]) / 2 + rng.gauss(0, 0.08) * (end[0] - start[0]),
    )
    return [*ragged(rng, start, middle, depth - 1), *ragged(rng, middle, end, depth - 1)]


def neighbours():
    """Two areas with a ragged border between them, which one has forwards and the other backwards."""
    border = [*ragged(random.Random(4), (1, 0), (1, 4)), (1, 4)]
    left = [[0, 0], *map(list, border), [0, 4], [0, 0]]
    right = [[3, 0], [3, 4], *map(list, reversed(border)), [3, 0]]
    return collection(feature(A, [left]), feature(B, [right]))


def test_neighbours_keep_one_border():
    shapes, found = read(neighbours(), codelist(A, B))
    assert found == []
    (left,), (right,) = rings(shapes, A), rings(shapes, B)
    shared = edges(left) & edges(right)
    assert 20 < len(shared) < 250  # of 256 stretches: simplified, and the same on both sides
    areas = abs(ring_area(left)) + abs(ring_area(right))
    box = (GRID - 24) ** 2 * 3 / 4 * 2
    assert areas == pytest.approx(box, rel=0.01)  # no gap, no overlap


def test_lines_part_what_has_different_parents():
    shapes, _ = read(neighbours(), codelist(A, B, parents={A: "west", B: "east"}))
    (left,), (right,) = rings(shapes, A), rings(shapes, B)
    drawn = {frozenset(pair) for line in parse_path(shapes.borders) for pair in pairwise(line)}
    assert drawn == edges(left) & edges(right)


def test_no_lines_where_there_is_one_parent():
    assert read(neighbours(), codelist(A, B, parents={A: "all", B: "all"}))[0].borders == ""


def test_holes_stay_holes_and_what_is_in_them_is_drawn():
    document = collection(feature(A, [square(0, 0, 4), square(1, 1, 1)[::-1]]), feature(B, [square(1, 1, 1)]))
    shapes, _ = read(document, codelist(A, B))
    outer, hole = rings(shapes, A)
    assert edges(hole) == edges(rings(shapes, B)[0])
    assert (
        ring_area(outer) * ring_area(hole) < 0
    )  # wound the other way, so both rules of filling leave it out


def test_specks_go_but_never_all_that_a_code_has():
    document = collection(
        feature(A, [square(0, 0, 10)], [square(12, 0, 0.001)]), feature(B, [square(13, 0, 0.001)])
    )
    shapes, _ = read(document, codelist(A, B))
    assert len(rings(shapes, A)) == 1
    assert len(rings(shapes, B)) == 1


def test_parts_cut_at_the_antimeridian_are_one_again():
    document = collection(
        feature(A, [square(178, -18, 2)], [square(-180, -18, 2)]), feature(B, [square(-178, -18, 2)])
    )
    shapes, found = read(document, codelist(A, B))
    assert found == []
    assert len(rings(shapes, A)) == 1
    assert shapes.width > 2 * shapes.height


def test_planes_are_drawn_as_they_are_with_north_up():
    shapes, _ = read(
        collection(
            feature(A, [square(500_000, 100_000, 1000)]), feature(B, [square(500_000, 101_000, 1000)])
        ),
        codelist(A, B),
    )
    assert shapes.shapes[B].y < shapes.shapes[A].y


def test_far_codes_are_drawn_in_boxes_below():
    document = collection(
        feature(A, [square(0, 0)]), feature(B, [square(1, 0)]), feature(C, [square(60, 40)])
    )
    shapes, _ = read(document, insets=(InsetMeta(label="Far", codes=("C",)),))
    (box,) = shapes.insets
    left, top, right, bottom = shapes.shapes[C].box
    assert box.x <= left < right <= box.x + box.width
    assert box.y <= top < bottom <= box.y + box.height
    assert shapes.shapes[A].box[2] - shapes.shapes[A].box[0] > GRID / 3


def test_topojson_is_put_together_from_its_arcs():
    topology = {
        "type": "Topology",
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [[[1, 0], [0, 2]], [[1, 2], [-1, 0], [0, -2], [1, 0]], [[1, 0], [2, 0], [0, 2], [-2, 0]]],
        "objects": {
            "areas": {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Polygon", "id": "A", "arcs": [[0, 1]]},
                    {"type": "Polygon", "properties": {"id": "B"}, "arcs": [[2, ~0]]},
                ],
            }
        },
    }  # fmt: skip
    shapes, found = read(topology, codelist(A, B), path="a.topojson")
    assert found == []
    assert edges(rings(shapes, A)[0]) & edges(rings(shapes, B)[0])


def test_ready_paths_are_taken_with_all_they_bring():
    document = {
        "viewBox": [0, 0, 900, 450],
        "regions": {"A": ["First", "M0 0l100 0 0 100z"], "B": ["Second", "M500 0h100v100z"]},
        "borders": "M0 0l10 10",
        "context": "M0 400l900 0 0 50-900 0z",
        "insets": [["B", "Second", 490, 0, 120, 110]],
    }
    shapes, found = read(document, codelist(A, B), path="a.json")
    assert found == []
    assert (shapes.width, shapes.height) == (GRID, GRID // 2)
    assert shapes.shapes[A].d == "M0 0l250 0 0 250z"
    assert (shapes.borders, shapes.insets[0].x) == ("M0 0l25 25", 1225)


def test_tiles_and_points():
    tiles, _ = read("code,col,row\nA,0,0\nB,1,0\n", codelist(A, B), path="a.csv")
    assert tiles.kind == "tiles"
    assert tiles.shapes[A].box[2] < tiles.shapes[B].box[0]
    points, _ = read("code,x,y\nA,10,50\nB,11,50\n", codelist(A, B), path="a.csv")
    assert points.kind == "points"
    assert "a" in points.shapes[A].d


def test_what_the_map_is_fitted_to_is_within_its_frame():
    shapes, _ = read(neighbours(), codelist(A, B))
    for one in shapes.shapes.values():
        assert 0 <= one.box[0] < one.box[2] <= shapes.width
        assert 0 <= one.box[1] < one.box[3] <= shapes.height
        assert one.box[0] <= one.x <= one.box[2]
        assert one.box[1] <= one.y <= one.box[3]


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ("{", "not valid JSON"),
        ("[1]", "neither GeoJSON nor TopoJSON"),
        ('{"type": "Point", "coordinates": [1, 2]}', "`Point` has no features"),
        (collection(), "no features"),
        (collection({"type": "Feature", "properties": {"ags": "A"}, "geometry": None}), "No feature has the property `id`"),
        (collection(feature(A, [square(0, 0)]), feature(B, [square(900, 0)])) | {"x": 1}, ""),
        ({"type": "Topology", "arcs": [], "objects": {}}, "no layers"),
        ({"type": "Topology", "arcs": [[[0]]], "objects": {"a": {"type": "Polygon", "arcs": [[0]]}}}, "arcs"),
        ({"viewBox": [0, 0, 1], "regions": {"A": "M0 0"}}, "viewBox"),
        ({"viewBox": [0, 0, 9, 9], "regions": {"A": ["a", "M0 0C1 1 2 2 3 3"]}}, "The path of `A` cannot be read"),
        (collection({**feature(A), "geometry": {"type": "Polygon", "coordinates": [[["x", 1]]]}}), "`A` is malformed"),
        (collection({**feature(A), "geometry": None}), "neither polygons nor points"),
        (collection(feature(A, [square(0, 0)]), feature(B, [[[0, 0], [1, 1]]])), "`B` has fewer than four points"),
        (
            collection(*(feature(code, [square(at, 50)]) for at, code in enumerate("ABCDEF")), feature("G", [square(0, 95)])),
            "`G` has a point at 0, 95",
        ),
    ],
)  # fmt: skip
def test_faults_are_told(document, message):
    _, found = read(document)
    assert not message or any(message in one.message for one in found), found


def test_the_property_that_holds_the_codes_is_named():
    _, found = read(
        collection(feature("17", [square(0, 0)], ags="A"), feature("18", [square(1, 0)], ags="B"))
    )
    assert "say `id: ags`" in found[0].help


def test_codes_that_lost_a_zero_are_recognised():
    _, found = read(collection(feature("7", [square(0, 0)]), feature("A", [square(1, 0)])), codelist("07", A))
    assert any("Did you mean `07` by `7`?" in one.help for one in found)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-200, 200) | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.sampled_from(["type", "features", "geometry", "coordinates", "properties", "id", "arcs", "objects", "regions", "viewBox"]), inner, max_size=5),
    max_leaves=30,
)  # fmt: skip
KINDS = ["FeatureCollection", "Feature", "Topology", "GeometryCollection", "Polygon", "MultiPolygon", "Point"]


@given(document=JSON, kind=st.sampled_from(KINDS), geometry=JSON)
@settings(max_examples=200, deadline=None)
def test_nothing_in_a_file_raises(document, kind, geometry):
    read(json.dumps(document))
    read(json.dumps({"type": kind, "features": [document], "objects": {"a": document}, "arcs": geometry}))
    one = {"type": "Feature", "properties": {"id": "A"}, "geometry": {"type": kind, "coordinates": geometry}}
    read(json.dumps(collection(one)))
