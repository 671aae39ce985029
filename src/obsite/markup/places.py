"""Bringing what stands in the HTML back to its place in the source."""

from __future__ import annotations

import re
from collections import defaultdict

from obsite.diagnostics.model import Span
from obsite.text.link_scan import Found
from obsite.text.markdown_scan import Scan

_PREFERRED = {
    "link": ("link", "definition", "autolink", "bare", "attribute", "picture"),
    "picture": ("picture", "definition", "attribute", "link"),
    "media": ("attribute", "link", "picture"),
    "short": ("short",),
}


class Places:
    """Hands out the places of a scan: each once, in the order of the text."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._open: dict[str, list[Found]] = defaultdict(list)
        self._last: dict[str, Found] = {}
        self.kind = ""  # how the address that was looked up last is written: "picture", "attribute", ...
        self._tags: dict[str, list[int]] = defaultdict(list)
        for item in scan.found:
            if item.kind not in ("call", "note", "heading"):
                self._open[item.target].append(item)
        for name, offset in scan.tags:
            self._tags[name].append(offset)

    def of_address(self, target: str, kind: str) -> Span:
        """Return where an address was written; the text's first line when it cannot be found."""
        self.kind = ""
        left = self._open.get(target, [])
        best = left[0] if len(left) == 1 else _best(left, _PREFERRED.get(kind, _PREFERRED["link"]))
        if best is not None and kind == "short" and best.kind != "short":
            best = None
        if best is not None:
            left.remove(best)
            self._last[target] = best
            self.kind = best.kind
            return self._scan.span(best.start, best.end)
        if target in self._last:
            last = self._last[target]
            self.kind = last.kind
            return self._scan.span(last.start, last.end)
        return self.of_text(target)

    def of_tag(self, name: str) -> Span:
        """Return where the next raw tag of this name was written."""
        offsets = self._tags.get(name, [])
        if not offsets:
            return self.of_text("<" + name)
        offset = offsets.pop(0) if len(offsets) > 1 else offsets[0]
        return self._scan.span(offset, offset + 1 + len(name))

    def of_id(self, name: str) -> Span:
        """Return where an id was written for the second time, as id="name" or {#name}."""
        pattern = re.compile(r"""(?:\bid\s*[=:]\s*["']?|#)(""" + re.escape(name) + r")(?![\w-])")
        found = list(pattern.finditer(self._scan.masked))
        return self._scan.span(*found[min(1, len(found) - 1)].span(1)) if found else self.of_text(name)

    def of_text(self, words: str) -> Span:
        """Return the first place of some words outside of code, or else the beginning."""
        found = re.search(re.escape(words), self._scan.masked, re.IGNORECASE) if words else None
        if found is None:
            found = re.search(re.escape(words), self._scan.text, re.IGNORECASE) if words else None
        return self._scan.span(*found.span()) if found else self._scan.span(0)


def _best(items: list[Found], kinds: tuple[str, ...]) -> Found | None:
    return min(items, key=lambda item: _rank(item, kinds), default=None)


def _rank(item: Found, kinds: tuple[str, ...]) -> tuple[int, int]:
    # A definition serves every link that names it: links written in place are the first choice.
    return (kinds.index(item.kind) if item.kind in kinds else len(kinds), item.start)
