"""The site as a value: all published documents, their addresses, their order, and where links lead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from obsite.config import Config
from obsite.content.event import EventMeta
from obsite.content.issue import ArticleMeta, IssueMeta
from obsite.content.page import Person, Term
from obsite.documents.document import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFile:
    """Any file below content/ that travels with the site as it is. `path` is site-relative."""

    path: str
    digest: str
    route: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a reference leads: a route (with "#anchor" if any) or an absolute URL.

    `path` names the document or file behind a route. `text` fills a link written without a text.
    """

    href: str
    path: str = ""
    text: str = ""
    title: str = ""
    external: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Issue:
    """An issue with everything that belongs to it, in reading order."""

    document: Document
    meta: IssueMeta
    route: str
    articles: tuple[Document, ...]
    events: tuple[Document, ...]
    standing: tuple[Document, ...]

    @property
    def whole_route(self) -> str:
        """The address of the whole issue on one page; an issue without articles is its own."""
        return f"{self.route}whole/" if self.articles else ""

    @property
    def texts(self) -> tuple[Document, ...]:
        """All texts of the issue in reading order: editorial, articles, standing sections."""
        return (self.document, *self.articles, *self.standing)


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
    events: tuple[Document, ...]  # by start
    pages: tuple[Document, ...]  # by route
    sections: Mapping[str, str]  # folder of pages without an index -> route
    tags: Mapping[str, tuple[str, tuple[Document, ...]]]  # slug -> (name, documents)
    people: Mapping[str, Person]
    glossary: Mapping[str, Term]
    targets: Mapping[str, tuple[Target | None, ...]]  # path -> by reference index
    backlinks: Mapping[str, tuple[str, ...]]  # path -> paths of documents that link to it


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
