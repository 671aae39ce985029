"""A chart as a value: what it is to show (ChartSpec) and the numbers it shows (ChartData).

`ChartSpec` is what an author or a page asks for, complete and checked; `ChartData` is all that
drawing it, its table, its alternative text and its downloads need. Both are plain values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, ClassVar, Literal

from obsite.data.observation import Break, Observation

Preset = Literal[
    "trend", "comparison", "ranking", "multiples", "slope", "scatter",
    "distribution", "composition", "dumbbell", "heat", "vegalite",
]  # fmt: skip
Role = Literal["focus", "reference", "compared", "field"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartSpec:
    """What is to be drawn. The digest of this value names the chart's files."""

    preset: str
    indicators: tuple[str, ...]  # one; two for a scatter (x, y); three with a size
    dimension: str = ""  # along which codes are compared ("region"); "" for a single series
    codes: tuple[str, ...] = ()  # the subject first; () means all, unless there is a field
    reference: tuple[str, ...] = ()  # codes drawn as what the others are compared with
    field: tuple[str, ...] = ()  # codes drawn in faint grey behind
    where: tuple[tuple[str, str], ...] = ()  # codes of the other dimensions
    start: str = ""  # periods, inclusive; "" is the first and the last there are
    end: str = ""
    period: str = ""  # of a chart of one moment; "" is the latest that most codes have
    limit: int = 0  # of bars; 0 is the preset's own
    title: str = ""  # the finding; "" lets it be written from the data
    subtitle: str = ""  # what is measured; "" is made from the indicator
    alt: str = ""  # overrides the text written from the data
    note: str = ""
    lang: str = "en"
    vegalite: str = ""  # path of a raw Vega-Lite file, for the preset of that name


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorFacts:
    """What must be known of an indicator wherever its values are shown."""

    id: str
    title: str
    short_title: str
    subtitle: str
    unit: str
    unit_symbol: str
    decimals: int
    direction: str
    source: str  # the complete line: "Source: Eurostat (lfst_r_lfu3rt)"
    source_url: str
    licence: str
    vintage: str
    updated: str  # ISO date or ""
    versions: tuple[str, ...]  # "regions 2021": code lists and their versions
    synthetic: bool
    is_total: bool
    reference_value: float | None
    href: str = ""  # route of its page


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesData:
    """One line or mark of a chart. There are many of them, so they are kept and compared as columns."""

    DIGEST_FIELD: ClassVar[str] = "columns"

    code: str
    label: str
    role: Role
    indicator: int  # index into ChartData.indicators
    observations: tuple[Observation, ...]
    breaks: tuple[Break, ...] = ()
    computed: str = ""
    version: str = ""
    group: str = ""  # the parent's code: a region's country

    @property
    def columns(self) -> tuple[object, ...]:
        """All that the series is, without an object for each observation."""
        seen = self.observations
        return (
            self.code, self.label, self.role, self.indicator, self.breaks, self.computed, self.version,
            self.group, _shared(tuple(one.period for one in seen)), tuple(one.value for one in seen),
            _shared(tuple(one.flag for one in seen)),
        )  # fmt: skip

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return (_from_columns, self.columns)


@lru_cache(maxsize=1024)
def _shared(column: tuple[str, ...]) -> tuple[str, ...]:
    """Return one object for equal columns: series of one chart mostly have the same periods."""
    return column


def _from_columns(*columns: Any) -> SeriesData:
    code, label, role, indicator, breaks, computed, version, group, periods, values, flags = columns
    return SeriesData(
        code=code, label=label, role=role, indicator=indicator, breaks=breaks, computed=computed,
        version=version, group=group,
        observations=tuple(map(Observation, periods, values, flags)),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartData:
    """The numbers of a chart. Series are in the order of the spec: focus, compared, reference, field."""

    spec: ChartSpec
    indicators: tuple[IndicatorFacts, ...]
    series: tuple[SeriesData, ...]
    periods: tuple[str, ...]  # all that occur, in order of time
    period: str = ""  # the one shown, for a chart of one moment
    dimension_title: str = ""  # "Region"
    flags: Mapping[str, str] = field(default_factory=dict)  # that occur: letter -> what it says

    @property
    def synthetic(self) -> bool:
        """Whether any value shown was made up; every chart, table and download then says so."""
        return any(facts.synthetic for facts in self.indicators)
