"""Two indicators against each other: a dot for each, named ones in colour, the reference as a cross."""

from __future__ import annotations

import math
from dataclasses import dataclass

from obsite.charts import layers, scales
from obsite.charts.casting import at_period, distinct
from obsite.charts.layers import Box, Plane, Spec
from obsite.charts.look import COMPARED, Look
from obsite.charts.model import ChartData, IndicatorFacts, SeriesData
from obsite.charts.placing import Area, Surroundings, beside
from obsite.charts.plot import tick_texts
from obsite.charts.scales import Scale
from obsite.charts.spots import Spot, spot_in
from obsite.charts.standing import shown_period

_NAMED = {True: 8, False: 14}  # dots with a name, on a narrow and a wide chart
_SIZES = (16.0, 900.0)  # areas of dots that stand for a third indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A code with its value of both indicators, and of a third that gives its size."""

    series: SeriesData
    x: float
    y: float
    size: float | None = None
    colour: str = "field"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloud:
    data: ChartData
    look: Look
    dots: tuple[Dot, ...]
    box: Box
    plane: Plane
    ticks: tuple[tuple[tuple[float, str], ...], tuple[tuple[float, str], ...]]

    @property
    def named(self) -> tuple[Dot, ...]:
        return tuple(dot for dot in self.dots if dot.colour not in {"field", "ink"})


def dots_of(data: ChartData) -> tuple[Dot, ...]:
    """Return all codes that have a value of both indicators, named ones last."""
    by_code: dict[str, dict[int, SeriesData]] = {}
    for series in distinct(data):
        by_code.setdefault(series.code, {})[series.indicator] = series
    compared = sum(known[min(known)].role == "compared" for known in by_code.values())
    # So many that colours would repeat: one for all, their names tell them apart
    free = iter(COMPARED if compared <= len(COMPARED) else ("series-1",) * compared)
    found = []
    for known in by_code.values():
        seen = {at: _value(series, data) for at, series in known.items()}
        x, y = seen.get(0), seen.get(1)
        if x is None or y is None:
            continue
        role = known[0].role
        colour = "accent" if role == "focus" else "ink" if role == "reference" else "field"
        if role == "compared":
            colour = next(free, "soft")
        found.append(Dot(series=known[0], x=x, y=y, size=seen.get(2), colour=colour))
    return tuple(
        sorted(
            found, key=lambda dot: ("field", "ink").index(dot.colour) if dot.colour in {"field", "ink"} else 2
        )
    )


def _value(series: SeriesData, data: ChartData) -> float | None:
    """Return the value of the chart's period, or the latest there is."""
    seen = at_period(series, shown_period(data))
    if seen is None:
        seen = next((one for one in reversed(series.observations) if one.value is not None), None)
    return seen.value if seen else None


def spec(data: ChartData, look: Look) -> Spec:
    """Return the Vega-Lite spec."""
    cloud = _arranged(data, look)
    parts = [*_grid(cloud), *_titles(cloud), *_references(cloud), *_dots(cloud), *_names(cloud)]
    return layers.chart(parts, cloud.box, look)


def spots(data: ChartData, look: Look) -> tuple[Spot, ...]:
    """Return where the dots lie; the reference is a cross of two lines."""
    cloud = _arranged(data, look)
    return tuple(
        spot_in(cloud.box, dot.series, (cloud.plane.x.at(dot.x), cloud.plane.y.at(dot.y)))
        for dot in cloud.dots
        if dot.colour != "ink"
    )


def _arranged(data: ChartData, look: Look) -> Cloud:
    dots = dots_of(data)
    first = data.indicators[0]
    second = data.indicators[1] if len(data.indicators) > 1 else first
    xs = scales.bounds([dot.x for dot in dots] + _held(first), air=0.05)
    ys = scales.bounds([dot.y for dot in dots] + _held(second), air=0.05)
    ticks = tick_texts(*xs, first, look, 4 if look.narrow else 7), tick_texts(*ys, second, look)
    left = max((look.lettering.width(text, look.small) for _, text in ticks[1]), default=0.0) + 10
    height = 300.0 if look.narrow else 400.0
    box = Box(width=look.width_px - left - 12, height=height, left=left, right=12, top=34, bottom=50)
    plane = Plane(
        x=Scale(low=xs[0], high=xs[1], start=0, end=round(box.width)),
        y=Scale(low=ys[0], high=ys[1], start=height, end=0),
    )
    return Cloud(data=data, look=look, dots=dots, box=box, plane=plane, ticks=ticks)


