"""All figures of an indicator's page: the ranking, where values lie, the reference, the table."""

from __future__ import annotations

from dataclasses import replace

from obsite.charts.facts import decimals_among
from obsite.data.indicator import Dimension, Indicator
from obsite.data.observation import Break
from obsite.data.standing import Field
from obsite.outputs.planning.observatory.marks import Scale, histogram, scale_of, ticks_of
from obsite.outputs.planning.observatory.moves import moved
from obsite.outputs.planning.observatory.standings import about, single
from obsite.outputs.planning.observatory.tables import table_of
from obsite.outputs.planning.observatory.workbench import Workbench
from obsite.outputs.views.observatory.figures import (
    IndicatorFigures,
    IndicatorLine,
    RankedView,
    SpreadRow,
    SpreadView,
    StandingView,
)

_MOST_PARTS = 24
_WIDEST = 2.5  # times the scale of most values: up to there a spread shows all
_LEAST_SPREAD = 30  # codes from which on they are shown by parent


def indicator_figures(bench: Workbench, indicator: Indicator) -> IndicatorFigures:
    """Return the figures of an indicator's page."""
    main = bench.main(indicator)
    field = bench.field(indicator) if main else Field(period="", observations={})
    periods = indicator.partition.periods
    reference = bench.reference(indicator, field.period) if field.period else None
    against = reference.value if reference else None
    ranked = _ranked(bench, indicator, main, field) if main and field.count else ()
    parts_of, parts = _parts_of_one(bench, indicator, main)
    return IndicatorFigures(
        decimals=decimals_among(indicator, field.values or (None,)),
        period=field.period or periods[-1],
        first=periods[0],
        last=periods[-1],
        periods=len(periods),
        count=field.count,
        used=len(main.used) if main else 0,
        rows=indicator.partition.rows,
        ranked=ranked,
        low_first=field.low_first,
        focus=_in_focus(bench, indicator, field, ranked),
        median=field.median,
        moved=moved(bench, indicator, field) if field.count > 2 else None,
        reference=reference,
        histogram=histogram(field.values, against) if field.count else None,
        spread=_spread(bench, indicator, main, ranked, against) if main else None,
        national=_national(bench, indicator),
        parts=parts,
        parts_title=parts_of.title if parts_of else "",
        table=table_of(bench, indicator),
        breaks=tuple(Break(period=one.period, note=one.note) for one in indicator.meta.breaks),
        flags=indicator.partition.flags,
    )


def indicator_line(bench: Workbench, indicator: Indicator) -> IndicatorLine:
    """Return an indicator's latest figure, for the list: of the reference, of the only series, the median of
    regions, or else of the first code, by name; where there is none, how many series there are."""
    periods = indicator.partition.periods
    main = bench.main(indicator)
    field = bench.field(indicator) if main else Field(period=periods[-1], observations={})
    line = IndicatorLine(
        standing=replace(about(bench, indicator), period=field.period, value=field.median),
        count=field.count,
        first=periods[0],
        last=periods[-1],
    )
    if (national := _national(bench, indicator)) is not None:
        code = bench.reference_code(indicator)
        return replace(line, standing=national, of=bench.label(indicator, code) if code else "")
    if main and main.codelist is not bench.regions and (first := _first_named(bench, indicator)):
        return replace(line, standing=first[1], of=first[0])
    return replace(line, is_median=True, series=0 if field.count else _series_of(bench, indicator))


def _first_named(bench: Workbench, indicator: Indicator) -> tuple[str, StandingView] | None:
    """Return the first of the codes compared that has values, with its name: a median of categories, which
    measure this and that, would say nothing."""
    codes = dict.fromkeys([*indicator.meta.highlight, *bench.compared(indicator)])
    found = ((code, bench.series(indicator, code)) for code in codes)
    pairs = ((code, single(bench, indicator, series)) for code, series in found if series)
    named = ((bench.label(indicator, code), standing) for code, standing in pairs if standing)
    return next(named, None)


def _series_of(bench: Workbench, indicator: Indicator) -> int:
    """Return how many series an indicator has in all."""
    return bench.cube(indicator).count({one.name: one.used for one in indicator.dimensions})


def _national(bench: Workbench, indicator: Indicator) -> StandingView | None:
    """Return the standing of the series that stands for all: the reference's, or the only one there is."""
    code = bench.reference_code(indicator)
    series = bench.series(indicator, code) if code else bench.cube(indicator).series(bench.chosen(indicator))
    return single(bench, indicator, series) if series else None


def _ranked(bench: Workbench, indicator: Indicator, main: Dimension, field: Field) -> tuple[RankedView, ...]:
    scale = _from_zero(field) if field.count < _LEAST_SPREAD else _wide(field)
    codelist = main.codelist
    ordered = field.ordered()
    featured = {*indicator.meta.highlight, *bench.said.featured}
    parents = {code: bench.top_parent(codelist, code) for code, _ in ordered}
    parents = parents if len(set(parents.values())) > 1 else {}
    return tuple(
        RankedView(
            rank=field.rank(seen.value or 0.0),
            code=code,
            label=bench.label(indicator, code),
            href=bench.href(main, code),
            group=bench.label(indicator, parent) if (parent := parents.get(code)) else "",
            value=seen.value or 0.0,
            flag=seen.flag,
            x=scale.at(seen.value or 0.0),
            focus=code in featured,
            beyond=not scale.low <= (seen.value or 0.0) <= scale.high,
        )
        for code, seen in ordered
    )


