"""Fills the markers of a text (see markup/body.py) for one page and one medium.

Called by the templates' function `body(body_view)`. What a picture, a note and a block look
like is said by templates: `macros/picture.html`, `macros/notes.html`, `blocks/<name>.html`,
each looked for below `print/` first when the medium is print.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import unescape

from markupsafe import Markup, escape

from obsite.markup.body import MARKER, OPEN, VALUE, Passage, Shown, marker
from obsite.outputs.compiling import marked, shown
from obsite.outputs.medium import Medium
from obsite.outputs.notes import TAG, as_phrase, place_notes
from obsite.outputs.views import BlockView, BodyView, NoteView, PictureView

_ID = re.compile(r"""(\s(?:id|for|name|headers|aria-labelledby|aria-describedby)=)(["'])([^"']+)\2""")
_IN_PAGE = re.compile(r"""(\shref=)(["'])#([^"']+)\2""")
_HEADING = re.compile(r'(<h([2-6])\b[^>]*?\sid="([^"]*)"[^>]*>)(.*?)</h\2>', re.DOTALL)
_NAMED = frozenset({"a", "map"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What the filling asks of the templates."""

    href: Callable[[str], str]
    picture: Callable[[PictureView], str]
    block: Callable[[BlockView, Markup], str]
    call: Callable[[NoteView, bool], str]  # second: is it the first call of this note
    note: Callable[[NoteView, Markup], str]
    value: Callable[[Shown], str]
    passage: Callable[[Passage], str]
    endnotes: Callable[[list[tuple[NoteView, Markup]]], str]


@dataclass(slots=True)
class Filling:
    """One pass over one text: what has been called and placed so far."""

    body: BodyView
    parts: Parts
    medium: Medium
    page: str = ""  # the address of the text's page, where the text is shown elsewhere
    called: set[int] = field(default_factory=set)
    placed: set[int] = field(default_factory=set)

    def text(self) -> Markup:
        """Return the whole text, with its notes at their places."""
        html = self.fill(self.body.html)
        if self.medium is Medium.FEED and self.called:
            html += self.parts.endnotes(
                [(self.body.notes[index], self._note_text(index)) for index in sorted(self.called)]
            )
        return marked(anchored(html, self.page) if self.page else html)

    def fill(self, html: str | Passage) -> str:
        """Return a part of the text with its markers filled."""
        if not isinstance(html, str):
            html = self.parts.passage(html)
        if self.body.notes and self.medium is Medium.WEB:
            html = place_notes(html, self._once)
        if self.body.anchor_prefix:
            html = prefix_anchors(html, self.body.anchor_prefix)
        if numbers := {heading.anchor: heading.number for heading in self.body.headings if heading.number}:
            html = number_headings(html, numbers)
        if self.body.values:
            html = TAG.sub(self._plain_values, html)
        return self._filled(html)

    def _filled(self, html: str) -> str:
        if OPEN not in html:
            return html
        pieces = MARKER.split(html)  # a text, a letter, a number, a text, and so on
        kinds, indexes = pieces[1::3], map(int, pieces[2::3])
        del pieces[2::3]
        pieces[1::2] = [_FILLERS[kind](self, index) for kind, index in zip(kinds, indexes, strict=True)]
        return "".join(pieces)

    def _plain_values(self, tag: re.Match[str]) -> str:
        """Return a tag with the bare text of numbers in its attributes."""
        return VALUE.sub(lambda mark: str(escape(self.body.values[int(mark[1])].text)), tag[0])

    def _value(self, index: int) -> str:
        return str(self.parts.value(self.body.values[index]))

    def _address(self, index: int) -> str:
        return shown(self.parts.href(self.body.targets[index].href))

    def _link_text(self, index: int) -> str:
        return shown(self.body.targets[index].text)

    def _picture(self, index: int) -> str:
        picture = self.body.pictures[index]
        return self.parts.picture(picture) if picture is not None else ""

    def _call(self, index: int) -> str:
        if not self.body.notes:
            return ""  # shown where there is no room for notes
        note = self.body.notes[index]
        first = index not in self.called
        self.called.add(index)
        if self.medium is Medium.PRINT and first:
            return self._note(index)
        return self.parts.call(note, first)

    def _once(self, index: int) -> str:
        # A marker of our own: the note is filled with the rest, after ids got their prefix.
        if index in self.placed:
            return ""
        self.placed.add(index)
        return marker("n", index)

    def _note(self, index: int) -> str:
        return self.parts.note(self.body.notes[index], self._note_text(index))

    def _note_text(self, index: int) -> Markup:
        return marked(as_phrase(self.fill(self.body.notes[index].html)))

    def _block(self, index: int) -> str:
        block = self.body.blocks[index]
        return self.parts.block(block, marked(self.fill(block.html)))


_FILLERS: dict[str, Callable[[Filling, int], str]] = {
    "r": Filling._address,
    "t": Filling._link_text,
    "p": Filling._picture,
    "f": Filling._call,
    "n": Filling._note,
    "b": Filling._block,
    "v": Filling._value,
}


def number_headings(html: str, numbers: Mapping[str, str]) -> str:
    """Return the HTML with numbers before the headings that have one, by their ids.

    Number and words have a span each: paper sets the number into the margin, and with bare words beside
    it WeasyPrint would tag the heading twice.
    """

    def numbered(heading: re.Match[str]) -> str:
        number = numbers.get(unescape(heading[3]))
        if not number:
            return heading[0]
        tag, words = heading[1], heading[4]
        label = f'<span class="section-number">{number}</span> <span class="section-name">{words}</span>'
        return f"{tag}{label}</h{heading[2]}>"

    return _HEADING.sub(numbered, html)


def prefix_anchors(html: str, prefix: str) -> str:
    """Return the HTML with the prefix before every id and every link to one."""

    def rewrite(tag: re.Match[str]) -> str:
        if "=" not in tag[0]:
            return tag[0]
        named = (tag[2] or "").lower() in _NAMED
        return _IN_PAGE.sub(
            rf"\g<1>\g<2>#{prefix}\g<3>\g<2>", _ID.sub(lambda at: _prefixed(at, prefix, named), tag[0])
        )

    return TAG.sub(rewrite, html)


def anchored(html: str, page: str) -> str:
    """Return the HTML with links to places in it leading to the page where it is at home."""
    return TAG.sub(lambda tag: _IN_PAGE.sub(rf"\g<1>\g<2>{page}#\g<3>\g<2>", tag[0]), html)


def _prefixed(attribute: re.Match[str], prefix: str, named: bool) -> str:
    if attribute[1].strip() == "name=" and not named:
        return attribute[0]  # `name` is an anchor on <a> and <map>, elsewhere a field's name
    words = " ".join(prefix + word for word in attribute[3].split())
    return f"{attribute[1]}{attribute[2]}{words}{attribute[2]}"
