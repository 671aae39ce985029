"""A tree as HTML, as Python-Markdown's serialiser writes it, with less work for each element.

A test compares both on many texts. Nothing here knows of obsite: the library could take it over.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from xml.etree.ElementTree import HTML_EMPTY, Element

from markdown import serializers
from markdown.serializers import RE_AMP, to_html_string
from markdown.util import AtomicString

BOOLEAN: frozenset[str] | None = getattr(serializers, "BOOLEAN_ATTRIBUTES", {}).get("html")
VERBATIM = frozenset({"script", "style"})


class Written(AtomicString):
    """HTML that stands as a text in the tree: it is neither read again nor escaped."""


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
                end += escape(element.tail)
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
    if type(text) is Written or tag.lower() in VERBATIM:
        return f"<{tag}{attributes}>{text}"
    return f"<{tag}{attributes}>{escape(text)}"


def _attribute(item: tuple[str, str | None]) -> str:
    name, value = item
    if value is None:
        return f" {name}"
    value = quoted(value)
    return f" {value}" if name == value and name in (BOOLEAN or ()) else f' {name}="{value}"'


def escape(text: str) -> str:
    """Return a text as the library writes it."""
    if "&" in text:
        text = RE_AMP.sub("&amp;", text)
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text


def quoted(text: str) -> str:
    """Return the value of an attribute as the library writes it."""
    return escape(text).replace('"', "&quot;")
