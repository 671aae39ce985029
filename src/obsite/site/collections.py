"""What belongs together and in which order: articles of an issue, events, tags."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from obsite.config import Config
from obsite.content.issue import IssueMeta
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Emit
from obsite.documents.document import Document
from obsite.site.site import Issue, day_of, event_meta
from obsite.text.slugs import slugify
from obsite.text.suggest import did_you_mean

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
    documents: Mapping[str, Document], routes: Mapping[str, str], config: Config, emit: Emit
) -> tuple[Issue, ...]:
    """Return all issues, the latest first, each with its articles, events and standing sections."""
    events = sorted_events(documents)
    issues = sorted((d for d in documents.values() if d.type == "issue"), key=issue_order, reverse=True)
    return tuple(_issue(document, documents, routes, events, config, emit) for document in issues)


def _issue(  # noqa: PLR0913, PLR0917
    document: Document,
    documents: Mapping[str, Document],
    routes: Mapping[str, str],
    events: tuple[Document, ...],
    config: Config,
    emit: Emit,
) -> Issue:
    meta = document.meta
    assert isinstance(meta, IssueMeta)
    if document.date is None and not meta.source_url:
        cure = "add `date:` to the front matter, or begin the file's name with it"
        emit(finding("missing-date", "this issue has no date", document.span("title"), help=cure))
    folder = str(PurePosixPath(document.path).parent)
    return Issue(
        document=document,
        meta=meta,
        route=routes[document.path],
        articles=_articles(document, folder, documents, meta.articles, emit),
        events=_events(document, meta, documents, events, config, emit),
        standing=_named(document, "standing", meta.standing, documents, emit),
    )


def _articles(
    issue: Document, folder: str, documents: Mapping[str, Document], named: tuple[str, ...], emit: Emit
) -> tuple[Document, ...]:
    """Return an issue's articles: those it names first, then the rest by weight and name."""
    if PurePosixPath(issue.path).stem != "index":
        return ()
    own = [d for d in documents.values() if d.type == "article" and d.path.startswith(f"{folder}/")]
    own.sort(key=lambda item: (item.meta.weight, natural_key(item.path)))
    first = _named(issue, "articles", named, documents, emit)
    return (*first, *(item for item in own if item not in first))


def _events(  # noqa: PLR0913, PLR0917
    issue: Document,
    meta: IssueMeta,
    documents: Mapping[str, Document],
    events: tuple[Document, ...],
    config: Config,
    emit: Emit,
) -> tuple[Document, ...]:
    if meta.events is not None:
        return _named(issue, "events", meta.events, documents, emit)
    if issue.date is None or meta.source_url:
        return ()
    coming = [event for event in events if start_of(event) >= issue.date]
    return tuple(coming[: config.newsletter.upcoming])


def _named(
    document: Document, key: str, names: tuple[str, ...], documents: Mapping[str, Document], emit: Emit
) -> tuple[Document, ...]:
    """Return the documents a front-matter list names by path, and report those that are not there."""
    found = []
    for index, name in enumerate(names):
        path = relative_path(document.path, name)
        if target := documents.get(path):
            found.append(target)
            continue
        span = document.places.get(f"{key}.{index}", document.span(key))
        guess = did_you_mean(path, documents)
        cure = f'did you mean "{guess}"?' if guess else "paths are relative to this file"
        emit(finding("broken-link", f'there is no text "{name}"', span, help=cure))
    return tuple(found)


def relative_path(base: str, target: str) -> str:
    """Return the site-relative path that `target`, written in file `base`, points to."""
    parts: list[str] = list(PurePosixPath(base).parent.parts)
    for part in target.split("/"):
        if part == "..":
            # Above the site's root there is nothing; the path then matches no file and is reported.
            parts = parts[:-1] if parts else ["\0"]
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)


def collect_tags(documents: Mapping[str, Document]) -> dict[str, tuple[str, tuple[Document, ...]]]:
    """Return slug -> (name as first written, its documents); tags that differ only in spelling are one."""
    names: dict[str, str] = {}
    members: dict[str, list[Document]] = {}
    for path in sorted(documents):
        for name in dict.fromkeys(documents[path].meta.tags):
            slug = slugify(name)
            names.setdefault(slug, name)
            if documents[path] not in members.setdefault(slug, []):
                members[slug].append(documents[path])
    return {slug: (names[slug], tuple(members[slug])) for slug in sorted(members)}
