"""A line of an authored file as a terminal shows it, and where a span lies in it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from obsite.diagnostics.model import Span

TAB_WIDTH = 4
MAX_WIDTH = 110
_LEAD_IN = 30  # what is shown before the span when a long line is cut
_CUT = "…"
# Invisible signs that change the direction or the joining of what follows.
_FORMAT_SIGNS = ("Cf", "Cc", "Cs", "Co", "Zl", "Zp")


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A shown line, and the columns of the screen, from 0, that the caret line marks."""

    line: str
    start: int
    width: int


def excerpt(line: str, span: Span) -> Excerpt:
    """Return how a line is shown, with the part of the span that lies on its first line."""
    cells = _cells(line)
    first = min(max(span.column - 1, 0), len(cells))
    last = first + 1
    if span.end_line == span.line and span.end_column > span.column:
        last = min(span.end_column - 1, len(cells))
    elif span.end_line > span.line:
        last = len(cells)
    start = _width(cells[:first])
    width = max(_width(cells[first:last]), 1)
    if _width(cells) <= MAX_WIDTH:
        return Excerpt(line="".join(cells).rstrip(), start=start, width=width)
    return _cut(cells, first, width)


def _cut(cells: list[str], first: int, width: int) -> Excerpt:
    """Return the part of a long line around a span."""
    begin = 0
    if _width(cells[:first]) + min(width, _LEAD_IN) > MAX_WIDTH:
        begin = max(first - _LEAD_IN, 0)
    shown: list[str] = [_CUT] if begin else []
    used = len(shown)
    for cell in cells[begin:]:
        used += cell_width(cell)
        if used > MAX_WIDTH:
            shown.append(_CUT)
            break
        shown.append(cell)
    start = _width(cells[begin:first]) + (1 if begin else 0)
    return Excerpt(line="".join(shown), start=start, width=max(min(width, MAX_WIDTH - start), 1))


def visible(text: str) -> str:
    """Return a text on one line, without signs that would play tricks on a terminal."""
    return "".join(_harmless(sign) for sign in " ".join(text.split()))


def _cells(line: str) -> list[str]:
    """Return what is shown for each character of a line."""
    cells: list[str] = []
    column = 0
    for sign in line:
        cell = " " * (TAB_WIDTH - column % TAB_WIDTH) if sign == "\t" else _harmless(sign)
        column += cell_width(cell)
        cells.append(cell)
    return cells


def _harmless(sign: str) -> str:
    return "\ufffd" if unicodedata.category(sign) in _FORMAT_SIGNS else sign


def cell_width(cell: str) -> int:
    """Return how many columns of a screen a character takes."""
    if len(cell) != 1:
        return len(cell)
    if cell.isascii():
        return 1
    if unicodedata.combining(cell) or unicodedata.category(cell) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(cell) in "WF" else 1


def _width(cells: list[str]) -> int:
    return sum(map(cell_width, cells))
