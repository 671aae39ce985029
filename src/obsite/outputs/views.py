"""What templates see: one frozen dataclass for each page and each part of a page.

A view holds all content its output shows, by value, so that its fingerprint changes exactly
when something shown changes. Addresses are routes ("/issues/x/"); templates turn them into
relative links with `href(route)`. Dates are dates; filters word them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """A titled link. `href` is a route, a route with "#anchor", or an absolute URL."""

    title: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSetView:
    """One width of a picture: a route and its width in pixels."""

    route: str
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureView:
    """A picture of the site with its sizes. Vector pictures have no `widths` and no `webp`."""

    route: str  # the original, or the largest width kept
    width: int  # pixels of `route`
    height: int
    alt: str
    widths: tuple[SourceSetView, ...] = ()  # in the original's format, smallest first
    webp: tuple[SourceSetView, ...] = ()
    source: str = ""  # the authored file, for print
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetView:
    """Where a link in a text leads. `href` as in LinkView; `text` fills links without a text."""

    href: str
    text: str = ""
    title: str = ""
    external: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """A footnote: its number through the issue (or page), and its content."""

    number: int
    anchor: str  # unique on every page that shows it
    html: str  # with markers of the same body


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """A block in a text. `data` is the view of its kind; templates `blocks/<name>.html` show it."""

    name: str
    argument: str
    html: str  # content, with markers of the same body
    data: object
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingView:
    level: int
    anchor: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyView:
    """A document's text with everything its markers stand for."""

    html: str = ""
    targets: tuple[TargetView, ...] = ()  # by reference index
    pictures: tuple[PictureView | None, ...] = ()  # by reference index
    notes: tuple[NoteView, ...] = ()  # by footnote index
    blocks: tuple[BlockView, ...] = ()  # by block index
    headings: tuple[HeadingView, ...] = ()
    lang: str = ""
    anchor_prefix: str = ""  # before every id, where several texts share a page; targets have it already


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigureView:
    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    name: str
    role: str = ""
    organisation: str = ""
    country: str = ""
    url: str = ""
    email: str = ""
    anchor: str = ""
    portrait: PictureView | None = None


# --- data of blocks -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """`number` counts the figures with a caption through the issue or page; 0 means unnumbered."""

    picture: PictureView | None
    caption: str
    credit: str
    width: str  # text, wide or full
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CalloutView:
    title: str
    kind: str  # note, figures, warning, aside or tip
    place: str  # text or side
    figures: tuple[KeyFigureView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PullquoteView:
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleView:
    heading: str
    people: tuple[PersonView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardView:
    winner: str
    category: str
    person: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardsView:
    heading: str
    awards: tuple[AwardView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsView:
    heading: str
    events: tuple[EventCardView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlesView:
    heading: str
    articles: tuple[ArticleCardView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnsView:
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoView:
    """`file` is a local video's route, or ""; then `url` is where the video is to be found."""

    title: str
    file: str
    url: str
    poster: PictureView | None
    duration: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ButtonView:
    label: str
    href: str
    kind: str  # primary or quiet


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBreakView:
    pass


# --- cards: short forms of documents ----------------------------------------------------------


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


# --- the frame around every page ---------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationView:
    name: str
    url: str
    email: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    title: str
    short_title: str
    description: str
    lang: str
    direction: str  # ltr or rtl
    base_url: str  # ends with "/"
    organisation: OrganisationView
    newsletter: str  # what the newsletter is called: "Newsletter"
    navigation: tuple[LinkView, ...]
    footer: tuple[LinkView, ...]
    licence: str
    theme_colour_light: str
    theme_colour_dark: str
    home: str  # route
    archive: str  # route, "" when there are no issues
    events: str  # route, "" when there are no events
    feed: str  # route, "" when there is none
    preload: tuple[str, ...]  # routes of the fonts that every page needs at once
    calendar: str  # route, "" when there are no events


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadView:
    """What stands in a page's head. `json_ld` is a ready JSON string, safe inside a script element."""

    title: str  # complete, with the site's name
    description: str
    route: str
    canonical: str  # absolute
    lang: str
    kind: str  # Open Graph type: website or article
    section: str  # the route of the navigation entry this page belongs to
    published: dt.date | None
    updated: dt.date | None
    image: str  # absolute URL of the social card, or ""
    image_alt: str
    json_ld: str
    noindex: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameView:
    """What every page has around its own content."""

    site: SiteView
    head: HeadView
    breadcrumbs: tuple[LinkView, ...]


# --- pages: one for each template ----------------------------------------------------------------


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
    articles: tuple[ArticleCardView, ...]
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
