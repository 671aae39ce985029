"""Bars in order of their length: the subject in red among its neighbours, the reference as a line."""

from __future__ import annotations

from dataclasses import dataclass

from obsite.charts import layers, scales
from obsite.charts.casting import is_marked
from obsite.charts.figures import value_text
from obsite.charts.layers import Spec
from obsite.charts.look import Look
from obsite.charts.model import ChartData
from obsite.charts.rowplot import Margins, RowName, RowPlot, names, reference_line, row_plot
from obsite.charts.spots import Spot, spot_in
from obsite.charts.standing import Standing, reference_of, selected, standings

_LIMITS = {True: 12, False: 15}
Rows = tuple[Standing | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Values in rows, and what they are held against."""

    data: ChartData
    plot: RowPlot
    rows: Rows
    reference: tuple[float, str] | None

    @property
    def line(self) -> float | None:
        """The pixel of the reference line."""
        return self.plot.plane.x.at(self.reference[0]) if self.reference else None


def spec(data: ChartData, look: Look) -> Spec:
    """Return the Vega-Lite spec."""
    return bar_chart(_arranged(data, look))


def spots(data: ChartData, look: Look) -> tuple[Spot, ...]:
    """Return where the bars end."""
    return ends_of(_arranged(data, look), "")


def _arranged(data: ChartData, look: Look) -> Bars:
    everyone = standings(data)
    ordered = [one for one in everyone if one.series.role != "reference"]
    rows = selected(ordered, data.spec.limit or _LIMITS[look.narrow])
    return bars_of(data, rows, reference_of(data, everyone, look), look)


def ends_of(bars: Bars, period: str) -> tuple[Spot, ...]:
    """Return where bars end, of values of a period."""
    plot = bars.plot
    return tuple(
        spot_in(plot.box, one.series, (plot.plane.x.at(one.value), plot.middle(at)), period)
        for at, one in enumerate(bars.rows)
        if one
    )


def bars_of(data: ChartData, rows: Rows, reference: tuple[float, str] | None, look: Look) -> Bars:
    """Return where the bars of some values stand, in the given order."""
    ranked = data.spec.preset == "ranking"
    named = [_named(one, ranked=ranked) if one else None for one in rows]
    texts = [value_text(one.value, data.indicators[0], look.lang) + _star(one) for one in rows if one]
    room = max((look.lettering.width(text, look.size, bold=True) for text in texts), default=0.0) + 8
    values = [one.value for one in rows if one] + ([reference[0]] if reference else [])
    low, high = scales.bounds(values, zero=True, air=0.0)
    right = room if high > 0 else 8.0
    margins = Margins(left=room if low < 0 else 0.0, right=right, top=26.0 if reference else 4.0)
    plot = row_plot(named, (low, high), margins, look)
    return Bars(data=data, plot=plot, rows=rows, reference=reference)


def bar_chart(bars: Bars) -> Spec:
    """Return the bars, what they are held against, names and values."""
    plot, look = bars.plot, bars.plot.look
    line = reference_line(plot, *bars.reference) if bars.reference else []
    return layers.chart([*_bars(bars), *names(plot), *line, *_values(bars)], plot.box, look)


def _named(one: Standing, *, ranked: bool) -> RowName:
    strong = one.series.role in {"focus", "reference"}
    colour = "accent" if one.series.role == "focus" else "ink"
    return RowName(text=one.series.label, rank=str(one.rank) if ranked else "", colour=colour, strong=strong)


def _bars(bars: Bars) -> list[Spec]:
    plot = bars.plot
    half = 5.5 if plot.look.narrow else 7.5
    found: list[Spec] = []
    for colour in dict.fromkeys(one.colour for one in bars.rows if one):
        rows = [
            {"x": 0, "x2": one.value, "y": plot.middle(at) - half, "y2": plot.middle(at) + half}
            for at, one in enumerate(bars.rows)
            if one and one.colour == colour
        ]
        found.append(layers.bars(rows, plot.plane, fill=colour))
    base = [{"x": 0, "y": 0, "y2": plot.box.height}] if plot.plane.x.low < 0 else []
    return [*found, layers.rules(base, plot.plane, stroke="soft")]


def _values(bars: Bars) -> list[Spec]:
    """Return each value at the end of its bar; the first one has the unit's symbol."""
    found: list[Spec] = []
    first = next((at for at, one in enumerate(bars.rows) if one), 0)
    for at, one in enumerate(bars.rows):
        if one:
            found.append(_value(bars, at, one, symbol=at == first))
    return layers.joined(found)


def _star(one: Standing) -> str:
    return "*" if is_marked(one.flag) else ""


def _value(bars: Bars, at: int, one: Standing, *, symbol: bool) -> Spec:
    plot, look = bars.plot, bars.plot.look
    strong = one.series.role in {"focus", "reference"}
    text = value_text(one.value, bars.data.indicators[0], look.lang, symbol=symbol)
    text += _star(one)
    width = look.lettering.width(text, look.size, bold=strong)
    end, zero = plot.plane.x.at(one.value), plot.plane.x.at(0)
    colour = "accent" if one.series.role == "focus" else "ink"
    place = end - 6 - width if one.value < 0 else end + 6
    if bars.line is not None and place - 4 < bars.line < place + width + 3:
        # The reference line would cross the figure: within the bar it is clear of it
        if end - zero > width + 12:
            place, colour = end - width - 6, "ink" if one.colour == "field" else "paper"
        else:
            place = bars.line + 6
    row = {"x": layers.tidy(plot.plane.x.invert(round(place, 1))), "y": plot.middle(at), "text": text}
    style = {"align": "left", "fill": colour, "fontSize": look.size, "fontWeight": 600 if strong else 400}
    return layers.text([row], plot.plane, **style)
