"""The editorial reading of whole issues: what only shows when their texts are read together.

Slips of a single text are found when it is loaded, in `documents/editorial.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from obsite.content.blocks import EventsOptions
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Emit, Related, Span
from obsite.documents.document import Document
from obsite.documents.reading import Acronym
from obsite.site.collections import end_of
from obsite.site.names import Names, check_names
from obsite.site.numbers import check_numbers
from obsite.site.paths import relative_path
from obsite.site.site import Issue, Site, event_meta

# Acronyms are looked for in this many of the latest issues: what was sent long ago nobody rewrites.
_CURRENT = 12
_CAPITALS = re.compile(r"[A-ZÄÖÜ]{2,}(?:-\w{1,3})?")
_NEAR = 3  # lines within which an explanation follows at once


def check_editorial(site: Site, read: Callable[[str], bytes | None], emit: Emit) -> None:
    """Report what the texts of each issue say in two ways, or do not say at all."""
    for issue in site.issues:
        check_numbers(issue, emit)
        _check_events(issue, site, emit)
    _check_acronyms(site, emit)
    names = Names(people=site.people, glossary=site.glossary)
    check_names(names, site.documents.values(), read, emit)


def _check_acronyms(site: Site, emit: Emit) -> None:
    known = _known(site)
    found: dict[str, list[tuple[Acronym, Acronym | None]]] = {}
    for issue in site.issues[:_CURRENT]:
        for use, later in _unexplained(issue, known):
            found.setdefault(use.word, []).append((use, later))
    for word, places in found.items():
        (use, later), others = places[0], len(places) - 1
        message = f"`{word}` is not explained in this issue"
        if later:
            message = f"`{word}` is used before it is explained"
        elif others:
            message += f", nor in {others} issue{'' if others == 1 else 's'} before it"
        cure = f"Write `Full Name ({word})` here, or add it to the glossary or `known_acronyms` in site.yaml"
        related = (Related(message="Explained here", span=later.span),) if later else ()
        emit(finding("unexplained-acronym", message, use.span, cure, related))


def _known(site: Site) -> set[str]:
    """Return the acronyms that the site explains outside of its issues."""
    config = site.config
    named = [config.title, config.short_title, config.organisation.name, *config.editorial.known_acronyms]
    for term in site.glossary.values():
        named += (term.term, term.abbreviation, *term.avoid)  # a spelling to avoid has its own warning
    for person in site.people.values():
        named += (person.name, person.role, person.organisation)
    listed = set(config.editorial.known_acronyms)
    return listed | {match.group() for name in named for match in _CAPITALS.finditer(name)}


def _unexplained(issue: Issue, known: set[str]) -> Iterator[tuple[Acronym, Acronym | None]]:
    """Yield the first uses of acronyms, each with the place where it is explained too late."""
    explained = {given.word: given for text in reversed(issue.texts) for given in text.reading.explained}
    seen = set(known)
    for text in issue.texts:
        own = {given.word: given for given in text.reading.explained}
        for use in text.reading.acronyms:
            core = use.word.split("-")[0]
            if use.word in seen or core in seen:
                continue
            if use.word in own and own[use.word].span.line <= use.span.line + _NEAR:
                continue
            seen.add(use.word)
            yield use, explained.get(use.word)
        seen |= own.keys()


def _check_events(issue: Issue, site: Site, emit: Emit) -> None:
    day = issue.document.date
    if day is None:
        return
    for event, span in _announced(issue, site):
        if event_meta(event).start and end_of(event) < day:
            message = f"`{event.title}` ended on {end_of(event)}, before this issue of {day}"
            dated = event.places.get("end", event.span("start"))
            related = (Related(message="The event", span=dated),)
            emit(finding("past-event", message, span, "Correct its date, or take it off the list", related))


def _announced(issue: Issue, site: Site) -> Iterator[tuple[Document, Span]]:
    """Yield the events that an issue names as coming, with the places where it does."""
    document = issue.document
    for index, name in enumerate(issue.meta.events or ()):
        if event := site.documents.get(relative_path(document.path, name)):
            yield event, document.places.get(f"events.{index}", document.span("events"))
    for text in (document, *issue.articles):
        for block in text.body.blocks:
            if isinstance(block.options, EventsOptions) and block.options.upcoming:
                for index, name in enumerate(block.options.events):
                    if event := site.documents.get(relative_path(text.path, name)):
                        yield event, block.place(f"events.{index}")
