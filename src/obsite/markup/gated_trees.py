"""Python-Markdown's passes over a text and its tree, without those that can find nothing, and written lean.

After parsing, the library walks over all elements some ten times: to look for attribute lists, check boxes,
quotation marks, escapes; to put line breaks between blocks; to write the HTML. Passes that look for a sign
(see `gated`) are left out for a text without it; the others do what the library does, with less
work for each element. A test compares both on many texts. Nothing here knows of obsite: the library could
take it over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Any
from xml.etree.ElementTree import HTML_EMPTY, Element

from markdown import Markdown, serializers
from markdown.preprocessors import Preprocessor
from markdown.serializers import RE_AMP, to_html_string

TREE_SIGNS: dict[str, tuple[str, ...]] = {
    "task-list": ("[ ]", "[x]", "[X]"),
    "attr_list": ("{",),
    "smarty": ("'", '"', "--", "..."),
    "unescape": ("\\",),
}
_BOOLEAN: frozenset[str] | None = getattr(serializers, "BOOLEAN_ATTRIBUTES", {}).get("html")
_VERBATIM = frozenset({"script", "style"})


class Source(Preprocessor):
    """Remembers the text that is being converted, before anything was taken out of it."""

    text = ""

    def run(self, lines: list[str]) -> list[str]:
        self.text = "\n".join(lines)
        return lines


class GatedPass:
    """Stands in for the `run` of a tree processor: does nothing if no sign is in the text."""

    def __init__(
        self, run: Callable[[Element], Any], signs: tuple[str, ...], source: Source, *, in_words: bool = False
    ) -> None:
        """With `in_words`, a sign counts only where it still stands in a text of the tree."""
        self._run = run
        self._signs = signs
        self._source = source
        self._in_words = in_words

    def __call__(self, root: Element) -> Any:
        text = self._source.text
        if not any(sign in text for sign in self._signs):
            return None
        if self._in_words:  # such as dashes, which tables are made with as well
            words = "".join(filter(None, root.itertext()))
            if not any(sign in words for sign in self._signs):
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


def to_html(root: Element) -> str:
    """Return a tree as HTML, as the library's `to_html_string` does; trees with oddities are left to it."""
    if not {str}.issuperset(map(type, map(attrgetter("tag"), root.iter()))):
        return to_html_string(root)
    out: list[str] = []
    opened: list[tuple[Iterator[Element], str]] = []
    children, closing = iter((root,)), ""
    while True:
        for element in children:
            out.append(_start(element))
            end = "" if element.tag.lower() in HTML_EMPTY else f"</{element.tag}>"
            if element.tail:
                end += _escape(element.tail)
            if len(element):
                opened.append((children, closing))
                children, closing = iter(element), end
                break
            out.append(end)
        else:
            out.append(closing)
            if not opened:
                return "".join(out)
            children, closing = opened.pop()


def _start(element: Element) -> str:
    """Return a start tag and the text behind it."""
    tag, text = element.tag, element.text
    attributes = "".join(map(_attribute, sorted(element.items()))) if element.attrib else ""
    if not text:
        return f"<{tag}{attributes}>"
    return f"<{tag}{attributes}>{text if tag.lower() in _VERBATIM else _escape(text)}"


def _attribute(item: tuple[str, str | None]) -> str:
    name, value = item
    if value is None:
        return f" {name}"
    value = _escape(value).replace('"', "&quot;")
    return f" {value}" if name == value and name in (_BOOLEAN or ()) else f' {name}="{value}"'


def _escape(text: str) -> str:
    if "&" in text:
        text = RE_AMP.sub("&amp;", text)
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text


def gate_trees(md: Markdown) -> None:
    """Make the passes of a converter lean. To be called after all extensions are loaded."""
    source = Source(md)
    md.preprocessors.register(source, "source", 1000)
    for name, signs in TREE_SIGNS.items():
        processor: Any = md.treeprocessors[name]
        processor.run = GatedPass(processor.run, signs, source, in_words=name == "smarty")
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
    if md.serializer is to_html_string and _BOOLEAN:  # which versions before 3.11 decided otherwise
        md.serializer = to_html
