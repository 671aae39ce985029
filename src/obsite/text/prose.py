"""The prose in a Markdown source: what readers read, at the place where it was written."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from obsite.text.markdown_scan import Scan

_ADDRESSES = ("link", "picture", "definition", "autolink", "bare", "attribute")
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

    @property
    def ends(self) -> tuple[int, ...]:
        """Where sentences, list items and cells end."""
        return () if self.whole else _ends(self.text)

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return where the sentence around text[start:end] begins and ends."""
        ends = self.ends
        at = bisect_right(ends, start)
        first = ends[at - 1] if at else 0
        at = bisect_right(ends, end)
        last = ends[at] if at < len(ends) else len(self.text)
        return max(first, start - _REACH), min(last, end + _REACH)


@lru_cache(maxsize=1)
def _ends(text: str) -> tuple[int, ...]:
    return tuple(match.end() for match in _END.finditer(text))


def prose_of(scan: Scan) -> Prose:
    """Return the prose of a scanned text."""
    pieces: list[str] = []
    position = 0
    for item in scan.found:
        if item.kind in _ADDRESSES and item.start >= position:
            pieces += (scan.masked[position : item.start], "\x00" * (item.end - item.start))
            position = item.end
    text = "".join((*pieces, scan.masked[position:]))
    text = _CHOICES.sub(_without_choices, text) if "///" in text else text
    if "<" in text:
        text = _TAG.sub(_blank, text)
    if "///" in text:
        text = _BLOCK.sub(_blank, text)
    return Prose(text=text)


def is_quoted(before: str) -> bool:
    """Return whether a quotation is open at the end of a text: its words are somebody else's."""
    return any(before.rfind(opening) > before.rfind(closing) for opening, closing in _QUOTES.items())


def _without_choices(block: re.Match[str]) -> str:
    return block[1] + re.sub(r"[^\n]", "\x00", block[2])


def _blank(match: re.Match[str]) -> str:
    return "\x00" * len(match.group())
