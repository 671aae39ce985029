"""Views of guides and reports: their shelf, title page, chapters, and the whole of them on paper."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from obsite.outputs.views.cards import (
    ArticleCardView,
    ArticleView,
    CoverView,
    ErratumView,
    IssueCardView,
    StandingView,
)
from obsite.outputs.views.frame import FrameView
from obsite.outputs.views.text import BodyView, HeadingView, LinkView, PersonView, PictureView


@dataclass(frozen=True, slots=True, kw_only=True)
class BookCardView(IssueCardView):
    """A guide or a report in a list."""

    kind: str  # guide or report
    subtitle: str
    organisation: str
    edition: str
    chapters: int  # 0: a single text
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprintView:
    """What a book says of itself for those who cite it or hand it on. `doi` is an address."""

    citation: str
    licence: str
    isbn: str
    doi: str
    version: str
    updated: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedView:
    """An entry in the list of figures or of tables."""

    kind: str  # figure or table
    number: str
    caption: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterEntryView:
    """A chapter in the contents of its book, with the sections in it."""

    card: ArticleCardView
    sections: tuple[HeadingView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BookOpened:
    """What the title page on the web and the book on paper both show."""

    frame: FrameView
    book: BookCardView
    cover: CoverView | None
    image: PictureView | None
    authors: tuple[PersonView, ...]
    opening: BodyView
    counted: tuple[CountedView, ...]  # figures and tables in the order of the text
    imprint: ImprintView
    standing: tuple[StandingView, ...]
    tags: tuple[LinkView, ...]
    errata: tuple[ErratumView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BookPage(BookOpened):
    """book.html: cover, contents, the opening text, lists of figures and tables, how to cite it."""

    chapters: tuple[ChapterEntryView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterPage:
    """chapter.html: one chapter, with its place in the book."""

    frame: FrameView
    book: BookCardView
    article: ArticleView
    contents: tuple[ArticleCardView, ...]  # all chapters, in order
    previous: LinkView | None
    next: LinkView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BookPrintPage(BookOpened):
    """print/book.html: the whole book for its PDF."""

    chapters: tuple[ArticleView, ...]
    colophon: str
    toc: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfPage:
    """shelf.html: all guides, or all reports, the latest first."""

    frame: FrameView
    title: str
    kind: str
    intro: BodyView
    books: tuple[BookCardView, ...]
