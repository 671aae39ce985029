"""Views of the observatory's pages: one for each template."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from obsite.engine.task import Stored
from obsite.outputs.views.cards import ArticleCardView, EventCardView
from obsite.outputs.views.charts import ChartView
from obsite.outputs.views.frame import FrameView
from obsite.outputs.views.maps import LocatorView, MapView
from obsite.outputs.views.text import BodyView, LinkView, PictureView


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadView:
    label: str  # "CSV"
    route: str
    media_type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationView:
    """How to cite: the parts of the line, which the template sets, and the address."""

    author: str
    title: str
    version: str  # release or day
    source: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorFactsView:
    """What must be known of an indicator, as its page tells it."""

    unit: str
    symbol: str
    source: str
    dataset: str
    source_url: str
    source_note: str
    attribution: str
    licence: str
    licence_url: str
    vintage: str
    updated: dt.date | None
    next_update: dt.date | None
    quality: str
    versions: tuple[str, ...]
    kind: str
    direction: str
    aggregate: str = ""  # "sum", "weighted-mean" or ""
    weights: LinkView | None = None
    aggregate_note: str = ""
    synthetic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """A chart of the codes of a further dimension, with what that is called: Sex."""

    title: str
    chart: ChartView


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorPage:
    """indicator.html: what it says, its map or figure, trend, ranking, table, downloads, how to cite it."""

    frame: FrameView
    id: str
    title: str
    theme: str
    subtitle: str
    definition: BodyView
    limits: BodyView
    facts: IndicatorFactsView
    figures: Stored
    unit_of: str  # "regions": what the codes compared are called
    featured_title: str
    measured: str  # what the figures are of, where further dimensions had to be chosen; else ""
    lead: str = ""  # the beginning of a definition and limits too long to stand above the figures; else ""
    of_places: bool = True  # whether values are in regions, or of categories
    map: MapView | None = None
    charts: tuple[ChartView, ...] = ()  # the trend first
    parts: tuple[PartView, ...] = ()  # by the other dimensions
    downloads: tuple[DownloadView, ...] = ()
    citation: CitationView | None = None
    related: tuple[LinkView, ...] = ()
    previous: LinkView | None = None
    next: LinkView | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorEntry:
    id: str
    title: str
    subtitle: str
    href: str
    line: Stored
    unit_of: str = ""  # what the codes compared are called
    synthetic: bool = False
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorGroup:
    theme: str
    anchor: str
    entries: tuple[IndicatorEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorsPage:
    """indicators.html: all indicators by theme."""

    frame: FrameView
    title: str
    intro: BodyView
    groups: tuple[IndicatorGroup, ...]
    total: int
    catalogue: str = ""  # route of the data catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionEntry:
    code: str
    label: str
    href: str
    featured: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionGroup:
    label: str
    code: str
    entries: tuple[RegionEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionsPage:
    """regions.html: the map and the list of all profiles."""

    frame: FrameView
    title: str
    intro: BodyView
    groups: tuple[RegionGroup, ...]
    featured: tuple[RegionEntry, ...]
    featured_title: str
    total: int
    map: MapView | None = None
    compare: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """A finding and what shows it. The text is the editors', or else made of the `standing` named."""

    title: str
    anchor: str
    text: BodyView | None = None
    words: str = ""
    exhibit: BodyView | None = None  # charts and maps of the editors' text
    chart: ChartView | None = None
    standing: int = -1  # index in the profile's stories


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberView:
    label: str
    href: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionPage:
    """region.html: a profile, made of figures, with the editors' text merged in."""

    frame: FrameView
    code: str
    name: str
    level: str  # "NUTS 2 region"
    version: str
    parents: tuple[LinkView, ...]  # the outermost first; href "" for those without a page
    kicker: str
    standfirst: str
    intro: BodyView | None  # what stands before the text's first section
    image: PictureView | None
    figures: Stored
    stories: tuple[StoryView, ...]
    pool: str  # what ranks are counted among: "EU27"
    unit_of: str  # "regions"
    locator: LocatorView | None = None
    members: tuple[MemberView, ...] = ()  # of a merged unit
    articles: tuple[ArticleCardView, ...] = ()
    events: tuple[EventCardView, ...] = ()
    pages: tuple[LinkView, ...] = ()
    downloads: tuple[DownloadView, ...] = ()
    compare: str = ""
    pdf: str = ""  # output of the factsheet
    pdf_route: str = ""
    clusters: object = None  # what macros/region_clusters.html shows, if there is any
    citation: CitationView | None = None
    sources: tuple[LinkView, ...] = ()
    previous: LinkView | None = None
    next: LinkView | None = None
    related: tuple[LinkView, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsheetPage:
    """print/factsheet.html: a profile on one sheet of A4."""

    frame: FrameView
    code: str
    name: str
    level: str
    version: str
    parents: tuple[LinkView, ...]
    standfirst: str
    members: tuple[MemberView, ...]
    figures: Stored
    pool: str
    unit_of: str
    rows: int  # of the table that there is room for
    locator: LocatorView | None = None
    story: str = ""  # the heading of its one story
    text: BodyView | None = None  # the story's words, without calls of notes
    words: str = ""  # where editors wrote none: what a site says of all, or else
    standing: int = -1  # what is told of the figures, by its index in their stories
    chart: ChartView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparePage:
    """compare.html: two to four regions side by side; without script the featured ones."""

    frame: FrameView
    title: str
    intro: BodyView
    themes: tuple[ComparedTheme, ...]
    shown: tuple[Stored, ...]  # ComparedRegion, those compared at first
    groups: tuple[RegionGroup, ...]  # all there are to choose from
    shards: str  # route below which there is a file for each region
    reference: str = ""
    total: int = 0
    most: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedTheme:
    theme: str
    measures: tuple[Stored, ...]  # ComparedMeasure
