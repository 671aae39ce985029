"""Where single values stand in a drawing, for the script that tells the one under the pointer."""

from __future__ import annotations

from dataclasses import dataclass

from obsite.charts.layers import Box
from obsite.charts.model import SeriesData


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A value's place in pixels of the drawing. Without a period, it stands for all values of its code."""

    code: str
    x: float
    y: float
    period: str = ""


def spot_in(box: Box, series: SeriesData, place: tuple[float, float], period: str = "") -> Spot:
    """Return the spot of a place in a plot."""
    return Spot(code=series.code, x=box.left + place[0], y=box.top + place[1], period=period)
