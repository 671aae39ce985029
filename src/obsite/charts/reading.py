"""Where the periods of a drawing stand, so that a script can tell the values of the one under the pointer.

The values themselves stand in the chart's table.
"""

from __future__ import annotations

from obsite.charts import timeline
from obsite.charts.casting import cast
from obsite.charts.look import Look
from obsite.charts.model import ChartData
from obsite.charts.plot import time_plot
from obsite.charts.presets.comparison import is_over_time

_LEAST = 3  # periods; of fewer, the drawing itself has the values


def reading_of(data: ChartData, look: Look) -> str:
    """Return the plot's left, right, top and bottom in pixels, how many series are named, and how many
    periods there are; where these are not evenly apart, their places in thousandths. "" for other charts.
    """
    over_time = data.spec.preset == "trend" or (data.spec.preset == "comparison" and is_over_time(data))
    if not over_time or len(data.indicators) != 1 or len(data.periods) < _LEAST:
        return ""
    plot = time_plot(data, look)
    left, width, top = round(plot.box.left), round(plot.box.width), round(plot.box.top)
    scale = plot.plane.x
    places = [round(1000 * scale.at(timeline.position(one)) / scale.end) for one in data.periods]
    last = len(places) - 1
    even = all(abs(place - 1000 * at / last) <= 4 for at, place in enumerate(places))
    numbers = (left, left + width, top, top + round(plot.box.height), len(cast(data, most=300).named))
    return " ".join(map(str, (*numbers, len(places), *(() if even else places))))