def _in_focus(
    bench: Workbench, indicator: Indicator, field: Field, ranked: tuple[RankedView, ...]
) -> tuple[RankedView, ...]:
    """Return the codes that the author or the site puts first; merged units are ranked like one."""
    chosen = dict.fromkeys([*indicator.meta.highlight, *bench.said.featured])
    main = bench.main(indicator)
    found = [one for one in ranked if one.code in chosen]
    for code in [] if main is None or not ranked else chosen:
        series = bench.series(indicator, code) if code not in field.observations else None
        seen = series.at(field.period) if series else None
        if main is None or seen is None or seen.value is None or code not in bench.site.regions.routes:
            continue
        found.append(
            RankedView(
                rank=field.rank(seen.value),
                code=code,
                label=bench.label(indicator, code),
                href=bench.href(main, code),
                group=_group(bench, indicator, main, code),
                value=seen.value,
                flag=seen.flag,
                focus=True,
            )
        )
    sign = 1 if field.low_first else -1  # two of one rank, where one is merged: the better first
    return tuple(sorted(found, key=lambda one: (one.rank, sign * one.value, one.label)))


def _group(bench: Workbench, indicator: Indicator, main: Dimension, code: str) -> str:
    parent = bench.top_parent(main.codelist, code)
    return bench.label(indicator, parent) if parent and parent != code else ""


def _from_zero(field: Field) -> Scale:
    """Return the scale of bars, which begin at zero."""
    scale = scale_of(field.values)
    return Scale(min(0.0, scale.low), scale.high)


def _wide(field: Field) -> Scale:
    """Return the scale of a spread: from zero where values are near enough to it, and to the last value.

    Only where the last would press all others together does the scale end before them.
    """
    scale = scale_of(field.values)
    ends = Scale(min(field.values, default=0.0), max(field.values, default=0.0))
    if ends.high - ends.low <= _WIDEST * (scale.high - scale.low):
        scale = ends
    near = scale.low > 0 and scale.low < 0.35 * (scale.high - scale.low)
    return Scale(0.0, scale.high) if near else scale


def _spread(
    bench: Workbench,
    indicator: Indicator,
    main: Dimension,
    ranked: tuple[RankedView, ...],
    against: float | None,
) -> SpreadView | None:
    """Return the codes of each parent on a line of their own, the parent with the best median first."""
    if len(ranked) < _LEAST_SPREAD:
        return None
    groups: dict[str, list[RankedView]] = {}
    parents: dict[str, str] = {}
    for one in ranked:
        parent = bench.top_parent(main.codelist, one.code)
        groups.setdefault(one.group, []).append(one)
        parents[one.group] = parent
    if len(groups) < 3 or len(groups) > 60:
        return None
    scale = _wide(bench.field(indicator))
    rows = []
    for label, members in groups.items():
        period = bench.field(indicator).period
        own = None if indicator.is_total else bench.compared_value(indicator, parents[label], period)
        places = sorted(member.x for member in members)
        rows.append(
            SpreadRow(
                label=label,
                href=bench.href(main, parents[label]),
                dots=tuple(sorted(members, key=lambda one: (one.x, one.code))),
                low=places[0],
                high=places[-1],
                own=scale.at(own.value) if own and own.value is not None else None,
                own_value=own.value if own else None,
            )
        )
    middle = {row.label: row.dots[len(row.dots) // 2].value for row in rows}
    sign = 1 if bench.field(indicator).low_first else -1
    rows.sort(key=lambda row: (sign * middle[row.label], row.label))
    return SpreadView(
        rows=tuple(rows),
        ticks=ticks_of(scale),
        reference=scale.at(against) if against is not None and scale.low <= against <= scale.high else None,
    )


def _parts_of_one(
    bench: Workbench, indicator: Indicator, main: Dimension | None
) -> tuple[Dimension | None, tuple[StandingView, ...]]:
    """Return the dimension whose codes are shown beside the main one (sex, age, sector), and their values."""
    others = [one for one in indicator.dimensions if one is not main and 1 < len(one.used) <= _MOST_PARTS]
    for one in sorted(others, key=lambda one: len(one.used)):
        parts = _parts(bench, indicator, one)
        if len(parts) > 1:
            return one, parts
    return None, ()


def _parts(bench: Workbench, indicator: Indicator, dimension: Dimension) -> tuple[StandingView, ...]:
    """Return the latest values of the codes of a dimension, all others being totals."""
    main = bench.main(indicator)
    reference = bench.reference_code(indicator)
    where = {**bench.chosen(indicator), **({main.name: reference} if main and reference else {})}
    found = []
    for code in dimension.used:
        series = bench.cube(indicator).series({**where, dimension.name: code})
        standing = single(bench, indicator, series) if series else None
        if standing:
            label = dimension.codelist.label(code, "", bench.lang)
            found.append(replace(standing, title=label))
    return tuple(found)
