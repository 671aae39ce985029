"""The site as a value: all published documents, their addresses, their order, and where links lead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from obsite.config import Config
from obsite.content.book import BookMeta
from obsite.content.event import EventMeta
from obsite.content.folders import BOOKS
from obsite.content.issue import ArticleMeta, EditionMeta, IssueMeta
from obsite.content.page import Person, Term
from obsite.data.databank import EMPTY, Databank
from obsite.documents.document import Document
from obsite.site.numbering import Numbers
from obsite.site.profiles import NO_PROFILES, Profiles
from obsite.site.shown import NOTHING_SHOWN, ShownData
from obsite.site.target import Target

if TYPE_CHECKING:
    from obsite.site.links import Addresses


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFile:
    """Any file below content/ that travels with the site as it is. `path` is site-relative."""

    path: str
    digest: str
    route: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Edition:
    """What is published as one piece: an issue, a guide, a report, with all its texts in reading order."""

    document: Document
    meta: EditionMeta
    route: str
    parts: tuple[Document, ...]  # articles or chapters
    standing: tuple[Document, ...]

    @property
    def texts(self) -> tuple[Document, ...]:
        """All texts in reading order: the opening one, articles or chapters, standing sections."""
        return (self.document, *self.parts, *self.standing)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Issue(Edition):
    """An issue with everything that belongs to it, in reading order."""

    meta: IssueMeta
    events: tuple[Document, ...]

    @property
    def articles(self) -> tuple[Document, ...]:
        """The articles in reading order."""
        return self.parts

    @property
    def whole_route(self) -> str:
        """The address of the whole issue on one page; an issue without articles is its own."""
        return f"{self.route}whole/" if self.articles else ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Book(Edition):
    """A guide or a report with its chapters; one that is a single text has none."""

    meta: BookMeta

    @property
    def kind(self) -> str:
        """What it is: "guide" or "report"."""
        return self.document.type

    @property
    def chapters(self) -> tuple[Document, ...]:
        """The chapters in reading order."""
        return self.parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Everything that outputs are planned from."""

    config: Config
    as_of: dt.date
    documents: Mapping[str, Document]  # published ones, by path
    routes: Mapping[str, str]  # path of a document or file -> route
    aliases: Mapping[str, str]  # old route -> new route
    files: Mapping[str, SiteFile]  # by path
    issues: tuple[Issue, ...]  # the latest first
    books: tuple[Book, ...]  # guides, then reports; the latest first
    numbers: Numbers
    events: tuple[Document, ...]  # by start
    pages: tuple[Document, ...]  # by route
    sections: Mapping[str, str]  # folder of pages without an index -> route
    tags: Mapping[str, tuple[str, tuple[Document, ...]]]  # slug -> (name, documents)
    people: Mapping[str, Person]
    glossary: Mapping[str, Term]
    targets: Mapping[str, tuple[Target | None, ...]]  # path -> by reference index
    backlinks: Mapping[str, tuple[str, ...]]  # path -> paths of documents that link to it
    data: Databank = EMPTY
    shown: ShownData = NOTHING_SHOWN  # by blocks of data
    regions: Profiles = NO_PROFILES
    sectors: Profiles = NO_PROFILES
    made: Mapping[str, str] = field(default_factory=dict)  # path in content/ -> route of what data makes
    addresses: Addresses | None = None  # all that links may lead to

    @property
    def editions(self) -> tuple[Edition, ...]:
        """All issues and books."""
        return (*self.issues, *self.books)

    @property
    def shelves(self) -> dict[str, str]:
        """The folders in which there are books, with the addresses of their lists."""
        return shelves_of(self.books)


def shelves_of(books: Iterable[Book]) -> dict[str, str]:
    """Return the folders in which there are books, with the addresses of their lists."""
    kinds = {book.kind for book in books}
    return {folder: f"/{folder}/" for folder, kind in BOOKS.items() if kind in kinds}


def event_meta(document: Document) -> EventMeta:
    """Return the front matter of a document that is an event."""
    assert isinstance(document.meta, EventMeta)
    return document.meta


def article_meta(document: Document) -> ArticleMeta:
    """Return the front matter of a document that is an article."""
    assert isinstance(document.meta, ArticleMeta)
    return document.meta


def day_of(moment: dt.date | dt.datetime) -> dt.date:
    """Return the calendar day of a moment."""
    return moment.date() if isinstance(moment, dt.datetime) else moment
