"""Ticks, grid and the written periods: few, round, and quieter than the data."""

from __future__ import annotations

from obsite.charts import figures, layers, timeline
from obsite.charts.layers import Spec
from obsite.charts.model import IndicatorFacts
from obsite.charts.plot import Plot, tick_texts
from obsite.charts.rowplot import RowPlot

_PER_LABEL = 78  # pixels that a written year needs with the air around it


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
    room = max(2, int(plot.box.width // (_PER_LABEL * (0.75 if look.narrow else 1))))
    rows = [
        {"x": timeline.position(period), "y": bottom, "text": figures.period_text(period, look.lang)}
        for period in timeline.ticks(plot.data.periods, room)
    ]
    below = plane.y.invert(plot.box.height + 5)
    ticks = [{"x": row["x"], "y": bottom, "y2": layers.tidy(below)} for row in rows]
    base = [{"x": plane.x.low, "x2": plane.x.high, "y": bottom}]
    return [
        layers.rules(base, plane, stroke="rule"),
        layers.rules(ticks, plane, stroke="rule"),
        layers.text(rows, plane, align="center", baseline="top", dy=9, fill="soft", fontSize=look.small),
    ]


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
