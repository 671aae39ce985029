"""From features to shapes: projected, fitted to the grid, simplified, with labels and borders."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from obsite.charts.maps.borders import borders_between
from obsite.charts.maps.features import Collection, Feature, Polygon, Position
from obsite.charts.maps.insets import Frame, frames_for
from obsite.charts.maps.labels import box_of, label_point
from obsite.charts.maps.pathdata import format_path
from obsite.charts.maps.projecting import Projection
from obsite.charts.maps.shapes import GRID, Inset, Shape, Shapes
from obsite.charts.maps.simplifying import Rings, clipped, simplified

_MARGIN = 12  # units of the grid around all


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A change of scale and place, from the plane of a projection to the grid."""

    factor: float
    left: float
    top: float

    def at(self, point: Position) -> Position:
        return (point[0] - self.left) * self.factor, (point[1] - self.top) * self.factor


def areas(
    collection: Collection,
    project: Projection,
    groups: Mapping[str, str],
    insets: Mapping[str, tuple[str, ...]],
) -> Shapes:
    """Return polygons as shapes; `insets` are codes drawn in boxes, by the box's label."""
    plane = {code: _projected(one.polygons, project) for code, one in collection.features.items()}
    plane = {code: polygons for code, polygons in sorted(plane.items()) if polygons}
    apart = {code for codes in insets.values() for code in codes}
    main = {code: polygons for code, polygons in plane.items() if code not in apart} or plane
    fit, width, height = _fit(_points(main.values()))
    frames = frames_for(
        {label: _points([plane[code] for code in codes if code in plane]) for label, codes in insets.items()},
        width,
        height,
    )
    fits = dict.fromkeys(plane, fit) | {
        code: _fit_into(frame) for frame in frames for code in insets[frame.label]
    }
    placed = {code: _placed(polygons, fits[code]) for code, polygons in plane.items()}
    rings = simplified(placed, _cut_at_antimeridian(collection.features))
    around = _placed(_projected(collection.context, project), fit)
    bottom = max([height, *(frame.y + frame.height + _MARGIN for frame in frames)])
    return Shapes(
        kind="areas",
        width=width,
        height=bottom,
        shapes={code: _shape(collection.features[code], rings[code]) for code in rings if rings[code]},
        borders=format_path(borders_between(rings, groups), closed=False) if groups else "",
        context=format_path(clipped(around, width, height)) if around else "",
        insets=tuple(_inset(frame) for frame in frames),
    )


def points(collection: Collection, project: Projection) -> Shapes:
    """Return points as small circles, which the same macro draws as it draws areas."""
    plane = {code: project(*one.points[0]) for code, one in sorted(collection.features.items()) if one.points}
    fit, width, height = _fit(plane.values())
    radius = round(min(max(0.3 * math.sqrt(width * height / max(len(plane), 1)), 8), 30))
    shapes = {}
    for code, place in plane.items():
        x, y = (round(number) for number in fit.at(place))
        half = f"a{radius} {radius} 0 1 1"
        d = f"M{x - radius} {y}{half} {2 * radius} 0{half}-{2 * radius} 0z"
        box = (x - radius, y - radius, x + radius, y + radius)
        shapes[code] = Shape(code=code, name=collection.features[code].name, d=d, x=x, y=y, box=box)
    around = _placed(_projected(collection.context, project), fit)
    context = format_path(clipped(around, width, height)) if around else ""
    return Shapes(kind="points", width=width, height=height, shapes=shapes, context=context)


def _projected(polygons: Iterable[Polygon], project: Projection) -> list[Polygon]:
    return [[[project(x, y) for x, y in ring] for ring in polygon] for polygon in polygons]


def _placed(polygons: Iterable[Polygon], fit: Fit) -> list[Polygon]:
    return [[[fit.at(point) for point in ring] for ring in polygon] for polygon in polygons]


def _points(shapes: Iterable[Sequence[Polygon]]) -> list[Position]:
    return [point for polygons in shapes for polygon in polygons for point in polygon[0]]


def _fit(found: Iterable[Position]) -> tuple[Fit, int, int]:
    """Return the fit of points to the grid, and its width and height."""
    xs, ys = zip(*found, strict=True)
    left, top, wide, high = min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
    factor = (GRID - 2 * _MARGIN) / (max(wide, high) or 1)
    fit = Fit(factor=factor, left=left - _MARGIN / factor, top=top - _MARGIN / factor)
    return fit, round(wide * factor) + 2 * _MARGIN, round(high * factor) + 2 * _MARGIN


def _fit_into(frame: Frame) -> Fit:
    return Fit(factor=frame.factor, left=frame.left, top=frame.top)


def _inset(frame: Frame) -> Inset:
    return Inset(code="", label=frame.label, x=frame.x, y=frame.y, width=frame.width, height=frame.height)


def _shape(feature: Feature, rings: Rings) -> Shape:
    x, y = label_point(rings)
    return Shape(code=feature.code, name=feature.name, d=format_path(rings), x=x, y=y, box=box_of(rings))


def _cut_at_antimeridian(features: Mapping[str, Feature]) -> frozenset[str]:
    """Return codes with parts on both sides of the 180th meridian, where RFC 7946 cuts them."""
    found = set()
    for code, feature in features.items():
        sides = {
            math.copysign(1, x)
            for polygon in feature.polygons
            for x, _ in polygon[0]
            if 179.99 < abs(x) < 180.01
        }
        if len(sides) == 2:
            found.add(code)
    return frozenset(found)
