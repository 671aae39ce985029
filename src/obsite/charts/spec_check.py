"""Whether a chart asks for what there is: indicators, dimensions, codes, periods, allowed sums."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from obsite.charts.answering import EVERYONE, chart_data, compared_dimension
from obsite.charts.model import ChartSpec
from obsite.charts.presets.suitability import objections
from obsite.data.databank import Databank
from obsite.data.indicator import Dimension, Indicator
from obsite.data.periods import PeriodError, parse_period
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Diagnostic, Emit, Severity, Span
from obsite.text.suggest import did_you_mean

Place = Callable[[str], Span]  # by a field of ChartSpec: "indicators", "codes", "where.sex", ...
_SHOWN = 3  # codes that are named in a message


def check_spec(spec: ChartSpec, bank: Databank, place: Place, emit: Emit) -> bool:
    """Return whether a chart can be drawn; all that speaks against it is reported at the chart's places.

    `place` gives the span of what a field of the spec was made from; of the chart where it has none.
    """
    faults = list(_faults(spec, bank, place))
    sound = not any(fault.severity is Severity.ERROR for fault in faults)
    drawn = sound and _has_values(spec, bank)
    if sound and not drawn and not faults:
        message = "There are no values for what this chart asks for"
        help = "Choose codes and periods that the table has"
        faults.append(finding("no-data", message, place("codes"), help))
    for fault in faults:
        emit(fault)
    return drawn


def _has_values(spec: ChartSpec, bank: Databank) -> bool:
    data = chart_data(spec, bank)
    return any(seen.value is not None for series in data.series for seen in series.observations)


def _faults(spec: ChartSpec, bank: Databank, place: Place) -> Iterator[Diagnostic]:
    known = [bank.indicators[name] for name in spec.indicators if name in bank.indicators]
    for name in spec.indicators:
        if name not in bank.indicators:
            help = did_you_mean(name, bank.indicators) or "Ids are the names of files in content/indicators/"
            yield finding("unknown-indicator", f"There is no indicator `{name}`", place("indicators"), help)
    for indicator in known:
        yield from _dimension_faults(spec, indicator, place)
    for key in ("start", "end", "period"):
        yield from _period_faults(spec, key, known, place)
    for indicator in known:
        yield from _aggregate_faults(spec, bank, indicator, place)
    compared = compared_dimension(spec, known[0]) if known else None
    for objection in objections(spec, known, compared):
        yield finding("unsuitable-chart", objection.message, place("preset"), objection.help)


def _dimension_faults(spec: ChartSpec, indicator: Indicator, place: Place) -> Iterator[Diagnostic]:
    names = [dimension.name for dimension in indicator.dimensions]
    dimension = compared_dimension(spec, indicator)
    if spec.dimension and dimension is None:
        has = f"It has {', '.join(names)}" if names else "It has none"
        message = f"`{indicator.id}` has no dimension `{spec.dimension}`"
        help = did_you_mean(spec.dimension, names) or has
        yield finding("unknown-dimension", message, place("dimension"), help)
        return
    if dimension is not None:
        for key, codes in (("codes", spec.codes), ("reference", spec.reference), ("field", spec.field)):
            yield from _code_faults(codes, dimension, place(key))
    for name, code in spec.where:
        other = indicator.dimension(name)
        if other is not None:
            yield from _code_faults((code,), other, place(f"where.{name}"))
        elif len(spec.indicators) == 1:  # of several, one may lack what the others have
            message = f"`{indicator.id}` has no dimension `{name}`"
            help = did_you_mean(name, names) or (f"It has {', '.join(names)}" if names else "It has none")
            yield finding("unknown-dimension", message, place(f"where.{name}"), help)
    yield from _open_dimensions(spec, indicator, dimension, place)


def _open_dimensions(
    spec: ChartSpec, indicator: Indicator, compared: Dimension | None, place: Place
) -> Iterator[Diagnostic]:
    """Yield the dimensions for which a chart has to choose a code and does not."""
    chosen = {name for name, _ in spec.where}
    for dimension in indicator.dimensions:
        open_ = dimension is not compared and dimension.name not in chosen and not dimension.total
        if open_ and len(dimension.used) > 1:
            some = ", ".join(islice(dimension.used, _SHOWN))
            message = f"`{indicator.id}` has no total of `{dimension.name}`, so a chart must choose a code"
            help = f"Add `{dimension.name}:` with one of its codes, such as {some}"
            yield finding("unknown-dimension", message, place(f"where.{dimension.name}"), help)


def _code_faults(codes: Iterable[str], dimension: Dimension, span: Span) -> Iterator[Diagnostic]:
    known = dimension.codelist.codes
    for code in codes:
        if code and code != EVERYONE and code not in known and code not in dimension.codelist.groups:
            message = f"`{code}` is not a code of `{dimension.name}`"
            by_name = next((c.code for c in known.values() if c.name.casefold() == code.casefold()), "")
            help = f"Did you mean `{by_name}`?" if by_name else did_you_mean(code, known)
            some = ", ".join(islice(dimension.used, _SHOWN))
            yield finding("unknown-code", message, span, help or f"Codes are {some}, ...")


def _period_faults(spec: ChartSpec, key: str, known: list[Indicator], place: Place) -> Iterator[Diagnostic]:
    text = getattr(spec, key)
    if not text:
        return
    try:
        period = parse_period(text)
    except PeriodError as fault:
        yield finding("invalid-period", str(fault), place(key), fault.help)
        return
    if key == "period":
        for indicator in known:
            periods = indicator.partition.periods
            if period.text not in periods and periods:
                help = f"It has {periods[0]} to {periods[-1]}"
                yield finding("no-data", f"`{indicator.id}` has no values of {text}", place(key), help)


def _aggregate_faults(
    spec: ChartSpec, bank: Databank, indicator: Indicator, place: Place
) -> Iterator[Diagnostic]:
    """Yield the codes that have no values and must not be made from those of their members."""
    dimension = compared_dimension(spec, indicator)
    if dimension is None:
        return
    where = {name: code for name, code in spec.where if indicator.dimension(name)}
    for key, codes in (("codes", spec.codes), ("reference", spec.reference)):
        for code in codes:
            if code == EVERYONE or code in dimension.used or code not in dimension.codelist.codes:
                continue
            refusal = bank.cube(indicator.id).why_not({**where, dimension.name: code})
            if refusal and refusal.kind == "unweighted-aggregate":
                yield finding("unweighted-aggregate", refusal.message, place(key), refusal.help)
            elif refusal:
                message = f"`{indicator.id}` has no values of `{code}`: {refusal.message}"
                yield finding("no-data", message, place(key), refusal.help)
