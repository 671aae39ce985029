"""Acronyms of a text: where each is used first, and which are explained, by whichever usual form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from obsite.documents.reading import Acronym
from obsite.text.glance import classes, occurrences, seen
from obsite.text.markdown_scan import Scan
from obsite.text.prose import Prose, is_quoted

# Two to six capitals, a plural s, and a short tail as in "ESCP-4i". No part of a longer name or address.
_ACRONYM = re.compile(r"([A-ZÄÖÜ][A-ZÄÖÜ]{1,5})s?(-[0-9A-Za-z]{1,3})?(?![\w@/+#=&-]|\.\w|['’][A-Z]|\()")
_PARTS = frozenset("_#@/.&$’'-")  # before an acronym: it belongs to a longer name or an address
_DEFINITION = re.compile(r"^[ ]{0,3}\*\[([^\]\n]+)\]:", re.MULTILINE)
_SOURCES = re.compile(r"\[[^\[\]\x00]*\](?=\(\x00|[ ]?\[)")
_ROMAN = "IVXLCDM"
_CAPITAL = re.compile("[A-ZÄÖÜ]")
_OPENED = re.compile(r"\w[*_”\"»\x00\])]*\s*[(\[](?:[^()\n]{0,20}[-–—,:]\s+)?[*_]*$")
_CLOSED = re.compile(r"[*_]*[)\]]")
_BESIDE = ("*", "_", ")", "]", " ", "|")
_CELL, _CELL_END = re.compile(r"\w[*_)]*[ ]*\|[ *_]*$"), re.compile(r"[ *_]*\|")
_FULL_NAME = re.compile(r"[*_]*\s+\(([^()]{4,100})\)")
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = classes(lambda char: char.lower() if char.isascii() and char.isalpha() else " ")
_NOT_GREAT = bytes(code for code in range(128) if not chr(code).isupper())
_NOT_SMALL = bytes(code for code in range(128) if not chr(code).islower())
_AFTER_WORD = (b" ", b".", b",", b";", b":")
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
    strangers = _Strangers(scan, prose.text)
    for match in _acronyms(prose.text):
        core, tail = match.groups("")
        word = core + tail
        if core in known or not core.strip(_ROMAN) or word in explained or (core in explained and not tail):
            continue
        if _is_explained(prose.text, match):
            found = explained
        elif word not in uses and not strangers.have(match):
            found = uses
        else:
            continue
        found[word] = Acronym(word=word, span=scan.span(match.start(), match.start() + len(word)))
    return tuple(uses.values()), tuple(explained.values())


def _acronyms(text: str) -> Iterator[re.Match[str]]:
    last = 0
    for place in occurrences(b" " + seen(text, _CLASSES), b" AA"):
        before = text[place - 1 : place]
        if place < last or before.isalnum() or before in _PARTS:
            continue
        if match := _ACRONYM.match(text, place):
            last = match.end()
            yield match


def _class(char: str) -> str:
    if _CAPITAL.match(char):
        return "A"
    return "a" if char in _PARTS or char.isalnum() else " "


_CLASSES = classes(_class)


def _given(scan: Scan) -> Iterator[tuple[str, int, int]]:
    """Yield the acronyms of abbreviation definitions and of short links to the glossary."""
    if "*[" in scan.masked:
        for match in _DEFINITION.finditer(scan.masked):
            yield match.group(1).strip(), match.start(1), match.end(1)
    for item in scan.of_kind("short"):
        for match in _acronyms(item.text or item.target):
            yield match.group(1) + (match.group(2) or ""), item.start, item.end


class _Strangers:
    """Tells which capitals are not the author's acronym: quoted, of a title, of a place, shouted."""

    def __init__(self, scan: Scan, text: str) -> None:
        self._scan = scan
        self._text = text
        self._small: dict[str, bool] = {}  # words, and whether the text also writes them small

    def have(self, match: re.Match[str]) -> bool:
        """Return whether an acronym is none of the author's."""
        return (
            self._is_title(match.start())
            or is_quoted(self._text[max(0, match.start() - 80) : match.start()])
            or self._is_state(match)
            or self._is_shouted(match)
        )

    @cached_property
    def _titles(self) -> list[tuple[int, int]]:
        """Where links lead elsewhere, last first: their texts are other people's titles."""
        written = self._scan.text
        spans = [match.span() for match in _SOURCES.finditer(self._text)]
        return [
            span
            for span in reversed(spans)
            if written.startswith("](http", span[1] - 1) or not written.startswith("(", span[1])
        ]

    @cached_property
    def _bytes(self) -> bytes:
        """The text, for searches that are quick."""
        return self._text.encode("latin-1", "replace")

    def _is_title(self, offset: int) -> bool:
        titles = self._titles
        while titles and titles[-1][1] <= offset:
            titles.pop()  # acronyms come in the order of the text
        return bool(titles) and titles[-1][0] <= offset

    def _is_state(self, match: re.Match[str]) -> bool:
        """Return whether the letters say in which state or country a town is: "Austin, TX"."""
        return len(match.group(1)) <= _SHORT and self._text.endswith((", ", "| ", "- "), 0, match.start())

    def _is_shouted(self, match: re.Match[str]) -> bool:
        """Return whether the line is in capitals, or the word is one that the text also writes small."""
        text = self._text
        first = text.rfind("\n", 0, match.start()) + 1
        last = text.find("\n", match.end())
        line = text[first : last if last >= 0 else len(text)]
        if _is_great(line):
            return True
        word = match.group(1).lower()
        if word not in self._small:
            small = f" {word}".encode("latin-1")
            places = occurrences(self._bytes, small)
            self._small[word] = any(self._bytes.startswith(_AFTER_WORD, at + len(small)) for at in places)
        return self._small[word]


def _is_great(line: str) -> bool:
    """Return whether a line has as many capitals as small letters."""
    if line.isascii():
        data = line.encode()
        return len(data.translate(None, _NOT_GREAT)) >= len(data.translate(None, _NOT_SMALL))
    return sum(map(str.isupper, line)) >= sum(map(str.islower, line))


def _is_explained(text: str, match: re.Match[str]) -> bool:
    """Return whether the acronym stands with its full name: beside brackets, or letter for letter."""
    start, end = match.span()
    letters = match.group(1).lower()
    if text.startswith(_BESIDE, end):
        before = text[max(0, start - 30) : start]
        if _CLOSED.match(text, end, end + _REACH) and _OPENED.search(before):
            return True
        if _CELL_END.match(text, end, end + _REACH) and _CELL.search(before):
            return True  # a table of names and their short forms
    after = text[end : end + _REACH]
    if opened := _FULL_NAME.match(after):
        return len(_WORD.findall(opened[1])) > 1 or _spell(opened[1], letters)
    return len(letters) > _SHORT and (
        _spell(text[max(0, start - _REACH) : start], letters) or _spell(after, letters)
    )


def _spell(text: str, letters: str) -> bool:
    """Return whether the initials of consecutive words, small ones taken or left, make the letters."""
    if text.isascii():
        parts = text.encode().translate(_SMALL).split()
        every, great = bytes([part[0] for part in parts]), bytes([part[0] for part in parts if len(part) > 3])
        spelt = letters.encode()
        return spelt in every or spelt in great
    words = [word.lower() for word in _WORD.findall(text)]
    return letters in "".join(word[0] for word in words) or letters in "".join(
        word[0] for word in words if len(word) > 3
    )
