"""The ids of a text: those that authors wrote, and those that headings get; no two are alike."""

from __future__ import annotations

import re
from collections.abc import Sequence

from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Emit
from obsite.markup.body import VALUE
from obsite.markup.places import Places
from obsite.text.slugs import slugify

_ID = re.compile(r"\sid=\"([^\"]*)\"")


class Anchors:
    """Gives ids in the order of the text. `found` has them all, but for those reserved."""

    def __init__(self, reserved: Sequence[str], places: Places, emit: Emit) -> None:
        self._seen = set(reserved)
        self._written: frozenset[str] = frozenset()
        self._places = places
        self._emit = emit
        self.found: list[str] = []

    def expect(self, source: str) -> None:
        """Keep headings from ids that are written anywhere in some HTML."""
        if 'id="' in source:
            self._written = frozenset(_ID.findall(source))

    def claim(self, name: str) -> str:
        """Return an id for an element that asks for this one."""
        if name in self._seen:
            renamed = self._unique(name)
            message = f"The id `{name}` is used twice; the second became `{renamed}`"
            self._emit(finding("duplicate-anchor", message, self._places.of_id(name)))
            name = renamed
        self._seen.add(name)
        self.found.append(name)
        return name

    def of_heading(self, text: str) -> str:
        """Return an id for a heading that asks for none."""
        name = self._unique(slugify(VALUE.sub("", text)) or "section")
        self.found.append(name)
        return name

    def _unique(self, name: str) -> str:
        candidate, number = name, 1
        while candidate in self._seen or candidate in self._written:
            number += 1
            candidate = f"{name}-{number}"
        self._seen.add(candidate)
        return candidate
