"""The figures of a map, out of the databank: which period, which codes, what they are compared with."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from obsite.charts.facts import facts_of, flag_words
from obsite.charts.look import Say
from obsite.charts.maps.model import MapData, MapSpec, MapValue
from obsite.charts.model import ChartData, ChartSpec, Role, SeriesData
from obsite.data.databank import Cube, Databank
from obsite.data.indicator import Dimension, Indicator
from obsite.data.observation import Observation


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One geometry of a code list, as far as choosing between them needs it."""

    version: str
    tiles: bool
    codes: frozenset[str]


def dimension_of(spec: MapSpec, indicator: Indicator) -> Dimension | None:
    """Return the dimension to be drawn: the one named, else that of regions, else one with shapes."""
    if spec.dimension:
        return indicator.dimension(spec.dimension)
    with_shapes = [known for known in indicator.dimensions if known.codelist.meta.geometry]
    regions = [known for known in with_shapes if known.codelist.meta.kind == "region"]
    return next(iter([*regions, *with_shapes]), None)


def period_of(spec: MapSpec, cube: Cube, dimension: Dimension, codes: Collection[str]) -> str:
    """Return the period of a map: the one asked for, else the latest that most codes have."""
    return spec.period or cube.latest(dimension.name, dict(spec.where), codes)


def best_sheet(
    sheets: Sequence[Sheet], spec: MapSpec, dimension: Dimension, seen: Mapping[str, Observation]
) -> int:
    """Return which geometry shows the values: the table's version, or that with most of them; -1: none."""
    wanted = [number for number, sheet in enumerate(sheets) if sheet.tiles == (spec.form == "tiles")]
    if not wanted:
        return -1
    known = dimension.codelist.codes
    valued = {
        code
        for code, one in seen.items()
        if one.value is not None and (not spec.level or (code in known and known[code].level == spec.level))
    }

    def fitness(number: int) -> tuple[int, bool, bool]:
        sheet = sheets[number]
        shown = len(valued & sheet.codes)
        # Of two versions that fit equally, the table's own, then the list's usual one.
        return shown, sheet.version == dimension.version, sheet.version == dimension.codelist.version

    exact = [number for number in wanted if sheets[number].version == dimension.version != ""]
    best = max(exact or wanted, key=fitness)
    return best if valued & sheets[best].codes else -1


def map_data(spec: MapSpec, bank: Databank, sheets: Sequence[Sheet], say: Say) -> tuple[MapData, int] | None:
    """Return the figures of a map and which geometry it is drawn over; None if there is nothing to show."""
    indicator = bank.indicators[spec.indicator]
    dimension = dimension_of(spec, indicator)
    if dimension is None or not sheets:
        return None
    cube = bank.cube(indicator.id)
    with_shapes = frozenset().union(*(sheet.codes for sheet in sheets))
    period = period_of(spec, cube, dimension, spec.among or with_shapes)
    seen = cube.across(dimension.name, period, dict(spec.where)) if period else {}
    number = best_sheet(sheets, spec, dimension, seen)
    if number < 0:
        return None
    sheet = sheets[number]
    values = tuple(
        _value(code, dimension, seen.get(code), spec.lang, sheet.version)
        for code in _codes(spec, dimension, sheet)
    )
    return MapData(
        spec=spec,
        facts=facts_of(indicator, spec.lang, say=say),
        period=period,
        dimension=dimension.name,
        values=values,
        dimension_title=_title(dimension, values),
        reference=_reference(spec, cube, dimension, period),
        flags=flag_words({letter for one in values for letter in one.flag}, say),
    ), number


def _codes(spec: MapSpec, dimension: Dimension, sheet: Sheet) -> list[str]:
    """Return the codes that are shown, in the order of their list."""
    asked = set(spec.codes)
    known = dimension.codelist.codes
    return [
        code
        for code, one in known.items()
        if code in sheet.codes
        and (not asked or code in asked or bool(asked & set(dimension.codelist.ancestors(code))))
        and (not spec.level or one.level == spec.level)
    ]


def _value(code: str, dimension: Dimension, seen: Observation | None, lang: str, version: str) -> MapValue:
    known = dimension.codelist
    above = known.ancestors(code)
    return MapValue(
        code=code,
        label=known.label(code, version, lang),
        value=seen.value if seen else None,
        flag=seen.flag if seen else "",
        group=known.label(above[-1], version, lang) if above else "",
    )


def _title(dimension: Dimension, values: Sequence[MapValue]) -> str:
    known = dimension.codelist.codes.get(values[0].code) if values else None
    level = dimension.codelist.meta.levels.get(known.level) if known else None
    name = level.name if level else dimension.title
    return name[:1].upper() + name[1:]


def _reference(spec: MapSpec, cube: Cube, dimension: Dimension, period: str) -> MapValue | None:
    """Return what all values are compared with: a code's value in the same period, or a fixed number."""
    if spec.reference == "none":
        return None
    indicator = cube.indicator
    code = spec.reference or indicator.meta.reference.get(dimension.name, "")
    # A group of codes has no row of its own: its value is worked out from those of its members.
    series = cube.series({**dict(spec.where), dimension.name: code}) if code else None
    found = series.at(period) if series else None
    label = dimension.codelist.label(code, "", spec.lang)
    if found is not None and found.value is not None:
        return MapValue(code=code, label=label, value=found.value)
    try:
        fixed = float(indicator.meta.reference_value)
    except ValueError:
        return None
    return MapValue(code=code, label=label if code else "", value=fixed)


def as_chart(data: MapData) -> ChartData:
    """Return the figures as those of a chart of one moment: what tables and downloads are made from."""
    assert data.facts is not None, "a locator has no figures"
    spec = ChartSpec(
        preset="table",
        indicators=(data.facts.id,),
        dimension=data.dimension,
        codes=tuple(one.code for one in data.values),
        where=data.spec.where,
        period=data.period,
        title=data.spec.title,
        lang=data.spec.lang,
    )
    highlight = set(data.spec.highlight)
    series = [
        _series(one, data.period, "focus" if one.code in highlight else "compared") for one in data.values
    ]
    if data.reference is not None and data.reference.code:
        series.append(_series(data.reference, data.period, "reference"))
    return ChartData(
        spec=spec,
        indicators=(data.facts,),
        series=tuple(series),
        periods=(data.period,),
        period=data.period,
        dimension_title=data.dimension_title,
        flags=data.flags,
    )


def _series(one: MapValue, period: str, role: Role) -> SeriesData:
    seen = Observation(period, one.value, one.flag)
    return SeriesData(
        code=one.code, label=one.label, role=role, indicator=0, observations=(seen,), group=one.group
    )
