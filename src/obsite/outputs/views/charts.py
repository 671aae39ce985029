"""Views of a chart: the figure on a page, with its drawings by address and its table by value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartCellView:
    """A cell of a chart's table: what it says, what it is sorted by, and the flag of its value."""

    text: str
    sort: str = ""  # plain number, or "" for words and gaps
    flag: str = ""  # letters, as the notes explain them


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartTableView:
    """All numbers of a chart. The first column names what a row is about."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[ChartCellView, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadView:
    label: str  # "CSV"
    route: str
    size: str = ""  # "12 kB", where it is known


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartView:
    """A chart in a page. `number` counts the figures of the page or issue; 0 means unnumbered.

    `wide` and `narrow` name outputs ("charts/x.svg"); the template's `drawing(output, key)` embeds
    them. One of the two is shown, by the room there is; in print by the width of the figure.
    """

    name: str
    headline: str
    subtitle: str
    alt: str
    wide: str = ""
    narrow: str = ""
    number: int = 0
    anchor: str = ""
    width: str = "text"  # text, wide or full
    source: str = ""  # "Source: Eurostat (nama_10r_2gdp), April 2021"
    facts: tuple[str, ...] = ()  # further lines at the foot: unit, as of, versions of code lists
    notes: tuple[str, ...] = ()  # breaks, flags, what grey stands for
    downloads: tuple[DownloadView, ...] = ()
    table: ChartTableView | None = None
    synthetic: bool = False
    level: int = 3  # of the headline
    href: str = ""  # the indicator's page
