"""What was found in texts before they got new words, as it would be found now.

What reading a text finds is found again with the new words. What was found by looking at all texts together
is known from outlines, so it holds; only its places move with the lines, each to where the same part of the
text (a link, a heading, a note) stands now. What was found about a link that is gone is gone with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from obsite.diagnostics.model import Diagnostic, Span
from obsite.documents.aligning import same_references
from obsite.documents.document import Document, Loaded
from obsite.documents.reading import Reading
from obsite.site.names import NAME_VARIANT


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A text with new words or links: as it was read before and now, and the names it has wrong now.

    Of a text in which nothing was found and of which nothing was said, it need not be known how it was.
    """

    before: Loaded | None
    now: Loaded
    names: tuple[Diagnostic, ...]


class Astray(Exception):
    """A finding stands at a place of which is not known where it is now."""


def shifted(found: Iterable[Diagnostic], edited: Iterable[Edited]) -> tuple[Diagnostic, ...]:
    """Return all findings as they are with the new words of some texts; Astray if that cannot be told."""
    texts = tuple(edited)
    known = [(text.before, text.now) for text in texts if text.before]
    pairs = [(before.document, now.document) for before, now in known]
    gone = {diagnostic for before, _ in known for diagnostic in before.diagnostics}
    left = {span for before, now in pairs if before and now for span in _left(before, now)}
    moves = {before.path: _moves(before, now) for before, now in pairs if before}
    new = (one for text in texts for one in (*text.now.diagnostics, *text.names))
    stayed = (
        _moved(one, moves)
        for one in found
        if one not in gone
        and one.span not in left
        and not (one.code == NAME_VARIANT and one.span.path in moves)
    )
    return (*stayed, *new)


def _moved(found: Diagnostic, moves: Mapping[str, Mapping[Span, Span | None]]) -> Diagnostic:
    if not any(place.path in moves for place in (found.span, *(one.span for one in found.related))):
        return found
    related = tuple(replace(one, span=_now_at(one.span, moves)) for one in found.related)
    return replace(found, span=_now_at(found.span, moves), related=related)


def _now_at(span: Span, moves: Mapping[str, Mapping[Span, Span | None]]) -> Span:
    if span.path not in moves or span == Span(path=span.path):  # a file as a whole stays
        return span
    now = moves[span.path].get(span)
    if now is None:
        raise Astray
    return now


def _moves(before: Document, now: Document | None) -> dict[Span, Span | None]:
    """Return where each place of a document is now; None where that is ambiguous."""
    if now is None:
        raise Astray
    same = same_references(before.body, now.body)
    kept = [(before.body.references[was], now.body.references[is_]) for is_, was in same.items()]
    pairs = _pairs(_without_links(before), _without_links(now))
    pairs += [pair for was, is_ in kept for pair in _pairs(was, is_)]
    if before.claims == now.claims:
        pairs += _pairs(before.reading, now.reading)
    moves: dict[Span, Span | None] = {}
    for was, is_ in pairs:
        moves[was] = is_ if moves.get(was, is_) == is_ else None
    return moves


def _left(before: Document, now: Document) -> Iterator[Span]:
    """Yield the places of references that are not there any more."""
    kept = {*same_references(before.body, now.body).values()}
    yield from (one.span for one in before.body.references if one.index not in kept)


def _without_links(document: Document) -> Document:
    return replace(document, reading=Reading(), body=replace(document.body, references=()))


def _pairs(before: object, now: object) -> list[tuple[Span, Span]]:
    """Return the places in two values that are alike but for their places."""
    return list(zip(_spans(before), _spans(now), strict=True))


def _spans(value: Any) -> Iterator[Span]:
    """Yield all places in a document, in an order that depends on its outline alone."""
    if isinstance(value, Span):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _spans(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for key in sorted(value, key=str):
            yield from _spans(value[key])
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _spans(item)
