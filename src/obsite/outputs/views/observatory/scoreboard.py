"""Views of the scoreboard: all regions as a table of shades, and each region's scores taken apart.

Figures are written out here, by planning, as the page's language writes them; places on a scale are per cent.
"""

from __future__ import annotations

from dataclasses import dataclass

from obsite.engine.task import Stored
from obsite.outputs.views.frame import FrameView
from obsite.outputs.views.text import BodyView, LinkView


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnView:
    """One indicator of a dimension, as the method tells it. `method` is a key of the interface's strings."""

    title: str
    href: str
    unit: str
    weight: str
    share: str  # of the dimension's weight, in per cent
    lower: bool
    method: str
    worst: str  # the values of the worst and the best score
    best: str
    period: str
    vintage: str
    source: str
    synthetic: bool
    count: int  # regions of the pool with a value


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionView:
    """A dimension with its indicators."""

    anchor: str
    title: str
    short_title: str
    description: str
    weight: str
    outside: bool
    columns: tuple[ColumnView, ...]
    count: int  # regions with a score


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardHead:
    """What is true of the whole board."""

    scale: str  # the best score; "" for z-scores
    z_scores: bool
    mean: str  # arithmetic, geometric
    overall: str  # the same, "" without an overall score
    ranking: bool
    gaps: str  # exclude, require, impute
    gaps_share: str
    gaps_by: str
    gaps_note: str
    pool: str
    pool_count: int
    equal_weights: bool
    synthetic: bool
    dimensions: tuple[DimensionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """A score in the table. `shade` runs from 1 (worst) to 7; 0 is no score."""

    text: str
    shade: int
    covered: bool = True  # whether all of its indicators have figures
    number: float | None = None  # for downloads


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    code: str
    label: str
    href: str
    cells: tuple[CellView, ...]
    overall: str = ""
    rank: int = 0
    overall_number: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardGroup:
    """The regions of one parent; one group without a name where regions are ranked."""

    label: str
    rows: tuple[BoardRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardTable:
    head: BoardHead
    groups: tuple[BoardGroup, ...]
    others: tuple[BoardRow, ...]  # regions outside the pool: merged units, neighbours


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftView:
    """What one change of weights does to the order: `without` names the indicator left out, "" is equal
    weights."""

    without: str
    median: str
    largest: int
    region: str
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SensitivityView:
    """How the order of one score hangs on its weights; `title` is "" for the overall score."""

    title: str
    count: int
    span: str  # places between best and worst rank of the median region
    shifts: tuple[ShiftView, ...]
    equal_already: bool
    largest: ShiftView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """One indicator's part in a score, down to the observation."""

    title: str
    href: str
    unit: str
    value: str
    period: str
    flag: str
    imputed: bool
    score: str
    at: int  # of the score on its scale, in per cent; -1 without one
    share: str  # of the weight that counts here
    points: str
    worst: str
    best: str
    method: str
    rank: int
    count: int
    vintage: str
    source: str
    synthetic: bool
    number: float | None = None  # value, score, share of the weight in per cent, points: for downloads
    score_number: float | None = None
    share_number: float | None = None
    points_number: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreView:
    """A dimension's score in one region. `ticks` are all regions' scores, a path on 1000 units."""

    title: str
    anchor: str
    description: str
    outside: bool
    score: str
    at: int
    ticks: str
    median: int
    covered: str  # per cent of the weight that has figures
    complete: bool
    rank: int
    count: int
    best_rank: int  # under other weights; 0 if that was not tried
    worst_rank: int
    parts: tuple[PartView, ...]
    number: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionScoresView:
    """All scores of a region: what a profile shows, and its page on the scoreboard."""

    code: str
    label: str
    pooled: bool
    scale: str
    ranking: bool
    overall: str
    overall_rank: int
    pool: str
    synthetic: bool
    flags: str
    scores: tuple[ScoreView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreboardPage:
    """scoreboard.html: the table, the method, and how much hangs on weights."""

    frame: FrameView
    title: str
    intro: BodyView
    method: BodyView
    table: Stored  # BoardTable
    sensitivity: Stored  # tuple of SensitivityView
    downloads: tuple[object, ...]
    clusters_route: str
    clusters_title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionScorePage:
    """scoreboard_region.html: each score of a region taken apart."""

    frame: FrameView
    title: str
    region: LinkView
    board: LinkView
    figures: Stored  # RegionScoresView
    downloads: tuple[object, ...]
    previous: LinkView | None = None
    next: LinkView | None = None
