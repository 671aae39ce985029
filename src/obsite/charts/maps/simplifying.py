"""Fewer points: what a screen cannot show is dropped, and borders that were shared stay shared.

shapely simplifies all shapes together as one coverage (Visvalingam and Whyatt), so neighbours keep
one line between them. It is imported here only, when a geometry is new.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from obsite.charts.maps.features import Polygon
from obsite.charts.maps.pathdata import Whole, whole

if TYPE_CHECKING:
    from shapely import Geometry  # type: ignore[import-untyped]

_FINE = 64  # parts of a unit of the grid: points nearer than that are the same
_FIRST_TOLERANCE = 1.2  # units of the grid
_MOST_POINTS = 14_000  # about 30 kB when compressed
_SMALLEST_ISLAND = 10.0  # square units of the grid

Rings = list[list[Whole]]


def simplified(shapes: Mapping[str, Sequence[Polygon]], seams: frozenset[str]) -> dict[str, Rings]:
    """Return the rings of each code on the grid; parts of codes in `seams` were cut and are joined again."""
    import shapely

    codes = [code for code, polygons in shapes.items() if polygons]
    areas = [_area(shapes[code], heal=code in seams) for code in codes]
    areas = [_without_specks(area) for area in areas]
    tolerance = _FIRST_TOLERANCE
    while True:
        simple = shapely.coverage_simplify(areas, tolerance)
        if sum(shapely.get_num_coordinates(area) for area in simple) <= _MOST_POINTS:
            break
        tolerance *= 1.3
    return {code: _rings(area, before) for code, area, before in zip(codes, simple, areas, strict=True)}


def clipped(polygons: Sequence[Polygon], width: float, height: float) -> Rings:
    """Return the rings of land around, cut at the map's frame."""
    import shapely

    frame = shapely.box(0, 0, width, height)
    inside = shapely.intersection(_area(polygons, heal=False), frame)
    (simple,) = shapely.coverage_simplify([_polygonal(inside)], _FIRST_TOLERANCE)
    return [] if simple.is_empty else _rings(_without_specks(simple), None)


def _area(polygons: Sequence[Polygon], *, heal: bool) -> Geometry:
    """Return one valid shape; `heal` joins parts that touch."""
    import shapely

    parts = [
        shapely.Polygon(_snapped(rings[0]), [_snapped(hole) for hole in rings[1:]])
        for rings in polygons
        if rings
    ]
    sound = [part if part.is_valid else _polygonal(shapely.make_valid(part)) for part in parts]
    together = shapely.MultiPolygon([one for part in sound for one in _polygons(part)])
    if heal:
        together = _polygonal(
            shapely.union_all([one.buffer(1 / 8) for one in _polygons(together)]).buffer(-1 / 8)
        )
    elif not together.is_valid:  # parts of one code that overlap or touch along a line
        together = _polygonal(shapely.union_all(_polygons(together)))
    return together


def _snapped(ring: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return a ring on a fine grid, so that neighbours written with other digits still meet."""
    return [(round(x * _FINE) / _FINE, round(y * _FINE) / _FINE) for x, y in ring]


def _polygons(area: Geometry) -> list[Geometry]:
    import shapely

    return [part for part in shapely.get_parts(area) if part.geom_type == "Polygon" and not part.is_empty]


def _polygonal(area: Geometry) -> Geometry:
    """Return the polygons of whatever a repair has made."""
    import shapely

    flat = [one for part in shapely.get_parts(area) for one in shapely.get_parts(part)]
    return shapely.MultiPolygon([part for part in flat if part.geom_type == "Polygon" and not part.is_empty])


def _without_specks(area: Geometry) -> Geometry:
    """Return a shape without islands and lakes too small to see; its largest island always stays."""
    import shapely

    parts = _polygons(area)
    if not parts:
        return area
    largest = max(part.area for part in parts)
    kept = [part for part in parts if part.area >= _SMALLEST_ISLAND or part.area == largest]
    return shapely.MultiPolygon([_without_lakes(part) for part in kept])


def _without_lakes(part: Geometry) -> Geometry:
    import shapely

    holes = [hole for hole in part.interiors if shapely.Polygon(hole).area >= _SMALLEST_ISLAND / 2]
    return shapely.Polygon(part.exterior, holes) if len(holes) < len(part.interiors) else part


def _rings(area: Geometry, before: Geometry | None) -> Rings:
    found = [
        ring
        for part in _polygons(area)
        for edge in (part.exterior, *part.interiors)
        if len(ring := _open(whole(edge.coords))) > 2
    ]
    if found or before is None or before.is_empty:
        return found
    # Smaller than a unit of the grid, and yet a place: a diamond marks it.
    point = before.representative_point()
    x, y = round(point.x), round(point.y)
    return [[(x - 3, y), (x, y - 3), (x + 3, y), (x, y + 3)]]


def _open(ring: list[Whole]) -> list[Whole]:
    return ring[:-1] if len(ring) > 1 and ring[0] == ring[-1] else ring
