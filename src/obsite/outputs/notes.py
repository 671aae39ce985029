"""Footnotes in a text: where each note stands, so that one page serves wide and narrow screens.

On the web a note is an `<aside>` right after the paragraph (or within the list item) that calls
it. A style sheet floats it into the margin where there is room and leaves it as a small block
below the paragraph where there is none; nothing is said twice and no script is needed. In print
the note stands inside its sentence for `float: footnote`; in feeds all notes close the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from obsite.markup.body import CLOSE, OPEN
from obsite.markup.vocabulary import BLOCK, VOID

TAG = re.compile(r"""<!--.*?-->|<(/?)([a-zA-Z][\w:-]*)((?:[^>"']++|"[^"]*"|'[^']*')*+)>""", re.DOTALL)
# An element that holds nothing but words is passed over; so are tags within lines and tables, since what is
# called in them belongs to what is around them.
_MARK = re.compile(
    rf"<(?!ul>|ol>|dl>)([a-z][a-z0-9]*)>[^<{OPEN}]*+</\1>|{OPEN}f([0-9]+){CLOSE}"
    rf"|<(/?)({'|'.join(sorted(BLOCK - VOID, key=len, reverse=True))})(?=[\s/>])([^>]*)>"
)
_SINGLE_PARAGRAPH = re.compile(r"\s*<p>((?:(?!</?p[ >]).)*)</p>\s*", re.DOTALL)
_PARAGRAPH_GAP = re.compile(r"\s*</p>\s*<p(?: [^>]*)?>\s*|\s*</?p(?: [^>]*)?>\s*")
# A note may follow these where they stand; in a table or a quotation it would be out of place.
_HOSTS = frozenset({"p", "ul", "ol", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote", "pre"})
_ITEMS = frozenset({"li", "dd"})
_CLOSED = frozenset({"table", "blockquote", "figure", "dt"})


@dataclass(slots=True)
class _Open:
    tag: str
    calls: list[int] = field(default_factory=list)


def place_notes(html: str, note: Callable[[int], str]) -> str:
    """Return the HTML with each note's text put after the part that calls it first.

    `note` gives the text of a note by its index, "" if it has been placed already.
    """
    if f"{OPEN}f" not in html:
        return html
    out: list[str] = []
    stack: list[_Open] = []
    loose: list[int] = []
    place = 0
    for mark in _MARK.finditer(html):
        _, call, closing, tag, rest = mark.groups()
        if call:
            (stack[-1].calls if stack else loose).append(int(call))
            continue
        if not tag or rest.endswith("/"):
            continue
        start, end = mark.span()
        if not closing:
            if tag in {"ul", "ol", "dl"} and stack and stack[-1].tag in _ITEMS and stack[-1].calls:
                # Before a nested list: the note belongs to the line above it.
                out.append(html[place:start] + "".join(map(note, stack[-1].calls)))
                stack[-1].calls.clear()
                place = start
            stack.append(_Open(tag))
            continue
        calls, before = _close(stack, tag)
        if not calls:
            continue
        cut = start if before else end
        if before or _may_follow(stack, tag):
            out.append(html[place:cut] + "".join(map(note, calls)))
            place = cut
        else:
            (stack[-1].calls if stack else loose).extend(calls)
    left = [index for entry in stack for index in entry.calls] + loose
    return "".join(out) + html[place:] + "".join(map(note, left))


def _close(stack: list[_Open], tag: str) -> tuple[list[int], bool]:
    """Take the element from the stack; return its calls and whether they belong before its end."""
    if not (stack and stack[-1].tag == tag) and not any(entry.tag == tag for entry in stack):
        return [], False
    calls: list[int] = []
    while True:
        entry = stack.pop()
        calls = entry.calls + calls
        if entry.tag == tag:
            break
    return calls, tag in _ITEMS and not _enclosed(stack)


def _may_follow(stack: list[_Open], tag: str) -> bool:
    return tag in _HOSTS and not _enclosed(stack)


def _enclosed(stack: list[_Open]) -> bool:
    return any(entry.tag in _CLOSED for entry in stack)


def as_phrase(html: str) -> str:
    """Return a note's text without paragraphs, so that it may stand inside a sentence."""
    single = _SINGLE_PARAGRAPH.fullmatch(html)
    if single:
        return single[1].strip()
    parts = [part for part in _PARAGRAPH_GAP.split(html) if part.strip()]
    return "<br>".join(parts)
