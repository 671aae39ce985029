"""What a factor measures of one sector, region by region, with the figures that each value was made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from obsite.data import clusters
from obsite.data.cluster_tables import Breaks, Column, Tables
from obsite.data.clusters import Reason
from obsite.data.observation import Observation
from obsite.data.portfolio import FactorMeta, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of the figures that a measure was made of: which, of what role, and when.

    `name` is cell, region, sector or pool (of a quotient), over (what is divided by), first or last (of
    growth), parent (the same measure in the parent's regions together).
    """

    name: str
    value: float
    role: str = ""
    period: str = ""
    flag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The value of a measure, or why there is none. `broken` is where a measure over time breaks."""

    value: float | None = None
    parts: tuple[Part, ...] = ()
    reason: Reason = ""
    broken: str = ""


class SectorMeasures:
    """The measures of one sector. Not a value that passes between stages."""

    def __init__(self, tables: Tables, sector: str, period: str) -> None:
        self._tables = tables
        self._meta = tables.meta
        self.sector = sector
        self._period = period
        self._pool = frozenset(tables.pool())
        self._sums: dict[Role, tuple[float, float]] = {}
        self._breaks: dict[Role, Breaks] = {}

    @cached_property
    def persons(self) -> Column:
        """Region -> persons employed, if the portfolio has such figures."""
        return self.cells("employment") if "employment" in self._meta.indicators else {}

    @cached_property
    def size(self) -> Column:
        """Region -> how large the sector is there."""
        return self.cells(self._meta.size_role)

    def cells(self, role: Role, period: str = "") -> Column:
        """Return region -> figure of a role."""
        return self._tables.cells(role, self.sector, period or self._period)

    def measure(self, factor: FactorMeta, region: str) -> Measured:
        """Return what a factor measures in a region."""
        role = self._meta.role_of(factor)
        if (self.size[region].value or 0.0) < self._meta.min_size:
            return Measured(reason="too-small")
        match factor.measure:
            case "size":
                return self._size_of(role, region)
            case "focus":
                return self.focus(role, region)
            case "specialisation":
                return self.quotient(role, region)
            case "productivity":
                return self._productivity(factor, region)
            case "dynamism":
                return self._growth(factor, region)

    def _size_of(self, role: Role, region: str) -> Measured:
        seen = self.cells(role).get(region)
        if seen is None or seen.value is None:
            return Measured(reason="missing")
        # The sum of several regions is large because they are several.
        several = region in self._tables.regions.groups
        return Measured(
            value=seen.value, parts=(_part("cell", role, seen),), reason="several" if several else ""
        )

    def focus(self, role: Role, region: str) -> Measured:
        """Return the sector's share of the region, in per cent."""
        cell, total = self.cells(role).get(region), self._tables.totals(role, self._period).get(region)
        if cell is None or cell.value is None:
            return Measured(reason="missing")
        if total is None or not total.value:
            return Measured(reason="no-total")
        parts = (_part("cell", role, cell), _part("region", role, total))
        return Measured(value=clusters.focus(cell.value, total.value), parts=parts)

    def quotient(self, role: Role, region: str) -> Measured:
        """Return the location quotient."""
        shared = self.focus(role, region)
        if shared.value is None:
            return shared
        sector, pool = self._pool_sums(role)
        cell, total = (part.value for part in shared.parts)
        value = clusters.location_quotient(cell, total, sector, pool)
        if value is None:
            return Measured(reason="no-total")
        more = (
            Part(name="sector", value=sector, role=role, period=self._period),
            Part(name="pool", value=pool, role=role, period=self._period),
        )
        return Measured(value=value, parts=(*shared.parts, *more))

    def _pool_sums(self, role: Role) -> tuple[float, float]:
        """Return the sector and all sectors, summed over the pool's regions that have both figures."""
        if role not in self._sums:
            cells, totals = self.cells(role), self._tables.totals(role, self._period)
            both = [region for region in cells if region in self._pool and region in totals]
            self._sums[role] = (
                sum(cells[region].value or 0.0 for region in both),
                sum(totals[region].value or 0.0 for region in both),
            )
        return self._sums[role]

    def _productivity(self, factor: FactorMeta, region: str) -> Measured:
        role, divisor = self._meta.role_of(factor), self._meta.divisor_of(factor)
        amount, persons = self.cells(role).get(region), self.cells(divisor).get(region)
        if amount is None or persons is None or amount.value is None or persons.value is None:
            return Measured(reason="missing")
        value = clusters.productivity(amount.value, persons.value)
        parts = (_part("cell", role, amount), _part("over", divisor, persons))
        if value is None:
            return Measured(reason="missing")
        if not factor.within:
            return Measured(value=value, parts=parts)
        parent = self._parent_productivity(factor, region)
        if not parent:
            return Measured(reason="missing")
        return Measured(value=100 * value / parent, parts=(*parts, Part(name="parent", value=parent)))

    def _parent_productivity(self, factor: FactorMeta, region: str) -> float | None:
        """Return the productivity of all compared regions below the same parent, taken together."""
        role, divisor = self._meta.role_of(factor), self._meta.divisor_of(factor)
        parent = self._parent(region, factor.within)
        amounts, persons = self.cells(role), self.cells(divisor)
        both = [
            code
            for code in amounts
            if code in persons and code in self._pool and self._parent(code, factor.within) == parent
        ]
        return clusters.productivity(
            sum(amounts[code].value or 0.0 for code in both), sum(persons[code].value or 0.0 for code in both)
        )

    def _parent(self, region: str, level: str) -> str:
        regions = self._tables.regions
        line = (region, *regions.ancestors(region))
        return next(
            (code for code in line if code in regions.codes and regions.codes[code].level == level), ""
        )

    def _growth(self, factor: FactorMeta, region: str) -> Measured:
        role = self._meta.role_of(factor)
        last = self.cells(role).get(region)
        start = self._tables.earlier(role, self._period, factor.years)
        first = self.cells(role, start).get(region) if start else None
        if last is None or last.value is None:
            return Measured(reason="missing")
        if first is None or first.value is None:
            return Measured(reason="missing-first")
        value = clusters.yearly_growth(first.value, last.value, factor.years)
        parts = (_part("first", role, first), _part("last", role, last))
        if role not in self._breaks:
            self._breaks[role] = self._tables.breaks(role, self.sector)
        broken = self._breaks[role].between(region, start, self._period)
        return Measured(
            value=value, parts=parts, broken=broken, reason="" if value is not None else "missing-first"
        )


def _part(name: str, role: str, seen: Observation) -> Part:
    assert seen.value is not None
    return Part(name=name, value=seen.value, role=role, period=seen.period, flag=seen.flag)
