"""Words within a plot: the subject's turning point, what a band stands for; where no line is in their way."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from obsite.charts import figures, layers, timeline
from obsite.charts.casting import Part
from obsite.charts.layers import Spec
from obsite.charts.placing import Area
from obsite.charts.plot import Plot
from obsite.charts.swarm import FEW, inner_band
from obsite.charts.timeline import is_single
from obsite.data.observation import Observation

Point = tuple[float, float]
_STANDS_OUT = 0.06  # of the height: what rises less is no turning point


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacles:
    """The lines of a plot in pixels."""

    lines: tuple[tuple[Point, ...], ...]

    def cost(self, area: Area) -> int:
        """Return how much of the lines runs through an area: in pixels, roughly."""
        return sum(1 for line in self.lines for point in _along(line) if _holds(area, point)) * 3

    def clearest(self, places: Sequence[Area]) -> Area:
        """Return the place with the least in its way; of equal ones the first."""
        return min(places, key=self.cost)


def _along(line: Sequence[Point]) -> Iterable[Point]:
    """Return points of a line, three pixels apart."""
    for (ax, ay), (bx, by) in pairwise(line):
        steps = max(1, math.ceil(math.hypot(bx - ax, by - ay) / 3))
        for at in range(steps + 1):
            yield ax + (bx - ax) * at / steps, ay + (by - ay) * at / steps


def _holds(area: Area, point: Point) -> bool:
    return abs(point[0] - area.x) * 2 < area.width and abs(point[1] - area.y) * 2 < area.height


def obstacles(plot: Plot) -> Obstacles:
    """Return the lines of all named parts and the reference's."""
    plane = plot.plane
    lines = [
        tuple((plane.x.at(timeline.position(one.period)), plane.y.at(one.value or 0.0)) for one in run)
        for part in plot.cast.named
        for run in timeline.segments(part.series)
    ]
    if plot.facts.reference_value is not None:
        y = plane.y.at(plot.facts.reference_value)
        lines.append(((0.0, y), (plane.x.end, y)))
    return Obstacles(lines=tuple(lines))


def turning_point(plot: Plot) -> list[Spec]:
    """Return the subject's highest or lowest point with its value, if it stands out between the ends."""
    subject = next((part for part in plot.cast.named if part.role == "focus"), None)
    chosen = outstanding(subject, plot.plane.y.high - plot.plane.y.low) if subject else None
    if subject is None or chosen is None:
        return []
    one, above = chosen
    plane, look = plot.plane, plot.look
    value = figures.value_text(one.value, plot.facts, look.lang)
    when = figures.period_text(one.period, look.lang)
    key = "chart.value_on_day" if one.period.count("-") == 2 else "chart.value_in"
    words = look.say(key, value=value, period=when)
    width = look.lettering.width(words, look.small, bold=True)
    x, y = plane.x.at(timeline.position(one.period)), plane.y.at(one.value or 0.0)
    place = obstacles(plot).clearest(_around((x, y), (width + 8, 15.0), plane.x.end, above=above))
    point = {"x": timeline.position(one.period), "y": one.value}
    label = {
        "x": layers.tidy(plane.x.invert(place.x)),
        "y": layers.tidy(plane.y.invert(place.y)),
        "text": words,
    }
    style = {"fill": subject.colour, "fontSize": look.small, "fontWeight": 600}
    return [
        layers.dots([point], plane, size=44, fill="paper", stroke=subject.colour, strokeWidth=1.75),
        layers.text([label], plane, align="center", **style),
    ]


def _around(point: Point, size: tuple[float, float], right: float, *, above: bool) -> list[Area]:
    """Return places around a point: on its outer side first, near ones before far ones."""
    (x, y), (width, height) = point, size
    out = -1.0 if above else 1.0
    half = width / 2
    near, far = half + 4, half + 6
    shifts = [(0.0, 15.0), (near, 10.0), (-near, 10.0), (far, 0.0), (-far, 0.0), (0.0, 26.0), (0.0, -16.0),
              (near, -10.0), (-near, -10.0), (0.0, 38.0), (0.0, -30.0)]  # fmt: skip
    return [
        Area(x=min(max(x + dx, half - 2), right - half + 6), y=y + out * dy, width=width, height=height)
        for dx, dy in shifts
    ]


def outstanding(part: Part, span: float) -> tuple[Observation, bool] | None:
    """Return the point that rises most above both ends, or falls most below, and whether it is a high.

    Points before a break are no part of the course that the ends belong to.
    """
    runs = timeline.segments(part.series)
    cuts = [timeline.position(broken.period) for broken in part.series.breaks]
    seen = [one for run in runs for one in run if not cuts or timeline.position(one.period) >= max(cuts)]
    if len(seen) < 5:
        return None
    ends = [seen[0].value or 0.0, seen[-1].value or 0.0]
    high = max(seen[1:-1], key=lambda one: one.value or 0.0)
    low = min(seen[1:-1], key=lambda one: one.value or 0.0)
    rises = (high.value or 0.0) - max(ends)
    falls = min(ends) - (low.value or 0.0)
    if span <= 0 or max(rises, falls) < _STANDS_OUT * span:
        return None
    chosen = high if rises >= falls else low
    if not is_single([one.value or 0.0 for one in seen], seen.index(chosen)):
        return None
    return chosen, rises >= falls


def band_note(plot: Plot) -> list[Spec]:
    """Return a few words in the band of the middle half, where it is deep enough and no line runs."""
    if len(plot.cast.field) <= FEW:
        return []
    band = inner_band(plot.cast.field, plot.plane)
    words = plot.look.say("chart.band", count=len(plot.cast.field))
    width = plot.look.lettering.width(words, plot.look.small)
    plane, places = plot.plane, []
    for share in (0.04, 0.5, 0.96):
        middle = width / 2 + 4 + share * (plane.x.end - width - 8)
        under = [row for row in band if abs(plane.x.at(row[0]) - middle) <= width / 2 + 12]
        if not under:
            continue
        top = plane.y.at(min(row[2] for row in under))
        bottom = plane.y.at(max(row[1] for row in under))
        places += [
            Area(x=middle, y=y, width=width + 8, height=18)
            for y in (bottom - 11, top + 11)
            if bottom - top > 22
        ]
    blocked = obstacles(plot)
    free = [place for place in places if not blocked.cost(place)]
    if not free:
        return []
    row = {
        "x": layers.tidy(plane.x.invert(free[0].x)),
        "y": layers.tidy(plane.y.invert(free[0].y)),
        "text": words,
    }
    return [layers.text([row], plane, align="center", fill="soft", fontSize=plot.look.small)]
