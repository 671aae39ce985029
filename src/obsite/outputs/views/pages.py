"""Views of pages: one for each template."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from obsite.outputs.views.books import BookCardView
from obsite.outputs.views.cards import (
    ArticleCardView,
    ArticleView,
    CoverView,
    ErratumView,
    EventCardView,
    IssueCardView,
    StandingView,
)
from obsite.outputs.views.frame import FrameView
from obsite.outputs.views.observatory.doors import DoorView
from obsite.outputs.views.text import BodyView, LinkView, PersonView, PictureView


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """home.html: the latest issue as front page, what comes next, earlier issues, who we are."""

    frame: FrameView
    intro: BodyView
    title: str
    latest: IssueCardView | None
    articles: tuple[ArticleCardView, ...]  # of the latest issue, the lead first
    events: tuple[EventCardView, ...]
    earlier: tuple[IssueCardView, ...]
    sections: tuple[ChildView, ...]  # of a site without issues: its pages and folders
    doors: tuple[DoorView, ...] = ()  # of a site with data
    books: tuple[BookCardView, ...] = ()  # the latest guides and reports


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuePage:
    """issue.html: cover, contents as a front page, editorial, events, standing sections.

    A single-file issue has no `articles`; its text is `editorial`, and `whole_route` is "".
    """

    frame: FrameView
    issue: IssueCardView
    subtitle: str
    cover: CoverView | None
    image: PictureView | None
    editor: PersonView | None
    editorial: BodyView
    editorial_title: str
    articles: tuple[ArticleCardView, ...]
    events: tuple[EventCardView, ...]
    standing: tuple[StandingView, ...]
    whole_route: str
    minutes: int
    tags: tuple[LinkView, ...]
    errata: tuple[ErratumView, ...]
    previous: LinkView | None
    next: LinkView | None
    as_of: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class WholePage:
    """whole.html (web) and print/issue.html (PDF): the issue as one long text."""

    frame: FrameView
    issue: IssueCardView
    subtitle: str
    cover: CoverView | None
    image: PictureView | None
    editor: PersonView | None
    editorial: BodyView
    editorial_title: str
    articles: tuple[ArticleView, ...]
    events: tuple[EventCardView, ...]
    standing: tuple[StandingView, ...]
    colophon: str
    minutes: int
    errata: tuple[ErratumView, ...]
    as_of: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """article.html: one article by itself, with its place in the issue."""

    frame: FrameView
    issue: IssueCardView
    whole_route: str
    article: ArticleView
    contents: tuple[LinkView, ...]  # all articles of the issue, in order
    previous: LinkView | None
    next: LinkView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearView:
    year: str  # "" for undated issues
    issues: tuple[IssueCardView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivePage:
    """archive.html: all issues by year, the latest first."""

    frame: FrameView
    title: str
    intro: BodyView
    years: tuple[YearView, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsPage:
    frame: FrameView
    title: str
    intro: BodyView
    upcoming: tuple[EventCardView, ...]
    past: tuple[EventCardView, ...]
    as_of: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    frame: FrameView
    event: EventCardView
    body: BodyView
    tags: tuple[LinkView, ...]
    mentioned: tuple[LinkView, ...]  # issues and articles that link to this event
    previous: LinkView | None
    next: LinkView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TagEntryView:
    title: str
    route: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TagsPage:
    frame: FrameView
    tags: tuple[TagEntryView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TagPage:
    frame: FrameView
    name: str
    issues: tuple[IssueCardView, ...]
    articles: tuple[ArticleCardView, ...]  # and chapters
    books: tuple[BookCardView, ...]
    events: tuple[EventCardView, ...]
    pages: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildView:
    """A page in the list of its section. `year` is "" where the page has no date."""

    title: str
    href: str
    standfirst: str
    date: dt.date | None
    year: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPage:
    """page.html: any other page; `children` are the pages of its folder when it is an index."""

    frame: FrameView
    title: str
    subtitle: str
    kicker: str
    standfirst: str
    date: dt.date | None
    updated: dt.date | None
    authors: tuple[PersonView, ...]
    body: BodyView
    toc: bool
    tags: tuple[LinkView, ...]
    children: tuple[ChildView, ...]
    previous: LinkView | None
    next: LinkView | None
    errata: tuple[ErratumView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TermView:
    anchor: str
    term: str
    abbreviation: str
    definition: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryPage:
    frame: FrameView
    title: str
    intro: BodyView
    terms: tuple[TermView, ...]  # in alphabetical order


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEntryView:
    person: PersonView
    articles: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    frame: FrameView
    title: str
    intro: BodyView
    people: tuple[PersonEntryView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundPage:
    """404.html: may be served at any address, so its links start at the base path (see `href`)."""

    frame: FrameView


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectPage:
    """redirect.html: an old address that leads to a new one."""

    lang: str
    title: str
    target: str  # route
    canonical: str
