"""Where periods and values stand in a drawing, so that a script can tell those under the pointer.

The values themselves stand in the chart's table.
"""

from __future__ import annotations

from obsite.charts import timeline
from obsite.charts.casting import cast
from obsite.charts.layers import Box
from obsite.charts.look import Look
from obsite.charts.model import ChartData
from obsite.charts.plot import time_plot, time_scale
from obsite.charts.presets import preset
from obsite.charts.presets.comparison import is_over_time
from obsite.charts.presets.multiples import panels_of
from obsite.charts.scales import Scale
from obsite.charts.tabling import places_in

_LEAST = 3  # periods; of fewer, the drawing itself has the values
_EVEN = 4  # thousandths by which periods may stand elsewhere than evenly


def reading_of(data: ChartData, look: Look) -> str:
    """Return numbers in one of three forms, "" for drawings that are not read.

    Of lines in one plot: left, right, top and bottom in pixels, how many series are named, how many periods
    there are; where these are not evenly apart, their places in thousandths. Of single marks: 0, 0, whether
    they stand in rows; then for each x, y and its row and column in the table, 0 for all columns.
    Of panels: 1, 1, the number of periods, the number of their places and these; then for each panel left,
    right, top, bottom and the row and column of its first value.
    """
    if data.spec.preset == "multiples" and len(data.periods) >= _LEAST:
        return _panels(data, look)
    over_time = data.spec.preset == "trend" or (data.spec.preset == "comparison" and is_over_time(data))
    if not over_time:
        return _marks(data, look)
    if len(data.indicators) != 1 or len(data.periods) < _LEAST:
        return ""
    plot = time_plot(data, look)
    places = _places(data, plot.plane.x)
    named = len(cast(data, most=300).named)
    return _written(*_edges(plot.box), named, len(data.periods), *places)


def _places(data: ChartData, scale: Scale) -> list[int]:
    """Return where the periods stand on a scale that begins at zero; nothing if they are evenly apart."""
    places = [round(1000 * scale.at(timeline.position(one)) / scale.end) for one in data.periods]
    last = len(places) - 1
    even = all(abs(place - 1000 * at / last) <= _EVEN for at, place in enumerate(places))
    return [] if even else places


def _edges(box: Box) -> tuple[int, int, int, int]:
    left, top = round(box.left), round(box.top)
    return left, left + round(box.width), top, top + round(box.height)


def _marks(data: ChartData, look: Look) -> str:
    entry = preset(data.spec.preset)
    if entry is None or entry.spots is None:
        return ""
    cells = places_in(data)
    found = [(one, cells.get((one.code, one.period))) for one in entry.spots(data, look)]
    told = [number for one, cell in found if cell for number in (round(one.x), round(one.y), *cell)]
    return _written(0, 0, int(entry.in_rows), *told) if told else ""


def _panels(data: ChartData, look: Look) -> str:
    cells = places_in(data)
    places = _places(data, time_scale(data.periods, 1000))
    panels = [(box, cells.get((series.code, data.periods[0]))) for series, box in panels_of(data, look)]
    told = [number for box, cell in panels if cell for number in (*_edges(box), *cell)]
    return _written(1, 1, len(data.periods), len(places), *places, *told) if told else ""


def _written(*numbers: int) -> str:
    # What a label would be outside of is moved in: minus signs are no part of the form.
    return " ".join(str(max(number, 0)) for number in numbers)
