"""Marks on lines: the lines themselves, their ends with labels, breaks, flags."""

from __future__ import annotations

from dataclasses import dataclass

from obsite.charts import layers, timeline
from obsite.charts.casting import Part, is_marked
from obsite.charts.layers import Spec
from obsite.charts.placing import Wanted, spread
from obsite.charts.plot import LEADER, Plot, end_lines, held_lines
from obsite.data.observation import Observation

_WIDTHS = {"focus": 2.5, "compared": 1.75, "reference": 1.5}
_THIN = 1.0  # of those without a colour
_MOVED = 7.0  # pixels that a label may stand off its line's end without a leader
_FEW_POINTS = 6  # so few are shown as what they are
_MANY_FLAGS = 0.4  # of a line's points; if more are flagged, dots say nothing and the note says it


def part_lines(plot: Plot) -> list[Spec]:
    """Return the named series: the subject last, over the others; single points as dots."""
    found: list[Spec] = []
    for part in reversed(plot.cast.named):
        runs = timeline.segments(part.series)
        rows = [
            {"x": timeline.position(seen.period), "y": seen.value, "line": str(number)}
            for number, run in enumerate(runs)
            for seen in run
            if len(run) > 1
        ]
        width = _THIN if part.colour == "soft" else _WIDTHS.get(part.role, 1.75)
        found.append(layers.lines(rows, plot.plane, stroke=part.colour, strokeWidth=width))
        alone = [_point(run[0]) for run in runs if len(run) == 1]
        if sum(len(run) for run in runs) <= _FEW_POINTS:
            alone = [_point(seen) for run in runs for seen in run]
        found.append(layers.dots(alone, plot.plane, size=22, fill=part.colour, stroke=None))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """What a label stands beside: the end of a named line, or of the line of a fixed reference."""

    value: float
    colour: str
    lines: tuple[str, ...]
    part: Part | None = None


def end_labels(plot: Plot) -> list[Spec]:
    """Return a dot at the end of each named line, and beside it its name and last value.

    A label that had to give way to another is tied to its dot by a thin line.
    """
    ends = _ends(plot)
    leading = plot.look.size * 1.2
    wanted = [Wanted(at=plot.plane.y.at(end.value), height=leading * len(end.lines) + 3) for end in ends]
    places = spread(wanted, -14, plot.box.height + 14)
    moved = any(abs(place - want.at) > _MOVED for place, want in zip(places, wanted, strict=True))
    found: list[Spec] = []
    for end, place in zip(ends, places, strict=True):
        if end.part is not None and end.part.last is not None:
            found.append(_end_dot(plot, end.part, end.part.last))
            if moved and abs(place - plot.plane.y.at(end.value)) > 2:
                found.append(_leader(plot, end.part, end.part.last, place))
        found.extend(_label(plot, end.colour, (end.lines, LEADER if moved else 9), place))
    return found


def _ends(plot: Plot) -> list[End]:
    ends = [
        End(value=last.value, colour=part.colour, lines=end_lines(part, plot.data, plot.look), part=part)
        for part in plot.cast.named
        if (last := part.last) is not None and last.value is not None
    ]
    held = held_lines(plot.cast, plot.data, plot.look)
    if held and plot.facts.reference_value is not None:
        ends.append(End(value=plot.facts.reference_value, colour="ink", lines=held))
    return ends


def _end_dot(plot: Plot, part: Part, seen: Observation) -> Spec:
    if is_marked(seen.flag):
        style = {"size": 30, "fill": "paper", "stroke": part.colour, "strokeWidth": 1.5}
    else:
        style = {"size": 30, "fill": part.colour, "stroke": None}
    return layers.dots([_point(seen)], plot.plane, **style)


def _leader(plot: Plot, part: Part, seen: Observation, place: float) -> Spec:
    plane = plot.plane
    at = plane.x.at(timeline.position(seen.period))
    if plane.x.end - at > 4:
        return {}  # the line ends within the plot: a leader would look like a part of it
    ends = [(plane.x.end + 5, plane.y.at(seen.value or 0.0)), (plane.x.end + LEADER - 3, place)]
    rows = [
        {"x": layers.tidy(plane.x.invert(x)), "y": layers.tidy(plane.y.invert(y)), "line": "0"}
        for x, y in ends
    ]
    return layers.lines(rows, plane, stroke=part.colour, strokeWidth=0.75)


def _label(plot: Plot, colour: str, told: tuple[tuple[str, ...], int], place: float) -> list[Spec]:
    (lines, shift), plane, look = told, plot.plane, plot.look
    leading = look.size * 1.2
    top = place - leading * (len(lines) - 1) / 2
    rows = [
        {"x": plane.x.high, "y": layers.tidy(plane.y.invert(top + at * leading)), "text": line}
        for at, line in enumerate(lines)
    ]
    style = {"fill": colour, "fontSize": look.size, "fontWeight": 600}
    return [layers.text(rows, plane, align="left", dx=shift, **style)]


def breaks(plot: Plot) -> list[Spec]:
    """Return a thin dashed line where series break off, with a word at its head."""
    plane, look = plot.plane, plot.look
    shown = sorted({broken.period for part in plot.cast.named for broken in part.series.breaks})
    places = [timeline.position(period) for period in shown]
    known = [timeline.position(period) for period in plot.data.periods]
    rows = []
    for at in places:
        if not plane.x.low < at <= plane.x.high:
            continue
        before = max((one for one in known if one < at), default=at)
        middle = layers.tidy((at + before) / 2)  # between the last value before and the first after
        rows.append({"x": middle, "y": plane.y.low, "y2": plane.y.high})
    texts = [{"x": row["x"], "y": plane.y.high, "text": look.say("chart.break")} for row in rows]
    return [
        layers.rules(rows, plane, stroke="soft", strokeDash=[2, 3]),
        layers.text(texts[:1], plane, align="center", dy=-9, fill="soft", fontSize=look.small),
    ]


def flagged(plot: Plot) -> list[Spec]:
    """Return hollow dots at flagged values; where most are flagged the note below says it better."""
    found: list[Spec] = []
    for part in reversed(plot.cast.named):
        seen = [one for one in part.series.observations if one.value is not None]
        marked = [one for one in seen if is_marked(one.flag)]
        if len(marked) <= max(1, _MANY_FLAGS * len(seen)):
            rows = [_point(one) for one in marked if one is not part.last]
            found.append(
                layers.dots(rows, plot.plane, size=26, fill="paper", stroke=part.colour, strokeWidth=1.5)
            )
    return found


def _point(seen: Observation) -> dict[str, object]:
    return {"x": timeline.position(seen.period), "y": seen.value}
