"""An indicator's table as its page has it: rows for codes, columns for periods, within a budget of cells.

What does not fit is in the downloads, and the page says so: first older periods are left out, then
the further dimensions, of which only the totals stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from obsite.charts.facts import decimals_among
from obsite.data.indicator import Dimension, Indicator
from obsite.data.observation import Series
from obsite.outputs.planning.observatory.workbench import Workbench
from obsite.outputs.views.observatory.figures import ChoiceView, TableRow, TableView

MOST_CELLS = 6000
_FEWEST_PERIODS = 3
_MOST_PERIODS = 24
MOST_ROWS = MOST_CELLS // _FEWEST_PERIODS


def table_of(bench: Workbench, indicator: Indicator) -> TableView | None:
    """Return the table of an indicator."""
    main = bench.main(indicator)
    further = tuple(one for one in indicator.dimensions if one is not main and len(one.used) > 1)
    where: dict[str, str | tuple[str, ...]] = {main.name: main.used} if main else {}
    cube, every = bench.cube(indicator), {**where, **{one.name: one.used for one in further}}
    total = cube.count(every)
    narrowed = total > MOST_ROWS
    shown = cube.select({**where, **bench.chosen(indicator)} if narrowed else every)[:MOST_ROWS]
    if not shown:
        return None
    periods = _periods(indicator, len(shown))
    rows = tuple(
        _row(bench, indicator, main, () if narrowed else further, series, periods) for series in shown
    )
    kept = tuple(row for row in rows if any(value is not None for value, _ in row.cells))
    return TableView(
        title=main.title if main else "",
        periods=periods,
        rows=kept,
        choices=() if narrowed else tuple(_choice(bench, indicator, one) for one in further),
        groups=tuple(sorted({row.group for row in kept if row.group})),
        left_out_periods=len(indicator.partition.periods) - len(periods),
        left_out_rows=max(0, total - len(kept)),
    )


def _periods(indicator: Indicator, rows: int) -> tuple[str, ...]:
    """Return the periods that fit, the latest last."""
    most = min(_MOST_PERIODS, max(_FEWEST_PERIODS, MOST_CELLS // max(1, rows)))
    if rows <= 12:  # a national series by month is worth showing whole
        most = max(most, min(400, MOST_CELLS // max(1, rows)))
    return indicator.partition.periods[-most:]


def _row(  # noqa: PLR0913, PLR0917
    bench: Workbench,
    indicator: Indicator,
    main: Dimension | None,
    further: Sequence[Dimension],
    series: Series,
    periods: Sequence[str],
) -> TableRow:
    codes = dict(series.key)
    own = codes.get(main.name, "") if main else ""
    by_period = {seen.period: (seen.value, seen.flag) for seen in series.observations}
    parent = bench.top_parent(main.codelist, own) if main else ""
    return TableRow(
        label=bench.label(indicator, own) if main else "",
        href=bench.href(main, own),
        group=bench.label(indicator, parent) if parent else "",
        codes=(own, *(codes.get(one.name, "") for one in further)),
        names=tuple(one.codelist.label(codes.get(one.name, ""), "", bench.lang) for one in further),
        cells=tuple(by_period.get(period, (None, "")) for period in periods),
        computed=series.computed,
        decimals=decimals_among(indicator, (seen.value for seen in series.observations)),
        broken=tuple(one.period for one in series.breaks if one.period in periods),
    )


def _choice(bench: Workbench, indicator: Indicator, dimension: Dimension) -> ChoiceView:
    options = tuple((code, dimension.codelist.label(code, "", bench.lang)) for code in dimension.used)
    first = bench.chosen(indicator).get(dimension.name, dimension.total)
    return ChoiceView(name=dimension.name, title=dimension.title, options=options, first=first)


def all_names(table: TableView) -> Iterator[str]:
    """Yield every name in a table, for the fonts to keep their characters."""
    for row in table.rows:
        yield row.label
        yield row.group
        yield from row.names
