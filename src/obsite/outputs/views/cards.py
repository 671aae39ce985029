"""Views of documents in short, as they stand in lists, and of articles in full."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from obsite.outputs.views.text import BodyView, KeyFigureView, LinkView, PersonView, PictureView


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCardView:
    title: str
    route: str
    start: dt.date
    end: dt.date
    start_time: str  # "09:30", or ""
    end_time: str
    timezone: str
    location: str
    country: str
    online: bool
    aim: str
    audience: str
    url: str
    organiser: str
    status: str  # confirmed, tentative or cancelled
    past: bool  # ended before the day of the build (`--as-of`)
    ics_route: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleCardView:
    title: str
    route: str
    kicker: str
    standfirst: str
    date: dt.date | None
    minutes: int
    figures: tuple[KeyFigureView, ...] = ()
    image: PictureView | None = None
    kind: str = ""  # of a chapter: chapter, preface or annex
    number: str = ""  # of a chapter


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfView:
    """A PDF to offer. Its pages and size are asked for with `pdf_facts(pdf.output)`."""

    route: str
    output: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StarView:
    """A dot of a cover: place and radius in units of the view box; `lit` for those in ember."""

    x: float
    y: float
    r: float
    label: str
    lit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverView:
    """A constellation: dots at their places, lines between some, in a box of width x height.

    `lines` are (x1, y1, x2, y2, weight). `caption` says what the dots and lines are.
    """

    width: float
    height: float
    stars: tuple[StarView, ...]
    lines: tuple[tuple[float, float, float, float, float], ...]
    caption: str
    credit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueCardView:
    """An issue in a list. `source` leads away when the issue itself is published elsewhere."""

    number: str
    series: str
    title: str
    route: str
    standfirst: str
    date: dt.date | None
    date_label: str  # overrides the wording of the date when the day is not known
    pdf: PdfView | None
    source: LinkView | None
    cover: CoverView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ErratumView:
    date: dt.date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """An article in full, as its own page and within the whole issue and its PDF."""

    card: ArticleCardView
    subtitle: str
    anchor: str  # within the whole issue
    authors: tuple[PersonView, ...]
    tags: tuple[LinkView, ...]
    columns: int  # in print
    lang: str
    body: BodyView
    errata: tuple[ErratumView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingView:
    """A standing section at the end of an issue: about, contact, subscription."""

    title: str
    anchor: str
    standfirst: str
    body: BodyView
    lang: str
