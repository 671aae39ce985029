"""The field: all others, in grey behind; one by one while they are few, as bands when they are many."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from obsite.charts import layers, timeline
from obsite.charts.casting import Part
from obsite.charts.layers import Plane, Row, Spec

FEW = 40
_ENOUGH = 10  # values in a period that a band may be made of


def field_layers(field: Sequence[Part], plane: Plane) -> list[Spec]:
    """Return the field as lines, or as two bands: the middle half, and eight in ten."""
    if len(field) > FEW:
        return _bands(field, plane)
    rows = [
        {**row, "line": f"{number}.{at}"}
        for number, part in enumerate(field)
        for at, run in enumerate(_inside(part, plane))
        for row in run
    ]
    return [layers.lines(rows, plane, stroke="field", strokeWidth=1)]


def _inside(part: Part, plane: Plane) -> list[list[Row]]:
    """Return the stretches of a line that lie within the plot, cut where they leave it."""
    runs: list[list[Row]] = []
    for segment in timeline.segments(part.series):
        points = [(timeline.position(seen.period), float(seen.value or 0.0)) for seen in segment]
        open_run: list[Row] = []
        for a, b in itertools.pairwise(points):
            cut = _clipped(a, b, plane)
            if cut is None:
                runs.append(open_run)
                open_run = []
                continue
            start, end = cut
            if open_run and start != a:
                runs.append(open_run)
                open_run = []
            if not open_run:
                open_run.append({"x": start[0], "y": start[1]})
            open_run.append({"x": end[0], "y": end[1]})
        runs.append(open_run)
    return [run for run in runs if run]


Point = tuple[float, float]


def _clipped(a: Point, b: Point, plane: Plane) -> tuple[Point, Point] | None:
    """Return the part of a straight line between the upper and lower edge, or None."""
    low, high = plane.y.low, plane.y.high
    if max(a[1], b[1]) < low or min(a[1], b[1]) > high:
        return None

    def held(point: Point, other: Point) -> Point:
        edge = low if point[1] < low else high if point[1] > high else None
        if edge is None:
            return point
        along = (edge - point[1]) / (other[1] - point[1])
        return layers.tidy(point[0] + along * (other[0] - point[0])), layers.tidy(edge)

    return held(a, b), held(b, a)


def _by_period(field: Sequence[Part]) -> dict[float, list[float]]:
    """Return the sorted values of each place in time that has enough of them."""
    found: dict[float, list[float]] = {}
    for part in field:
        for seen in part.series.observations:
            if seen.value is not None:
                found.setdefault(timeline.position(seen.period), []).append(seen.value)
    return {at: sorted(values) for at, values in sorted(found.items()) if len(values) >= _ENOUGH}


def middle_half(field: Sequence[Part]) -> list[float]:
    """Return the ends of the middle half of each period."""
    return [quantile(values, share) for values in _by_period(field).values() for share in (0.25, 0.75)]


def band_ends(field: Sequence[Part]) -> list[float]:
    """Return the ends of what eight in ten have in each period: what the outer band shows."""
    return [quantile(values, share) for values in _by_period(field).values() for share in (0.1, 0.9)]


def inner_band(field: Sequence[Part], plane: Plane) -> list[tuple[float, float, float]]:
    """Return (place in time, lower end, upper end) of the middle half, as far as the plot shows it."""
    return [
        (at, _held(quantile(values, 0.25), plane), _held(quantile(values, 0.75), plane))
        for at, values in _by_period(field).items()
    ]


def _held(value: float, plane: Plane) -> float:
    return layers.tidy(min(max(value, plane.y.low), plane.y.high))


def _bands(field: Sequence[Part], plane: Plane) -> list[Spec]:
    full = _by_period(field)
    return [_band(full, plane, (0.1, 0.9), "band"), _band(full, plane, (0.25, 0.75), "hair")]


def _band(full: dict[float, list[float]], plane: Plane, ends: tuple[float, float], fill: str) -> Spec:
    rows = [
        {"x": at, "y": _held(quantile(found, ends[0]), plane), "y2": _held(quantile(found, ends[1]), plane)}
        for at, found in full.items()
    ]
    encoding = {**plane.encoding(), "y2": {"field": "y2"}}
    return layers.layer({"type": "area", "fill": fill, "line": False}, rows, encoding)


def quantile(ordered: Sequence[float], share: float) -> float:
    """Return a quantile of sorted values, between neighbours where it falls between them (type 7)."""
    if not ordered:
        return 0.0
    at = share * (len(ordered) - 1)
    low = int(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (at - low) * (ordered[high] - ordered[low])
