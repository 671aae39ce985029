"""Marks on lines: the lines themselves, their ends with labels, breaks, flags, turning points."""

from __future__ import annotations

from collections.abc import Iterable

from obsite.charts import figures, layers, timeline
from obsite.charts.casting import Part
from obsite.charts.layers import Spec
from obsite.charts.placing import Wanted, spread
from obsite.charts.plot import Plot, end_lines
from obsite.data.observation import Observation

_WIDTHS = {"focus": 2.5, "compared": 1.75, "reference": 1.5}
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
        width = _WIDTHS.get(part.role, 1.75)
        found.append(layers.lines(rows, plot.plane, stroke=part.colour, strokeWidth=width))
        alone = [_point(run[0]) for run in runs if len(run) == 1]
        found.append(layers.dots(alone, plot.plane, size=22, fill=part.colour, stroke=None))
    return found


def end_labels(plot: Plot) -> list[Spec]:
    """Return a dot at the end of each named line, and beside it its name and last value."""
    plane, look = plot.plane, plot.look
    leading = look.size * 1.2
    parts = plot.cast.named
    ends = [(part, seen) for part in parts if (seen := part.last) is not None]
    texts = [end_lines(part, plot.data, look) for part, _ in ends]
    wanted = [
        Wanted(at=plane.y.at(seen.value or 0.0), height=leading * len(lines) + 3)
        for (_, seen), lines in zip(ends, texts, strict=True)
    ]
    places = spread(wanted, -14, plot.box.height + 14)
    found: list[Spec] = []
    for (part, seen), lines, place in zip(ends, texts, places, strict=True):
        found.append(layers.dots([_point(seen)], plane, size=30, fill=part.colour, stroke=None))
        found.extend(_label(plot, part.colour, lines, place))
    return found


def _label(plot: Plot, colour: str, lines: tuple[str, ...], place: float) -> list[Spec]:
    plane, look = plot.plane, plot.look
    leading = look.size * 1.2
    top = place - leading * (len(lines) - 1) / 2
    rows = [
        {"x": plane.x.high, "y": layers.tidy(plane.y.invert(top + at * leading)), "text": line}
        for at, line in enumerate(lines)
    ]
    return [layers.text(rows, plane, align="left", dx=9, fill=colour, fontSize=look.size, fontWeight=600)]


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
        marked = [one for one in seen if one.flag.strip(":b")]
        if len(marked) <= max(1, _MANY_FLAGS * len(seen)):
            rows = [_point(one) for one in marked if one is not part.last]
            found.append(
                layers.dots(rows, plot.plane, size=26, fill="paper", stroke=part.colour, strokeWidth=1.5)
            )
    return found


def turning_point(plot: Plot) -> list[Spec]:
    """Return the subject's highest or lowest point with its value, if it stands out between the ends."""
    subject = next((part for part in plot.cast.named if part.role == "focus"), None)
    if subject is None:
        return []
    seen = [one for one in subject.series.observations if one.value is not None]
    chosen = _outstanding(seen, plot.plane.y.high - plot.plane.y.low)
    if chosen is None:
        return []
    one, above = chosen
    plane, look = plot.plane, plot.look
    facts = plot.facts
    words = look.say(
        "chart.value_in",
        value=figures.value_text(one.value, facts, look.lang),
        period=figures.period_text(one.period, look.lang),
    )
    half = look.lettering.width(words, look.small, bold=True) / 2
    at = plane.x.at(timeline.position(one.period))
    shift = max(0.0, half - at) - max(0.0, at + half - plane.x.end)
    row = {**_point(one), "text": words}
    style = {"fill": subject.colour, "fontSize": look.small, "fontWeight": 600}
    side = _free_side(plot, one, subject, above=above)
    return [
        layers.dots([row], plane, size=44, fill="paper", stroke=subject.colour, strokeWidth=1.75),
        layers.text([row], plane, align="center", dx=round(shift), dy=-15 if side else 16, **style),
    ]


def _free_side(plot: Plot, one: Observation, subject: Part, *, above: bool) -> bool:
    """Return whether the label goes above: on the point's outer side, unless another line is near there."""
    y = plot.plane.y.at(one.value or 0.0)
    near = [
        plot.plane.y.at(other.value)
        for part in plot.cast.named
        if part is not subject
        for other in part.series.observations
        if other.value is not None
        and abs(timeline.position(other.period) - timeline.position(one.period)) <= 1.5
    ]
    over = any(y - 28 < other <= y for other in near)
    under = any(y <= other < y + 28 for other in near)
    return not over if above else bool(under and not over)


def _outstanding(seen: list[Observation], span: float) -> tuple[Observation, bool] | None:
    """Return the extreme point that rises most above both ends (or falls below), and whether it is a high."""
    if len(seen) < 5:
        return None
    ends = [seen[0].value or 0.0, seen[-1].value or 0.0]
    high = max(seen[1:-1], key=lambda one: one.value or 0.0)
    low = min(seen[1:-1], key=lambda one: one.value or 0.0)
    rises = (high.value or 0.0) - max(ends)
    falls = min(ends) - (low.value or 0.0)
    if max(rises, falls) < 0.05 * span:
        return None
    return (high, True) if rises >= falls else (low, False)


def _point(seen: Observation) -> dict[str, object]:
    return {"x": timeline.position(seen.period), "y": seen.value}


def named_points(parts: Iterable[Part]) -> list[dict[str, object]]:
    """Return the last point of each part."""
    return [_point(seen) for part in parts if (seen := part.last) is not None]
