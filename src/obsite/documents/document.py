"""A document: what one authored file says, before anything is known of the others."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from obsite.diagnostics.model import Diagnostic, Span
from obsite.documents.reading import Reading
from obsite.markup.body import Body

if TYPE_CHECKING:
    from obsite.content.front_matter import FrontMatter

_SUMMARY = 200  # characters


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Document:
    """One text of the site; equal only to itself, so that it is found quickly among many.

    `path` is relative to the site's root.

    `header` is the digest of the header as it is written.

    A document that was lifted (see `lifting`) has passages in place of HTML: `passages` is their digest,
    `outline` that of everything else of the text (header apart) that may be seen of it elsewhere, `claims`
    that of what other texts of an issue may contradict, and `characters` are those of the HTML beyond ASCII.

    `places` maps front-matter keys ("image", "articles.0", "cover.image") to where their values stand.
    """

    path: str
    type: str
    meta: FrontMatter
    body: Body
    title: str
    date: dt.date | None
    slug: str
    slug_is_authored: bool
    digest: str
    places: dict[str, Span] = field(default_factory=dict)
    reading: Reading = field(default_factory=Reading)
    characters: str = ""
    header: str = ""
    outline: str = ""
    claims: str = ""
    passages: str = ""

    @property
    def summary(self) -> str:
        """What the text is about: as its author says, or else how it begins."""
        return summary_of(self.meta.description, self.body)

    def span(self, key: str = "") -> Span:
        """Return where a key's value stands, or what it is part of, or else the start of the file."""
        while key and key not in self.places:
            key = key.rpartition(".")[0]
        return self.places.get(key, Span(path=self.path))


def summary_of(description: str, body: Body) -> str:
    """Return what a text is about, given what its author says of it."""
    return description or body.text[:_SUMMARY]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What the load stage returns for one file: the document, if it could be read, and all faults."""

    document: Document | None
    diagnostics: tuple[Diagnostic, ...] = ()
