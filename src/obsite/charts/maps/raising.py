"""Shapes of the levels above: regions drawn as what their districts' shapes make together.

A table by region then has a map although the file of shapes is one of districts. On the grid neighbours share
the very points of their border, so that the outline of several is made of the edges that one alone has.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from obsite.charts.maps.borders import borders_between
from obsite.charts.maps.labels import box_of, label_point, ring_area
from obsite.charts.maps.pathdata import NotStraightError, Point, Whole, format_path, parse_path, whole
from obsite.charts.maps.shapes import Shape, Shapes, with_ground
from obsite.data.codelist import CodeList

Rings = list[list[Whole]]
Edge = tuple[Whole, Whole]
_SLIVER = 40.0  # twice the area, in square units of the grid


def raised(shapes: Shapes, codelist: CodeList) -> Iterator[tuple[str, Shapes]]:
    """Yield each level above those of the shapes with its shapes, the lowest first."""
    if shapes.kind != "areas" or not any(code in codelist.codes for code in shapes.shapes):
        return
    try:
        rings = {code: [whole(ring) for ring in parse_path(one.d)] for code, one in shapes.shapes.items()}
    except NotStraightError:  # a path with curves is drawn as its author wrote it
        return
    found: list[frozenset[str]] = []
    for level in _levels(shapes, codelist):
        parts = _parts(shapes, codelist, level)
        if len(parts) > 1 and frozenset(parts) not in found:
            found.append(frozenset(parts))
            yield level, _shapes(shapes, codelist, rings, parts, f"{shapes.key}{len(found)}-")


def _levels(shapes: Shapes, codelist: CodeList) -> list[str]:
    """Return the levels of codes that have no shape but lie above some, the lowest first."""
    depths: Counter[str] = Counter()
    for code in shapes.shapes:
        for above in codelist.ancestors(code):
            if above not in shapes.shapes and (level := _level(codelist, above)):
                depths[level] = max(depths[level], len(codelist.ancestors(above)))
    return sorted(depths, key=lambda level: (-depths[level], level))


def _parts(shapes: Shapes, codelist: CodeList, level: str) -> dict[str, list[str]]:
    """Return the codes of a level with their members. Where a branch has no such level, the code above stands
    for it: a country without regions beside the regions of others."""
    over = {
        above
        for known in codelist.codes.values()
        if known.level == level
        for above in codelist.ancestors(known.code)
    }
    parts: dict[str, list[str]] = defaultdict(list)
    for code in shapes.shapes:
        above = codelist.ancestors(code)
        own = next((one for one in above if _level(codelist, one) == level), "")
        own = own or next((one for one in above if one not in over), "")
        if own and own not in shapes.shapes:
            parts[own].append(code)
    return {code: members for code, members in parts.items() if _is_whole(code, members, codelist, shapes)}


def _level(codelist: CodeList, code: str) -> str:
    known = codelist.codes.get(code)
    return known.level if known else ""


def _is_whole(code: str, members: list[str], codelist: CodeList, shapes: Shapes) -> bool:
    """Return whether most of what a code consists of has a shape."""
    level = _level(codelist, members[0])
    all_of_it = [
        one.code
        for one in codelist.codes.values()
        if one.level == level and code in codelist.ancestors(one.code)
    ]
    return 2 * sum(one in shapes.shapes for one in all_of_it) > len(all_of_it)


def _shapes(
    shapes: Shapes, codelist: CodeList, rings: Mapping[str, Rings], parts: Mapping[str, list[str]], key: str
) -> Shapes:
    merged = {
        code: outline(ring for one in members for ring in rings[one]) for code, members in parts.items()
    }
    told = {one for members in parts.values() for one in members}
    around = "".join(one.d for code, one in shapes.shapes.items() if code not in told)
    tops = {code: above[-1] for code in merged if (above := codelist.ancestors(code))}
    lines = borders_between(merged, tops) if len(set(tops.values())) > 1 else []
    drawn = {
        code: Shape(code=code, name="", d=format_path(found), x=place[0], y=place[1], box=box_of(found))
        for code, found in sorted(merged.items())
        if found and (place := label_point(found))
    }
    return with_ground(
        replace(
            shapes,
            shapes=drawn,
            borders=format_path(lines, closed=False),
            context=shapes.context + around,
        ),
        key,
    )


def outline(rings: Iterable[list[Whole]]) -> Rings:
    """Return the rings around several shapes: of the edges that no two of them share."""
    counts: Counter[Edge] = Counter()
    for ring in rings:
        for start, end in zip(ring, [*ring[1:], *ring[:1]], strict=True):
            if start != end:
                counts[min((start, end), (end, start))] += 1
    left = {edge for edge, count in counts.items() if count % 2}
    ways: dict[Whole, list[Whole]] = defaultdict(list)
    for start, end in sorted(left):
        ways[start].append(end)
        ways[end].append(start)
    found = [_followed(start, end, ways, left) for start, end in sorted(left) if (start, end) in left]
    found.sort(key=lambda ring: -abs(ring_area(ring)))
    # Where borders do not quite meet in the file, slivers are left between shapes.
    return _wound([ring for at, ring in enumerate(found) if not at or abs(ring_area(ring)) > _SLIVER])


def _wound(rings: Rings) -> Rings:
    """Return rings wound one way around land and the other way around holes."""
    turned = []
    for ring in rings:
        (ax, ay), (bx, by) = ring[0], ring[1]
        middle = (ax + bx) / 2, (ay + by) / 2
        is_hole = sum(_is_in(middle, other) for other in rings if other is not ring) % 2 == 1
        turned.append(ring if (ring_area(ring) < 0) == is_hole else ring[::-1])
    return turned


def _is_in(point: Point, ring: list[Whole]) -> bool:
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        if (ay > y) != (by > y) and ax + (y - ay) / (by - ay) * (bx - ax) > x:
            inside = not inside
    return inside


def _followed(start: Whole, end: Whole, ways: Mapping[Whole, list[Whole]], left: set[Edge]) -> list[Whole]:
    """Return the ring that an edge is part of; its edges are taken from what is left."""
    ring = [start]
    left.discard((start, end))
    while end != start:
        ring.append(end)
        onward = next(way for way in ways[end] if min((end, way), (way, end)) in left)
        left.discard(min((end, onward), (onward, end)))
        end = onward
    return ring
