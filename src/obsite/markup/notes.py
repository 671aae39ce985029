"""Footnotes for Python-Markdown that leave markers and plain containers instead of a finished list."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown.extensions.footnotes import FootnoteBlockProcessor, FootnoteExtension, FootnoteTreeprocessor
from markdown.inlinepatterns import InlineProcessor

from obsite.markup.body import marker

NOTE_CALL = r"\[\^([^\]]*)\]"


class NotesExtension(FootnoteExtension):
    """Finds definitions as the library does; a call becomes the marker `n<definition>`."""

    _numbers: dict[str, int]

    def extendMarkdown(self, md: Any) -> None:  # noqa: N802
        md.registerExtension(self)
        self.parser = md.parser
        self.md = md
        md.parser.blockprocessors.register(FootnoteBlockProcessor(self), "footnote", 17)
        md.inlinePatterns.register(_Call(NOTE_CALL, self), "footnote", 175)
        md.treeprocessors.register(FootnoteTreeprocessor(self), "footnote", 50)

    def labels(self) -> tuple[str, ...]:
        """Return the labels of all definitions, in their order."""
        return tuple(self.footnotes)

    def number(self, label: str) -> int | None:
        """Return which definition a label names."""
        if len(self._numbers) != len(self.footnotes):
            self._numbers = {known: index for index, known in enumerate(self.footnotes)}
        return self._numbers.get(label)

    def reset(self) -> None:
        super().reset()
        self._numbers = {}

    def makeFootnotesDiv(self, root: Element) -> Element | None:  # noqa: N802, ARG002
        if not self.footnotes:
            return None
        notes = Element("div", {"data-notes": marker("n", 0)})
        done = 0
        while done < len(self.footnotes):  # the text of one may define others
            for label in list(self.footnotes)[done:]:
                note = SubElement(notes, "div", {"data-note": marker("n", done)})
                self.parser.parseChunk(note, self.footnotes[label])
                done += 1
        return notes


class _Call(InlineProcessor):
    def __init__(self, pattern: str, notes: NotesExtension) -> None:
        super().__init__(pattern)
        self._notes = notes

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[str, int, int] | tuple[None, None, None]:
        number = self._notes.number(m.group(1))
        if number is None:
            return None, None, None
        return marker("n", number), m.start(0), m.end(0)
