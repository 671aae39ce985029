"""A tree as HTML, as Python-Markdown's serialiser writes it, with less work for each element.

A test compares both on many texts. Nothing here knows of obsite: the library could take it over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from xml.etree.ElementTree import HTML_EMPTY, Element

from markdown import serializers
from markdown.serializers import RE_AMP, to_html_string
from markdown.util import AtomicString

BOOLEAN: frozenset[str] | None = getattr(serializers, "BOOLEAN_ATTRIBUTES", {}).get("html")
VERBATIM = frozenset({"script", "style"})


class Written(AtomicString):
    """HTML that stands as a text in the tree: it is neither read again nor escaped."""


class _Tags(dict[str, tuple[str, str, bool]]):
    """How each element begins and ends, and whether its text is written as it is."""

    def __missing__(self, tag: str) -> tuple[str, str, bool]:
        name = tag.lower()
        made = self[tag] = f"<{tag}>", "" if name in HTML_EMPTY else f"</{tag}>", name in VERBATIM
        return made


_TAGS = _Tags()


def to_html(root: Element) -> str:
    """Return a tree as HTML, as the library's `to_html_string` does; trees with oddities are left to it."""
    if not {str}.issuperset(map(type, map(attrgetter("tag"), root.iter()))):
        return to_html_string(root)
    out: list[str] = []
    _write((root,), out.append)
    return "".join(out)


def _write(elements: Iterable[Element], add: Callable[[str], None]) -> None:
    for element in elements:
        start, end, is_verbatim = _TAGS[element.tag]
        text, tail = element.text or "", element.tail or ""
        if element.attrib:
            start = f"{start[:-1]}{''.join(map(_attribute, sorted(element.items())))}>"
        if text and not is_verbatim and type(text) is not Written:
            text = escape(text)
        if tail and tail != "\n":
            tail = escape(tail)
        if len(element):
            add(start + text)
            _write(element, add)
            add(end + tail)
        else:
            add(f"{start}{text}{end}{tail}")


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