def _held(facts: IndicatorFacts) -> list[float]:
    return [] if facts.reference_value is None else [facts.reference_value]


def _grid(cloud: Cloud) -> list[Spec]:
    plane, look = cloud.plane, cloud.look
    across = [{"x": plane.x.low, "x2": plane.x.high, "y": value} for value, _ in cloud.ticks[1]]
    down = [{"x": value, "y": plane.y.low, "y2": plane.y.high} for value, _ in cloud.ticks[0]]
    left = [{"x": plane.x.low, "y": value, "text": text} for value, text in cloud.ticks[1]]
    below = layers.written_below(cloud.ticks[0], plane, cloud.box, look)
    style = {"fill": "soft", "fontSize": look.small}
    return [
        layers.rules(across, plane, stroke="hair"),
        layers.rules(down, plane, stroke="hair"),
        layers.text(left, plane, align="right", dx=-10, **style),
        layers.text(below, plane, align="center", baseline="top", dy=8, **style),
    ]


def _titles(cloud: Cloud) -> list[Spec]:
    """Return what the axes measure: up above at the left, along below at the right."""
    plane, look = cloud.plane, cloud.look
    first, second = (
        cloud.data.indicators[0],
        cloud.data.indicators[-1 if len(cloud.data.indicators) < 3 else 1],
    )
    room = look.width_px - 24
    up = look.lettering.shortened(f"↑ {_title(second)}", look.small, room, bold=True)
    along = look.lettering.shortened(f"{_title(first)} →", look.small, room, bold=True)
    style = {"fill": "ink", "fontSize": look.small, "fontWeight": 600}
    return [
        layers.text([{"x": plane.x.low, "y": plane.y.high, "text": up}], plane, align="left", dy=-22,
                    dx=-round(cloud.box.left), **style),
        layers.text([{"x": plane.x.high, "y": plane.y.low, "text": along}], plane, align="right", dy=38,
                    dx=10, **style),
    ]  # fmt: skip


def _title(facts: IndicatorFacts) -> str:
    unit = facts.unit
    return (
        f"{facts.short_title}, {unit}"
        if unit and unit.casefold() not in facts.short_title.casefold()
        else facts.short_title
    )


def held_against(cloud: Cloud) -> tuple[float | None, float | None]:
    """Return what each indicator is held against: the reference's values, or the fixed ones."""
    known = next((dot for dot in cloud.dots if dot.colour == "ink"), None)
    first, second = cloud.data.indicators[0], cloud.data.indicators[min(1, len(cloud.data.indicators) - 1)]
    return (known.x, known.y) if known else (first.reference_value, second.reference_value)


def _references(cloud: Cloud) -> list[Spec]:
    plane, look = cloud.plane, cloud.look
    known = next((dot for dot in cloud.dots if dot.colour == "ink"), None)
    x, y = held_against(cloud)
    found: list[Spec] = []
    if x is not None:
        found.append(layers.rules([{"x": x, "y": plane.y.low, "y2": plane.y.high}], plane, stroke="ink"))
    if y is not None:
        found.append(layers.rules([{"x": plane.x.low, "x2": plane.x.high, "y": y}], plane, stroke="ink"))
    if known and x is not None:
        style = {"align": "center", "fill": "ink", "fontSize": look.small, "fontWeight": 600}
        found.append(
            layers.text([{"x": x, "y": plane.y.high, "text": known.series.label}], plane, dy=-8, **style)
        )
    return found


def _radius(cloud: Cloud, dot: Dot) -> float:
    return math.sqrt(_area(cloud, dot) / math.pi)


