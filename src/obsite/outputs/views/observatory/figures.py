"""The figures of an indicator's page and of a profile: plain numbers and names, computed once and kept.

Templates word them; marks (strips, sparklines, histograms) come as coordinates on a grid of their own.
"""

from __future__ import annotations

from dataclasses import dataclass

from obsite.data.observation import Break
from obsite.outputs.views.observatory.moves import MovedView

Cell = tuple[float | None, str]  # a value and its flags


@dataclass(frozen=True, slots=True, kw_only=True)
class StripView:
    """One value among all others, on a line 1000 units long. `layers` are paths of ticks drawn one over
    the other, so that it is darker where many values are."""

    layers: tuple[str, ...]
    median: int | None
    at: int | None
    reference: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SparkView:
    """A small trend, 120 by 30 units. `gaps` tells that the line is not one."""

    lines: tuple[str, ...]
    x: int
    y: int
    first: str  # period
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedView:
    """A value that another is held against: a parent's, the reference's."""

    label: str
    value: float | None
    flag: str = ""
    computed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingView:
    """One indicator's value for a code, and where it stands among the others."""

    id: str
    title: str
    href: str
    unit: str
    symbol: str
    decimals: int
    period: str
    value: float | None
    unit_short: str = ""
    flag: str = ""
    rank: int = 0  # 0: not ranked
    count: int = 0
    low_first: bool = False  # the first is the lowest
    ranked: bool = True  # whether one end is the better one
    parent: ComparedView | None = None
    reference: ComparedView | None = None
    strip: StripView | None = None
    spark: SparkView | None = None
    first: Cell = (None, "")
    first_period: str = ""
    latest: Cell = (None, "")  # of its own, which may be later than the period all are compared in
    latest_period: str = ""
    computed: str = ""
    synthetic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeView:
    theme: str
    rows: tuple[StandingView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlikeView:
    """A similar region: how far it is, and its values of the indicators that the distance is made of."""

    code: str
    label: str
    href: str
    group: str
    distance: float
    values: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureView:
    """An indicator that a distance or a comparison is made of."""

    id: str
    title: str
    href: str
    symbol: str
    decimals: int
    period: str
    unit: str = ""
    own: Cell = (None, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileFigures:
    """All figures of a profile."""

    key: tuple[StandingView, ...]
    themes: tuple[ThemeView, ...]
    stories: tuple[StandingView, ...]
    alike: tuple[AlikeView, ...] = ()
    measures: tuple[MeasureView, ...] = ()  # of the distance
    sheet: tuple[StandingView, ...] = ()  # those of the table that a factsheet shows, the weightiest first
    parent: str = ""  # its name
    reference: str = ""
    flags: str = ""  # letters that occur
    synthetic: str = ""  # whether "all" of them are made up, or "some"


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedView:
    """A code in a ranking; `x` is where its value stands on a line 1000 units long."""

    rank: int
    code: str
    label: str
    href: str
    group: str
    value: float
    flag: str = ""
    x: int = 0
    focus: bool = False
    beyond: bool = False  # it stands far outside, and its bar is cut off


@dataclass(frozen=True, slots=True, kw_only=True)
class BarView:
    """A bar of a histogram, on a ground 1000 units wide and 240 high."""

    x: int
    width: int
    height: int
    start: float
    end: float
    count: int
    below: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HistogramView:
    bars: tuple[BarView, ...]
    ticks: tuple[tuple[int, float], ...]
    reference: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadRow:
    """The codes of one parent, as dots on a line 1000 units long."""

    label: str
    href: str
    dots: tuple[RankedView, ...]
    low: int
    high: int
    own: int | None = None  # the parent's own value
    own_value: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadView:
    rows: tuple[SpreadRow, ...]
    ticks: tuple[tuple[int, float], ...]
    reference: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    label: str
    href: str
    group: str
    codes: tuple[str, ...]  # of the table's dimensions
    names: tuple[str, ...]  # of the further dimensions
    cells: tuple[Cell, ...]
    decimals: int
    computed: str = ""
    broken: tuple[str, ...] = ()  # periods at which the series breaks


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceView:
    """A dimension by which a table can be narrowed down: (code, name) of what it has."""

    name: str
    title: str
    options: tuple[tuple[str, str], ...]
    first: str = ""  # the code that is chosen at first: the total, or what the page shows


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    title: str  # of the first column
    periods: tuple[str, ...]
    rows: tuple[TableRow, ...]
    choices: tuple[ChoiceView, ...] = ()
    groups: tuple[str, ...] = ()  # parents' names
    left_out_periods: int = 0
    left_out_rows: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorFigures:
    """All figures of an indicator's page."""

    decimals: int
    period: str  # that the page speaks of
    first: str  # period
    last: str
    periods: int
    count: int  # codes with a value in that period
    used: int  # codes with any
    rows: int
    ranked: tuple[RankedView, ...] = ()  # all that are compared, the best first
    low_first: bool = False
    focus: tuple[RankedView, ...] = ()
    median: float | None = None
    moved: MovedView | None = None
    reference: ComparedView | None = None
    histogram: HistogramView | None = None
    spread: SpreadView | None = None
    national: StandingView | None = None  # where there is one series, or one that stands for all
    parts: tuple[StandingView, ...] = ()  # the latest values of the codes of another dimension
    parts_title: str = ""
    table: TableView | None = None
    breaks: tuple[Break, ...] = ()
    flags: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorLine:
    """An indicator in the list of all: its latest figure and a small trend."""

    standing: StandingView
    count: int
    first: str
    last: str
    of: str = ""  # whose value it is: the name of the reference or of a code; "" for the only series
    is_median: bool = False
    series: int = 0  # how many there are, where no value stands for all


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedMeasure:
    """An indicator as a row of the comparison: the ground on which regions are marked."""

    id: str
    title: str
    href: str
    unit: str
    symbol: str
    decimals: int
    period: str
    count: int
    low_first: bool
    ranked: bool
    strip: StripView | None
    reference: ComparedView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedCell:
    """A region's value of an indicator; `x` is its place on the strip."""

    value: float | None = None
    flag: str = ""
    rank: int = 0
    x: int | None = None
    spark: SparkView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedRegion:
    """A region as a column of the comparison; its cells are in the order of the rows."""

    code: str
    slug: str
    label: str
    href: str
    group: str
    cells: tuple[ComparedCell, ...]
