"""Acronyms of a text: where each is used first, and which are explained, by whichever usual form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from obsite.documents.reading import Acronym
from obsite.text.markdown_scan import Scan
from obsite.text.prose import Prose, is_quoted

# Two to six capitals, a plural s, and a short tail as in "ESCP-4i". No part of a longer name or address.
_ACRONYM = re.compile(r"([A-ZÄÖÜ][A-ZÄÖÜ]{1,5})s?(-[0-9A-Za-z]{1,3})?(?![\w@/+#=&-]|\.\w|['’][A-Z]|\()")
_PARTS = frozenset("_#@/.&$’'-")  # before an acronym: it belongs to a longer name or an address
_DEFINITION = re.compile(r"^[ ]{0,3}\*\[([^\]\n]+)\]:", re.MULTILINE)
_SOURCES = re.compile(r"\[[^\[\]\x00]*\](?=\(\x00|[ ]?\[)")
_ROMAN = re.compile(r"[IVXLCDM]+$")
_OPENED = re.compile(r"\w[*_”\"»\x00\])]*\s*[(\[](?:[^()\n]{0,20}[-–—,:]\s+)?[*_]*$")
_CLOSED = re.compile(r"[*_]*[)\]]")
_CELL, _CELL_END = re.compile(r"\w[*_)]*[ ]*\|[ *_]*$"), re.compile(r"[ *_]*\|")
_WORD = re.compile(r"[^\W\d_]+")
_REACH = 120  # characters in which the full name stands before or after its acronym
_SHORT = 2  # letters that the initials of any sentence may spell by chance


def acronyms_of(
    scan: Scan, prose: Prose, known: frozenset[str]
) -> tuple[tuple[Acronym, ...], tuple[Acronym, ...]]:
    """Return an acronym's first uses and explanations in a text, without what everyone knows."""
    uses: dict[str, Acronym] = {}
    explained: dict[str, Acronym] = {}
    for word, start, end in _given(scan):
        explained.setdefault(word, Acronym(word=word, span=scan.span(start, end)))
    titles = _titles_of_others(scan, prose)
    for match in _acronyms(prose.text):
        core, tail = match.group(1), match.group(2) or ""
        word = core + tail
        if core in known or _ROMAN.match(core) or word in explained or (core in explained and not tail):
            continue
        span = scan.span(match.start(), match.start() + len(word))
        if _is_explained(prose.text, match):
            explained[word] = Acronym(word=word, span=span)
        elif word not in uses and not _is_foreign(prose.text, match, titles):
            uses[word] = Acronym(word=word, span=span)
    return tuple(uses.values()), tuple(explained.values())


def _is_foreign(text: str, match: re.Match[str], titles: list[tuple[int, int]]) -> bool:
    """Return whether capitals are not the author's acronym: quoted, of a title, of a place, shouted."""
    return (
        _is_title(match.start(), titles)
        or is_quoted(text[max(0, match.start() - 80) : match.start()])
        or _is_state(text, match)
        or _is_shouted(text, match)
    )


def _acronyms(text: str) -> Iterator[re.Match[str]]:
    for match in _ACRONYM.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if not before.isalnum() and before not in _PARTS:
            yield match


def _given(scan: Scan) -> Iterator[tuple[str, int, int]]:
    """Yield the acronyms of abbreviation definitions and of short links to the glossary."""
    if "*[" in scan.masked:
        for match in _DEFINITION.finditer(scan.masked):
            yield match.group(1).strip(), match.start(1), match.end(1)
    for item in scan.of_kind("short"):
        for match in _acronyms(item.text or item.target):
            yield match.group(1) + (match.group(2) or ""), item.start, item.end


def _titles_of_others(scan: Scan, prose: Prose) -> list[tuple[int, int]]:
    """Return where links lead elsewhere: their texts are other people's titles."""
    return [
        match.span()
        for match in _SOURCES.finditer(prose.text)
        if scan.text.startswith("](http", match.end() - 1) or scan.text[match.end() : match.end() + 1] != "("
    ]


def _is_title(offset: int, titles: list[tuple[int, int]]) -> bool:
    while titles and titles[0][1] <= offset:
        titles.pop(0)  # acronyms come in the order of the text
    return bool(titles) and titles[0][0] <= offset


def _is_state(text: str, match: re.Match[str]) -> bool:
    """Return whether the letters say in which state or country a town is: "Austin, TX"."""
    return len(match.group(1)) <= _SHORT and text.endswith((", ", "| ", "- "), 0, match.start())


def _is_shouted(text: str, match: re.Match[str]) -> bool:
    """Return whether the line is in capitals, or the word is one that the text also writes small."""
    first = text.rfind("\n", 0, match.start()) + 1
    last = text.find("\n", match.end())
    line = text[first : last if last >= 0 else len(text)]
    if sum(map(str.isupper, line)) >= sum(map(str.islower, line)):
        return True
    word = match.group(1).lower()
    return any(f" {word}{end}" in text for end in " .,;:")


def _is_explained(text: str, match: re.Match[str]) -> bool:
    """Return whether the acronym stands with its full name: beside brackets, or letter for letter."""
    before, after = (
        text[max(0, match.start() - _REACH) : match.start()],
        text[match.end() : match.end() + _REACH],
    )
    letters = match.group(1).lower()
    if _CLOSED.match(after) and _OPENED.search(before[-30:]):
        return True
    if _CELL_END.match(after) and _CELL.search(before[-30:]):
        return True  # a table of names and their short forms
    if opened := re.match(r"[*_]*\s+\(([^()]{4,100})\)", after):
        return len(_WORD.findall(opened[1])) > 1 or _spell(opened[1], letters)
    return len(letters) > _SHORT and (_spell(before, letters) or _spell(after, letters))


def _spell(text: str, letters: str) -> bool:
    """Return whether the initials of consecutive words, small ones taken or left, make the letters."""
    words = [word.lower() for word in _WORD.findall(text)]
    every = "".join(word[0] for word in words)
    great = "".join(word[0] for word in words if len(word) > 3)
    return letters in every or letters in great
