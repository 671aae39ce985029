"""A table in colours: a row for each series, a column for each period, cells by classes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from obsite.charts import layers
from obsite.charts.casting import cast, is_marked, values
from obsite.charts.figures import period_text, value_text
from obsite.charts.layers import Row, Spec
from obsite.charts.look import Look
from obsite.charts.model import ChartData, SeriesData
from obsite.charts.rowplot import Margins, RowName, RowPlot, names, row_plot
from obsite.charts.swarm import quantile

_LIMITS = {True: 20, False: 30}
_MOST_FIGURES = 300  # in one drawing; the table below has them all
_CLASSES = ("above-1", "above-2", "above-3")
_SIDES = ("below-3", "below-2", "below-1", "above-1", "above-2", "above-3")


@dataclass(frozen=True, slots=True, kw_only=True)
class Classes:
    """Limits between classes, and the colours of the classes, from low to high."""

    limits: tuple[float, ...]
    colours: tuple[str, ...]

    def of(self, value: float) -> str:
        """Return the colour of a value; what is on a limit belongs above it."""
        return self.colours[sum(1 for limit in self.limits if value >= limit)]


def classes_of(found: Sequence[float], reference: float | None) -> Classes:
    """Return three classes by thirds, or three on each side of a reference by the distance from it."""
    ordered = sorted(found)
    if reference is None or not ordered or not ordered[0] < reference < ordered[-1]:
        thirds = (quantile(ordered, 1 / 3), quantile(ordered, 2 / 3)) if ordered else (0.0, 1.0)
        return Classes(limits=thirds, colours=_CLASSES)
    away = sorted(abs(value - reference) for value in ordered)
    near, far = quantile(away, 0.4), quantile(away, 0.75)
    limits = (reference - far, reference - near, reference, reference + near, reference + far)
    return Classes(limits=limits, colours=_SIDES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    data: ChartData
    plot: RowPlot
    rows: tuple[SeriesData, ...]
    periods: tuple[str, ...]
    classes: Classes

    @property
    def cell(self) -> float:
        return self.plot.box.width / max(1, len(self.periods))


def spec(data: ChartData, look: Look) -> Spec:
    """Return the Vega-Lite spec."""
    table = _arranged(data, look)
    return layers.chart(
        [*_cells(table), *_figures(table), *names(table.plot), *_heads(table), *_key(table)],
        table.plot.box,
        look,
    )


def _arranged(data: ChartData, look: Look) -> Table:
    roles = cast(data, most=200)
    parts = [*roles.named, *roles.field][: data.spec.limit or _LIMITS[look.narrow]]
    named = [
        RowName(
            text=part.label,
            colour="accent" if part.role == "focus" else "ink",
            strong=part.role in {"focus", "reference"},
        )
        for part in parts
    ]
    margins = Margins(top=52.0, bottom=2.0)
    plot = row_plot(named, (0, 1), margins, look)
    most = int(plot.box.width // (30 if look.narrow else 22))
    periods = _thinned(data.periods, most)
    reference = data.indicators[0].reference_value
    classes = classes_of(values(parts), reference)
    return Table(
        data=data, plot=plot, rows=tuple(part.series for part in parts), periods=periods, classes=classes
    )


def _thinned(periods: tuple[str, ...], most: int) -> tuple[str, ...]:
    """Return at most so many periods, evenly, the last always among them."""
    if len(periods) <= most:
        return periods
    step = -(-len(periods) // max(1, most))
    return tuple(reversed(periods[::-1][::step]))


def _cells(table: Table) -> list[Spec]:
    found: dict[str, list[Row]] = {}
    for at, series in enumerate(table.rows):
        known = {seen.period: seen.value for seen in series.observations}
        top, bottom = _edges(table, at)
        for column, period in enumerate(table.periods):
            value = known.get(period)
            colour = "tint" if value is None else table.classes.of(value)
            box = {"x": _x(table, column, 0.5), "x2": _x(table, column + 1, -0.5), "y": top, "y2": bottom}
            found.setdefault(colour, []).append(box)
    return [layers.bars(rows, table.plot.plane, fill=colour) for colour, rows in sorted(found.items())]


def _edges(table: Table, at: int) -> tuple[float, float]:
    plot = table.plot
    half = 9.0 if plot.look.narrow else plot.pitch / 2 - 0.5
    return plot.middle(at) - half, plot.middle(at) + half


def _x(table: Table, column: int, shift: float) -> float:
    return layers.tidy(round((column * table.cell + shift) / table.plot.box.width, 6))


def _figures(table: Table) -> list[Spec]:
    """Return the values in the cells where these are wide enough; the darkest are written light."""
    look = table.plot.look
    facts = table.data.indicators[0]
    found: list[Spec] = []
    if len(table.rows) * len(table.periods) > _MOST_FIGURES:
        return []
    for at, series in enumerate(table.rows):
        flags = {seen.period: seen for seen in series.observations}
        for column, period in enumerate(table.periods):
            seen = flags.get(period)
            if seen is None or seen.value is None:
                continue
            text = value_text(seen.value, facts, look.lang, symbol=False)
            text += "*" if is_marked(seen.flag) else ""
            if look.lettering.width(text, 10.5) > table.cell - 3:
                return []
            light = table.classes.of(seen.value) in {"above-3", "below-3"}
            row = {"x": layers.tidy(round((column + 0.5) * table.cell / table.plot.box.width, 6)),
                   "y": table.plot.middle(at), "text": text}  # fmt: skip
            found.append(
                layers.text(
                    [row], table.plot.plane, align="center", fill="paper" if light else "ink", fontSize=10.5
                )
            )
    return layers.joined(found)


def _heads(table: Table) -> list[Spec]:
    """Return the periods above the columns: as many as can stand side by side."""
    look = table.plot.look
    texts = [period_text(period, look.lang) for period in table.periods]
    widest = max((look.lettering.width(text, look.small) for text in texts), default=1.0) + 8
    step = max(1, -(-int(widest) // max(1, int(table.cell))))
    last = len(texts) - 1
    rows = [
        {"x": layers.tidy(round((at + 0.5) * table.cell / table.plot.box.width, 6)), "y": -10, "text": text}
        for at, text in enumerate(texts)
        if (last - at) % step == 0
    ]
    return [layers.text(rows, table.plot.plane, align="center", fill="soft", fontSize=look.small)]


def _key(table: Table) -> list[Spec]:
    """Return a small key of the classes with their limits, above the table at its right end."""
    look, plot = table.plot.look, table.plot
    limits = table.classes.limits
    texts = [value_text(limit, table.data.indicators[0], look.lang, symbol=False) for limit in limits]
    each = max(36.0, max((look.lettering.width(text, 11) for text in texts), default=0.0) + 8)
    start = plot.box.width - each * len(table.classes.colours)
    scale = plot.box.width
    found = []
    for at, colour in enumerate(table.classes.colours):
        left, right = start + at * each + 0.5, start + (at + 1) * each - 0.5
        box = {"x": layers.tidy(left / scale), "x2": layers.tidy(right / scale), "y": -50, "y2": -42}
        found.append(layers.bars([box], plot.plane, fill=colour))
    rows = [
        {"x": layers.tidy((start + (at + 1) * each) / scale), "y": -33, "text": text}
        for at, text in enumerate(texts)
    ]
    return [*found, layers.text(rows, plot.plane, align="center", fill="soft", fontSize=11)]
