"""Where a place is: the part of a map around it, with its own country set off from its surroundings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from obsite.charts.maps.pathdata import Point, parse_path
from obsite.charts.maps.shapes import Box, Shapes
from obsite.data.codelist import CodeList

_SHAPE = 1.05  # height to width
_ROOM = 1.9  # of the country's extent
_LEAST = 0.34  # of the whole map
_PART = re.compile("M[^M]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """The picture of a place: paths cut out of the shapes, and the window on them as SVG's viewBox."""

    window: str
    own: str
    kin: str  # the rest of its country
    others: str
    context: str = ""
    borders: str = ""
    credit: str = ""
    dot: tuple[int, int, int] | None = None  # a ring around a shape too small to be seen: x, y, radius


def locate(code: str, codelist: CodeList, shapes: Shapes) -> Locator | None:
    """Return the picture of a code's place; None if it has no shape."""
    place = _shaped(code, codelist, shapes)
    if not place:
        return None
    above = codelist.ancestors(place[0])
    top = above[-1] if above else ""
    kin = [one for one in shapes.shapes if top and top in codelist.ancestors(one) and one not in place]
    apart = set(_in_insets(shapes))
    near = [one for one in (*place, *kin) if one not in apart]
    own = _around([shapes.shapes[one].box for one in place if one not in apart or apart.issuperset(place)])
    # A place in a box of its own is shown on the whole map, with its country.
    window = (0, 0, shapes.width, shapes.height)
    if not apart.issuperset(place):
        window = _window(own, _around([shapes.shapes[one].box for one in near]), shapes)
    seen = [one.code for one in shapes.shapes.values() if _meet(one.box, window)]
    told = {*place, *kin}
    left, upper, right, lower = window
    return Locator(
        window=f"{left} {upper} {right - left} {lower - upper}",
        own=_paths(place, shapes),
        kin=_paths([one for one in seen if one in told and one not in place], shapes),
        others=_paths([one for one in seen if one not in told], shapes),
        context=_cut(shapes.context, window),
        borders=_cut(shapes.borders, window),
        credit=shapes.credit,
        dot=_ring(own, window),
    )


def window_on(codes: Sequence[str], codelist: CodeList, shapes: Shapes) -> Box | None:
    """Return the part of a map that some codes are in, and a little around it; None for all of it."""
    shaped = [one for code in codes for one in _shaped(code, codelist, shapes)]
    apart = set(_in_insets(shapes))
    near = [shapes.shapes[one].box for one in shaped if one not in apart]
    if not near:
        return None
    left, top, right, bottom = _around(near)
    room = max(right - left, bottom - top, shapes.width // 12) // 8
    return (
        max(left - room, 0),
        max(top - room, 0),
        min(right + room, shapes.width),
        min(bottom + room, shapes.height),
    )


def _paths(codes: Iterable[str], shapes: Shapes) -> str:
    return "".join(shapes.shapes[code].d for code in codes)


def _cut(path: str, window: Box) -> str:
    """Return the parts of a path that come into a window."""
    parts = (
        part
        for part in _PART.findall(path)
        if (rings := parse_path(part)) and _meet(_extent(rings[0]), window)
    )
    return "".join(parts)


def _extent(ring: Sequence[Point]) -> Box:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return round(min(xs)), round(min(ys)), round(max(xs)), round(max(ys))


def _shaped(code: str, codelist: CodeList, shapes: Shapes) -> list[str]:
    """Return the codes whose shapes make up a code: itself, its members, or what lies below it."""
    if code in shapes.shapes:
        return [code]
    return [one for child in codelist.children(code) for one in _shaped(child, codelist, shapes)]


def _in_insets(shapes: Shapes) -> Iterable[str]:
    for one in shapes.shapes.values():
        if any(b.x <= one.x <= b.x + b.width and b.y <= one.y <= b.y + b.height for b in shapes.insets):
            yield one.code


def _around(boxes: Sequence[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _window(place: Box, country: Box, shapes: Shapes) -> Box:
    """Return the country with room around it, within the map, of one shape for all places."""
    wide, high = country[2] - country[0], country[3] - country[1]
    width = max(wide * _ROOM, high * _ROOM / _SHAPE, shapes.width * _LEAST)
    width = min(width, shapes.width, shapes.height / _SHAPE)
    height = width * _SHAPE
    middle = (
        (country[0] + country[2] + place[0] + place[2]) / 4,
        (country[1] + country[3] + place[1] + place[3]) / 4,
    )
    left = min(max(middle[0] - width / 2, 0), shapes.width - width)
    top = min(max(middle[1] - height / 2, 0), shapes.height - height)
    return round(left), round(top), round(left + width), round(top + height)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def _ring(place: Box, window: Box) -> tuple[int, int, int] | None:
    extent, across = max(place[2] - place[0], place[3] - place[1]), window[2] - window[0]
    if extent > across / 24:
        return None
    return (place[0] + place[2]) // 2, (place[1] + place[3]) // 2, round(across / 28)
