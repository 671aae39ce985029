"""What belongs together and in which order: articles of an issue, events, tags."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from obsite.config import Config
from obsite.content.book import BookMeta
from obsite.content.issue import IssueMeta
from obsite.content.types import split_name
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Diagnostic, Emit
from obsite.documents.document import Document
from obsite.site.paths import cure_for_path, relative_path
from obsite.site.site import Book, Issue, Site, day_of, event_meta
from obsite.text.slugs import slug_of_any

_DIGITS = re.compile(r"(\d+)")


def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key that puts "issue 9" before "issue 10"."""
    parts = _DIGITS.split(text)
    return tuple((1, int(part), "") if part.isdigit() else (0, 0, part) for part in parts if part)


def issue_order(issue: Document) -> tuple[object, ...]:
    """Return a sort key that puts the latest issue last; undated ones come before all dated ones."""
    number = issue.meta.number if isinstance(issue.meta, IssueMeta) else ""
    return (issue.date or dt.date.min, natural_key(number), natural_key(issue.path))


def sorted_events(documents: Mapping[str, Document]) -> tuple[Document, ...]:
    """Return all events by start, then title."""
    events = [item for item in documents.values() if item.type == "event"]
    return tuple(sorted(events, key=lambda item: (start_of(item), item.title, item.path)))


def start_of(event: Document) -> dt.date:
    """Return the day an event begins; an event without one has been reported and sorts first."""
    start = event_meta(event).start
    return day_of(start) if start else (event.date or dt.date.min)


def end_of(event: Document) -> dt.date:
    """Return the last day of an event."""
    end = event_meta(event).end
    return day_of(end) if end else start_of(event)


def collect_issues(
    documents: Mapping[str, Document],
    routes: Mapping[str, str],
    config: Config,
    emit: Emit,
    absent: Container[str] = (),
) -> tuple[Issue, ...]:
    """Return all issues, the latest first, each with its articles, events and standing sections.

    `absent` has the paths of texts that are not public today or could not be read; an issue may
    list them and goes on without.
    """
    events = sorted_events(documents)
    issues = sorted((d for d in documents.values() if d.type == "issue"), key=issue_order, reverse=True)
    named = _Named(documents, absent, emit)
    return tuple(_issue(document, named, routes, events, config) for document in issues)


def _issue(
    document: Document,
    named: _Named,
    routes: Mapping[str, str],
    events: tuple[Document, ...],
    config: Config,
) -> Issue:
    meta = document.meta
    assert isinstance(meta, IssueMeta)
    if document.date is None and not meta.source_url:
        named.emit(_without_date(document))
    return Issue(
        document=document,
        meta=meta,
        route=routes[document.path],
        parts=_parts(document, named, meta.articles),
        events=_events(document, meta, named, events, config),
        standing=named.of(document, "standing", meta.standing),
    )


def _without_date(issue: Document) -> Diagnostic:
    cure = "Add `date:` to the header, or begin the name of the file or folder with it"
    path = PurePosixPath(issue.path)
    day, _ = split_name(path.parent.name if path.stem == "index" else path.stem)
    message = (
        f"This issue has no date: {day} in its name is not in the calendar"
        if day
        else "This issue has no date"
    )
    return finding("missing-date", message, issue.span("title"), cure)


def _parts(whole: Document, named: _Named, listed: tuple[str, ...] = ()) -> tuple[Document, ...]:
    """Return the articles or chapters of a folder: those that are listed, the rest by weight and name."""
    path = PurePosixPath(whole.path)
    if path.stem != "index":
        return ()
    parts = (item for item in named.documents.values() if item.type in {"article", "chapter"})
    own = [item for item in parts if item.path.startswith(f"{path.parent}/")]
    own.sort(key=lambda item: (item.meta.weight, natural_key(item.path)))
    first = named.of(whole, "articles", listed)
    return (*first, *(item for item in own if item not in first))


def collect_books(
    documents: Mapping[str, Document], routes: Mapping[str, str], emit: Emit, absent: Container[str] = ()
) -> tuple[Book, ...]:
    """Return all guides, then all reports, the latest first, each with its chapters."""
    found = (item for item in documents.values() if isinstance(item.meta, BookMeta))
    named = _Named(documents, absent, emit)
    latest = sorted(found, key=lambda item: (item.date or dt.date.min, natural_key(item.path)), reverse=True)
    return tuple(_book(document, named, routes) for document in sorted(latest, key=lambda item: item.type))


def latest_books(site: Site) -> tuple[Book, ...]:
    """Return guides and reports together, the latest first."""
    return tuple(sorted(site.books, key=lambda book: book.document.date or dt.date.min, reverse=True))


def _book(document: Document, named: _Named, routes: Mapping[str, str]) -> Book:
    meta = document.meta
    assert isinstance(meta, BookMeta)
    return Book(
        document=document,
        meta=meta,
        route=routes[document.path],
        parts=_parts(document, named),
        standing=named.of(document, "standing", meta.standing),
    )


def _events(
    issue: Document, meta: IssueMeta, named: _Named, events: tuple[Document, ...], config: Config
) -> tuple[Document, ...]:
    if meta.events is not None:
        return named.of(issue, "events", meta.events)
    if issue.date is None or meta.source_url:
        return ()
    coming = [event for event in events if start_of(event) >= issue.date]
    return tuple(coming[: config.newsletter.upcoming])


@dataclass(frozen=True, slots=True)
class _Named:
    """Finds the texts that lists in front matter name by path."""

    documents: Mapping[str, Document]
    absent: Container[str]
    emit: Emit

    def of(self, document: Document, key: str, names: tuple[str, ...]) -> tuple[Document, ...]:
        """Return the texts that a list names, and report those that are not there."""
        found = []
        for index, name in enumerate(names):
            path = relative_path(document.path, name)
            if target := self.documents.get(path):
                found.append(target)
            elif path not in self.absent:
                span = document.span(f"{key}.{index}")
                cure = cure_for_path(document.path, path, self.documents)
                self.emit(finding("broken-link", f"There is no text `{name}`", span, cure))
        return tuple(found)


def collect_tags(documents: Mapping[str, Document]) -> dict[str, tuple[str, tuple[Document, ...]]]:
    """Return slug -> (name as first written, its documents); tags that differ only in spelling are one."""
    slugs: dict[str, str] = {}  # by tag: most are borne by many texts
    names: dict[str, str] = {}
    members: dict[str, list[Document]] = {}
    for path in sorted(documents):
        for name in dict.fromkeys(documents[path].meta.tags):
            slug = slugs.get(name) or slugs.setdefault(name, slug_of_any(name))
            names.setdefault(slug, name)
            tagged = members.setdefault(slug, [])
            if not tagged or tagged[-1] is not documents[path]:  # two spellings of a tag in one document
                tagged.append(documents[path])
    return {slug: (names[slug], tuple(members[slug])) for slug in sorted(members)}
