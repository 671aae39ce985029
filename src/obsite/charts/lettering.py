"""How wide words are in the chart's font, and how they are broken or shortened to fit a width."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

_AVERAGE = 0.56  # of the size; for characters that the font does not have


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """The advance width of each character of one cut, as a part of the size."""

    advances: Mapping[str, float] = field(default_factory=dict)

    def width(self, text: str, size: float) -> float:
        """Return the width of a line of text."""
        return size * sum(self.advances.get(char, _AVERAGE) for char in text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lettering:
    """The two cuts that charts are lettered with."""

    regular: Cut = Cut()
    bold: Cut = Cut()

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """Return the width of a line of text in pixels."""
        return (self.bold if bold else self.regular).width(text, size)

    def shortened(self, text: str, size: float, room: float, *, bold: bool = False) -> str:
        """Return the text, cut with an ellipsis where it does not fit."""
        if self.width(text, size, bold=bold) <= room:
            return text
        while text and self.width(f"{text}…", size, bold=bold) > room:
            text = text[:-1]
        return f"{text.rstrip(' ,-–/(')}…" if text else "…"

    def wrapped(
        self, text: str, size: float, room: float, *, lines: int = 2, bold: bool = False
    ) -> tuple[str, ...]:
        """Return the text in at most `lines` lines, as even as they can be; the last is cut if it must be."""
        if self.width(text, size, bold=bold) <= room or lines == 1:
            return (self.shortened(text, size, room, bold=bold),)
        words = _words(text)
        head = ""
        for at in range(1, len(words)):
            longer = "".join(words[:at])
            if self.width(longer.rstrip(), size, bold=bold) > room:
                break
            head = longer
        if not head:
            return (self.shortened(text, size, room, bold=bold),)
        rest = text[len(head) :]
        return (head.rstrip(), *self.wrapped(rest, size, room, lines=lines - 1, bold=bold))


def _words(text: str) -> list[str]:
    """Return the pieces of a text between which a line may end."""
    pieces, start = [], 0
    for at, char in enumerate(text):
        if char in " /-–" and at + 1 < len(text):
            pieces.append(text[start : at + 1])
            start = at + 1
    return [*pieces, text[start:]]


@lru_cache(maxsize=16)
def read_cut(font: bytes) -> Cut:
    """Return the widths of a font file: TrueType, OpenType, WOFF or WOFF2."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    face = TTFont(io.BytesIO(font), lazy=True)
    unit, widths = face["head"].unitsPerEm, face["hmtx"].metrics
    advances = {chr(code): widths[name][0] / unit for code, name in sorted(face.getBestCmap().items())}
    return Cut(advances=advances)
