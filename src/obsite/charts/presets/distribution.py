"""How all values lie: each a dot where they are few hundred, bars of a count where they are more.

The subject is in red, the median and the reference are named lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from obsite.charts import layers, scales
from obsite.charts.figures import value_text
from obsite.charts.layers import Box, Plane, Spec
from obsite.charts.look import COMPARED, Look
from obsite.charts.model import ChartData
from obsite.charts.placing import Wanted, spread
from obsite.charts.plot import tick_texts
from obsite.charts.scales import Scale
from obsite.charts.spots import Spot, spot_in
from obsite.charts.standing import Standing, reference_of, standings
from obsite.charts.swarm import quantile

_MOST_DOTS = 400
_CLEAR = 14.0  # pixels between a written value and a line
_TALLEST = 24  # dots in a column, before they become bars


@dataclass(frozen=True, slots=True, kw_only=True)
class Heap:
    """The values in columns. `columns` holds for each the standings in it, the lowest dot first."""

    data: ChartData
    look: Look
    columns: tuple[tuple[Standing, ...], ...]
    width: float  # of a column in pixels
    size: float  # of one value in pixels of height
    box: Box
    plane: Plane
    as_bars: bool
    colours: Mapping[str, str]  # by code


def spec(data: ChartData, look: Look) -> Spec:
    """Return the Vega-Lite spec."""
    everyone = standings(data)
    counted = [one for one in everyone if one.series.role != "reference"]
    heap = _heaped(data, counted, [ref[0]] if (ref := reference_of(data, everyone, look)) else [], look)
    marks = _bars(heap) if heap.as_bars else _dots(heap)
    values = sorted(one.value for one in counted)
    lines = _lines(heap, values, ref)
    crossed = [*([quantile(values, 0.5)] if values else []), *([ref[0]] if ref else [])]
    return layers.chart([*_axis(heap, crossed), *marks, *lines, *_names(heap)], heap.box, look)


def spots(data: ChartData, look: Look) -> tuple[Spot, ...]:
    """Return where the dots lie; bars of a count are of nobody in particular."""
    everyone = standings(data)
    counted = [one for one in everyone if one.series.role != "reference"]
    heap = _heaped(data, counted, [ref[0]] if (ref := reference_of(data, everyone, look)) else [], look)
    return tuple(
        spot_in(heap.box, one.series, ((at + 0.5) * heap.width, heap.box.height - (level + 0.5) * heap.size))
        for at, column in enumerate(() if heap.as_bars else heap.columns)
        for level, one in enumerate(column)
    )


def _heaped(data: ChartData, counted: list[Standing], more: list[float], look: Look) -> Heap:
    width = look.width_px - 16.0
    values = [one.value for one in counted]
    low, high = scales.bounds([*values, *more], air=0.03, near_zero=False)
    across = 8.0 if look.narrow else 9.0
    for divisor in (1.0, 0.86, 0.72, 0.6):
        columns = _columns(counted, (low, high), int(width / (across * divisor)))
        tallest = max((len(column) for column in columns), default=0)
        if tallest <= _TALLEST:
            break
    as_bars = len(counted) > _MOST_DOTS or tallest > _TALLEST * 1.4
    if as_bars:
        columns = _columns(counted, (low, high), 24 if look.narrow else 40)
        tallest = max(len(column) for column in columns)
    size = 170.0 / tallest if as_bars else min(width / len(columns), 9.0)
    height = max(70.0, tallest * size)
    box = Box(width=width, height=height, left=8, right=8, top=30, bottom=54)
    plane = Plane(
        x=Scale(low=low, high=high, start=0, end=width), y=Scale(low=height, high=0, start=height, end=0)
    )
    return Heap(
        data=data, look=look, columns=columns, width=width / len(columns), size=size, box=box, plane=plane,
        as_bars=as_bars, colours=_colours(counted),
    )  # fmt: skip


def _columns(
    counted: list[Standing], domain: tuple[float, float], number: int
) -> tuple[tuple[Standing, ...], ...]:
    """Return the standings by column; in each the named ones lie on top."""
    low, high = domain
    columns: list[list[Standing]] = [[] for _ in range(max(1, number))]
    for one in counted:
        at = int((one.value - low) / (high - low) * len(columns))
        columns[min(at, len(columns) - 1)].append(one)
    order = ("field", "reference", "compared", "focus")
    return tuple(tuple(sorted(column, key=lambda one: order.index(one.series.role))) for column in columns)


def _centre(heap: Heap, column: int) -> float:
    return layers.tidy(heap.plane.x.invert(round((column + 0.5) * heap.width, 1)))


def _colours(counted: list[Standing]) -> dict[str, str]:
    """Return the colour of each code."""
    free = iter(COMPARED)
    found = {}
    for one in counted:
        role = one.series.role
        found[one.series.code] = (
            "accent" if role == "focus" else next(free, "soft") if role == "compared" else "field"
        )
    return found


def _dots(heap: Heap) -> list[Spec]:
    found: dict[str, list[layers.Row]] = {}
    for at, column in enumerate(heap.columns):
        for level, one in enumerate(column):
            y = round(heap.box.height - (level + 0.5) * heap.size, 1)
            found.setdefault(heap.colours[one.series.code], []).append({"x": _centre(heap, at), "y": y})
    area = 3.14159 * (min(heap.size, heap.width) / 2 - 0.6) ** 2
    return [
        layers.dots(rows, heap.plane, size=round(area, 1), fill=colour, stroke=None)
        for colour, rows in found.items()
    ]


def _bars(heap: Heap) -> list[Spec]:
    edge = heap.width / 2 - 0.5
    found: dict[str, list[layers.Row]] = {}
    for at, column in enumerate(heap.columns):
        if column:
            middle = (at + 0.5) * heap.width
            row = {
                "x": layers.tidy(heap.plane.x.invert(middle - edge)),
                "x2": layers.tidy(heap.plane.x.invert(middle + edge)),
                "y": round(heap.box.height - len(column) * heap.size, 1),
                "y2": heap.box.height,
            }
            found.setdefault(heap.colours[column[-1].series.code], []).append(row)
    return [layers.bars(rows, heap.plane, fill=colour) for colour, rows in found.items()]


def _axis(heap: Heap, crossed: list[float]) -> list[Spec]:
    """Return the axis; what a named line would run through is not written."""
    plane, look = heap.plane, heap.look
    bottom = heap.box.height
    texts = tick_texts(plane.x.low, plane.x.high, heap.data.indicators[0], look, 5 if look.narrow else 8)
    lines = [plane.x.at(value) for value in crossed]
    clear = [one for one in texts if all(abs(plane.x.at(one[0]) - line) > _CLEAR for line in lines)]
    rows = layers.written_below(clear, plane, heap.box, look)
    base = [{"x": plane.x.low, "x2": plane.x.high, "y": bottom + 1}]
    ticks = [{"x": value, "y": bottom + 1, "y2": bottom + 5} for value, _ in texts]
    return [
        layers.rules(base, plane, stroke="rule"),
        layers.rules(ticks, plane, stroke="rule"),
        layers.text(rows, plane, baseline="top", dy=9, align="center", fill="soft", fontSize=look.small),
    ]


def _lines(heap: Heap, values: list[float], reference: tuple[float, str] | None) -> list[Spec]:
    """Return the median and the reference: lines through the dots, named below the axis."""
    look, plane = heap.look, heap.plane
    told: list[tuple[float, str, str]] = []
    if values:
        median = quantile(values, 0.5)
        words = f"{look.say('chart.median')} {value_text(median, heap.data.indicators[0], look.lang)}"
        told.append((median, words, "soft"))
    if reference and plane.x.low <= reference[0] <= plane.x.high:
        told.append((*reference, "ink"))
    room = heap.box.width / max(1, len(told)) - 14
    told = [(v, look.lettering.shortened(words, look.small, room, bold=True), c) for v, words, c in told]
    widths = [look.lettering.width(words, look.small, bold=True) + 14 for _, words, _ in told]
    wanted = [Wanted(at=plane.x.at(value), height=w) for (value, _, _), w in zip(told, widths, strict=True)]
    places = spread(wanted, -8, heap.box.width + 8)
    return [
        spec
        for (value, words, colour), place in zip(told, places, strict=True)
        for spec in _line(heap, value, (words, colour), place)
    ]


def _line(heap: Heap, value: float, told: tuple[str, str], place: float) -> list[Spec]:
    (words, colour), look, bottom = told, heap.look, heap.box.height
    x = layers.tidy(heap.plane.x.invert(place))
    dash = {"strokeDash": [2, 3]} if colour == "soft" else {}
    row = {"x": x, "y": bottom + 44, "text": words}
    style = {"fill": colour, "fontSize": look.small, "fontWeight": 600 if colour == "ink" else 400}
    return [
        layers.rules([{"x": value, "y": -2, "y2": bottom + 28}], heap.plane, stroke=colour, **dash),
        layers.rules([{"x": value, "y": bottom + 28, "x2": x, "y2": bottom + 36}], heap.plane, stroke=colour),
        layers.text([row], heap.plane, align="center", **style),
    ]


def _names(heap: Heap) -> list[Spec]:
    """Return the names of subject and compared ones above all, with a thin line down to their dots."""
    look, plane = heap.look, heap.plane
    found: list[Spec] = []
    told: list[tuple[Standing, float, float]] = []  # with column centre and height of the dot
    for at, column in enumerate(heap.columns):
        for level, one in enumerate(column):
            if one.series.role in {"focus", "compared"}:
                told.append((one, _centre(heap, at), heap.box.height - (level + 1) * heap.size))
    told = sorted(told, key=lambda each: each[0].series.role != "focus")[: 3 if look.narrow else 5]
    texts = [
        f"{one.series.label} {value_text(one.value, heap.data.indicators[0], look.lang)}"
        for one, _, _ in told
    ]
    texts = [
        look.lettering.shortened(text, look.size, look.width_px / len(told) - 14, bold=True) for text in texts
    ]
    widths = [look.lettering.width(text, look.size, bold=True) + 14 for text in texts]
    places = spread([Wanted(at=plane.x.at(x), height=w) for (_, x, _), w in zip(told, widths, strict=True)],
                    -8, heap.box.width + 8)  # fmt: skip
    for (one, x, y), text, place in zip(told, texts, places, strict=True):
        colour = heap.colours[one.series.code]
        label = {"x": layers.tidy(plane.x.invert(place)), "y": -18, "text": text}
        found.append(layers.rules([{"x": x, "y": -9, "y2": round(y, 1)}], plane, stroke=colour))
        found.append(
            layers.text([label], plane, align="center", fill=colour, fontSize=look.size, fontWeight=600)
        )
    return found
