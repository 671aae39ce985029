"""Checks that need the whole site: people, pictures, events, links in configuration and blocks."""

from __future__ import annotations

from obsite.config import Config
from obsite.content.blocks import (
    ArticlesOptions,
    ButtonOptions,
    EventsOptions,
    FigureOptions,
    MatrixOptions,
    PathwayOptions,
    PeopleOptions,
    PracticeOptions,
    VideoOptions,
)
from obsite.content.event import EventMeta
from obsite.content.issue import Editor, IssueMeta
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Emit, Span
from obsite.documents.authored import Authored
from obsite.documents.document import Document
from obsite.markup.body import Block, Body
from obsite.site.collections import end_of, start_of
from obsite.site.links import Addresses, resolve_link
from obsite.site.paths import cure_for_path, relative_path
from obsite.site.site import Site
from obsite.text.suggest import closest


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
    home = _stand_in("content/index.md")
    for name, entries in (("navigation", config.navigation), ("footer", config.footer)):
        for entry in entries:
            resolve_link(home, entry.link, addresses, emit, span=config.span(f"{name}:{entry.link}"))


def check_portraits(authored: Authored, addresses: Addresses, emit: Emit) -> None:
    """Report portraits in people.yaml that are not there."""
    for key, person in authored.people.items():
        if person.portrait:
            span = authored.list_places.get(f"people.{key}.portrait", Span(path="content/people.yaml"))
            document = _stand_in(span.path)
            resolve_link(document, person.portrait, addresses, emit, span=span, kind="picture")


def _stand_in(path: str) -> Document:
    """Return a document for links that stand in a file of another kind."""
    return Document(
        path=path, type="page", meta=_NO_META, body=Body(), title="", date=None,
        slug="", slug_is_authored=False, digest="",
    )  # fmt: skip


_NO_META = EventMeta()


def _check_people(document: Document, site: Site, emit: Emit) -> None:
    editor = document.meta.editor if isinstance(document.meta, IssueMeta) else None
    if isinstance(editor, str) and editor not in site.people:
        _unknown_person(editor, document.span("editor"), site, emit)


def _unknown_person(name: str, span: Span, site: Site, emit: Emit) -> None:
    guess = closest(name, site.people)
    cure = f"Did you mean `{guess}`?" if guess else "Add them to content/people.yaml"
    emit(finding("unknown-person", f"content/people.yaml has no `{name}`", span, cure))


def _check_pictures(document: Document, addresses: Addresses, emit: Emit) -> None:
    meta = document.meta
    pictures = [("image", meta.image, "image_alt", meta.image_alt)]
    if isinstance(meta, IssueMeta):
        if meta.cover:
            pictures.append(("cover.image", meta.cover.image, "alt", meta.cover.alt))
        if isinstance(meta.editor, Editor):
            # A portrait beside its name needs no words of its own.
            pictures.append(("editor.portrait", meta.editor.portrait, "", meta.editor.name))
    for key, source, alt_key, alt in pictures:
        if not source:
            continue
        span = document.span(key)
        resolve_link(document, source, addresses, emit, span=span, kind="picture")
        if alt is None:
            cure = f'Say what it shows in `{alt_key}:`, or write `{alt_key}: ""` if it only decorates'
            emit(finding("missing-alt", "This picture has no alternative text", span, cure))
    for ref in document.body.references:
        if ref.kind == "picture" and not ref.has_alt:
            cure = "Write what it shows between the brackets: ![a hall full of people](hall.jpg)"
            emit(finding("missing-alt", "This picture has no alternative text", ref.span, cure))


def _check_event(document: Document, meta: EventMeta, emit: Emit) -> None:
    if meta.start is None and document.date is None:
        if "start" not in document.places:  # otherwise it is there and wrong, which has been said
            cure = "Add `start: 2030-05-14`, and `end:` if it lasts longer than a day"
            message = "This event does not say when it starts"
            emit(finding("missing-key", message, document.span("title"), cure))
    elif meta.end and end_of(document) < start_of(document):
        message = f"This event ends ({end_of(document)}) before it starts ({start_of(document)})"
        emit(finding("event-order", message, document.span("end")))


def _check_block(document: Document, block: Block, site: Site, addresses: Addresses, emit: Emit) -> None:
    options = block.options
    match options:
        case FigureOptions():
            _check_source(document, block, "src", addresses, emit)
            if options.src and not options.alt and not options.decorative:
                cure = "Say what it shows in `alt:`, or set `decorative: true`"
                message = "This figure has no alternative text"
                emit(finding("missing-alt", message, block.place("src"), cure))
        case PeopleOptions():
            for index, person in enumerate(options.people):
                if isinstance(person, str) and person not in site.people:
                    _unknown_person(person, block.place(f"people.{index}"), site, emit)
        case EventsOptions():
            _check_paths(document, block, "events", site, emit)
        case ArticlesOptions():
            _check_paths(document, block, "articles", site, emit)
        case ButtonOptions() | PracticeOptions():
            _check_source(document, block, "link", addresses, emit, kind="link")
        case MatrixOptions():
            _check_source(document, block, "src", addresses, emit, kind="link")
        case PathwayOptions():
            _check_steps(document, block, options, addresses, emit)
        case VideoOptions():
            _check_source(document, block, "src", addresses, emit, kind="link")
            _check_source(document, block, "poster", addresses, emit)


def _check_source(  # noqa: PLR0913
    document: Document, block: Block, option: str, addresses: Addresses, emit: Emit, *, kind: str = "picture"
) -> None:
    if target := getattr(block.options, option):
        resolve_link(document, target, addresses, emit, span=block.place(option), kind=kind)


def _check_steps(
    document: Document, block: Block, options: PathwayOptions, addresses: Addresses, emit: Emit
) -> None:
    for index, step in enumerate(options.steps):
        if step.link:
            place = block.place(f"steps.{index}.link")
            resolve_link(document, step.link, addresses, emit, span=place, kind="link")


def _check_paths(document: Document, block: Block, option: str, site: Site, emit: Emit) -> None:
    for index, name in enumerate(getattr(block.options, option)):
        path = relative_path(document.path, name)
        if path not in site.documents:
            cure = cure_for_path(document.path, path, site.documents)
            place = block.place(f"{option}.{index}")
            emit(finding("broken-link", f"There is no text `{name}`", place, cure))
