"""Checks that need the whole site: people, pictures, events, links in configuration and blocks."""

from __future__ import annotations

from obsite.config import CONFIG_PATH, Config
from obsite.content.blocks import (
    ArticlesOptions,
    ButtonOptions,
    EventsOptions,
    FigureOptions,
    PeopleOptions,
    VideoOptions,
)
from obsite.content.event import EventMeta
from obsite.content.issue import IssueMeta
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Emit, Span
from obsite.documents.document import Document
from obsite.markup.body import Block, Body
from obsite.site.collections import end_of, relative_path, start_of
from obsite.site.links import Addresses, resolve_link
from obsite.site.site import Site
from obsite.text.suggest import did_you_mean


def check_documents(site: Site, addresses: Addresses, emit: Emit) -> None:
    """Report faults of every published document that only the whole site shows."""
    for document in site.documents.values():
        _check_people(document, site, emit)
        _check_pictures(document, addresses, emit)
        if isinstance(document.meta, EventMeta):
            _check_event(document, document.meta, emit)
        for block in document.body.blocks:
            _check_block(document, block, site, addresses, emit)


def check_navigation(config: Config, addresses: Addresses, emit: Emit) -> None:
    """Report entries of navigation and footer that lead nowhere."""
    root = Document(
        path="content/index.md", type="page", meta=_NO_META, body=Body(), title="", date=None,
        slug="", slug_is_authored=False, digest="",
    )  # fmt: skip
    for entry in (*config.navigation, *config.footer):
        resolve_link(root, entry.link, addresses, emit, span=Span(path=CONFIG_PATH))


_NO_META = EventMeta()


def _check_people(document: Document, site: Site, emit: Emit) -> None:
    editor = document.meta.editor if isinstance(document.meta, IssueMeta) else None
    if isinstance(editor, str) and editor not in site.people:
        _unknown_person(editor, document.span("editor"), site, emit)


def _unknown_person(name: str, span: Span, site: Site, emit: Emit) -> None:
    guess = did_you_mean(name, site.people)
    cure = f'did you mean "{guess}"?' if guess else "add them to content/people.yaml"
    emit(finding("unknown-person", f'content/people.yaml has no "{name}"', span, help=cure))


def _check_pictures(document: Document, addresses: Addresses, emit: Emit) -> None:
    meta = document.meta
    pictures = [("image", meta.image, meta.image_alt)]
    if isinstance(meta, IssueMeta) and meta.cover and meta.cover.image:
        pictures.append(("cover.image", meta.cover.image, meta.cover.alt))
    for key, source, alt in pictures:
        if not source:
            continue
        span = document.span(key)
        resolve_link(document, source, addresses, emit, span=span, kind="picture")
        if alt is None:
            name = "image_alt" if key == "image" else "alt"
            cure = f'say what it shows in `{name}:`, or `{name}: ""` if it only decorates'
            emit(finding("missing-alt", "this picture has no alternative text", span, help=cure))
    for ref in document.body.references:
        if ref.kind == "picture" and not ref.has_alt:
            cure = "write what it shows between the brackets: ![a hall full of people](hall.jpg)"
            emit(finding("missing-alt", "this picture has no alternative text", ref.span, help=cure))


def _check_event(document: Document, meta: EventMeta, emit: Emit) -> None:
    if meta.start is None and document.date is None:
        cure = "add `start: 2030-05-14`, and `end:` if it lasts longer than a day"
        emit(
            finding(
                "missing-key", "this event does not say when it starts", document.span("title"), help=cure
            )
        )
    elif meta.end and end_of(document) < start_of(document):
        message = f"this event ends ({end_of(document)}) before it starts ({start_of(document)})"
        emit(finding("event-order", message, document.span("end")))


def _check_block(document: Document, block: Block, site: Site, addresses: Addresses, emit: Emit) -> None:
    options, span = block.options, block.span
    match options:
        case FigureOptions() if options.src:
            resolve_link(document, options.src, addresses, emit, span=span, kind="picture")
            if not options.alt and not options.decorative:
                cure = "say what it shows in `alt:`, or set `decorative: true`"
                emit(finding("missing-alt", "this figure has no alternative text", span, help=cure))
        case PeopleOptions():
            for person in options.people:
                if isinstance(person, str) and person not in site.people:
                    _unknown_person(person, span, site, emit)
        case EventsOptions():
            _check_paths(document, options.events, span, site, emit)
        case ArticlesOptions():
            _check_paths(document, options.articles, span, site, emit)
        case ButtonOptions():
            resolve_link(document, options.link, addresses, emit, span=span)
        case VideoOptions():
            resolve_link(document, options.src, addresses, emit, span=span)
            if options.poster:
                resolve_link(document, options.poster, addresses, emit, span=span, kind="picture")


def _check_paths(document: Document, names: tuple[str, ...], span: Span, site: Site, emit: Emit) -> None:
    for name in names:
        path = relative_path(document.path, name)
        if path not in site.documents:
            guess = did_you_mean(path, site.documents)
            cure = f'did you mean "{guess}"?' if guess else "paths are relative to this file"
            emit(finding("broken-link", f'there is no text "{name}"', span, help=cure))
