"""Two periods a row: a hollow dot then, a full dot now, a line between them."""

from __future__ import annotations

from dataclasses import dataclass

from obsite.charts import layers, scales
from obsite.charts.axes import column_grid
from obsite.charts.casting import at_period, distinct
from obsite.charts.figures import period_text, value_text
from obsite.charts.layers import Spec
from obsite.charts.look import Look
from obsite.charts.model import ChartData, SeriesData
from obsite.charts.placing import Wanted, spread
from obsite.charts.rowplot import Margins, RowName, RowPlot, names, row_plot
from obsite.charts.spots import Spot, spot_in

_LIMITS = {True: 14, False: 18}
_COLOURS = {"focus": "accent", "reference": "ink", "compared": "series-1", "field": "soft"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One row: the value then and the value now."""

    series: SeriesData
    then: float
    now: float

    @property
    def colour(self) -> str:
        return _COLOURS[self.series.role]


def ends_of(data: ChartData) -> tuple[str, str]:
    """Return the two periods: those asked for, else the first and last that most series have."""
    periods = data.periods or ("", "")
    start = data.spec.start if data.spec.start in periods else ""
    end = data.spec.end if data.spec.end in periods else ""
    counts = {p: sum(1 for series in data.series if at_period(series, p)) for p in periods}
    most = max(counts.values(), default=0)
    common = [period for period in periods if counts[period] * 2 >= most]
    return start or common[0], end or common[-1]


def pairs_of(data: ChartData) -> tuple[Pair, ...]:
    """Return the rows that have both values, in the order of the data."""
    start, end = ends_of(data)
    found = []
    for series in distinct(data):
        then, now = at_period(series, start), at_period(series, end)
        if then and now and then.value is not None and now.value is not None:
            found.append(Pair(series=series, then=then.value, now=now.value))
    return tuple(found)


def spots(data: ChartData, look: Look) -> tuple[Spot, ...]:
    """Return where the dots of then and now stand."""
    pairs, plot = _arranged(data, look)
    return tuple(
        spot_in(plot.box, pair.series, (plot.plane.x.at(value), plot.middle(at)), period)
        for at, pair in enumerate(pairs)
        for value, period in zip((pair.then, pair.now), ends_of(data), strict=True)
    )


def _arranged(data: ChartData, look: Look) -> tuple[tuple[Pair, ...], RowPlot]:
    """Return the rows that are shown, and their plot."""
    pairs = _chosen(pairs_of(data), data.spec.limit or _LIMITS[look.narrow])
    values = [value for pair in pairs for value in (pair.then, pair.now)]
    low, high = scales.bounds(values, air=0.04, near_zero=False)
    facts = data.indicators[0]
    room = max(
        (look.lettering.width(value_text(v, facts, look.lang), look.size, bold=True) for v in values),
        default=0.0,
    )
    named = [
        RowName(
            text=pair.series.label,
            colour="accent" if pair.series.role == "focus" else "ink",
            strong=pair.series.role in {"focus", "reference"},
        )
        for pair in pairs
    ]
    margins = Margins(left=room + 6, right=room + 12, top=22.0, bottom=26.0)
    return pairs, row_plot(named, (low, high), margins, look)


def spec(data: ChartData, look: Look) -> Spec:
    """Return the Vega-Lite spec."""
    facts, (pairs, plot) = data.indicators[0], _arranged(data, look)
    drawn = [spec for at, pair in enumerate(pairs) for spec in _pair(plot, at, pair, data)]
    head = _head(plot, pairs, data) if pairs else []
    return layers.chart(
        [*column_grid(plot, facts), *layers.joined(drawn), *names(plot), *head], plot.box, look
    )


def _chosen(pairs: tuple[Pair, ...], limit: int) -> tuple[Pair, ...]:
    """Return the named rows and as many others as fit, the highest now first."""
    order = sorted(
        pairs, key=lambda pair: ("focus", "reference", "compared", "field").index(pair.series.role)
    )
    return tuple(sorted(order[:limit], key=lambda pair: -pair.now))


def _pair(plot: RowPlot, at: int, pair: Pair, data: ChartData) -> list[Spec]:
    y, plane, look = plot.middle(at), plot.plane, plot.look
    strong = pair.series.role in {"focus", "reference"}
    line = {"x": pair.then, "x2": pair.now, "y": y}
    thick = {"stroke": pair.colour, "strokeWidth": 2 if strong else 1.25}
    return [
        layers.rules([line], plane, **thick),
        layers.dots(
            [{"x": pair.then, "y": y}], plane, size=46, fill="paper", stroke=pair.colour, strokeWidth=1.5
        ),
        layers.dots([{"x": pair.now, "y": y}], plane, size=58, fill=pair.colour, stroke=None),
        *_values(plot, y, pair, value_style=(look, data)),
    ]


def _values(plot: RowPlot, y: float, pair: Pair, value_style: tuple[Look, ChartData]) -> list[Spec]:
    look, data = value_style
    rising = pair.now >= pair.then
    texts = []
    for value, now in ((pair.then, False), (pair.now, True)):
        right = rising == now
        side = {"align": "left", "dx": 8} if right else {"align": "right", "dx": -8}
        style = {
            "fill": pair.colour if now else "soft",
            "fontSize": look.small,
            "fontWeight": 600 if now else 400,
        }
        row = {"x": value, "y": y, "text": value_text(value, data.indicators[0], look.lang, symbol=False)}
        texts.append(layers.text([row], plot.plane, **side, **style))
    return texts


def _head(plot: RowPlot, pairs: tuple[Pair, ...], data: ChartData) -> list[Spec]:
    """Return the two periods above the first row's dots, clear of one another."""
    look, first = plot.look, pairs[0]
    told = [period_text(period, look.lang) for period in ends_of(data)]
    widths = [look.lettering.width(text, look.small, bold=True) + 10 for text in told]
    wanted = [
        Wanted(at=plot.plane.x.at(value), height=width)
        for value, width in zip((first.then, first.now), widths, strict=True)
    ]
    places = spread(wanted, -plot.box.left, plot.box.width + plot.box.right)
    y = plot.middle(0) - (32 if look.narrow else 21)
    return [
        layers.text(
            [{"x": layers.tidy(plot.plane.x.invert(place)), "y": y, "text": text}],
            plot.plane,
            align="center",
            fill="soft",
            fontSize=look.small,
            fontWeight=weight,
        )
        for place, text, weight in zip(places, told, (400, 600), strict=True)
    ]
