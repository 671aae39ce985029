"""The figures of the comparison: all regions as a field for each indicator, and the place of each."""

from __future__ import annotations

from obsite.data.indicator import Indicator
from obsite.outputs.planning.observatory.choices import Choices
from obsite.outputs.planning.observatory.marks import scale_of, spark, strip
from obsite.outputs.planning.observatory.standings import about
from obsite.outputs.planning.observatory.workbench import Workbench
from obsite.outputs.views.observatory.figures import ComparedCell, ComparedMeasure, ComparedRegion


def compared_measure(bench: Workbench, indicator: Indicator) -> ComparedMeasure:
    """Return a row of the comparison."""
    field = bench.field(indicator)
    what = about(bench, indicator)
    return ComparedMeasure(
        id=indicator.id,
        title=what.title,
        href=what.href,
        unit=what.unit,
        symbol=what.symbol,
        decimals=what.decimals,
        period=field.period,
        count=field.count,
        low_first=what.low_first,
        ranked=what.ranked,
        strip=strip(field.values, median=field.median, own=None),
        reference=bench.reference(indicator, field.period),
    )


def compared_region(choices: Choices, code: str, slug: str) -> ComparedRegion:
    """Return a column of the comparison."""
    bench, codelist = choices.bench, choices.bench.regions
    assert codelist is not None
    parent = bench.top_parent(codelist, code)
    return ComparedRegion(
        code=code,
        slug=slug,
        label=codelist.label(code, codelist.version, bench.lang),
        href=bench.site.regions.routes.get(code, ""),
        group=codelist.label(parent, codelist.version, bench.lang) if parent else "",
        cells=tuple(_cell(bench, indicator, code) for indicator in choices.comparison),
    )


def _cell(bench: Workbench, indicator: Indicator, code: str) -> ComparedCell:
    """Return a region's value in the period that all are compared in, ranked as one of them."""
    field, series = bench.field(indicator), bench.series(indicator, code)
    seen = series.at(field.period) if series else None
    if seen is None or seen.value is None:
        return ComparedCell()
    return ComparedCell(
        value=seen.value,
        flag=seen.flag,
        rank=field.rank(seen.value),
        x=scale_of(field.values).at(seen.value),
        spark=spark(series),
    )
