"""The table of a chart: every number that is drawn, as rows and columns for readers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from obsite.charts.casting import Part, at_period, cast
from obsite.charts.figures import number, period_text, value_text
from obsite.charts.look import Say
from obsite.charts.model import ChartData, IndicatorFacts, SeriesData
from obsite.charts.presets import preset
from obsite.charts.standing import shown_period, standings
from obsite.charts.swarm import FEW, quantile

_SIDE_BY_SIDE = 6  # series that still are columns, with the periods as rows
_QUANTILES = (("10 %", 0.1), ("25 %", 0.25), ("50 %", 0.5), ("75 %", 0.75), ("90 %", 0.9))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What a cell says, what it is sorted by, and the flag of its value."""

    text: str
    sort: str = ""
    flag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def table_of(data: ChartData, lang: str, say: Say) -> Table:
    """Return the table. A field of many is told as the bands that are drawn of it."""
    entry = preset(data.spec.preset)
    if len(data.indicators) > 1:
        return _by_indicator(data, lang)
    if entry and entry.of_a_moment:
        return _of_a_moment(data, lang, say)
    roles, parts = cast(data, most=300), _parts(data)
    if len(parts) <= _SIDE_BY_SIDE:
        return _periods_down(data, parts, roles.field if len(roles.field) > FEW else (), (lang, say))
    return _periods_across(data, parts, (lang, say))


def places_in(data: ChartData) -> dict[tuple[str, str], tuple[int, int]]:
    """Return the row and column of each value in the table, by code and period; of a table of one moment
    the row of each code, and 0."""
    entry = preset(data.spec.preset)
    if len(data.indicators) > 1:
        return {(code, ""): (at, 0) for at, code in enumerate(_by_code(data))}
    if entry and entry.of_a_moment:
        return {(one.series.code, ""): (at, 0) for at, one in enumerate(standings(data))}
    parts, found = _parts(data), {}
    for at, part in enumerate(parts):
        for when, period in enumerate(data.periods):
            place = (when, at + 1) if len(parts) <= _SIDE_BY_SIDE else (at, when + 1)
            found[part.series.code, period] = place
    return found


def _parts(data: ChartData) -> list[Part]:
    """Return the series that the table of a chart through time has."""
    roles = cast(data, most=300)
    if data.spec.preset == "heat":
        return [*roles.named, *roles.field]
    return [*roles.named, *(roles.field if len(roles.field) <= FEW else ())]


def _cell(series: SeriesData, period: str, facts: IndicatorFacts, lang: str) -> Cell:
    seen = next((one for one in series.observations if one.period == period), None)
    if seen is None:
        return Cell(text="–")
    flag = seen.flag + (
        "b" if any(one.period == period for one in series.breaks) and "b" not in seen.flag else ""
    )
    if seen.value is None:
        return Cell(text="–", flag=flag)
    return _value(seen.value, facts, lang, flag)


def _value(value: float, facts: IndicatorFacts, lang: str, flag: str = "") -> Cell:
    return Cell(text=value_text(value, facts, lang, symbol=False), sort=f"{value:.10g}", flag=flag)


def _periods_down(
    data: ChartData, parts: Sequence[Part], field: Sequence[Part], words: tuple[str, Say]
) -> Table:
    lang, say = words
    facts = data.indicators[0]
    bands = (
        [(f"{name} ({say('chart.others', count=len(field))})", share) for name, share in _QUANTILES]
        if field
        else []
    )
    rows = []
    for period in data.periods:
        cells = [_cell(part.series, period, facts, lang) for part in parts]
        if bands:
            seen = [at_period(part.series, period) for part in field]
            known = sorted(one.value for one in seen if one and one.value is not None)
            cells += [
                _value(quantile(known, share), facts, lang) if known else Cell(text="–") for _, share in bands
            ]
        rows.append((Cell(text=period_text(period, lang), sort=period), *cells))
    names = [part.label for part in parts] + [name for name, _ in bands]
    return Table(columns=(say("chart.period"), *names), rows=tuple(rows))


def _periods_across(data: ChartData, parts: Sequence[Part], words: tuple[str, Say]) -> Table:
    lang, _ = words
    facts = data.indicators[0]
    rows = tuple(
        (Cell(text=part.label), *(_cell(part.series, period, facts, lang) for period in data.periods))
        for part in parts
    )
    heads = tuple(period_text(period, lang) for period in data.periods)
    return Table(columns=(data.dimension_title, *heads), rows=rows)


def _of_a_moment(data: ChartData, lang: str, say: Say) -> Table:
    facts = data.indicators[0]
    rows = []
    for one in standings(data):
        rank = "" if one.series.role == "reference" else number(one.rank, 0, lang)
        cells = (
            Cell(text=one.series.label),
            _value(one.value, facts, lang, one.flag),
            Cell(text=rank, sort=rank),
        )
        rows.append(cells)
    title = f"{facts.short_title}, {period_text(shown_period(data), lang)}"
    return Table(columns=(data.dimension_title, title, say("chart.rank")), rows=tuple(rows))


def _period_of(data: ChartData, indicator: int) -> str:
    """Return the period in which an indicator is shown: the shared one, or the latest of its own."""
    shown = shown_period(data)
    own = {
        seen.period
        for series in data.series
        if series.indicator == indicator
        for seen in series.observations
        if seen.value is not None
    }
    if shown in own or not own:
        return shown
    return next(period for period in reversed(data.periods) if period in own)


def _by_code(data: ChartData) -> dict[str, dict[int, SeriesData]]:
    found: dict[str, dict[int, SeriesData]] = {}
    for series in data.series:
        found.setdefault(series.code, {})[series.indicator] = series
    return found


def _by_indicator(data: ChartData, lang: str) -> Table:
    """Return a row for each code with its value of each indicator."""
    by_code = _by_code(data)
    periods = [_period_of(data, at) for at in range(len(data.indicators))]
    rows = []
    for known in by_code.values():
        cells = [
            _cell(known[at], periods[at], facts, lang) if at in known else Cell(text="–")
            for at, facts in enumerate(data.indicators)
        ]
        rows.append((Cell(text=next(iter(known.values())).label), *cells))
    heads = tuple(
        f"{facts.short_title}, {period_text(period, lang)}"
        for facts, period in zip(data.indicators, periods, strict=True)
    )
    return Table(columns=(data.dimension_title, *heads), rows=tuple(rows))
