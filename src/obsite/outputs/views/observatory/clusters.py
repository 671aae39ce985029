"""Views of clusters: of a region's portfolio, of a sector across regions, of the cluster map and its help.

Figures are written out here, by planning, as the page's language writes them; widths of bars are per cent.
What is costly is kept apart (`Stored`): `RegionClusters` and `SectorClusters`.
"""

from __future__ import annotations

from dataclasses import dataclass

from obsite.engine.task import Stored
from obsite.outputs.views.frame import FrameView
from obsite.outputs.views.text import BodyView, LinkView


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
    description: BodyView | None = None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorEntry:
    """A sector in a list."""

    code: str
    label: str
    href: str
    size: str
    regions: int
    starred: int  # compared regions with a star
    best: tuple[LinkView, ...]  # regions with most stars
    sub: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorList:
    """The sectors of one list."""

    name: str
    anchor: str
    head: PortfolioHead | None
    title: str
    note: str
    source: str
    source_url: str
    entries: Stored


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorsPage:
    """sectors.html: all sectors, list by list."""

    frame: FrameView
    title: str
    intro: BodyView
    lists: tuple[SectorList, ...]
    map_route: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadLink:
    label: str
    href: str
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorPage:
    """sector.html: one sector across regions."""

    frame: FrameView
    title: str
    kicker: str
    standfirst: str
    text: BodyView | None
    figures: tuple[Stored, ...]  # SectorClusters, one for each portfolio with this sector
    downloads: tuple[DownloadLink, ...]
    siblings: tuple[LinkView, ...]  # sectors of the same name in other lists
    help_route: str
    map_route: str
    map: object = None
    shapes: Stored | None = None
    previous: LinkView | None = None
    next: LinkView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionClustersView:
    """What a region's profile shows of its clusters, see macros/region_clusters.html."""

    figures: Stored | None
    route: str  # of the whole portfolio
    help_route: str
    scores: Stored | None = None
    scores_route: str = ""
    scores_title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionClustersPage:
    """clusters/region.html: all sectors of a region, with the arithmetic of each star."""

    frame: FrameView
    title: str
    region: LinkView
    figures: Stored
    downloads: tuple[DownloadLink, ...]
    help_route: str
    map_route: str
    previous: LinkView | None = None
    next: LinkView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioChoice:
    """A portfolio as the cluster map's filters offer it."""

    head: PortfolioHead
    sectors: tuple[LinkView, ...]
    periods: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionStars:
    """A region in the overview of all: its stars in each portfolio."""

    code: str
    label: str
    href: str
    group: str
    stars: tuple[str, ...]  # of each portfolio; "" where it has no figures
    best: str  # the sector with most stars


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterMapPage:
    """clusters/map.html: the four ways into the figures, filters, and all regions."""

    frame: FrameView
    title: str
    intro: BodyView
    portfolios: tuple[PortfolioChoice, ...]
    regions: Stored  # tuple of RegionStars
    index: str  # route of the index of shards
    help_route: str
    scoreboard_route: str
    scoreboard_title: str
    sectors_route: str
    synthetic: bool
    map: object = None
    shapes: Stored | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterHelpPage:
    """clusters/help.html: which factors, lines and pools, and where the method is from."""

    frame: FrameView
    title: str
    text: BodyView
    portfolios: tuple[PortfolioHead, ...]
    notes: tuple[tuple[str, str], ...]  # portfolio's title and its note on the method
    sources: tuple[tuple[str, str], ...]
    lists: tuple[tuple[str, str, str, str], ...]  # title, version, source, address of each list of sectors
    map_route: str
    scoreboard_route: str
    scoreboard_title: str
