"""Lines through time: the subject in red, what it is compared with, the reference in ink, others in grey."""

from __future__ import annotations

from obsite.charts import layers
from obsite.charts.axes import grid, time_axis
from obsite.charts.layers import Spec
from obsite.charts.look import Look
from obsite.charts.marking import breaks, end_labels, flagged, part_lines
from obsite.charts.model import ChartData
from obsite.charts.noting import band_note, turning_point
from obsite.charts.plot import Plot, time_plot
from obsite.charts.swarm import field_layers


def spec(data: ChartData, look: Look) -> Spec:
    """Return the Vega-Lite spec."""
    plot = time_plot(data, look)
    parts = [
        *field_layers(plot.cast.field, plot.plane),
        *grid(plot),
        *time_axis(plot),
        *reference_line(plot),
        *breaks(plot),
        *part_lines(plot),
        *flagged(plot),
        *band_note(plot),
        *turning_point(plot),
        *end_labels(plot),
    ]
    return layers.chart(parts, plot.box, look)


def reference_line(plot: Plot) -> list[Spec]:
    """Return the number that all values are held against, where no series stands for it."""
    value = plot.facts.reference_value
    if value is None or any(part.role == "reference" for part in plot.cast.named):
        return []
    row = {"x": plot.plane.x.low, "x2": plot.plane.x.high, "y": value}
    return [layers.rules([row], plot.plane, stroke="ink", strokeWidth=1.5)]
