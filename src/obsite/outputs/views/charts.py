"""Views of a chart: the figure on a page, with its drawings by address and its table by value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from obsite.engine.task import Stored


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartCellView:
    """A cell of a chart's table: what it says, what it is sorted by, and the flag of its value."""

    text: str
    sort: str = ""  # plain number, or "" for words and gaps
    flag: str = ""  # letters, as the notes explain them


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartTableView:
    """All numbers of a chart. The first column names what a row is about.

    `cells` has (text, sort, flag) for each cell: there are hundreds of thousands, which are kept plain.
    """

    caption: str
    columns: tuple[str, ...]
    cells: tuple[tuple[tuple[str, str, str], ...], ...]
    words: tuple[int, ...] = ()  # columns that hold words, which are read from their start

    @property
    def rows(self) -> Iterator[tuple[ChartCellView, ...]]:
        """The rows, cell by cell."""
        for row in self.cells:
            yield tuple(ChartCellView(text=text, sort=sort, flag=flag) for text, sort, flag in row)


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadView:
    label: str  # "CSV"
    route: str
    size: str = ""  # "12 kB", where it is known


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """The output of another task that a page takes in, by its name."""

    output: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartView:
    """A chart in a page.

    The template's `drawing(chart.wide, key)` takes a drawing out of its file. One of the two is shown,
    by the room there is; in print by the width of the figure. `stored(chart.table)` is a ChartTableView.
    """

    name: str
    headline: str
    subtitle: str
    alt: str
    wide: Embedded | None = None  # None: there is nothing to show
    narrow: Embedded | None = None
    picture: str = ""  # route of the PNG
    number: str = ""  # through the page, issue or book; "" for none
    kind: str = "figure"  # what it is counted as: figure or table
    anchor: str = ""
    width: str = "text"  # text, wide or full
    source: str = ""  # "Source: Eurostat (nama_10r_2gdp), April 2021"
    facts: tuple[str, ...] = ()  # further lines at the foot: unit, as of, versions of code lists
    notes: tuple[str, ...] = ()  # breaks, flags, what grey stands for
    downloads: tuple[DownloadView, ...] = ()
    table: Stored | None = None
    synthetic: bool = False
    level: int = 3  # of the headline
    href: str = ""  # the indicator's page


@dataclass(frozen=True, slots=True, kw_only=True)
class StatView:
    """One big figure. `lines` say what it is beside: its comparison, its change."""

    value: str  # with its symbol
    label: str
    period: str
    unit: str = ""  # where the symbol does not say it
    flag: str = ""
    flag_title: str = ""
    lines: tuple[str, ...] = ()
    note: str = ""
    source: str = ""
    href: str = ""
    synthetic: bool = False
