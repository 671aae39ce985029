"""The clusters of a site: every sector in every region, with what each factor says of it.

`figures_of` is asked once a build for each portfolio; region profiles, sector pages and the cluster map
all show parts of what it returns.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from obsite.data import clusters
from obsite.data.cluster_measures import Measured, Part, SectorMeasures
from obsite.data.cluster_tables import Tables
from obsite.data.clusters import Line, Reason, Rule, State
from obsite.data.databank import Databank
from obsite.data.portfolio import PortfolioMeta, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What one factor says of one cluster, with its arithmetic. `broken` is a period at which the figures
    of a measure over time break."""

    value: float | None
    state: State
    rank: int = 0  # among the compared regions; 0 without a value
    distance: float | None = None  # value less threshold
    near: bool = False
    outlier: bool = False
    reason: Reason = ""  # why it cannot be judged
    broken: str = ""
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """One sector in one region. `pooled` tells whether it is one of those compared, or only held against
    their lines; `share` is its part of the region, in per cent."""

    region: str
    sector: str
    size: float | None
    persons: float | None
    share: float | None
    quotient: float | None
    marks: tuple[Mark, ...]
    flag: str = ""
    pooled: bool = True

    @property
    def stars(self) -> int:
        """How many factors it wins."""
        return clusters.stars([mark.state for mark in self.marks])

    @property
    def unknown(self) -> int:
        """How many factors cannot be judged."""
        return sum(mark.state == "unknown" for mark in self.marks)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorFigures:
    """One sector across all regions, by code of the region, and the line of each factor."""

    sector: str
    lines: tuple[Line, ...]
    clusters: Mapping[str, Cluster]

    @property
    def pooled(self) -> tuple[Cluster, ...]:
        """The clusters that are compared with one another."""
        return tuple(found for found in self.clusters.values() if found.pooled)

    @property
    def distribution(self) -> tuple[int, ...]:
        """How many of the compared regions have no star, one, two, ..."""
        states = [[mark.state for mark in found.marks] for found in self.pooled]
        return clusters.count_stars(states, len(self.lines))


@dataclass(frozen=True, kw_only=True)
class PortfolioFigures:
    """All clusters of a portfolio."""

    id: str
    meta: PortfolioMeta
    period: str
    pool: tuple[str, ...]
    sectors: Mapping[str, SectorFigures]

    @cached_property
    def by_region(self) -> Mapping[str, tuple[Cluster, ...]]:
        """Region -> its clusters, in the order of the sectors."""
        found: dict[str, list[Cluster]] = {}
        for sector in self.sectors.values():
            for region, cluster in sector.clusters.items():
                found.setdefault(region, []).append(cluster)
        return {region: tuple(row) for region, row in sorted(found.items())}


def figures_of(portfolio_id: str, meta: PortfolioMeta, databank: Databank) -> PortfolioFigures:
    """Return every cluster of a portfolio that was found sound."""
    tables = Tables(meta, databank)
    period = tables.period(_roles(meta))
    pool = tables.pool()
    sectors = {code: _sector(tables, code, period, frozenset(pool)) for code in tables.codes()}
    return PortfolioFigures(id=portfolio_id, meta=meta, period=period, pool=pool, sectors=sectors)


def _roles(meta: PortfolioMeta) -> Iterator[Role]:
    yield meta.size_role
    for factor in meta.factors:
        yield meta.role_of(factor)
        if factor.measure == "productivity":
            yield meta.divisor_of(factor)


def _sector(tables: Tables, sector: str, period: str, pool: frozenset[str]) -> SectorFigures:
    """Return one sector across all regions that have it."""
    meta = tables.meta
    measures = SectorMeasures(tables, sector, period)
    known = dict.fromkeys([*tables.regions.codes, *tables.regions.groups])
    regions = [region for region in known if region in measures.size]
    rules = [meta.rule(factor) for factor in meta.factors]
    rows = [{region: measures.measure(factor, region) for region in regions} for factor in meta.factors]
    lines = tuple(_line(row, rule, pool) for row, rule in zip(rows, rules, strict=True))
    found = {
        region: _cluster(
            measures,
            meta.size_role,
            region,
            tuple(_mark(row[region], line, rule) for row, line, rule in zip(rows, lines, rules, strict=True)),
            pooled=region in pool,
        )
        for region in regions
    }
    return SectorFigures(sector=sector, lines=lines, clusters=found)


def _line(row: Mapping[str, Measured], rule: Rule, pool: frozenset[str]) -> Line:
    values = [seen.value for region, seen in row.items() if region in pool and seen.value is not None]
    return clusters.draw_line(values, rule)


def _mark(seen: Measured, line: Line, rule: Rule) -> Mark:
    verdict = clusters.judge(None if seen.reason else seen.value, line, rule)
    return Mark(
        value=seen.value,
        state=verdict.state,
        rank=verdict.rank,
        distance=verdict.distance,
        near=verdict.near,
        outlier=verdict.outlier,
        reason=seen.reason or ("no-line" if verdict.state == "unknown" else ""),
        broken=seen.broken,
        parts=seen.parts,
    )


def _cluster(
    measures: SectorMeasures, role: Role, region: str, marks: tuple[Mark, ...], *, pooled: bool
) -> Cluster:
    size = measures.size[region]
    persons = measures.persons.get(region)
    return Cluster(
        region=region,
        sector=measures.sector,
        size=size.value,
        persons=persons.value if persons else None,
        share=measures.focus(role, region).value,
        quotient=measures.quotient(role, region).value,
        marks=marks,
        flag=size.flag,
        pooled=pooled,
    )
