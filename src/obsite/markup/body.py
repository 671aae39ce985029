"""The converted text of one document: HTML with markers, and the tables the markers point into.

A document is converted once. What depends on where it is shown (relative links, pictures,
footnotes beside or below the text, blocks that list other documents) stays a marker in the HTML
until an output fills it in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from obsite.diagnostics.model import Span
from obsite.text.expressions import Parsed

if TYPE_CHECKING:
    from obsite.content.block import BlockOptions

# U+FDD0 and U+FDD1 are noncharacters: Unicode promises that no text contains them.
OPEN, CLOSE = "\ufdd0", "\ufdd1"
VALUE = re.compile(f"{OPEN}v([0-9]+){CLOSE}")
BOX = "obsite-box"  # the name that the converter has for our own blocks
MARKER = re.compile(f"{OPEN}([a-z])([0-9]+){CLOSE}")


def marker(kind: str, index: int) -> str:
    """Return the marker of an entry.

    `r` reference, `p` picture, `f` note call, `b` block, `t` link text, `v` number from the data.
    """
    return f"{OPEN}{kind}{index}{CLOSE}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A piece of a text's HTML, kept apart from what is known of the text (see `documents/lifting.py`).

    `part` is "" for the running text, "f<index>" for a note, "b<index>" for a block's content, "lead" and
    "s<number>" for what stands before a text's stories and in each. Where there is nothing, "" stands in
    place of a passage.
    """

    path: str  # of the text
    part: str = ""


Passages = Mapping[str, str]  # the HTML of one text, by part


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A link, picture or media address found in a text, as written there.

    In the HTML, a link's address is the marker `r<index>` inside the attribute. A picture is
    the marker `p<index>` in place of the whole `<img>` element. `kind` is "link", "picture",
    "media" (a src of audio, video or source; marker `r`), or "short" for `[[code]]` (marker `r`).
    "remote" is a link in place of something that would have been loaded from another host. The text
    of a short link or a link within the site is the marker `t<index>` when the author gave none.
    """

    index: int
    kind: str
    target: str
    span: Span
    text: str = ""  # the link's plain text, or the picture's alternative text
    title: str = ""
    has_alt: bool = True  # False for a picture without words that is not marked as an ornament
    attributes: tuple[tuple[str, str], ...] = ()  # the picture's further attributes (class, width, ...)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    level: int
    anchor: str
    text: str  # plain text


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """A footnote in the order of its first call; `html` is inline or block content with markers."""

    index: int
    label: str
    html: str | Passage
    calls: int  # how often the text calls it


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A `/// name | argument` block. Its place in the enclosing HTML is the marker `b<index>`."""

    index: int
    name: str
    argument: str
    options: BlockOptions
    html: str | Passage  # the converted content, with markers of the same body
    span: Span
    has_table: bool = False  # whether its content is one, or has one in it
    places: tuple[tuple[str, Span], ...] = ()  # where each option's value stands: "src", "people.0", ...

    def place(self, option: str) -> Span:
        """Return the span of an option's value, or of the header when the option is not given."""
        return next((span for name, span in self.places if name == option), self.span)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A section of a text about a region, whose charts stand beside its words."""

    title: str  # as its heading's HTML has it; `headings` know better, but not of those written as HTML
    anchor: str
    html: str | Passage
    exhibits: str  # the markers of the charts and maps taken out of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """A number asked for in a text; the marker `v<index>` stands in its place, also in plain texts."""

    index: int
    parsed: Parsed | None  # None: it cannot be read, which was reported
    source: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What an expression came to: its text, the bare number, and where that is from."""

    text: str
    number: str = ""
    title: str = ""
    flag: str = ""
    flag_title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Everything an output needs to know about a document's text."""

    html: str | Passage = ""
    headings: tuple[Heading, ...] = ()
    anchors: tuple[str, ...] = ()  # every id in the HTML, headings included
    references: tuple[Reference, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    blocks: tuple[Block, ...] = ()
    words: int = 0  # of a document that was lifted, roughly
    sections: tuple[tuple[str, int], ...] = ()  # (title, words) of those of an issue or book, roughly
    lead: str | Passage = ""  # what stands before the stories; of texts about regions, as `stories`
    stories: tuple[Story, ...] = ()
    wordless: tuple[int, ...] = ()  # the references that are links waiting for a text
    text: str = ""  # plain text, for summaries and checks
    expressions: tuple[Expression, ...] = ()
    shown: tuple[Shown, ...] = ()  # by expression, once the data was asked
    lead_title: str = ""  # a leading `# Heading`, taken out of the HTML when the document has no title
