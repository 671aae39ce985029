"""The frames of tables: regions that can be scrolled, also with the keyboard, on a narrow screen."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from obsite.markup.attributes import write
from obsite.markup.body import MARKER, Heading

_CAPTION = re.compile(r"<caption\b[^>]*>(.*?)</caption>", re.DOTALL)
_HEADER_CELL = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)


class Regions:
    """Names the regions of one text, no two alike."""

    def __init__(self) -> None:
        self._named: dict[str, int] = {}

    def start(self, inner: str, headings: Sequence[Heading]) -> str:
        """Return the start of the region around a table; `headings` are those that stand above it."""
        caption = _CAPTION.search(inner)
        label = _plain(caption.group(1)) if caption else ""
        label = label or (headings[-1].text if headings else "")
        label = label or ", ".join(filter(None, map(_plain, _HEADER_CELL.findall(inner)))) or "1"
        times = self._named[label] = self._named.get(label, 0) + 1
        if times > 1:  # regions of one name cannot be told apart
            label = f"{label} ({times})"
        return write("section", {"class": "table-scroll", "tabindex": "0", "aria-label": label})


def _plain(fragment: str) -> str:
    """Return the words of some HTML."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", MARKER.sub("", fragment))).split())
