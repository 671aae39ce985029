"""What the last pass copies as it stands: words, and elements without attributes that hold nothing else.

Nearly all of a text's HTML is such. A stretch of it is taken in one step, up to the next tag, entity or
marker that means something. The HTML is well-formed, and nobody asks whether one of these elements is
open, so neither their beginnings nor their ends need to be remembered.
"""

from __future__ import annotations

import re

from obsite.markup.body import CLOSE, OPEN
from obsite.markup.vocabulary import BLOCK, PLAIN

# In these, brackets are no call of a footnote; a division may be the container of a block or a note.
COPIED = PLAIN - {"code", "pre", "div"}
BREAKING = BLOCK | frozenset({"br", "td", "th", "tr", "caption", "summary"})

_FREQUENT = ("p", "td", "li", "tr", "strong", "em", "th", "ul", "ol")  # are tried first
_NAMES = "|".join((*_FREQUENT, *sorted(COPIED.difference(_FREQUENT))))
# All characters but `<`, `&`, `[` and those of markers; apart, for those of Latin-1 are found by a table.
_WORDS = rf"[\x00-%'-;=-Z\\-\xff]++|[^\x00-\xff{OPEN}{CLOSE}]++"
STRETCH = rf"(?:{_WORDS}|</?(?:{_NAMES})>|<code>(?:{_WORDS})*+</code>)++"

_BREAK = re.compile(rf"</?(?:{'|'.join(name for name in _NAMES.split('|') if name in BREAKING)})>")
_TAG = re.compile(r"<[^>]*>")


def words_of(stretch: str) -> str:
    """Return the plain text of a stretch, with line ends where its blocks begin and end."""
    if "<" in stretch:
        stretch = _BREAK.sub("\n", stretch)
        if "<" in stretch:
            stretch = _TAG.sub("", stretch)
    return stretch
