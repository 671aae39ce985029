"""Where a label or a circle belongs: well inside the largest part of a shape."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from obsite.charts.maps.pathdata import Point, Whole
from obsite.charts.maps.shapes import Box

_TRIES = 9  # lines on which the widest stretch inside is looked for


def ring_area(ring: Sequence[tuple[float, float]]) -> float:
    """Return twice the signed area of a ring (the shoelace formula)."""
    total = 0.0
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        total += ax * by - bx * ay
    return total


def box_of(rings: Iterable[Sequence[Whole]]) -> Box:
    """Return the box around rings."""
    points = [point for ring in rings for point in ring]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def label_point(rings: Sequence[Sequence[Whole]]) -> Whole:
    """Return the middle of the widest stretch across the largest part, its holes left out."""
    largest = max(rings, key=lambda ring: abs(ring_area(ring)))
    ys = [y for _, y in largest]
    top, bottom = min(ys), max(ys)
    best: tuple[float, Point] = (-1.0, ((largest[0][0]), largest[0][1]))
    for number in range(1, _TRIES + 1):
        y = top + (bottom - top) * number / (_TRIES + 1)
        # Lines near the middle of the height are as good as ones a little wider at its edge.
        weight = 1 - abs(2 * number / (_TRIES + 1) - 1) * 0.5
        for left, right in _stretches(rings, y):
            if (score := (right - left) * weight) > best[0] and _within(largest, (left + right) / 2, y):
                best = (score, ((left + right) / 2, y))
    return round(best[1][0]), round(best[1][1])


def _stretches(rings: Sequence[Sequence[Whole]], y: float) -> list[tuple[float, float]]:
    y += 0.001  # never through a point of the grid
    crossings: list[float] = []
    for ring in rings:
        for (ax, ay), (bx, by) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
            if (ay > y) != (by > y):
                crossings.append(ax + (y - ay) / (by - ay) * (bx - ax))
    crossings.sort()
    return list(zip(crossings[::2], crossings[1::2], strict=False))


def _within(ring: Sequence[Whole], x: float, y: float) -> bool:
    return any(left <= x <= right for left, right in _stretches([ring], y))
