"""A few regions side by side: lines where there is a course of time, bars where there is one moment,
pairs of bars where there are two."""

from __future__ import annotations

from collections.abc import Sequence

from obsite.charts import layers, scales
from obsite.charts.axes import grid, time_axis
from obsite.charts.casting import Part, cast, values
from obsite.charts.figures import period_text, reference_words, value_text
from obsite.charts.layers import Spec
from obsite.charts.look import Look
from obsite.charts.marking import breaks, end_labels, flagged, part_lines
from obsite.charts.model import ChartData
from obsite.charts.noting import turning_point
from obsite.charts.plot import time_plot
from obsite.charts.presets import ranking
from obsite.charts.presets.ranking import Bars, bar_chart, bars_of, ends_of
from obsite.charts.presets.trend import reference_line
from obsite.charts.rowplot import Margins, RowName, RowPlot, names, row_plot
from obsite.charts.spots import Spot, spot_in
from obsite.charts.standing import Standing
from obsite.charts.swarm import field_layers
from obsite.data.observation import Observation

MOST = 24  # bars


def is_over_time(data: ChartData) -> bool:
    """Return whether lines are drawn, through at least three periods."""
    parts = cast(data, most=MOST).named
    return any(part.role != "reference" for part in parts) and len(_periods(parts)) > 2


def _periods(parts: Sequence[Part]) -> list[str]:
    return sorted(
        {seen.period for part in parts for seen in part.series.observations if seen.value is not None}
    )


def spec(data: ChartData, look: Look) -> Spec:
    """Return the Vega-Lite spec."""
    parts = cast(data, most=MOST).named
    periods = _periods(parts)
    if not any(part.role != "reference" for part in parts):
        return ranking.spec(data, look)  # too many to be named
    if len(periods) > 2:
        return _lines(data, look)
    if len(periods) == 2:
        return _pairs(data, (periods[0], periods[1]), look)
    return bar_chart(_single(data, parts, periods[0] if periods else "", look))


def spots(data: ChartData, look: Look) -> tuple[Spot, ...]:
    """Return where the bars of one or two periods end; lines are read by their periods."""
    parts = cast(data, most=MOST).named
    periods = _periods(parts)
    if not any(part.role != "reference" for part in parts):
        return ranking.spots(data, look)
    if len(periods) == 1:
        return ends_of(_single(data, parts, periods[0], look), periods[0])
    if len(periods) != 2:
        return ()
    plot, found = _pair_plot(data, (periods[0], periods[1]), look), []
    for at, part in enumerate(parts):
        for period, shift in zip(periods, (-6.5, 5.5), strict=True):
            seen = _at(part, period)
            if seen is not None and seen.value is not None:
                place = plot.plane.x.at(seen.value), plot.middle(at) + shift
                found.append(spot_in(plot.box, part.series, place, period))
    return tuple(found)


def _single(data: ChartData, parts: Sequence[Part], period: str, look: Look) -> Bars:
    rows = tuple(_standing(part, period) for part in parts)
    shown = tuple(row for row in rows if row is not None)
    value = data.indicators[0].reference_value
    told = None if value is None else (value, reference_words(data.indicators[0], look.lang))
    return bars_of(data, shown, None if any(p.role == "reference" for p in parts) else told, look)


def _standing(part: Part, period: str) -> Standing | None:
    seen = _at(part, period)
    if seen is None or seen.value is None:
        return None
    colour = part.colour if part.role != "compared" else "series-1"
    return Standing(series=part.series, value=seen.value, flag=seen.flag, rank=0, colour=colour)


def _at(part: Part, period: str) -> Observation | None:
    return next((seen for seen in part.series.observations if seen.period == period), None)


def _lines(data: ChartData, look: Look) -> Spec:
    plot = time_plot(data, look)
    parts = [
        *field_layers(plot.cast.field, plot.plane),
        *grid(plot),
        *time_axis(plot),
        *reference_line(plot),
        *breaks(plot),
        *part_lines(plot),
        *flagged(plot),
        *turning_point(plot),
        *end_labels(plot),
    ]
    return layers.chart(parts, plot.box, look)


def _pair_plot(data: ChartData, periods: tuple[str, str], look: Look) -> RowPlot:
    parts = cast(data, most=MOST).named
    facts = data.indicators[0]
    named = [
        RowName(text=p.label, colour="accent" if p.role == "focus" else "ink", strong=p.role != "compared")
        for p in parts
    ]
    found = values(parts)
    low, high = scales.bounds(found, zero=True, air=0.0)
    room = max(
        (look.lettering.width(value_text(v, facts, look.lang), look.size, bold=True) for v in found),
        default=0.0,
    )
    extra = look.lettering.width(f" {period_text(periods[1], look.lang)}", look.small)
    margins = Margins(left=room + 8 if low < 0 else 0.0, right=room + extra + 18, top=4.0, pitch=36.0)
    return row_plot(named, (low, high), margins, look)


def _pairs(data: ChartData, periods: tuple[str, str], look: Look) -> Spec:
    """Return two bars a row: the earlier one grey above, the later one in its colour."""
    parts, facts, plot = cast(data, most=MOST).named, data.indicators[0], _pair_plot(data, periods, look)
    earlier, later = (period_text(period, look.lang) for period in periods)
    drawn: list[Spec] = []
    for at, part in enumerate(parts):
        for period, told, first in ((periods[0], earlier, True), (periods[1], later, False)):
            seen = _at(part, period)
            if seen is not None and seen.value is not None:
                text = value_text(seen.value, facts, look.lang, symbol=at == 0)
                words = f"{text} ({told})" if at == 0 else text
                drawn += _bar(plot, (at, first), seen.value, (words, part.colour if not first else "field"))
    return layers.chart([*layers.joined(drawn), *names(plot)], plot.box, look)


def _bar(plot: RowPlot, place: tuple[int, bool], value: float, style: tuple[str, str]) -> list[Spec]:
    (at, first), (words, colour) = place, style
    look = plot.look
    top = plot.middle(at) - (12.5 if first else 0.5)
    box = {"x": 0, "x2": value, "y": top, "y2": top + 12}
    row = {"x": value, "y": top + 6, "text": words}
    side = {"align": "right", "dx": -6} if value < 0 else {"align": "left", "dx": 6}
    text = {"fill": "soft" if first else "ink", "fontSize": look.small, "fontWeight": 400 if first else 600}
    return [layers.bars([box], plot.plane, fill=colour), layers.text([row], plot.plane, **side, **text)]
