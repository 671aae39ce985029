"""Views of the pages of clusters: lists, sectors, regions, the cluster map and its help."""

from __future__ import annotations

from dataclasses import dataclass

from obsite.engine.task import Stored
from obsite.outputs.views.frame import FrameView
from obsite.outputs.views.maps import MapView
from obsite.outputs.views.observatory.clusters import PortfolioHead
from obsite.outputs.views.text import BodyView, LinkView


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
    maps: tuple[MapView | None, ...] = ()  # of its stars, one for each of the figures
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
    map: MapView | None = None  # of one sector's stars, which the filters colour anew


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
