"""The levels of a text's headings: the page's title is h1, so a text begins at h2 and skips none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from obsite.markup.body import MARKER, OPEN

_HEADING = re.compile(r"<[hH]([1-6])\b[^>]*>(.*?)</[hH]\1\s*>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")

LEAD, EMPTY = -1, 0


def plan_levels(html: str, *, take_title: bool) -> list[int]:
    """Return the new level of each heading in order; LEAD for the title, EMPTY for one without text."""
    levels: list[int] = []
    lead = False
    for match in _HEADING.finditer(html):
        inner = match.group(2)
        if not _has_content(inner):
            levels.append(EMPTY)
        elif take_title and not lead and match.group(1) == "1" and not _has_content(html[: match.start()]):
            levels.append(LEAD)
            lead = True
        else:
            levels.append(int(match.group(1)))
    return _close_up(levels)


def _has_content(html: str) -> bool:
    """Tell whether HTML shows anything: text, a picture, a block."""
    return bool(
        (OPEN in html and MARKER.search(html))
        or "<img" in html
        or "data-short=" in html
        or _TAG.sub("", html).replace("&nbsp;", "").strip()
    )


def _close_up(levels: Sequence[int]) -> list[int]:
    """Return levels from 2, each at most one deeper than the heading above it."""
    above: list[int] = []
    result: list[int] = []
    for level in levels:
        if level < 1:
            result.append(level)
            continue
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        result.append(min(6, 1 + len(above)))
    return result
