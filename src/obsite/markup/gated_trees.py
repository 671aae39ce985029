"""Python-Markdown's passes over a text and its tree, without those that can find nothing, and written lean.

After parsing, the library walks over all elements some ten times: to look for attribute lists, check boxes,
quotation marks, escapes; to put line breaks between blocks; to write the HTML. Passes that look for a sign
(see `gated`) are left out for a text without it; the others do what the library does, with less
work for each element. A test compares both on many texts. Nothing here knows of obsite: the library could
take it over.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.preprocessors import Preprocessor
from markdown.serializers import to_html_string
from markdown.util import STX

from obsite.markup.written import BOOLEAN, to_html

TREE_SIGNS: dict[str, tuple[str, ...]] = {
    "task-list": ("[ ]", "[x]", "[X]"),
    "attr_list": ("{",),
    "smarty": ("'", '"', "--", "..."),
    "unescape": ("\\",),
}


class Source(Preprocessor):
    """Remembers the text that is being converted, before anything was taken out of it."""

    text = ""

    def run(self, lines: list[str]) -> list[str]:
        self.text = "\n".join(lines)
        return lines


class GatedPass:
    """Stands in for the `run` of a tree processor: does nothing if no sign is in the text."""

    def __init__(
        self,
        run: Callable[[Element], Any],
        signs: tuple[str, ...],
        source: Source,
        is_left: Callable[[], bool] | None = None,
    ) -> None:
        """`is_left` tells whether another pass has left anything to do."""
        self._run = run
        self._signs = signs
        self._source = source
        self._is_left = is_left

    def __call__(self, root: Element) -> Any:
        text = self._source.text
        if not any(sign in text for sign in self._signs):
            return None
        if self._is_left and not self._is_left():
            return None
        return self._run(root)


class GatedLines:
    """Stands in for the `run` of a preprocessor: gives the lines back as they are if no sign is in the text.

    `more` is what the preprocessor adds to every text.
    """

    def __init__(
        self, run: Callable[[list[str]], list[str]], signs: tuple[str, ...], more: tuple[str, ...] = ()
    ) -> None:
        self._run = run
        self._signs = signs
        self._more = more

    def __call__(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        return self._run(lines) if any(sign in text for sign in self._signs) else [*lines, *self._more]


class Unescape:
    """Stands in for the `run` of the pass that puts characters back which were escaped by a backslash."""

    def __init__(self, unescape: Callable[[str], str]) -> None:
        self._unescape = unescape

    def __call__(self, root: Element) -> None:
        for element in root.iter():
            text, tail = element.text, element.tail
            if text and STX in text and element.tag != "code":
                element.text = self._unescape(text)
            if tail and STX in tail:
                element.tail = self._unescape(tail)
            for name, value in element.items():
                if value and STX in value:
                    element.set(name, self._unescape(value))


class LineBreaks:
    """Stands in for `PrettifyTreeprocessor._prettifyETree`; what is a block is asked once for each tag."""

    def __init__(self, md: Markdown) -> None:
        self._md = md
        self._known: dict[Any, bool] = {}

    def _is_block(self, tag: Any) -> bool:
        known = self._known.get(tag)
        if known is None:
            known = self._known[tag] = self._md.is_block_level(tag)
        return known

    def __call__(self, element: Element) -> None:
        known = self._known
        tag: Any = element.tag
        if self._is_block(tag) and tag not in ("code", "pre"):
            if len(element) and self._is_block(element[0].tag) and not (element.text or "").strip():
                element.text = "\n"
            for child in element:
                is_block = known.get(child.tag)
                if self._is_block(child.tag) if is_block is None else is_block:
                    if len(child):
                        self(child)
                    elif not child.tail or not child.tail.strip():
                        child.tail = "\n"
        if not element.tail or not element.tail.strip():
            element.tail = "\n"


def gate_trees(md: Markdown) -> None:
    """Make the passes of a converter lean. To be called after all extensions are loaded."""
    source = Source(md)
    md.preprocessors.register(source, "source", 1000)
    inline: Any = md.treeprocessors["inline"]
    escapes: Any = md.treeprocessors["unescape"]
    escapes.run = Unescape(escapes.unescape)
    for name, signs in TREE_SIGNS.items():
        processor: Any = md.treeprocessors[name]
        is_left = (lambda: inline.is_left) if name == "smarty" else None
        processor.run = GatedPass(processor.run, signs, source, is_left)
    notes: Any = md.treeprocessors["footnote"]
    place = (notes.footnotes.getConfig("PLACE_MARKER"),)
    notes.footnotes.findFootnotesPlaceholder = GatedPass(
        notes.footnotes.findFootnotesPlaceholder, place, source
    )
    fences: Any = md.preprocessors["fenced_code_block"]
    fences.search_nested = GatedLines(fences.search_nested, ("```", "~~~"))
    blocks: Any = md.preprocessors["html_block"]
    blocks.run = GatedLines(blocks.run, ("<", "&"))
    white: Any = md.preprocessors["normalize_whitespace"]
    white.run = GatedLines(white.run, ("\x02", "\x03", "\r", "\t", "\n "), ("", ""))
    prettify: Any = md.treeprocessors["prettify"]
    prettify._prettifyETree = LineBreaks(md)
    if md.serializer is to_html_string and BOOLEAN:  # which versions before 3.11 decided otherwise
        md.serializer = to_html
