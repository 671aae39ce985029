"""Two periods as two columns, a line for each from one to the other."""

from __future__ import annotations

from dataclasses import dataclass

from obsite.charts import layers, scales
from obsite.charts.figures import period_text, value_text
from obsite.charts.layers import Box, Plane, Spec
from obsite.charts.look import COMPARED, Look
from obsite.charts.model import ChartData
from obsite.charts.placing import Wanted, spread
from obsite.charts.presets.dumbbell import Pair, ends_of, pairs_of
from obsite.charts.scales import Scale
from obsite.charts.spots import Spot, spot_in

_FEW = 9  # of the field: up to so many are named too


@dataclass(frozen=True, slots=True, kw_only=True)
class Slope:
    """The lines and where their labels go."""

    data: ChartData
    look: Look
    named: tuple[Pair, ...]
    grey: tuple[Pair, ...]
    colours: tuple[str, ...]
    box: Box
    plane: Plane


def spec(data: ChartData, look: Look) -> Spec:
    """Return the Vega-Lite spec."""
    slope = _arranged(data, look)
    lines = [
        {"x": x, "y": value, "line": str(at)}
        for at, pair in enumerate(slope.grey)
        for x, value in ((0, pair.then), (1, pair.now))
    ]
    parts = [
        *_columns(slope),
        layers.lines(lines, slope.plane, stroke="field", strokeWidth=1),
        *_lines(slope),
        *_labels(slope, now=False),
        *_labels(slope, now=True),
    ]
    return layers.chart(parts, slope.box, look)


def spots(data: ChartData, look: Look) -> tuple[Spot, ...]:
    """Return the ends of the lines."""
    slope = _arranged(data, look)
    plane = slope.plane
    return tuple(
        spot_in(slope.box, pair.series, (plane.x.at(at), plane.y.at(value)), period)
        for pair in (*slope.named, *slope.grey)
        for at, (value, period) in enumerate(zip((pair.then, pair.now), ends_of(data), strict=True))
    )


def _arranged(data: ChartData, look: Look) -> Slope:
    pairs = pairs_of(data)
    field = [pair for pair in pairs if pair.series.role == "field"]
    named = [pair for pair in pairs if pair.series.role != "field"]
    if len(field) + len(named) <= _FEW:
        named, field = [*named, *field], []
    if len(named) > 14:
        named, field = named[:14], [*field, *named[14:]]
    values = [v for pair in named or field for v in (pair.then, pair.now)]
    low, high = scales.bounds(values, air=0.05)
    whole = scales.bounds([v for pair in pairs for v in (pair.then, pair.now)], air=0.05)
    if high - low >= 0.4 * (whole[1] - whole[0]):
        low, high = whole
    else:
        field = [pair for pair in field if low <= pair.then <= high and low <= pair.now <= high]
    texts = [_text(pair, data, look, now=True) for pair in named]
    right = max((look.lettering.width(text, look.size, bold=True) for text in texts), default=0.0) + 16
    left = (
        max(
            (look.lettering.width(_then(pair, data, look), look.size, bold=True) for pair in named),
            default=0.0,
        )
        + 16
    )
    right = min(right, look.width_px * 0.5)
    height = max(280.0 if look.narrow else 340.0, 19.0 * len(named))
    width = min(look.width_px - left - right, 540)
    box = Box(width=width, height=height, left=left, right=look.width_px - left - width, top=30, bottom=8)
    plane = Plane(
        x=Scale(low=0, high=1, start=0, end=round(width)), y=Scale(low=low, high=high, start=height, end=0)
    )
    return Slope(
        data=data,
        look=look,
        named=tuple(named),
        grey=tuple(field),
        colours=_colours(named),
        box=box,
        plane=plane,
    )


def _colours(named: list[Pair]) -> tuple[str, ...]:
    free = iter(COMPARED)
    fixed = {"focus": "accent", "reference": "ink", "field": "soft"}
    return tuple(fixed.get(pair.series.role) or next(free, "soft") for pair in named)


def _then(pair: Pair, data: ChartData, look: Look) -> str:
    return value_text(pair.then, data.indicators[0], look.lang)


def _text(pair: Pair, data: ChartData, look: Look, *, now: bool) -> str:
    if not now:
        return _then(pair, data, look)
    value = value_text(pair.now, data.indicators[0], look.lang)
    room = look.width_px * 0.46 - look.lettering.width(value, look.size, bold=True)
    return f"{value} {look.lettering.shortened(pair.series.label, look.size, room, bold=True)}"


def _columns(slope: Slope) -> list[Spec]:
    plane = slope.plane
    rules = [{"x": x, "y": plane.y.low, "y2": plane.y.high} for x in (0, 1)]
    heads = [
        {"x": x, "y": plane.y.high, "text": period_text(period, slope.look.lang)}
        for x, period in zip((0, 1), ends_of(slope.data), strict=True)
    ]
    return [
        layers.rules(rules, plane, stroke="rule"),
        layers.text(
            heads, plane, dy=-14, align="center", fill="soft", fontSize=slope.look.small, fontWeight=600
        ),
    ]


def _lines(slope: Slope) -> list[Spec]:
    found: list[Spec] = []
    for pair, colour in reversed(list(zip(slope.named, slope.colours, strict=True))):
        ends = [{"x": 0, "y": pair.then, "line": "0"}, {"x": 1, "y": pair.now, "line": "0"}]
        found.append(
            layers.lines(ends, slope.plane, stroke=colour, strokeWidth=2.5 if colour == "accent" else 1.75)
        )
        found.append(layers.dots(ends, slope.plane, size=34, fill=colour, stroke=None))
    return found


def _labels(slope: Slope, *, now: bool) -> list[Spec]:
    look, plane = slope.look, slope.plane
    values = [pair.now if now else pair.then for pair in slope.named]
    wanted = [Wanted(at=plane.y.at(value), height=look.size * 1.25) for value in values]
    places = spread(wanted, -8, slope.box.height + 8)
    side = {"align": "left", "dx": 10} if now else {"align": "right", "dx": -10}
    found = []
    for pair, colour, place in zip(slope.named, slope.colours, places, strict=True):
        row = {
            "x": 1 if now else 0,
            "y": layers.tidy(plane.y.invert(place)),
            "text": _text(pair, slope.data, look, now=now),
        }
        weight = 600 if pair.series.role in {"focus", "reference"} else 400
        found.append(layers.text([row], plane, **side, fill=colour, fontSize=look.size, fontWeight=weight))
    return layers.joined(found)
