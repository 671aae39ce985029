"""The ready form of a geometry: a JSON file of path strings that some other tool has projected.

{"viewBox": [0, 0, w, h], "regions": {code: [name, d]}, "borders": d, "context": d,
 "insets": [[code, label, x, y, w, h], ...]}; only `viewBox` and `regions` must be there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from obsite.charts.maps.fault import GeometryFault
from obsite.charts.maps.labels import box_of, label_point
from obsite.charts.maps.pathdata import NotStraightError, Whole, format_path, is_closed, parse_path, whole
from obsite.charts.maps.shapes import GRID, Inset, Shape, Shapes


def is_ready(document: Mapping[str, Any]) -> bool:
    """Return whether a JSON document has this form."""
    return "regions" in document and "type" not in document


def shapes_of_paths(document: Mapping[str, Any]) -> Shapes:
    """Return the shapes of a document; raises GeometryFault for what is not of the form."""
    left, top, width, height = _view_box(document)
    scale = _Scale(left=left, top=top, factor=GRID / max(width, height))
    regions = document.get("regions")
    if not isinstance(regions, Mapping) or not regions:
        raise GeometryFault("`regions` holds no shapes", "It has one entry for each code: [name, path]")
    shapes = {str(code): _shape(str(code), entry, scale) for code, entry in sorted(regions.items())}
    return Shapes(
        kind="areas",
        width=round(width * scale.factor),
        height=round(height * scale.factor),
        shapes=shapes,
        borders=_lines(document.get("borders"), "borders", scale),
        context=_lines(document.get("context"), "context", scale),
        insets=tuple(_inset(entry, scale) for entry in document.get("insets") or ()),
    )


class _Scale:
    """From the file's units to the grid."""

    def __init__(self, *, left: float, top: float, factor: float) -> None:
        self.left, self.top, self.factor = left, top, factor

    def rings(self, d: str) -> list[list[Whole]]:
        return [
            whole(((x - self.left) * self.factor, (y - self.top) * self.factor) for x, y in ring)
            for ring in parse_path(d)
        ]


def _view_box(document: Mapping[str, Any]) -> tuple[float, float, float, float]:
    try:
        left, top, width, height = (float(number) for number in document["viewBox"])
    except (KeyError, TypeError, ValueError):
        raise GeometryFault(
            "`viewBox` is missing or has not four numbers", "Write it as in SVG: [0, 0, 900, 600]"
        ) from None
    if width <= 0 or height <= 0:
        raise GeometryFault("`viewBox` has no extent", "Its third and fourth numbers are width and height")
    return left, top, width, height


def _shape(code: str, entry: object, scale: _Scale) -> Shape:
    name, d = entry if isinstance(entry, list) and len(entry) == 2 else (code, entry)
    if not isinstance(d, str):
        raise GeometryFault(f"The shape of `{code}` is no path", "Write it as [name, path]")
    try:
        rings = [ring for ring in scale.rings(d) if ring]
    except NotStraightError as error:
        raise GeometryFault(
            f"The path of `{code}` cannot be read: {error}", "Only straight lines (M, L, H, V, Z) are read"
        ) from None
    if not rings:
        raise GeometryFault(f"The path of `{code}` is empty")
    x, y = label_point(rings)
    return Shape(code=code, name=str(name), d=format_path(rings), x=x, y=y, box=box_of(rings))


def _lines(text: object, key: str, scale: _Scale) -> str:
    if not text:
        return ""
    try:
        return format_path(scale.rings(str(text)), closed=is_closed(str(text)))
    except NotStraightError as error:
        raise GeometryFault(f"The path of `{key}` cannot be read: {error}") from None


def _inset(entry: object, scale: _Scale) -> Inset:
    fault = GeometryFault("An entry of `insets` is not of the form [code, label, x, y, width, height]")
    if not isinstance(entry, list) or len(entry) != 6:
        raise fault
    try:
        x, y, width, height = (float(number) for number in entry[2:])
    except (TypeError, ValueError):
        raise fault from None
    return Inset(
        code=str(entry[0]),
        label=str(entry[1]),
        x=round((x - scale.left) * scale.factor),
        y=round((y - scale.top) * scale.factor),
        width=round(width * scale.factor),
        height=round(height * scale.factor),
    )
