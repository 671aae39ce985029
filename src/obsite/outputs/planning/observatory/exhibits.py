"""The charts that pages have by themselves: what each is to show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from obsite.charts.maps.model import MapSpec
from obsite.charts.model import ChartSpec
from obsite.config import ProfileChart
from obsite.data.databank import Cube
from obsite.data.indicator import Dimension, Indicator
from obsite.outputs.planning.observatory.workbench import Workbench

_FEW, _MANY, _NAMED = 5, 24, 6
_BY_PART = ("composition", "multiples")  # presets that show the codes of another dimension


def trend_spec(bench: Workbench, indicator: Indicator) -> ChartSpec | None:
    """Return the course of an indicator: of its codes in focus, against the reference and all others."""
    if len(indicator.partition.periods) < 3:
        return None
    main = bench.main(indicator)
    where = tuple(sorted(bench.chosen(indicator).items()))
    told = bench.measured(indicator)
    if main is None:
        return ChartSpec(
            preset="trend", indicators=(indicator.id,), where=where, subtitle=told, lang=bench.lang
        )
    codes = tuple(_in_focus(bench, indicator))
    reference = bench.reference_code(indicator)
    if len(codes) < 2 and not reference and len(bench.compared(indicator)) > _FEW:
        codes = _ends(bench, indicator)
    return ChartSpec(
        preset="trend",
        indicators=(indicator.id,),
        dimension=main.name,
        codes=codes,
        reference=(reference,) if reference else (),
        field=tuple(code for code in bench.compared(indicator) if code not in codes),
        where=where,
        subtitle=told,
        lang=bench.lang,
    )


def _in_focus(bench: Workbench, indicator: Indicator) -> Iterator[str]:
    """Yield the codes that are named in a chart: those its author or the site put first, else a few."""
    compared = bench.compared(indicator)
    chosen = [*indicator.meta.highlight, *bench.said.featured]
    named = [code for code in dict.fromkeys(chosen) if bench.has_course(indicator, code)]
    yield from (named or (list(compared) if len(compared) <= _FEW else []))[:_FEW]


def _ends(bench: Workbench, indicator: Indicator) -> tuple[str, ...]:
    """Return the codes that stand first, in the middle and last."""
    ordered = [code for code, _ in bench.field(indicator).ordered()]
    return tuple(dict.fromkeys((ordered[0], ordered[len(ordered) // 2], ordered[-1]))) if ordered else ()


def map_spec(bench: Workbench, indicator: Indicator) -> MapSpec | None:
    """Return the map of an indicator, if its codes may have shapes; those in focus are outlined."""
    main = bench.main(indicator)
    if main is None or len(bench.compared(indicator)) < 2:
        return None
    shown = bench.field(indicator).observations
    chosen = dict.fromkeys([*indicator.meta.highlight, *bench.said.featured])
    return MapSpec(
        indicator=indicator.id,
        dimension=main.name,
        among=bench.compared(indicator),
        where=tuple(sorted(bench.chosen(indicator).items())),
        subtitle=bench.measured(indicator),
        reference=bench.reference_code(indicator),
        highlight=tuple(code for code in chosen if code in shown)[:_NAMED],
        lang=bench.lang,
    )


def part_specs(bench: Workbench, indicator: Indicator) -> Iterator[ChartSpec]:
    """Yield the course of the codes of each further dimension: sex, age, sector."""
    main = bench.main(indicator)
    where = _whole(bench, indicator, main)
    if len(indicator.partition.periods) < 3 or where is None:
        return
    for one in indicator.dimensions:
        around = {**_without(bench.chosen(indicator), one.name), **dict(where)}
        codes = tuple(code for code in one.used if code != one.total)
        if one is main or not 2 <= len(codes) <= _MANY:
            continue
        # Tables are seldom filled for every combination: what has no course here is not shown.
        codes = tuple(
            code for code in codes if _has_course(bench.cube(indicator), {**around, one.name: code})
        )
        if len(codes) < 2:
            continue
        yield ChartSpec(
            preset="trend" if len(codes) <= _FEW else "multiples",
            indicators=(indicator.id,),
            dimension=one.name,
            codes=codes,
            reference=(one.total,) if one.total in one.used and not indicator.is_total else (),
            where=tuple(sorted(around.items())),
            lang=bench.lang,
        )


def _has_course(cube: Cube, where: Mapping[str, str]) -> bool:
    """Return whether a series has values in several periods."""
    series = cube.series(where)
    return series is not None and sum(seen.value is not None for seen in series.observations) > 1


def _without(chosen: Mapping[str, str], name: str) -> dict[str, str]:
    return {dimension: code for dimension, code in chosen.items() if dimension != name}


def _whole(
    bench: Workbench, indicator: Indicator, main: Dimension | None
) -> tuple[tuple[str, str], ...] | None:
    """Return what stands for all codes of the main dimension; None if nothing does."""
    if main is None or (main.total and main.total in main.used):
        return ()
    reference = bench.reference_code(indicator)
    return ((main.name, reference),) if reference else None


def profile_specs(bench: Workbench, chart: ProfileChart, code: str) -> tuple[ChartSpec, ...] | None:
    """Return a chart of a profile, or none; None if its code has no values at all."""
    indicator = bench.indicator(chart.indicator)
    series = bench.series(indicator, code) if indicator else None
    if indicator is None or series is None or series.last is None:
        return None
    values = [seen for seen in series.observations if seen.value is not None]
    spec = profile_spec(bench, chart, code) if len(values) > 1 or chart.preset != "trend" else None
    return (spec,) if spec else ()


def profile_spec(bench: Workbench, chart: ProfileChart, code: str) -> ChartSpec | None:
    """Return a chart of a profile, about its code."""
    indicator = bench.indicator(chart.indicator)
    main = bench.main(indicator) if indicator else None
    if indicator is None or main is None:
        return None
    common = {"indicators": (indicator.id,), "lang": bench.lang, "start": chart.start, "end": chart.end}
    told = "" if chart.where else bench.measured(indicator)
    where = tuple(sorted({**bench.chosen(indicator), **chart.where}.items()))
    if chart.preset in _BY_PART:
        other = next(
            (one for one in indicator.dimensions if one is not main and one.name not in chart.where), None
        )
        if other is None:
            return None
        parts = (one for one in other.used if one != other.total and _is_part(other, one))
        codes = tuple(
            sorted(parts, key=lambda one: -_size(bench, indicator, {main.name: code, other.name: one}))
        )
        about = ((main.name, code), *(pair for pair in where if pair[0] != other.name))
        return ChartSpec(preset=chart.preset, dimension=other.name, codes=codes, where=about, **common)  # type: ignore[arg-type]
    parent = bench.whole_of(main.codelist, code)
    reference = bench.reference_code(indicator)
    held = tuple(one for one in (parent,) if one and one != reference and bench.has_course(indicator, one))
    return ChartSpec(
        preset=chart.preset,
        dimension=main.name,
        codes=(code, *held) if chart.preset != "distribution" else (code,),
        reference=(reference,) if reference and reference != code else (),
        field=_others(bench, indicator, main, code),
        where=where,
        subtitle=told,
        **common,  # type: ignore[arg-type]
    )


def _size(bench: Workbench, indicator: Indicator, where: Mapping[str, str]) -> float:
    """Return the latest value of a part, so that the largest comes first."""
    series = bench.cube(indicator).series(where)
    return (series.last.value or 0.0) if series and series.last else 0.0


def _is_part(dimension: Dimension, code: str) -> bool:
    """Return whether no other code here holds this one: a whole and its part are not shown side by side."""
    above = (parent for parent in dimension.codelist.ancestors(code) if parent != dimension.total)
    return not any(parent in dimension.used for parent in above)


def _others(bench: Workbench, indicator: Indicator, main: Dimension, code: str) -> tuple[str, ...]:
    """Return who stands behind a code in grey: those of the same parent, if they are some; else all."""
    compared = [one for one in bench.compared(indicator) if one != code]
    parent = bench.top_parent(main.codelist, code)
    kin = [one for one in compared if parent and bench.top_parent(main.codelist, one) == parent]
    return tuple(kin if len(kin) > 2 else compared)
