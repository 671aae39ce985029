"""What the last pass has written so far: HTML, plain text, and the elements that are open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from obsite.markup.attributes import Attributes, write
from obsite.markup.stretches import BREAKING, COPIED, GAP, words_of
from obsite.markup.vocabulary import VOID

# What a line may have between its words other than one space.
_SPACES = ("  ", *(char for char in map(chr, range(0x3001)) if char.isspace() and char not in " \n"))


@dataclass(slots=True, kw_only=True)
class Frame:
    """An open element: where its output and its text begin, and what is to happen at its end."""

    tag: str
    out: int
    text: int
    role: str = ""  # "" for what is copied, or box, note, notes, heading, link, table, unwrap
    index: int = 0
    attributes: Attributes = field(default_factory=dict)
    closing: str = ""


class Stream:
    """What is written; `text` has, as HTML, what will be plain text when all of it is known."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.text: list[str] = []
        self.frames: list[Frame] = []

    def write_text(self, text: str) -> None:
        """Write text that is already HTML, and remember it as plain text."""
        self.out.append(text)
        self.text.append(text.replace("<", "&lt;"))

    def copy(self, stretch: str) -> None:
        """Write HTML that has neither tags with attributes nor markers."""
        self.out.append(stretch)
        self.text.append(stretch)

    def part(self, tag: str) -> None:
        """Remember that a tag stands here between words."""
        self.text.append("\n" if tag in BREAKING else GAP)

    def open(self, tag: str, attributes: Attributes) -> None:
        """Write a start tag whose end is copied."""
        if tag not in VOID and tag not in COPIED:
            self.push(tag, "", attributes=attributes)
        self.out.append(write(tag, attributes))

    def push(
        self, tag: str, role: str, *, index: int = 0, attributes: Attributes | None = None, closing: str = ""
    ) -> None:
        """Remember an element as open, from this place of the output."""
        frame = Frame(
            tag=tag,
            role=role,
            out=len(self.out),
            text=len(self.text),
            index=index,
            attributes=attributes or {},
            closing=closing or f"</{tag}>",
        )
        self.frames.append(frame)

    def take(self, frame: Frame) -> str:
        """Return the output since a frame was opened, and remove it."""
        inner = "".join(self.out[frame.out :])
        del self.out[frame.out :]
        return inner

    def text_of(self, frame: Frame) -> str:
        """Return the plain text since a frame was opened."""
        return " ".join(words_of("".join(self.text[frame.text :])).split())

    def is_inside(self, *, role: str = "", tags: tuple[str, ...] = ()) -> bool:
        """Tell whether an element of this role or of one of these tags is open."""
        return any((role and frame.role == role) or frame.tag in tags for frame in self.frames)


def plain_lines(text: str) -> str:
    """Return text with one line per paragraph."""
    lines: Iterable[str] = text.split("\n")
    if any(space in text for space in _SPACES):
        lines = (" ".join(line.split()) for line in lines if line)
    return "\n".join(filter(None, map(str.strip, lines)))
