"""Python-Markdown's passes over a text and its tree, without those that can find nothing, and written lean.

After parsing, the library walks over all elements some ten times: to look for attribute lists, check boxes,
quotation marks, escapes; to put line breaks between blocks; to write the HTML. Passes that look for a sign
(see `gated`) are left out for a text without it; the others do what the library does, with less
work for each element. A test compares both on many texts. Nothing here knows of obsite: the library could
take it over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.serializers import to_html_string
from markdown.util import STX

from obsite.markup.conversion import Conversion, Source
from obsite.markup.written import BOOLEAN, to_html

TREE_SIGNS: dict[str, tuple[str, ...]] = {
    "task-list": ("[ ]", "[x]", "[X]"),
    "attr_list": ("{",),
    "smarty": ("'", '"', "--", "..."),
    "unescape": ("\\",),
}
# These find something only in texts that were not written at once (see `leaves`).
_OF_ODD_TEXTS = ("smarty", "unescape")


class GatedPass:
    """Stands in for the `run` of a tree processor: does nothing if nothing of it is in the text."""

    def __init__(self, run: Callable[[Element], Any], is_needed: Callable[[], object]) -> None:
        self._run = run
        self._is_needed = is_needed

    def __call__(self, root: Element) -> Any:
        return self._run(root) if self._is_needed() else None


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


class _Blocks(dict[Any, bool]):
    """Which tags are those of blocks."""

    def __init__(self, md: Markdown) -> None:
        super().__init__()
        self._md = md

    def __missing__(self, tag: Any) -> bool:
        known = self[tag] = self._md.is_block_level(tag)
        return known


class LineBreaks:
    """Stands in for `PrettifyTreeprocessor._prettifyETree`; what is a block is asked once for each tag."""

    def __init__(self, md: Markdown) -> None:
        self._is_block = _Blocks(md)

    def __call__(self, element: Element) -> None:
        is_block = self._is_block
        tag: Any = element.tag
        if is_block[tag] and tag not in ("code", "pre"):
            if len(element) and is_block[element[0].tag] and not (element.text or "").strip():
                element.text = "\n"
            for child in element:
                if is_block[child.tag]:
                    if len(child):
                        self(child)
                    elif not child.tail or not child.tail.strip():
                        child.tail = "\n"
        if not element.tail or not element.tail.strip():
            element.tail = "\n"


def _signs_in(signs: tuple[str, ...], texts: Callable[[], Iterable[str]]) -> Callable[[], bool]:
    return lambda: any(sign in text for text in texts() for sign in signs)


def gate_trees(md: Markdown) -> None:
    """Make the passes of a converter lean. To be called after all extensions are loaded."""
    source = Source()
    processors: Any = md.treeprocessors
    escapes, inline, notes = (processors[name] for name in ("unescape", "inline", "footnote"))
    escapes.run = Unescape(escapes.unescape)
    for name, signs in TREE_SIGNS.items():
        texts = (lambda: inline.odd) if name in _OF_ODD_TEXTS else (lambda: (source.text,))
        processors[name].run = GatedPass(processors[name].run, _signs_in(signs, texts))
    lists = processors["attr_list"]
    attributes = re.compile(lists.INLINE_RE.pattern.removeprefix("^"))
    lists.run = GatedPass(lists.run, lambda: attributes.search(source.text))
    place = _signs_in((notes.footnotes.getConfig("PLACE_MARKER"),), lambda: (source.text,))
    notes.footnotes.findFootnotesPlaceholder = GatedPass(notes.footnotes.findFootnotesPlaceholder, place)
    prettify: Any = md.treeprocessors["prettify"]
    prettify._prettifyETree = LineBreaks(md)
    if md.serializer is to_html_string and BOOLEAN:  # which versions before 3.11 decided otherwise
        md.serializer = to_html
    conversion: Any = Conversion(md, source)
    md.convert = conversion  # type: ignore[method-assign]
