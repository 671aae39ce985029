"""What is kept of each text of a plan, to tell later whether nothing but words within it changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from obsite.diagnostics.model import Diagnostic, Span
from obsite.documents.again import KnownHeader, read_again
from obsite.documents.document import Document, summary_of
from obsite.documents.lifting import lift_body
from obsite.documents.reading import Reading
from obsite.engine.digest import digest_bytes
from obsite.engine.encoding import Encoder
from obsite.engine.packing import Packed, pack
from obsite.markup.body import Body

ADDRESSES = "addresses"  # kept with the plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Where texts lie, and where what was read of them is kept, by what program read them."""

    root: Path
    documents: Path
    maker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownText:
    """A text as a plan knows it."""

    file: bytes  # a pickled FileToLoad, for those who read the header as well
    header: KnownHeader
    description: str
    outline: str
    claims: str  # "" for a text that is read together with no other
    place: PlaceInSite


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceInSite:
    """Where a text is published, and with which others."""

    route: str = ""  # "" for a text that is not public
    title: str = ""
    editions: tuple[str, ...] = ()  # the paths of issues and books that it is part of, or is itself
    parts: tuple[str, ...] = ()  # of an issue or book: the paths of its articles or chapters
    standing: tuple[str, ...] = ()
    stands: bool = False  # itself, at the end of an issue or book


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWords:
    """A text that has other words below the same header."""

    path: str
    alike: bool  # whether there is nothing new that could be seen elsewhere
    file: bytes
    body: Body  # without its HTML
    passages: Packed
    diagnostics: tuple[Diagnostic, ...]


def known_text(
    document: Document, file: bytes, lang: str, place: PlaceInSite, *, in_issue: bool
) -> KnownText:
    """Return what is to be kept of a lifted document; `lang` is that of a text which names none."""
    header = KnownHeader(
        path=document.path,
        type=document.type,
        lang=document.meta.lang or lang,
        title=document.meta.title,
        digest=document.header,
    )
    claims = document.claims if in_issue else ""
    return KnownText(
        file=file,
        header=header,
        description=document.meta.description,
        outline=document.outline,
        claims=claims,
        place=place,
    )


def new_words(known: KnownText, data: bytes) -> NewWords | None:
    """Return a text as it is now; None if its header changed, or what its issue is read for as a whole."""
    text = read_again(known.header, data)
    if text is None:
        return None
    path = known.header.path
    body, characters, passages = lift_body(known.header.type, path, text.body)
    if known.claims and claims_of(text.reading) != known.claims:
        return None
    return NewWords(
        path=path,
        alike=outline_of(body, characters, known.description) == known.outline,
        file=known.file,
        body=body,
        passages=pack(passages),
        diagnostics=text.diagnostics,
    )


def outline_of(body: Body, characters: str, description: str) -> str:
    """Return a digest of all that may be seen of a text elsewhere than where its words are shown.

    It is that of a lifted body; what is in the header is left aside. Places in the file do not count: they
    only tell where something is wrong (see `shifting`).
    """
    encoder = _encoder()
    seen = replace(body, text=summary_of(description, body))
    return digest_bytes(encoder.encode(seen) + encoder.encode(characters))


def claims_of(reading: Reading) -> str:
    """Return a digest of what an issue with this text is read for as a whole, the text's header apart."""
    explained = {given.word: given.span.line for given in reading.explained}
    uses = reading.acronyms
    near = tuple(explained[use.word] - use.span.line for use in uses if use.word in explained)
    encoder = _encoder()
    return digest_bytes(encoder.encode(replace(reading, header=())) + encoder.encode(near))


@cache
def _encoder() -> Encoder:
    """Return an encoder that knows the classes of a text once it has met them, and writes no places."""
    return Encoder(silent=(Span,))
