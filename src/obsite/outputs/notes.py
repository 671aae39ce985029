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

from obsite.markup.body import OPEN
from obsite.markup.vocabulary import BLOCK, VOID

TAG = re.compile(r"""<!--.*?-->|<(/?)([a-zA-Z][\w:-]*)((?:[^>"']++|"[^"]*"|'[^']*')*+)>""", re.DOTALL)
_LISTS = frozenset({"ul", "ol", "dl"})
_CALL = f"{OPEN}f"
_NUMBER = re.compile(f"{_CALL}([0-9]+)")


def _one_of(tags: frozenset[str]) -> str:
    return "|".join(sorted(tags, key=len, reverse=True))


def _whole(tags: frozenset[str]) -> re.Pattern[str]:
    """Return blocks that stand one after the other, if none has one of its own kind in it."""
    inside = r"(?:[^<]++|<(?!/?(?P=tag)[\s>]))*+"
    return re.compile(rf"(?:\s*+<(?P<tag>{_one_of(tags)})(?=[\s>])[^>]*(?<!/)>{inside}</(?P=tag)>)++")


# Blocks before the next call are passed over whole. So are tags within lines and tables: what is called in
# them belongs to what is around them.
_OUTSIDE = _whole(BLOCK - VOID)
_WITHIN = _whole(BLOCK - VOID - _LISTS)  # the note of a line stands before the list below it
_MARK = re.compile(
    r"<p(?: [^>]*(?<!/))?>(?P<paragraph>(?:[^<]++|<(?!/?p[\s>]))*+)</p>"  # which has no block in it
    rf"|{_CALL}(?P<call>[0-9]+)|<(?P<end>/?)(?P<tag>{_one_of(BLOCK - VOID)})(?=[\s/>])(?P<rest>[^>]*)>"
)
_SINGLE_PARAGRAPH = re.compile(r"\s*<p>((?:(?!</?p[ >]).)*)</p>\s*", re.DOTALL)
_PARAGRAPH_GAP = re.compile(r"\s*</p>\s*<p(?: [^>]*)?>\s*|\s*</?p(?: [^>]*)?>\s*")
# A note may follow these where they stand; in a table or a quotation it would be out of place.
_HOSTS = frozenset({"p", "ul", "ol", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote", "pre"})
_ITEMS = frozenset({"li", "dd"})
_CLOSED = frozenset({"table", "blockquote", "figure", "dt"})


def place_notes(html: str, note: Callable[[int], str]) -> str:
    """Return the HTML with each note's text put after the part that calls it first.

    `note` gives the text of a note by its index, "" if it has been placed already.
    """
    if _CALL not in html:
        return html
    placing = _Placing(html, note)
    at = 0
    while (call := html.find(_CALL, at)) >= 0 or placing.waits():
        quiet = (_WITHIN if placing.stack else _OUTSIDE).match(html, at, call if call >= 0 else len(html))
        mark = _MARK.search(html, quiet.end() if quiet else at)
        if mark is None:
            break
        at = mark.end()
        placing.take(mark)
    return placing.result()


@dataclass(slots=True)
class _Open:
    tag: str
    calls: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Placing:
    """One pass over one text: the blocks that are open, and what was called in them."""

    html: str
    note: Callable[[int], str]
    stack: list[_Open] = field(default_factory=list)
    loose: list[int] = field(default_factory=list)  # called outside all blocks
    out: list[str] = field(default_factory=list)
    done: int = 0  # up to where the text is in `out`

    def waits(self) -> bool:
        """Return whether the end of a block is awaited by a note."""
        return any(entry.calls for entry in self.stack)

    def take(self, mark: re.Match[str]) -> None:
        """Go on to the next call or tag."""
        match mark.lastgroup:
            case "call":
                (self.stack[-1].calls if self.stack else self.loose).append(int(mark["call"]))
            case "paragraph":
                self._leave("p", _called(mark["paragraph"]), mark)
            case "rest" if not mark["rest"].endswith("/"):
                if mark["end"]:
                    self._close(mark["tag"], mark)
                else:
                    self._open(mark["tag"], mark)

    def result(self) -> str:
        left = [index for entry in self.stack for index in entry.calls] + self.loose
        return "".join(self.out) + self.html[self.done :] + "".join(map(self.note, left))

    def _open(self, tag: str, mark: re.Match[str]) -> None:
        if tag in _LISTS and self.stack and self.stack[-1].tag in _ITEMS and self.stack[-1].calls:
            self._place(self.stack[-1].calls, mark.start())  # the note belongs to the line above the list
            self.stack[-1].calls.clear()
        self.stack.append(_Open(tag))

    def _close(self, tag: str, mark: re.Match[str]) -> None:
        self._leave(tag, self._taken(tag), mark)

    def _leave(self, tag: str, calls: list[int], mark: re.Match[str]) -> None:
        """Place what was called in an element that ends with the mark."""
        if not calls:
            return
        closed = any(entry.tag in _CLOSED for entry in self.stack)
        if tag in _ITEMS and not closed:
            self._place(calls, mark.start())
        elif tag in _HOSTS and not closed:
            self._place(calls, mark.end())
        else:
            (self.stack[-1].calls if self.stack else self.loose).extend(calls)

    def _taken(self, tag: str) -> list[int]:
        """Take the element from the stack, with what is open in it; return what was called in them."""
        at = next((at for at in reversed(range(len(self.stack))) if self.stack[at].tag == tag), None)
        if at is None:
            return []
        calls = [index for entry in self.stack[at:] for index in entry.calls]
        del self.stack[at:]
        return calls

    def _place(self, calls: list[int], place: int) -> None:
        self.out += (self.html[self.done : place], *map(self.note, calls))
        self.done = place


def _called(html: str) -> list[int]:
    return [int(number) for number in _NUMBER.findall(html)]


def as_phrase(html: str) -> str:
    """Return a note's text without paragraphs, so that it may stand inside a sentence."""
    if "<p" not in html and "</p" not in html:  # so are most
        return html if html.strip() else ""
    single = _SINGLE_PARAGRAPH.fullmatch(html)
    if single:
        return single[1].strip()
    parts = [part for part in _PARAGRAPH_GAP.split(html) if part.strip()]
    return "<br>".join(parts)
