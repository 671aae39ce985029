"""Views of a text and of what stands in it: links, pictures, notes, headings, blocks, people."""

from __future__ import annotations

from dataclasses import dataclass

from obsite.markup.body import Passage, Shown


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
    html: str | Passage  # with markers of the same body


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """A block in a text. `data` is the view of its kind; templates `blocks/<name>.html` show it."""

    name: str
    argument: str
    html: str | Passage  # content, with markers of the same body
    data: object
    anchor: str = ""
    kind: str = ""  # "figure" or "table" where it is counted
    number: str = ""  # through the issue, book or page: "2", "2.1"; "" for none


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingView:
    level: int
    anchor: str
    text: str
    number: str = ""  # in a book: "2.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyView:
    """A document's text with everything its markers stand for; templates get it by `body(view)`."""

    html: str | Passage = ""
    targets: tuple[TargetView, ...] = ()  # by reference index
    pictures: tuple[PictureView | None, ...] = ()  # by reference index
    notes: tuple[NoteView, ...] = ()  # by footnote index
    blocks: tuple[BlockView, ...] = ()  # by block index
    headings: tuple[HeadingView, ...] = ()
    values: tuple[Shown, ...] = ()  # numbers from the data, by expression
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
