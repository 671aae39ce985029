"""Figures of clusters: of a region's portfolio, of a sector across regions. Pages are in `cluster_pages`.

Figures are written out here, by planning, as the page's language writes them; widths of bars are per cent.
What is costly is kept apart (`Stored`): `RegionClusters` and `SectorClusters`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorView:
    """A factor, as heads of tables and the help page tell it. `name` is "" where its measure names it."""

    measure: str
    name: str
    unit: str
    of: str  # the indicator measured
    of_href: str
    over: str  # what productivity divides by
    over_href: str
    percentile: str  # "80", or "" where the line is a value
    value: str  # the line's value, or ""
    years: int
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkView:
    """What one factor says of one cluster. `formula` is its arithmetic in figures; `reason` why it cannot be
    judged, as a key of the interface's strings."""

    state: str  # won, not-won, unknown
    value: str = ""
    exact: str = ""  # with as many decimals as tell it from the line
    line: str = ""  # the threshold, as exact
    distance: str = ""  # from it, with its sign
    percent: str = ""  # the same in per cent of the line
    rank: int = 0
    count: int = 0
    near: bool = False
    outlier: bool = False
    reason: str = ""
    broken: str = ""
    formula: str = ""
    number: float | None = None  # the value and the line as numbers, for downloads
    line_number: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterView:
    """One sector in one region; `label` is the sector's name on a region's page, and the region's on a
    sector's. Bars are per cent of the longest."""

    code: str
    label: str
    href: str
    group: str  # a region's country
    size: str
    size_bar: int
    persons: str
    share: str
    quotient: str
    quotient_bar: int  # 100 is four times as much as the pool
    stars: int
    unknown: int
    marks: tuple[MarkView, ...]
    flag: str = ""
    pooled: bool = True
    part_of: str = ""  # the sector that it is a part of
    figures: tuple[float | None, ...] = ()  # size, share, quotient, persons: as numbers, for downloads


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioHead:
    """What is true of a whole portfolio."""

    id: str
    title: str
    short_title: str
    period: str
    synthetic: bool
    overlapping: bool
    pool: str  # its title
    pool_count: int
    size_title: str
    size_unit: str
    persons: bool  # whether there are figures of persons beside those of size
    factors: tuple[FactorView, ...]
    sources: tuple[str, ...]
    licences: tuple[str, ...] = ()
    vintages: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()  # of code lists


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionPortfolio:
    """A region's sectors, those with most stars first, and how its count of stars stands among the pool."""

    head: PortfolioHead
    clusters: tuple[ClusterView, ...]
    stars: int
    possible: int  # stars that could be judged
    rank: int  # by stars; 0 if it is not one of those compared
    near: int  # near misses
    starred: int  # sectors with a star
    largest: tuple[int, ...]  # indexes into `clusters`
    specialised: tuple[int, ...]
    productive: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionClusters:
    """All portfolios of a region."""

    code: str
    label: str
    portfolios: tuple[RegionPortfolio, ...]

    @property
    def synthetic(self) -> bool:
        return any(portfolio.head.synthetic for portfolio in self.portfolios)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """The line of a factor in a sector."""

    line: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedMark:
    """A region named for what one factor says of it."""

    label: str
    href: str
    factor: int
    mark: MarkView


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorClusters:
    """A sector across regions: those with most stars first; how many have how many; who is to be named."""

    head: PortfolioHead
    code: str
    label: str
    lines: tuple[LineView, ...]
    clusters: tuple[ClusterView, ...]
    counts: tuple[int, ...]  # of compared regions with no star, one, two, ...
    near: tuple[NamedMark, ...]
    outliers: tuple[NamedMark, ...]
    unjudged: int  # regions in which a factor cannot be judged
    largest: tuple[int, ...]
    specialised: tuple[int, ...]
    total: str = ""  # of the pool; "" where regions cannot be added
