"""The steps of the last pass: what is copied as it stands, and what is often met in one shape.

Nearly all of a text's HTML is words, and elements without attributes that hold nothing else. A stretch of it
is taken in one step, up to the next tag or marker that means something. The HTML is well-formed, and nobody
asks whether one of these elements is open, so neither their beginnings nor their ends need to be remembered.
Links, headings and notes that hold a stretch and have no attributes of their own are taken whole.
"""

from __future__ import annotations

import html
import re

from obsite.markup.body import CLOSE, OPEN
from obsite.markup.soundness import TOKEN
from obsite.markup.vocabulary import BLOCK, PLAIN

# In these, brackets are no call of a footnote; a division may be the container of a block or a note.
COPIED = PLAIN - {"code", "pre", "div"}
BREAKING = BLOCK | frozenset({"br", "td", "th", "tr", "caption", "summary"})
GAP = "\0"  # where a tag stood in plain text: an entity ends there

_FREQUENT = ("p", "td", "li", "tr", "strong", "em", "th", "ul", "ol")


def _one_of(names: frozenset[str]) -> str:
    """Return a pattern for one of these names that tries the frequent ones first."""
    return "|".join(sorted(names, key=lambda name: (name not in _FREQUENT, name)))


# All characters but `<` and those of markers; apart, for those of Latin-1 are found by a table.
_CODE_WORDS = rf"[\x00-;=-\xff]++|[^\x00-\xff{OPEN}{CLOSE}]++"
# A bracket may begin the call of a footnote that nobody wrote.
_WORDS = rf"[\x00-;=-Z\\-\xff]++|[^\x00-\xff{OPEN}{CLOSE}]++|\[(?!\^)"
_CLASS = r'(?: class="[\w -]*+")?'
_CODE = rf"<code{_CLASS}>(?:{_CODE_WORDS})*+</code>"
_ALIGNED = r'<t[dh] align="(?:left|right|center)">'
_STRETCH = rf"(?:{_WORDS}|</?(?:{_one_of(COPIED)})>|{_CODE}|{_ALIGNED}|<pre{_CLASS}>{_CODE}</pre>)++"
_LINE = rf"(?:{_WORDS}|</?(?:strong|em|del|mark|su[bp]|[bi])>|{_CODE})*+"
_LINK = rf'<a href="([^"{OPEN}{CLOSE}]*+)"(?: data-bare="")?>({_LINE})</a>'
_HEADING = rf"<h([1-6])>({_LINE})</h\4>"
_NOTE = rf'<div data-note="{OPEN}n([0-9]+){CLOSE}">\s*<p>({_LINE})</p>\s*</div>'
_CALL = f"{OPEN}n([0-9]+){CLOSE}"
STEP = re.compile(
    rf"({_STRETCH})|{_LINK}|{_HEADING}|{_NOTE}|{_CALL}|{TOKEN.pattern}|((?:\[\^|[{OPEN}{CLOSE}])[^<]*)",
    TOKEN.flags,
)


class Step:
    """What a step is, by the last group of its match; a comment has none."""

    STRETCH, LINK, HEADING, NOTE, CALL, TAG, TEXT = 1, 3, 5, 7, 8, 11, 12


_BREAK = re.compile(rf"</?(?:{_one_of(BREAKING)})(?: [^>]*)?>\n?")
_TAG = re.compile(r"<[^>]*>")
_SILENT = re.compile(f"{OPEN}[a-uw-z][0-9]+{CLOSE}")  # numbers from the data are words of the text
_CELLS = [
    (f'<{cell} align="{side}">', f'<{cell} class="align-{side}">')
    for cell in ("td", "th")
    for side in ("left", "right", "center")
]


def aligned(stretch: str) -> str:
    """Return a stretch in which cells are aligned by a class."""
    if ' align="' in stretch:
        for known, modern in _CELLS:
            stretch = stretch.replace(known, modern)
    return stretch


def words_of(fragment: str) -> str:
    """Return the plain text of HTML without `>` in attributes, with line ends where blocks begin and end."""
    if OPEN in fragment:
        fragment = _SILENT.sub("", fragment)
    if "<" in fragment:
        fragment = _TAG.sub(GAP, _BREAK.sub("\n", fragment))
    if "&" in fragment:
        fragment = html.unescape(fragment)
    return fragment.replace(GAP, "")
