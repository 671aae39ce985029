"""The prose in a Markdown source: what readers read, at the place where it was written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from obsite.text.markdown_scan import Scan

_ADDRESSES = frozenset(("link", "picture", "definition", "autolink", "bare", "attribute"))
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_BLOCK = re.compile(r"^[ ]{0,3}/{3,}[ ]*(?:[a-z-]+[ ]*\|?)?", re.MULTILINE)
# What a block of data is asked for is in codes, not in words.
_CHOICES = re.compile(
    r"(^[ ]{0,3}/{3,}[ ]*(?:chart|map|stat|table)\b[^\n]*\n)((?:[ \t]+\S[^\n]*(?:\n|\Z))+)", re.MULTILINE
)
# Each way begins with one certain character, so that a search leaps from one to the next.
_END = re.compile(
    "|".join(rf"{mark}[\"'”’»)\]*_]*(?=\s)" for mark in (r"\.", "!", r"\?", ":", ";"))
    + r"|\n[ \t]*(?:\n|[-*+#|>/]|\d+[.)] )|\|"
)
_QUOTES = {"“": "”", "„": "“", "«": "»", "‘": "’"}
_REACH = 400  # no sentence is longer; the rest of a paragraph without a full stop tells nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """A source with NULs, character by character, for all that is code, address or markup."""

    text: str
    whole: bool = False  # whether it is one sentence

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return where the sentence around text[start:end] begins and ends."""
        text = self.text
        if self.whole:
            return max(0, start - _REACH), min(len(text), end + _REACH)
        first = from_here = max(0, start - _REACH)
        while from_here and not text[from_here - 1].isalpha():
            from_here -= 1  # to a letter, as no end of a sentence has one in it
        for match in _END.finditer(text, from_here):
            if match.end() > end:
                return first, min(match.end(), end + _REACH)
            if match.end() <= start:
                first = max(first, match.end())
        return first, min(len(text), end + _REACH)


def prose_of(scan: Scan) -> Prose:
    """Return the prose of a scanned text."""
    pieces: list[str] = []
    position = 0
    masked = scan.masked
    for kind, _, start, end, _ in scan.found:
        if kind in _ADDRESSES and start >= position:
            pieces += (masked[position:start], "\x00" * (end - start))
            position = end
    text = "".join((*pieces, masked[position:]))
    text = _CHOICES.sub(_without_choices, text) if "///" in text else text
    if "<" in text:
        text = _TAG.sub(_blank, text)
    if "///" in text:
        text = _BLOCK.sub(_blank, text)
    return Prose(text=text)


def is_quoted(before: str) -> bool:
    """Return whether a quotation is open at the end of a text: its words are somebody else's."""
    if before.isascii():
        return False
    return any(before.rfind(opening) > before.rfind(closing) for opening, closing in _QUOTES.items())


def _without_choices(block: re.Match[str]) -> str:
    return block[1] + re.sub(r"[^\n]", "\x00", block[2])


def _blank(match: re.Match[str]) -> str:
    return "\x00" * len(match.group())
