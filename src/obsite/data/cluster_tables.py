"""The figures that clusters are judged by, read from a site's indicators: region x sector tables.

A table holds one role (employment, value added, ...) in one period. Totals of a region are, in this order,
the indicator named under `totals`, the total row of the table's sector list, or the sum of the sectors,
which is refused for sectors that overlap.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from obsite.data.codelist import CodeList
from obsite.data.databank import Cube, Databank
from obsite.data.observation import Observation
from obsite.data.pools import pool_codes
from obsite.data.portfolio import PortfolioMeta, Role

Column = Mapping[str, Observation]  # region -> its figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaks:
    """Where series of one table break: region -> periods that begin after a break."""

    by_region: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def between(self, region: str, first: str, last: str) -> str:
        """Return the first break after one period and up to another, or ""."""
        return next((at for at in self.by_region.get(region, ()) if first < at <= last), "")


@dataclass(slots=True)
class Tables:
    """The tables of one portfolio; each is read once. Not a value that passes between stages."""

    meta: PortfolioMeta
    databank: Databank
    _cells: dict[tuple[Role, str, str], Column] = field(default_factory=dict)
    _totals: dict[tuple[Role, str], Column] = field(default_factory=dict)

    @property
    def regions(self) -> CodeList:
        """The list of regions."""
        dimension = self.databank.indicators[self.meta.indicators[self.meta.size_role]].dimension_of_kind(
            "region"
        )
        assert dimension is not None, "checked when the declaration was read"
        return dimension.codelist

    @property
    def sectors(self) -> CodeList:
        """The list of sectors."""
        return self.databank.codelists[self.meta.sectors]

    def pool(self) -> tuple[str, ...]:
        """Return the regions that are compared."""
        return pool_codes(self.meta.pool, self.regions)

    def codes(self) -> tuple[str, ...]:
        """Return the sectors that are judged, in the order of their list."""
        if self.meta.codes:
            return tuple(code for code in self.meta.codes if code not in self.meta.exclude)
        used = self._dimension_codes(self.meta.size_role)
        return tuple(code for code in used if code not in self.meta.exclude)

    def _dimension_codes(self, role: Role) -> tuple[str, ...]:
        dimension = self.databank.indicators[self.meta.indicators[role]].dimension_of_kind("sector")
        assert dimension is not None
        own = set(self.sectors.codes)
        return tuple(code for code in dimension.used if code != dimension.total and code in own)

    def period(self, roles: Iterable[Role]) -> str:
        """Return the period that is judged: the declared one, or the latest that all roles have."""
        if self.meta.year:
            return self.meta.year
        codes, pool = self.codes(), self.pool()
        latest = [
            self._cube(role).latest(self._region_name(role), {self._sector_name(role): code}, pool)
            for role in dict.fromkeys(roles)
            for code in codes[:1]
        ]
        return min((period for period in latest if period), default="")

    def earlier(self, role: Role, period: str, years: int) -> str:
        """Return the period so many years before another, of the same kind; "" if the table lacks it."""
        if not period[:4].isdigit():
            return ""
        wanted = f"{int(period[:4]) - years:04d}"
        periods = self.databank.indicators[self.meta.indicators[role]].partition.periods
        return next((p for p in periods if p[:4] == wanted and _is_alike(p, period)), "")

    def cells(self, role: Role, sector: str, period: str) -> Column:
        """Return region -> figure of one sector. Figures stated to be missing are left out."""
        key = (role, sector, period)
        if key not in self._cells:
            self._cells[key] = self._read(role, sector, period)
        return self._cells[key]

    def _read(self, role: Role, sector: str, period: str) -> Column:
        cube = self._cube(role)
        seen = self._across(cube, role, {self._sector_name(role): sector}, period)
        members = self._codelist(role).children(sector)
        if seen or not members or not cube.indicator.is_total:
            return seen
        return _added([self.cells(role, member, period) for member in members])

    def _across(self, cube: Cube, role: Role, where: Mapping[str, str], period: str) -> Column:
        seen = cube.across(self._region_name(role), period, dict(where))
        found = {region: figure for region, figure in seen.items() if figure.value is not None}
        return {**found, **self._merged(found)} if cube.indicator.is_total else found

    def _merged(self, found: Column) -> Column:
        """Return the sums of regions that are grouped, where each member has a figure."""
        return {
            group: _sum_of([found[member] for member in members])
            for group, members in self.regions.groups.items()
            if group not in found and members and all(member in found for member in members)
        }

    def totals(self, role: Role, period: str) -> Column:
        """Return region -> figure of all sectors together."""
        key = (role, period)
        if key not in self._totals:
            self._totals[key] = self._read_totals(role, period)
        return self._totals[key]

    def _read_totals(self, role: Role, period: str) -> Column:
        if role in self.meta.totals:
            cube = self.databank.cube(self.meta.totals[role])
            dimension = cube.indicator.dimension_of_kind("region")
            assert dimension is not None
            seen = cube.across(dimension.name, period, {})
            found = {region: figure for region, figure in seen.items() if figure.value is not None}
            return {**found, **self._merged(found)} if cube.indicator.is_total else found
        dimension = self._cube(role).indicator.dimension_of_kind("sector")
        assert dimension is not None
        if dimension.total:
            return self._across(self._cube(role), role, {dimension.name: dimension.total}, period)
        if dimension.codelist.meta.overlapping:
            return {}
        return _added([self.cells(role, code, period) for code in self._dimension_codes(role)], partly=True)

    def breaks(self, role: Role, sector: str) -> Breaks:
        """Return where the series of a sector break."""
        where = {self._sector_name(role): sector, self._region_name(role): self.pool()}
        found = {
            dict(series.key)[self._region_name(role)]: tuple(sorted(cut.period for cut in series.breaks))
            for series in self._cube(role).select(where)
            if series.breaks
        }
        return Breaks(by_region=found)

    def _cube(self, role: Role) -> Cube:
        return self.databank.cube(self.meta.indicators[role])

    def _codelist(self, role: Role) -> CodeList:
        dimension = self._cube(role).indicator.dimension_of_kind("sector")
        assert dimension is not None
        return dimension.codelist

    def _region_name(self, role: Role) -> str:
        dimension = self._cube(role).indicator.dimension_of_kind("region")
        assert dimension is not None
        return dimension.name

    def _sector_name(self, role: Role) -> str:
        dimension = self._cube(role).indicator.dimension_of_kind("sector")
        assert dimension is not None
        return dimension.name


def _is_alike(period: str, other: str) -> bool:
    """Return whether two periods are of one kind: 2012-Q3 and 2022-Q3, 2011/12 and 2021/22."""
    return period[4:] == other[4:] or (period[4:5] == other[4:5] == "/" and len(period) == len(other))


def _added(columns: Sequence[Column], *, partly: bool = False) -> Column:
    """Return the sum for each region that has all the figures, or `partly`, any of them."""
    regions = dict.fromkeys(region for column in columns for region in column)
    added: dict[str, Observation] = {}
    for region in regions:
        seen = [column[region] for column in columns if region in column]
        if partly or len(seen) == len(columns):
            added[region] = _sum_of(seen)
    return added


def _sum_of(seen: Sequence[Observation]) -> Observation:
    """Return the sum of figures, with the flags of all of them."""
    flags = "".join(sorted({letter for found in seen for letter in found.flag}))
    return Observation(seen[0].period, math.fsum(found.value or 0.0 for found in seen), flags)
