"""Boxes for what lies far away: a row below the map, each with a scale of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from obsite.charts.maps.features import Position

_GAP = 24  # units of the grid
_PADDING = 16
_WIDEST = 460
_HIGHEST = 380
_LABEL = 56  # room for the words


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One box on the grid, and how points come into it."""

    label: str
    x: int
    y: int
    width: int
    height: int
    factor: float
    left: float
    top: float


def frames_for(parts: Mapping[str, Sequence[Position]], width: int, height: int) -> tuple[Frame, ...]:
    """Return boxes below a map, in the order given, as many a row as there is room for."""
    parts = {label: points for label, points in parts.items() if points}
    if not parts:
        return ()
    a_row = max(1, min(len(parts), (width + _GAP) // (_WIDEST // 2 + _GAP)))
    wide = min(_WIDEST, (width - _GAP * (a_row - 1)) // a_row)
    high = min(_HIGHEST, round(wide * 0.8))
    return tuple(
        _frame(
            label,
            points,
            (number % a_row) * (wide + _GAP),
            height + _GAP + (number // a_row) * (high + _GAP),
            wide,
            high,
        )
        for number, (label, points) in enumerate(parts.items())
    )


def _frame(label: str, points: Sequence[Position], x: int, y: int, width: int, height: int) -> Frame:  # noqa: PLR0913, PLR0917
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    wide, high = max(xs) - min(xs) or 1e-9, max(ys) - min(ys) or 1e-9
    factor = min((width - 2 * _PADDING) / wide, (height - _PADDING - _LABEL) / high)
    # The shape stands in the middle of the box, above its label.
    left = min(xs) - (x + (width - wide * factor) / 2) / factor
    top = min(ys) - (y + (height - _LABEL + _PADDING - high * factor) / 2) / factor
    return Frame(label=label, x=x, y=y, width=width, height=height, factor=factor, left=left, top=top)
