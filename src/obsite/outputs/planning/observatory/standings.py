"""Where a code stands in an indicator: its value and rank, what it is held against, its strip and trend."""

from __future__ import annotations

from dataclasses import dataclass, replace

from obsite.charts.facts import decimals_among, decimals_of
from obsite.charts.timeline import position
from obsite.data.indicator import Indicator
from obsite.data.observation import Observation, Series
from obsite.data.standing import Field
from obsite.outputs.planning.observatory.marks import spark, strip
from obsite.outputs.planning.observatory.workbench import Workbench
from obsite.outputs.views.observatory.figures import StandingView, StripView


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whose standing, and what it is held against beside the reference."""

    code: str
    parent: str = ""  # a code, "" for none
    strip: bool = True


def standing(bench: Workbench, indicator: Indicator, asked: Asked) -> StandingView | None:
    """Return where a code stands, in the period that the others are compared in, or else in its own last."""
    series = bench.series(indicator, asked.code)
    if series is None or series.last is None:
        return None
    field = bench.field(indicator)
    seen = series.at(field.period)
    among = seen is not None and seen.value is not None
    seen = seen if among else series.last
    assert seen is not None
    assert seen.value is not None
    reference = bench.reference(indicator, seen.period)
    if reference is not None and bench.reference_code(indicator) == asked.code:
        reference = None
    # A merged unit with a page is ranked as if it were one of them; a country is not.
    told = asked.code in field.observations or asked.code in bench.site.regions.routes
    ranked = among and field.count > 2 and told
    parent = asked.parent if asked.parent != asked.code else ""
    first = _first(series)
    return replace(
        about(bench, indicator),
        period=seen.period,
        value=seen.value,
        flag=seen.flag,
        rank=field.rank(seen.value) if ranked else 0,
        count=field.count if ranked else 0,
        parent=bench.compared_value(indicator, parent, seen.period) if parent else None,
        reference=reference,
        strip=_strip(field, seen, reference.value if reference else None) if asked.strip and among else None,
        spark=spark(series),
        first=(first.value, first.flag),
        first_period=first.period,
        latest=(series.last.value, series.last.flag),
        latest_period=series.last.period,
        computed=series.computed,
    )


def single(bench: Workbench, indicator: Indicator, series: Series) -> StandingView | None:
    """Return the latest value of a series that is compared with no others."""
    last = series.last
    if last is None or last.value is None:
        return None
    first = _first(series)
    return replace(
        about(bench, indicator),
        decimals=decimals_among(indicator, (seen.value for seen in series.observations)),
        period=last.period,
        value=last.value,
        flag=last.flag,
        spark=spark(series),
        first=(first.value, first.flag),
        first_period=first.period,
        computed=series.computed,
    )


def _first(series: Series) -> Observation:
    """Return where a course is told from: the first value since the series last broke."""
    known = [seen for seen in series.observations if seen.value is not None]
    cut = max((position(one.period) for one in series.breaks), default=None)
    return next((seen for seen in known if cut is None or position(seen.period) >= cut), known[-1])


def about(bench: Workbench, indicator: Indicator) -> StandingView:
    """Return what is true of an indicator whichever code it is about; the value is still to come."""
    meta = indicator.meta
    return StandingView(
        id=indicator.id,
        title=bench.title(indicator),
        href=bench.route(indicator),
        unit=meta.unit,
        unit_short=meta.unit_short or meta.unit,
        symbol=meta.unit_symbol,
        decimals=decimals_of(indicator),
        period="",
        value=None,
        low_first=meta.direction == "lower",
        ranked=meta.direction in {"higher", "lower"},
        synthetic=is_synthetic(indicator),
    )


def is_synthetic(indicator: Indicator) -> bool:
    """Return whether figures are made up: the indicator's own, or those of a list of codes it is by."""
    return indicator.meta.synthetic or any(one.codelist.meta.synthetic for one in indicator.dimensions)


def _strip(field: Field, seen: Observation, reference: float | None) -> StripView | None:
    return strip(field.values, median=field.median, own=seen.value, reference=reference)
