"""From what a chart asks for to the numbers that it shows: a ChartSpec and a Databank make ChartData.

The only room of charts that asks for data; all others draw and tell what stands in ChartData.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from obsite.charts.facts import decimals_among, facts_of, flag_words
from obsite.charts.look import Say
from obsite.charts.model import ChartData, ChartSpec, Role, SeriesData
from obsite.data.databank import Cube, Databank
from obsite.data.indicator import Dimension, Indicator
from obsite.data.observation import Observation, Series
from obsite.data.periods import is_readable, parse_period, sort_periods

if TYPE_CHECKING:
    from obsite.data.databank import Where

OF_A_MOMENT = frozenset(("ranking", "distribution", "scatter"))
EVERYONE = "*"  # in place of codes: all that are comparable with the subject
_FEW = 8  # codes that can each have a colour; more of them are a field


def chart_data(
    spec: ChartSpec,
    bank: Databank,
    lang: str = "",
    *,
    say: Say | None = None,
    hrefs: Mapping[str, str] | None = None,
) -> ChartData:
    """Return the numbers of a chart. What the data do not have is left out; `check_spec` reports it.

    `say` gives words in the reader's language, `hrefs` the addresses of indicators' pages.
    """
    lang = lang or spec.lang
    known = [name for name in spec.indicators if name in bank.indicators]
    asked = [_Asked(spec, bank.cube(name), place) for place, name in enumerate(known)]
    period = _moment(asked)
    series = tuple(_all_series(asked, period, lang))
    periods = sort_periods({seen.period for one in series for seen in one.observations})
    letters = {letter for one in series for seen in one.observations for letter in seen.flag}
    links = hrefs or {}
    facts = tuple(facts_of(one.indicator, lang, links.get(one.indicator.id, ""), say) for one in asked)
    if len(facts) == 1:
        shown = (seen.value for one in series for seen in one.observations)
        facts = (replace(facts[0], decimals=decimals_among(asked[0].indicator, shown)),)
    return ChartData(
        spec=spec,
        indicators=facts,
        series=series,
        periods=periods,
        period=period,
        dimension_title=asked[0].dimension.title if asked and asked[0].dimension else "",
        flags=flag_words(letters, say),
    )


@dataclass(frozen=True)
class _Asked:
    """One indicator of a chart with what the chart asks of it."""

    spec: ChartSpec
    cube: Cube
    place: int  # among the chart's indicators

    @property
    def indicator(self) -> Indicator:
        return self.cube.indicator

    @cached_property
    def dimension(self) -> Dimension | None:
        """Return the dimension along which codes are compared; a second indicator may call it otherwise."""
        return compared_dimension(self.spec, self.indicator)

    @cached_property
    def where(self) -> dict[str, str]:
        """Return the codes of the other dimensions, as far as this indicator has them."""
        compared = self.dimension
        names = {d.name for d in self.indicator.dimensions if compared is None or d.name != compared.name}
        return {name: code for name, code in self.spec.where if name in names}

    def one(self, code: str) -> Series | None:
        where: Where = {**self.where, self.dimension.name: code} if self.dimension else self.where
        return self.cube.series(where)

    def cast(self) -> Iterator[tuple[str, Role]]:
        """Yield each code with its role: the subject, those compared, the references, the field."""
        spec, dimension = self.spec, self.dimension
        if dimension is None:
            yield "", "focus"
            return
        named = [code for code in spec.codes if code != EVERYONE]
        told = {*named, *spec.reference}
        for number, code in enumerate(named):
            yield code, "compared" if number else "focus"
        others = comparable(dimension, self.indicator, named, told)
        if not spec.codes and not spec.field:
            role: Role = "compared" if len(others) <= _FEW else "field"
            yield from ((code, role) for code in others)
        for code in spec.reference:
            if code not in named:
                yield code, "reference"
        if EVERYONE in spec.field or EVERYONE in spec.codes:
            yield from ((code, "field") for code in others if spec.codes)
        yield from ((code, "field") for code in spec.field if code not in told and code != EVERYONE)


def compared_dimension(spec: ChartSpec, indicator: Indicator) -> Dimension | None:
    """Return the dimension of an indicator along which a chart compares codes."""
    if not spec.dimension:
        return None
    return indicator.dimension(spec.dimension) or next(
        (d for d in indicator.dimensions if d.codelist.meta.kind == spec.dimension), None
    )


def comparable(dimension: Dimension, indicator: Indicator, named: Sequence[str], told: set[str]) -> list[str]:
    """Return the codes that can be held against each other: of the subject's level, else of the commonest.

    Totals and what the indicator is compared with are not among them.
    """
    apart = {dimension.total, indicator.meta.reference.get(dimension.name, ""), *told}
    codes = dimension.codelist.codes
    levels = Counter(codes[code].level for code in dimension.used if code in codes)
    own = [codes[code].level for code in named if code in codes]
    level = own[0] if own and own[0] in levels else max(levels, key=lambda known: levels[known], default="")
    return [c for c in dimension.used if c not in apart and c in codes and codes[c].level == level]


# -- periods ------------------------------------------------------------------------------------


def _moment(asked: Sequence[_Asked]) -> str:
    """Return the period of a chart of one moment: the asked one, or the latest that most codes have."""
    if not asked:
        return ""
    spec = asked[0].spec
    if spec.period or spec.preset not in OF_A_MOMENT:
        return spec.period
    latest = [period for one in asked if (period := _latest(one))]
    if len(latest) < len(asked) or len(set(latest)) == 1:
        return latest[0] if latest else ""
    shared = set.intersection(*({*one.indicator.partition.periods} for one in asked))
    until = min(latest, key=parse_period)
    earlier = [period for period in shared if parse_period(period) <= parse_period(until)]
    return max(earlier, key=parse_period, default="")


def _latest(asked: _Asked) -> str:
    spec = asked.spec
    codes = [code for code, role in asked.cast() if role != "reference"]
    if asked.dimension is None:
        series = asked.one("")
        last = series.last if series else None
        return last.period if last else ""
    made = [code for code in codes if code not in asked.dimension.used]
    if made and len(made) == len(codes):  # nothing but aggregates: the table itself has none of them
        ends = [s.last.period for code in made if (s := asked.one(code)) and s.last]
        return max(ends, key=parse_period, default="")
    chosen = None if not spec.codes else codes
    return asked.cube.latest(asked.dimension.name, asked.where, chosen)


def _within(spec: ChartSpec, period: str, observations: Sequence[Observation]) -> tuple[Observation, ...]:
    """Return the observations that a chart shows of a series."""
    if period and spec.preset in OF_A_MOMENT:
        return tuple(seen for seen in observations if seen.period == period)
    if not spec.start and not spec.end:
        return tuple(observations)
    first = parse_period(spec.start).start if is_readable(spec.start) else None
    last = parse_period(spec.end).end if is_readable(spec.end) else None
    return tuple(
        seen
        for seen in observations
        if (first is None or parse_period(seen.period).start >= first)
        and (last is None or parse_period(seen.period).end <= last)
    )


# -- series -------------------------------------------------------------------------------------


def _all_series(asked: Sequence[_Asked], period: str, lang: str) -> Iterator[SeriesData]:
    """Yield the series that have observations: role by role, and within a code indicator by indicator."""
    order: dict[str, Role] = {}
    for one in asked:
        for code, role in one.cast():
            order.setdefault(code, role)
    for code, role in order.items():
        for one in asked:
            found = one.one(code)
            shown = _within(one.spec, period, found.observations) if found else ()
            if found and shown:
                yield _series_data(one, found, shown, _Part(code, role), lang)


@dataclass(frozen=True, slots=True)
class _Part:
    """A code and the role that it plays in a chart."""

    code: str
    role: Role


def _series_data(
    asked: _Asked, series: Series, shown: tuple[Observation, ...], part: _Part, lang: str
) -> SeriesData:
    dimension, code = asked.dimension, part.code
    periods = {seen.period for seen in shown[1:]} if series.breaks else frozenset()
    return SeriesData(
        code=code,
        label=label_of(dimension, code, series.version, lang) if dimension else asked.indicator.short_title,
        role=part.role,
        indicator=asked.place,
        observations=shown,
        breaks=tuple(known for known in series.breaks if known.period in periods),
        computed=series.computed,
        version=series.version,
        group=_group(dimension, code, asked.indicator) if dimension else "",
    )


def label_of(dimension: Dimension, code: str, version: str, lang: str) -> str:
    """Return what readers call a code, by the version that its figures are from."""
    meant = version if version in dimension.codelist.meta.versions else ""
    return dimension.codelist.label(code, meant, lang.split("-", maxsplit=1)[0])


def _group(dimension: Dimension, code: str, indicator: Indicator) -> str:
    """Return the outermost code that a code belongs to, such as a region's country."""
    apart = {dimension.total, indicator.meta.reference.get(dimension.name, "")}
    return next((above for above in reversed(dimension.codelist.ancestors(code)) if above not in apart), "")
