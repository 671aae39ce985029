"""A map as a value: what it is to show (MapSpec) and the figures it shows (MapData)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from obsite.charts.model import IndicatorFacts

Form = Literal["", "areas", "circles", "tiles", "points", "locator"]
Method = Literal["quantiles", "natural", "equal", "limits"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPanel:
    """One of several small maps: what it shows that the others do not."""

    title: str  # "" is the period's own
    indicator: str
    period: str = ""
    where: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MapSpec:
    """What is to be drawn. The digest of this value names the map's files."""

    indicator: str = ""  # "" for a locator
    form: Form = ""  # "": circles for totals, else areas
    dimension: str = ""  # whose codes have shapes; "" is the one of regions
    period: str = ""  # "" is the latest that most codes have
    among: tuple[str, ...] = ()  # codes that decide which period is the latest; () is all with shapes
    where: tuple[tuple[str, str], ...] = ()  # codes of the other dimensions
    level: str = ""  # of the codes shown; "" is the level most of the values are of
    codes: tuple[str, ...] = ()  # () means all of the level
    method: Method = "quantiles"
    classes: int = 0  # 0 is the method's own
    limits: tuple[float, ...] = ()  # for the method of that name
    reference: str = ""  # code compared with; "" is the indicator's own, "none" is no comparison
    highlight: tuple[str, ...] = ()  # outlined and named
    focus: tuple[str, ...] = ()  # zoom to these codes and what is around them
    title: str = ""
    subtitle: str = ""
    alt: str = ""  # overrides the text written from the data
    note: str = ""
    lang: str = "en"
    panels: tuple[MapPanel, ...] = ()  # small maps in place of one; none for a single map

    @property
    def indicators(self) -> tuple[str, ...]:
        """All indicators that are shown, each once."""
        return tuple(dict.fromkeys((self.indicator, *(panel.indicator for panel in self.panels))))


@dataclass(frozen=True, slots=True, kw_only=True)
class MapValue:
    """One code's figure. `value` is None where there is none, which is never zero."""

    code: str
    label: str
    value: float | None
    flag: str = ""
    group: str = ""  # the label of its parent: a region's country


@dataclass(frozen=True, slots=True, kw_only=True)
class MapData:
    """The figures of a map, in the order of the code list."""

    spec: MapSpec
    facts: IndicatorFacts | None  # None for a locator
    period: str
    values: tuple[MapValue, ...]
    dimension: str = ""  # whose codes have shapes
    dimension_title: str = ""  # "Region"
    reference: MapValue | None = None  # what all are compared with
    flags: Mapping[str, str] = field(default_factory=dict)  # that occur: letter -> what it says
