"""Parts of a whole: a bar of 100 % for each of a few periods, the parts named once above the first."""

from __future__ import annotations

from dataclasses import dataclass, replace

from obsite.charts import layers
from obsite.charts.casting import at_period
from obsite.charts.figures import number, period_text, with_symbol
from obsite.charts.layers import Box, Plane, Row, Spec, pixel_plane
from obsite.charts.leaders import Name, Placed, crossed, place
from obsite.charts.look import Look
from obsite.charts.model import ChartData, SeriesData
from obsite.charts.spots import Spot, spot_in
from obsite.charts.standing import shown_period

_MOST_PARTS = 6
_COLOURS = ("series-1", "series-3", "series-4", "series-5", "above-2", "below-2", "soft")
# What is legible on a colour: on ochre dark letters in light and in dark.
_ON = {"field": "ink", "above-2": "ink", "below-2": "ink", "series-3": "night"}
_INKS = {"field": "soft", "above-2": "ink", "below-2": "ink"}
_BAR, _GAP = 30.0, 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A part with its share of each bar, between 0 and 1."""

    label: str
    colour: str
    shares: tuple[float, ...]
    focus: bool = False
    series: SeriesData | None = None  # None of small ones put together


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    data: ChartData
    look: Look
    periods: tuple[str, ...]
    parts: tuple[Share, ...]
    box: Box

    @property
    def plane(self) -> Plane:
        return pixel_plane(self.box.width, self.box.height)

    def top(self, row: int) -> float:
        return row * (_BAR + _GAP)


def bars_of(data: ChartData) -> tuple[str, ...]:
    """Return the periods that get a bar: the one asked for, or the first, the last and two between.

    Only periods that have as many parts as the fullest: a missing part would make the others look larger.
    """
    if data.spec.period or len(data.periods) < 2:
        return (shown_period(data),)
    parts = [series for series in data.series if series.role != "reference"]
    counts = {period: sum(1 for one in parts if at_period(one, period)) for period in data.periods}
    full = [period for period in data.periods if counts[period] == max(counts.values()) > 0]
    if not full:
        return (shown_period(data),)
    last = len(full) - 1
    return tuple(full[at] for at in sorted({0, round(last / 3), round(2 * last / 3), last}))


def shares_of(data: ChartData, periods: tuple[str, ...], say_others: str) -> tuple[Share, ...]:
    """Return the parts, the subject first, then by size; small ones of many are put together."""
    parts = [series for series in data.series if series.role != "reference"]
    amounts = {series.code: [_amount(series, period) for period in periods] for series in parts}
    totals = [sum(amounts[series.code][at] for series in parts) or 1.0 for at in range(len(periods))]
    order = sorted(parts, key=lambda series: (series.role != "focus", -amounts[series.code][-1]))
    kept, rest = (order, []) if len(order) <= _MOST_PARTS + 1 else (order[:_MOST_PARTS], order[_MOST_PARTS:])
    colours = iter(_COLOURS)
    found = [
        Share(
            label=series.label,
            colour="accent" if series.role == "focus" else next(colours, "soft"),
            shares=tuple(a / t for a, t in zip(amounts[series.code], totals, strict=True)),
            focus=series.role == "focus",
            series=series,
        )
        for series in kept
    ]
    if rest:
        left = tuple(
            sum(amounts[series.code][at] for series in rest) / total for at, total in enumerate(totals)
        )
        found.append(Share(label=say_others, colour="field", shares=left))
    return tuple(found)


def _amount(series: SeriesData, period: str) -> float:
    seen = at_period(series, period)
    return max(0.0, seen.value) if seen and seen.value is not None else 0.0


def spec(data: ChartData, look: Look) -> Spec:
    """Return the Vega-Lite spec."""
    stack = _arranged(data, look)
    return layers.chart([*_bars(stack), *_figures(stack), *_periods(stack), *_names(stack)], stack.box, look)


def spots(data: ChartData, look: Look) -> tuple[Spot, ...]:
    """Return the middles of the parts, but for that of the small ones put together."""
    stack = _arranged(data, look)
    return tuple(
        spot_in(
            stack.box,
            part.series,
            (start + share * stack.box.width / 2, stack.top(row) + _BAR / 2),
            stack.periods[row],
        )
        for part, starts in _placed(stack)
        if part.series is not None
        for row, (start, share) in enumerate(zip(starts, part.shares, strict=True))
        if share > 0
    )


def _arranged(data: ChartData, look: Look) -> Stack:
    periods = bars_of(data)
    others = max(0, len([s for s in data.series if s.role != "reference"]) - _MOST_PARTS)
    parts = shares_of(data, periods, look.say("chart.others", count=others)) if data.series else ()
    texts = [period_text(period, look.lang) for period in periods]
    left = max((look.lettering.width(text, look.size) for text in texts), default=0.0) + 12
    left = 0.0 if len(periods) < 2 else left
    height = len(periods) * (_BAR + _GAP) - _GAP
    box = Box(width=look.width_px - left, height=max(_BAR, height), left=left, right=0, top=0, bottom=4)
    stack = Stack(data=data, look=look, periods=periods, parts=parts, box=box)
    highest = min((y for _, y in _name_places(stack, _shown(stack))), default=0.0)
    return replace(stack, box=replace(box, top=12.0 - highest))


def _bars(stack: Stack) -> list[Spec]:
    found = []
    for part, starts in _placed(stack):
        rows: list[Row] = []
        for row, (start, share) in enumerate(zip(starts, part.shares, strict=True)):
            if share > 0:
                end = start + share * stack.box.width
                box = {"x": round(start, 1), "x2": round(max(start, end - 1), 1)}
                rows.append({**box, "y": stack.top(row), "y2": stack.top(row) + _BAR})
        found.append(layers.bars(rows, stack.plane, fill=part.colour))
    return found


def _placed(stack: Stack) -> list[tuple[Share, list[float]]]:
    """Return each part with the pixel at which it begins in each bar."""
    edges = [0.0] * len(stack.periods)
    found = []
    for part in stack.parts:
        found.append((part, list(edges)))
        edges = [edge + share * stack.box.width for edge, share in zip(edges, part.shares, strict=True)]
    return found


def percent(share: float, lang: str) -> str:
    """Return a share as whole per cent; one that is smaller than one keeps a decimal."""
    value = share * 100
    return with_symbol(number(value, 0 if value >= 1 or value == 0 else 1, lang), "%", lang)


def _figures(stack: Stack) -> list[Spec]:
    look = stack.look
    found: list[Spec] = []
    for part, starts in _placed(stack):
        for row, (start, share) in enumerate(zip(starts, part.shares, strict=True)):
            text = percent(share, look.lang)
            if look.lettering.width(text, look.small, bold=True) + 8 > share * stack.box.width:
                continue
            at = {"x": round(start + 6, 1), "y": stack.top(row) + _BAR / 2, "text": text}
            ink = _ON.get(part.colour, "paper")
            style = {"align": "left", "fill": ink, "fontSize": look.small, "fontWeight": 600}
            found.append(layers.text([at], stack.plane, **style))
    return layers.joined(found)


def _periods(stack: Stack) -> list[Spec]:
    if len(stack.periods) < 2:
        return []
    look = stack.look
    rows = [
        {"x": 0, "y": stack.top(row) + _BAR / 2, "text": period_text(period, look.lang)}
        for row, period in enumerate(stack.periods)
    ]
    return [layers.text(rows, stack.plane, align="right", dx=-10, fill="soft", fontSize=look.size)]


def _names(stack: Stack) -> list[Spec]:
    """Return the parts' names above the first bar, each with a line down to its part."""
    look, plane = stack.look, stack.plane
    shown = _shown(stack)
    lines: list[Spec] = []
    words: list[tuple[Row, str]] = []
    for (part, starts), (x, y) in zip(shown, _name_places(stack, shown), strict=True):
        middle = starts[0] + part.shares[0] * stack.box.width / 2
        at = {"x": round(middle, 1), "y": y + 8, "y2": -2}
        lines.append(layers.rules([at], plane, stroke=part.colour))
        row = {"x": round(x, 1), "y": y, "text": _named(stack, part)}
        words.append((row, _INKS.get(part.colour, part.colour)))
    style: Row = {"align": "left", "fontSize": look.small, "fontWeight": 600}
    grounds: list[Spec] = []
    if crossed(
        _wanted(stack, shown), _placed_names(stack, shown)
    ):  # the line is cut where a name stands on it
        ground: Row = {"fill": "paper", "stroke": "paper", "strokeWidth": 4}
        grounds = [layers.text([row], plane, **ground, **style) for row, _ in words]
    return [*lines, *grounds, *(layers.text([row], plane, fill=ink, **style) for row, ink in words)]


def _shown(stack: Stack) -> list[tuple[Share, list[float]]]:
    return [(part, starts) for part, starts in _placed(stack) if any(part.shares)]


def _name_places(stack: Stack, shown: list[tuple[Share, list[float]]]) -> list[tuple[float, float]]:
    """Return where each name begins, so that none touches another or another's line."""
    return [(one.x, -12.0 - 17.0 * one.level) for one in _placed_names(stack, shown)]


def _placed_names(stack: Stack, shown: list[tuple[Share, list[float]]]) -> tuple[Placed, ...]:
    return place(_wanted(stack, shown), -stack.box.left, stack.box.width)


def _wanted(stack: Stack, shown: list[tuple[Share, list[float]]]) -> list[Name]:
    look = stack.look
    return [
        Name(
            at=starts[0] + part.shares[0] * stack.box.width / 2,
            width=look.lettering.width(_named(stack, part), look.small, bold=True),
        )
        for part, starts in shown
    ]


def _named(stack: Stack, part: Share) -> str:
    look = stack.look
    return look.lettering.shortened(part.label, look.small, look.width_px * 0.6, bold=True)
