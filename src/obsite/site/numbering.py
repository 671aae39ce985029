"""How chapters, sections, figures, tables and footnotes are numbered: through an issue, a book, or a page.

Numbers are strings, since a book counts "2.1" and its annexes "A"; "" means that a thing has none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from string import ascii_uppercase

from obsite.content.blocks import FigureOptions
from obsite.content.book import BookMeta, ChapterMeta
from obsite.documents.document import Document
from obsite.markup.body import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Texts that are counted through together. `book` is set for a guide or a report."""

    documents: tuple[Document, ...]
    book: BookMeta | None = None

    @property
    def is_plain(self) -> bool:
        """Whether nothing but footnotes is counted, as in most texts."""
        return self.book is None and not any(document.body.blocks for document in self.documents)

    @property
    def is_split(self) -> bool:
        """Whether figures are counted anew in each chapter."""
        return self.book is not None and self.book.figure_numbers == "chapter" and len(self.documents) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """All numbers of a site."""

    figures: Mapping[tuple[str, int], str] = field(default_factory=dict)  # (path, block index) -> "2.1"
    chapters: Mapping[str, str] = field(default_factory=dict)  # path -> "2", "A"
    sections: Mapping[tuple[str, str], str] = field(default_factory=dict)  # (path, anchor) -> "2.1"
    notes: Mapping[str, int] = field(default_factory=dict)  # path -> footnotes before its first


def number_all(scopes: Iterable[Scope]) -> Numbers:
    """Return the numbers of everything that has one."""
    figures: dict[tuple[str, int], str] = {}
    chapters: dict[str, str] = {}
    sections: dict[tuple[str, str], str] = {}
    notes: dict[str, int] = {}
    for scope in scopes:
        notes |= _notes(scope)
        if scope.is_plain:
            continue
        of_chapters = dict(_chapters(scope))
        chapters |= of_chapters
        figures |= _figures(scope, of_chapters)
        sections |= _sections(scope, of_chapters)
    return Numbers(figures=figures, chapters=chapters, sections=sections, notes=notes)


def counted_as(block: Block) -> str:
    """Return what a block is counted as: "figure", "table" or nothing.

    What a figure block frames may be a table; without a caption it has no number.
    """
    if isinstance(block.options, FigureOptions):
        if not block.argument:
            return ""
        return "table" if not block.options.src and block.has_table else "figure"
    return block.options.COUNTS


def _chapters(scope: Scope) -> Iterator[tuple[str, str]]:
    numbers, letters = 0, iter(ascii_uppercase)
    for document in scope.documents:
        meta = document.meta
        if scope.book is None or not isinstance(meta, ChapterMeta) or not meta.numbered:
            continue
        if meta.kind == "annex":
            yield document.path, next(letters, "Z")
        elif meta.kind == "chapter":
            numbers += 1
            yield document.path, str(numbers)


def _figures(scope: Scope, chapters: Mapping[str, str]) -> Iterator[tuple[tuple[str, int], str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for document in scope.documents:
        chapter = chapters.get(document.path, "") if scope.is_split else ""
        for block in document.body.blocks:
            if kind := counted_as(block):
                counts[kind, chapter] += 1
                number = str(counts[kind, chapter])
                yield (document.path, block.index), f"{chapter}.{number}" if chapter else number


def _sections(scope: Scope, chapters: Mapping[str, str]) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the numbers of headings; in a book that is a single text, they are its chapters."""
    if scope.book is None:
        return
    alone = len(scope.documents) == 1
    depth = int(scope.book.section_numbers)
    for document in scope.documents:
        above = chapters.get(document.path, "")
        if not above and not alone:
            continue
        counts = [0] * depth
        for heading in document.body.headings:
            level = heading.level - 2
            if 0 <= level < depth:
                counts[level] += 1
                counts[level + 1 :] = [0] * (depth - level - 1)
                own = ".".join(map(str, counts[: level + 1]))
                yield (document.path, heading.anchor), f"{above}.{own}" if above else own


def _notes(scope: Scope) -> Iterator[tuple[str, int]]:
    count = 0
    for document in scope.documents:
        yield document.path, count
        count += len(document.body.footnotes)
