"""Names and terms written in two ways: spellings to be avoided, and names that are nearly someone's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Emit, Span
from obsite.documents.document import Document
from obsite.markup.body import Block
from obsite.text.code_mask import mask_code

if TYPE_CHECKING:
    from obsite.content.page import Person, Term

NAME_VARIANT = "name-variant"  # all that is found here

_QUOTED = re.compile(r"“[^”\n]{0,200}(?:\n[^”\n]+)?”|„[^“”\n]{0,200}[“”]|«[^»\n]{0,200}»|\"[^\"\n]{0,200}\"")
_KEY = re.compile(r"^[ ]*(?:slug|permalink|aliases|src|link|url|image|poster|errata|text):.*$", re.MULTILINE)
_ADDRESS = re.compile(r"\]\([^)\s]*\)|<?https?://\S+|\[\[[^\]|]*\|?")
_NAME = re.compile(r"[^\W\d_a-z]\w*[.]?(?:[- \n][^\W\d_a-z]\w*){1,3}")
_CLOSE = 0.72  # how alike the parts of a name must be that are not the same
_SHORTEST = 4  # letters of a name that can be misspelt

Variants = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The names and terms that a site knows."""

    people: Mapping[str, Person]
    glossary: Mapping[str, Term]


def check_names(
    names: Names, documents: Iterable[Document], read: Callable[[str], bytes | None], emit: Emit
) -> None:
    """Report spellings that glossary and people say to avoid, and names that are nearly those of people."""
    avoided = dict(_avoided(names))
    people = _by_part(person.name for person in names.people.values())
    if not avoided and not people:
        return
    for document in documents:
        text = _text_of(document)
        wrong = {bad: good for bad, good in avoided.items() if bad in text}
        if any(part in text for part in people):
            wrong |= dict(_near_people(text, people))
        if wrong:
            _report(document, wrong, read(document.path), emit)


def _avoided(names: Names) -> Iterator[tuple[str, str]]:
    """Yield each spelling to avoid with the right one, also as it begins a sentence."""
    for term in names.glossary.values():
        for bad in term.avoid:
            good = _counterpart(bad, term.term, term.abbreviation)
            yield bad, good
            if bad[:1].islower():
                yield bad[:1].upper() + bad[1:], good[:1].upper() + good[1:]
    for person in names.people.values():
        yield from ((bad, person.name) for bad in person.avoid)


def _counterpart(bad: str, term: str, abbreviation: str) -> str:
    """Return whether a spelling stands for the term or its abbreviation."""
    good = abbreviation if abbreviation and len(bad) <= len(abbreviation) + 2 and bad.isupper() else term
    return good[:1].lower() + good[1:] if bad[:1].islower() and good[1:2].islower() else good


def _text_of(document: Document) -> str:
    meta = document.meta
    parts = [
        document.title,
        meta.subtitle,
        meta.description,
        document.body.text,
        *map(_text_of_block, document.body.blocks),
    ]
    return " ".join(" ".join(parts).split())


def _text_of_block(block: Block) -> str:
    return f"{block.argument} {block.options}"


def _by_part(names: Iterable[str]) -> dict[str, list[str]]:
    """Return the names that contain a word, by that word, with its accents and without."""
    parts: dict[str, list[str]] = {}
    for name in names:
        for word in name.split():
            for written in {word, unaccented(word)}:
                parts.setdefault(written, []).append(name)
    return parts


def _near_people(text: str, people: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Yield names in a text that are someone's of the list but for a letter or two, with the right one."""
    for match in _NAME.finditer(text):
        words = match.group().split()
        for first, last in combinations(range(len(words) + 1), 2):
            name = " ".join(words[first:last])
            candidates = [person for word in words[first:last] for person in people.get(word, ())]
            if name not in candidates and (right := next((p for p in candidates if is_variant(name, p)), "")):
                yield name, right


def is_variant(name: str, person: str) -> bool:
    """Return whether a name is a person's, misspelt: all parts but one the same, and that one alike."""
    ours, theirs = plain(name).split(), plain(person).split()
    if len(ours) != len(theirs) or name == person:
        return False
    different = [(one, other) for one, other in zip(ours, theirs, strict=True) if one != other]
    if not different:
        return True
    if len(different) > 1 or len(ours) < 2:
        return False
    one, other = different[0]
    if min(len(one), len(other)) < _SHORTEST:
        return False
    return SequenceMatcher(None, one, other).ratio() >= _CLOSE


@cache
def plain(name: str) -> str:
    """Return a name in small letters without accents."""
    return unaccented(name).lower().strip(".")


def unaccented(name: str) -> str:
    """Return a name with bare letters."""
    bare = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def _report(document: Document, wrong: Mapping[str, str], data: bytes | None, emit: Emit) -> None:
    source = (data or b"").decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n")
    masked = _masked(source)
    for bad, good in wrong.items():
        words = r"[ \n]+(?:[>|][ ]*)?".join(map(re.escape, bad.split()))
        places = list(re.finditer(rf"(?<![\w/.@-]){words}(?=s?(?![\w/@]|-\w|\.\w))", masked))
        if not places:
            continue  # it is only quoted, or part of an address
        span = _span(document.path, source, *places[0].span())
        more = f", {len(places)} times in this text" if len(places) > 1 else ""
        message = f"`{bad}` is another spelling of `{good}`{more}"
        emit(finding(NAME_VARIANT, message, span, f"Write `{good}`"))


def _masked(source: str) -> str:
    """Return a source without what is quoted, code or address: of the same length."""
    masked = mask_code(source)
    for pattern in (_KEY, _ADDRESS, _QUOTED):
        masked = pattern.sub(lambda match: re.sub(r"[^\n]", "\x00", match.group()), masked)
    return masked


def _span(path: str, source: str, start: int, end: int) -> Span:
    line, end_line = source.count("\n", 0, start) + 1, source.count("\n", 0, end) + 1
    column, end_column = start - source.rfind("\n", 0, start), end - source.rfind("\n", 0, end)
    return Span(path=path, line=line, column=column, end_line=end_line, end_column=end_column)
