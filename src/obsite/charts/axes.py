"""Ticks, grid and the written periods: few, round, and quieter than the data."""

from __future__ import annotations

from obsite.charts import figures, layers, timeline
from obsite.charts.layers import Spec
from obsite.charts.model import IndicatorFacts
from obsite.charts.plot import Plot, tick_texts
from obsite.charts.rowplot import RowPlot

_YEAR_BEGINS = ("-01", "-01-01", "-Q1", "-H1")


def grid(plot: Plot) -> list[Spec]:
    """Return horizontal hairlines with their values at the left; zero, where it is crossed, is darker."""
    plane, look = plot.plane, plot.look
    rows = [{"x": plane.x.low, "x2": plane.x.high, "y": value} for value, _ in plot.tick_texts]
    crossed = plane.y.low < 0 < plane.y.high
    zero = [row for row in rows if crossed and row["y"] == 0]
    texts = [{"x": plane.x.low, "y": value, "text": text} for value, text in plot.tick_texts]
    return [
        layers.rules([row for row in rows if row not in zero], plane, stroke="hair"),
        layers.rules(zero, plane, stroke="soft"),
        layers.text(texts, plane, align="right", dx=-10, fill="soft", fontSize=look.small),
    ]


def time_axis(plot: Plot) -> list[Spec]:
    """Return the periods below the plot, each with a tick."""
    plane, look = plot.plane, plot.look
    bottom = plane.y.low
    periods = plot.data.periods
    widest = max(
        (look.lettering.width(_written(period, plot), look.small) for period in periods), default=0.0
    )
    room = max(2, int(plot.box.width // (widest + (22 if look.narrow else 44))))
    shown = timeline.ticks(periods, room)
    places = [timeline.position(period) for period in shown]
    below = layers.tidy(plane.y.invert(plot.box.height + 5))
    ticks = [{"x": x, "y": bottom, "y2": below} for x in places]
    base = [{"x": plane.x.low, "x2": plane.x.high, "y": bottom}]
    texts = [(x, _written(period, plot)) for x, period in zip(places, shown, strict=True)]
    rows = layers.written_below(texts, plane, plot.box, look)
    return [
        layers.rules(base, plane, stroke="rule"),
        layers.rules(ticks, plane, stroke="rule"),
        layers.text(rows, plane, align="center", baseline="top", dy=9, fill="soft", fontSize=look.small),
    ]


def _written(period: str, plot: Plot) -> str:
    """Return a period as the axis writes it: of a year's first month or quarter the year alone."""
    periods = plot.data.periods
    long = timeline.position(periods[-1]) - timeline.position(periods[0]) > 2
    if long and period.endswith(_YEAR_BEGINS) and period not in {periods[0], periods[-1]}:
        return period[:4]
    return figures.period_text(period, plot.look.lang)


def column_grid(plot: RowPlot, facts: IndicatorFacts) -> list[Spec]:
    """Return vertical hairlines with their values below, for charts in rows."""
    plane, look = plot.plane, plot.look
    texts = tick_texts(plane.x.low, plane.x.high, facts, look)
    bottom = plot.box.height
    lines = [{"x": value, "y": 0, "y2": bottom} for value, _ in texts]
    zero = [row for row in lines if row["x"] == 0]
    labels = layers.written_below(texts, plane, plot.box, look)
    return [
        layers.rules([row for row in lines if row not in zero], plane, stroke="hair"),
        layers.rules(zero, plane, stroke="rule"),
        layers.text(labels, plane, baseline="top", dy=8, fill="soft", fontSize=look.small, align="center"),
    ]
