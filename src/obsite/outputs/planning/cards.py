"""Short forms of documents: how an issue, an article, an event or a person stands in a list."""

from __future__ import annotations

import datetime as dt
import math
from functools import lru_cache
from typing import TypedDict

from obsite.content.blocks import PersonEntry
from obsite.content.book import ChapterMeta
from obsite.content.issue import ArticleMeta, Editor
from obsite.content.page import Person
from obsite.documents.document import Document
from obsite.outputs.planning.context import Context, output_of, stem_of
from obsite.outputs.planning.covers import cover_view
from obsite.outputs.planning.pictures import picture, picture_path
from obsite.outputs.views import (
    ArticleCardView,
    CoverView,
    ErratumView,
    EventCardView,
    IssueCardView,
    KeyFigureView,
    LinkView,
    PdfView,
    PersonView,
    PictureView,
)
from obsite.site.collections import end_of, start_of
from obsite.site.routes import PEOPLE, TAGS
from obsite.site.site import Edition, Issue, event_meta
from obsite.text.slugs import slug_of_any, slugify

WORDS_PER_MINUTE = 220


class EditionFields(TypedDict):
    """What the short forms of issues and books have in common."""

    title: str
    route: str
    standfirst: str
    date: dt.date | None
    date_label: str
    pdf: PdfView | None
    source: LinkView | None
    cover: CoverView | None


def minutes(words: int) -> int:
    """Return how long a text takes to read, at least one minute."""
    return max(1, math.ceil(words / WORDS_PER_MINUTE))


def person_entry(context: Context, entry: str | PersonEntry) -> PersonView | None:
    """Return a person by the key of people.yaml, or as written out in place."""
    if isinstance(entry, str):
        person = context.site.people.get(entry)
        return person_view(context, entry, person) if person else None
    return PersonView(
        name=entry.name,
        role=entry.role,
        organisation=entry.organisation,
        country=entry.country,
        url=entry.url,
    )


def person_view(context: Context, key: str, person: Person) -> PersonView:
    """Return an entry of people.yaml."""
    portrait = None
    if person.portrait:
        alt = person.portrait_alt or ""
        portrait = picture(context, picture_path("content/people.yaml", person.portrait), alt)
    return PersonView(
        name=person.name,
        role=person.role,
        organisation=person.organisation,
        country=person.country,
        url=person.url,
        email=person.email,
        anchor=slugify(key),
        portrait=portrait,
    )


def author_views(context: Context, document: Document) -> tuple[PersonView, ...]:
    """Return the authors of a document; names that people.yaml does not list stand for themselves."""
    people = context.site.people
    return tuple(
        person_view(context, name, people[name]) if name in people else PersonView(name=name)
        for name in document.meta.authors
    )


def editor_view(context: Context, issue: Issue) -> PersonView | None:
    """Return who signs an issue."""
    editor = issue.meta.editor
    if isinstance(editor, Editor):
        portrait = None
        if editor.portrait:
            path = picture_path(issue.document.path, editor.portrait)
            portrait = picture(context, path, editor.portrait_alt or "")
        return PersonView(
            name=editor.name, role=editor.role, organisation=editor.organisation, portrait=portrait
        )
    if editor and editor in context.site.people:
        return person_view(context, editor, context.site.people[editor])
    return None


def event_card(context: Context, event: Document, day: dt.date | None = None) -> EventCardView:
    """Return an event as it stands in a list; past or not on `day`, or else on the day of the build."""
    meta, route = event_meta(event), context.site.routes[event.path]
    return EventCardView(
        title=event.title,
        route=route,
        start=start_of(event),
        end=end_of(event),
        start_time=_clock(meta.start),
        end_time=_clock(meta.end),
        timezone=meta.timezone,
        location=meta.location,
        country=meta.country,
        online=meta.online,
        aim=meta.aim,
        audience=meta.audience,
        url=meta.url,
        organiser=meta.organiser,
        status=meta.status,
        past=end_of(event) < (day or context.site.as_of),
        ics_route=f"{route}{stem_of(route)}.ics",
    )


def _clock(moment: dt.date | dt.datetime | None) -> str:
    return f"{moment:%H:%M}" if isinstance(moment, dt.datetime) else ""


def article_card(context: Context, article: Document) -> ArticleCardView:
    """Return an article (or any other text) as it stands in a list."""
    meta = article.meta
    own = meta if isinstance(meta, ArticleMeta) else None
    return ArticleCardView(
        title=article.title,
        route=context.site.routes[article.path],
        kicker=own.kicker if own else "",
        standfirst=meta.description,
        date=article.date,
        minutes=minutes(article.body.words),
        figures=tuple(
            KeyFigureView(value=figure.value, label=figure.label) for figure in (own.figures if own else ())
        ),
        image=image_view(context, article),
        kind=meta.kind if isinstance(meta, ChapterMeta) else "",
        number=context.site.numbers.chapters.get(article.path, ""),
    )


def image_view(context: Context, document: Document) -> PictureView | None:
    """Return the picture that the front matter of a document names."""
    meta = document.meta
    return (
        picture(context, picture_path(document.path, meta.image), meta.image_alt or "")
        if meta.image
        else None
    )


def has_pdf(context: Context, edition: Edition) -> bool:
    """Return whether an issue or book gets a PDF: not when it is published elsewhere or says no."""
    wanted = context.site.config.pdf if edition.meta.pdf is None else edition.meta.pdf
    return context.pdf and wanted and not edition.meta.source_url


def pdf_view(context: Context, edition: Edition) -> PdfView | None:
    """Return the PDF to offer for an issue or book, if it gets one."""
    if not has_pdf(context, edition):
        return None
    return PdfView(route=pdf_route(edition), output=output_of(pdf_route(edition)))


def pdf_route(edition: Edition) -> str:
    """Return where the PDF of an issue or book is or would be."""
    return f"{edition.route}{stem_of(edition.route)}.pdf"


def issue_card(context: Context, issue: Issue, *, with_cover: bool = False) -> IssueCardView:
    """Return an issue as it stands in a list."""
    return IssueCardView(
        **edition_fields(context, issue, with_cover=with_cover),
        number=issue.meta.number,
        series=issue.meta.series or context.site.config.newsletter.series,
    )


def edition_fields(context: Context, edition: Edition, *, with_cover: bool) -> EditionFields:
    """Return what issues and books have in common in lists."""
    meta, document = edition.meta, edition.document
    label = meta.source_label or meta.source_url
    return {
        "title": document.title,
        "route": edition.route,
        "standfirst": meta.description,
        "date": document.date,
        "date_label": meta.date_label,
        "pdf": pdf_view(context, edition),
        "source": LinkView(title=label, href=meta.source_url) if meta.source_url else None,
        "cover": cover_view(context, edition) if with_cover else None,
    }


def tag_links(document: Document) -> tuple[LinkView, ...]:
    """Return the tags of a document as links."""
    return tuple(map(_tag_link, dict.fromkeys(document.meta.tags)))


@lru_cache(maxsize=1024)
def _tag_link(name: str) -> LinkView:
    return LinkView(title=name, href=f"{TAGS}{slug_of_any(name)}/")


def errata_views(document: Document) -> tuple[ErratumView, ...]:
    """Return the corrections made to a document."""
    return tuple(ErratumView(date=entry.date, text=entry.text) for entry in document.meta.errata)


def link_to(context: Context, document: Document) -> LinkView:
    """Return a plain link to a document."""
    return context.ways.page(document)


def person_href(key: str) -> str:
    """Return the address of a person on the people page."""
    return f"{PEOPLE}#{slugify(key)}"
