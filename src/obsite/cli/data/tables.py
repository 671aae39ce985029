"""Tables for a terminal: columns aligned, long texts cut to what there is room for."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Sequence

_GAP = "  "


def width_of(text: str) -> int:
    """Return how many columns a text takes: wide letters two, combining ones none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def cut(text: str, width: int) -> str:
    """Return a text no wider than that."""
    if width_of(text) <= width:
        return text
    kept = ""
    for char in text:
        if width_of(kept + char) > width - 1:
            break
        kept += char
    return kept.rstrip() + "…"


def aligned(
    rows: Sequence[Sequence[str]], *, numbers: frozenset[int] = frozenset(), most: int = 0
) -> list[str]:
    """Return the rows as lines; the columns in `numbers` end together. The first row is the header.

    The widest column of words gives way when the line is longer than `most`, the terminal's width.
    """
    most = most or shutil.get_terminal_size((100, 24)).columns
    count = max(map(len, rows), default=0)
    full = [[*row, *[""] * (count - len(row))] for row in rows]
    widths = [max(width_of(row[at]) for row in full) for at in range(count)]
    words = [at for at in range(count) if at not in numbers]
    while words and sum(widths) + len(_GAP) * (count - 1) > most:
        widest = max(words, key=lambda at: widths[at])
        if widths[widest] <= 8:
            break
        widths[widest] -= 1
    return [_line(row, widths, numbers) for row in full]


def _line(row: Sequence[str], widths: Sequence[int], numbers: frozenset[int]) -> str:
    cells = []
    for at, (cell, width) in enumerate(zip(row, widths, strict=True)):
        shown = cut(cell, width)
        room = " " * (width - width_of(shown))
        cells.append(room + shown if at in numbers else shown + room)
    return _GAP.join(cells).rstrip()