def _area(cloud: Cloud, dot: Dot) -> float:
    largest = max((one.size for one in cloud.dots if one.size is not None), default=0.0)
    if dot.size is None or largest <= 0:
        return 44.0 if dot.colour == "field" else 70.0
    return max(_SIZES[0], _SIZES[1] * max(dot.size, 0.0) / largest)


def _dots(cloud: Cloud) -> list[Spec]:
    sized = any(dot.size is not None for dot in cloud.dots)
    found = [
        layers.dots(
            [{"x": dot.x, "y": dot.y}], cloud.plane, size=round(_area(cloud, dot), 1), fill=dot.colour,
            stroke="paper", strokeWidth=0.75,
        )
        for dot in (sorted(cloud.dots, key=lambda dot: -(dot.size or 0.0)) if sized else cloud.dots)
    ]  # fmt: skip
    return layers.joined(found) if not sized else found


def _names(cloud: Cloud) -> list[Spec]:
    """Return the names of highlighted dots, each on the side where the least is in its way."""
    look, plane = cloud.look, cloud.plane
    named = sorted(cloud.named, key=lambda dot: dot.colour != "accent")[: _NAMED[look.narrow]]
    own = [_ground(cloud, dot) for dot in named]
    taken = list(own)
    avoided = [_ground(cloud, dot) for dot in cloud.dots if dot not in named] + _lines_in_the_way(cloud)
    found: list[Spec] = []
    for dot, point in zip(named, own, strict=True):
        text = look.lettering.shortened(dot.series.label, look.size, look.width_px * 0.4, bold=True)
        width = look.lettering.width(text, look.size, bold=True)
        around = Surroundings(
            taken=taken,
            avoided=avoided,
            left=-cloud.box.left,
            right=cloud.box.width + cloud.box.right,
            top=0.0,
            bottom=cloud.box.height,
        )
        label = beside(point, (width, look.size * 1.15), around)
        if label is None:
            continue  # the table names it
        taken.append(label)
        found.append(_tie(cloud, dot, point, label))
        place = {"x": layers.tidy(plane.x.invert(label.x)), "y": layers.tidy(plane.y.invert(label.y))}
        style = {"fill": dot.colour, "fontSize": look.size, "fontWeight": 600}
        found.append(layers.text([{**place, "text": text}], plane, align="center", **style))
    return layers.joined(found)


def _tie(cloud: Cloud, dot: Dot, point: Area, label: Area) -> Spec:
    """Return a thin line from a dot to its label, where that had to go further away."""
    plane = cloud.plane
    down = label.y - point.y
    if abs(down) - label.height / 2 - point.height / 2 < 9:
        return {}
    side = math.copysign(1.0, down)
    edge = label.x - math.copysign(min(label.width / 2, abs(label.x - point.x)), label.x - point.x)
    row = {
        "x": dot.x,
        "y": layers.tidy(plane.y.invert(point.y + side * (point.height / 2 + 1))),
        "x2": layers.tidy(plane.x.invert(edge)),
        "y2": layers.tidy(plane.y.invert(label.y - side * label.height / 2)),
    }
    return layers.rules([row], plane, stroke=dot.colour, strokeWidth=0.75)


def _ground(cloud: Cloud, dot: Dot) -> Area:
    size = 2 * _radius(cloud, dot)
    return Area(x=cloud.plane.x.at(dot.x), y=cloud.plane.y.at(dot.y), width=size, height=size)


def _lines_in_the_way(cloud: Cloud) -> list[Area]:
    """Return the lines of the reference as areas, several times over: to cross one is worse than a dot."""
    x, y = held_against(cloud)
    width, height = cloud.box.width, cloud.box.height
    found: list[Area] = []
    if x is not None:
        found += [Area(x=cloud.plane.x.at(x), y=height / 2, width=3, height=height)] * 4
    if y is not None:
        found += [Area(x=width / 2, y=cloud.plane.y.at(y), width=width, height=3)] * 4
    return found
