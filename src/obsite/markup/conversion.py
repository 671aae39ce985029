"""Python-Markdown's way from a text to HTML, without passes over texts that do not need them.

The library takes a text apart into lines and puts it together again for each preprocessor, and runs each
over every text. Here it stays one text, and a pass for which it has no sign is left out. A test compares both
on many texts. Nothing here knows of obsite: the library could take it over.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.util import ETX, STX

_MARGIN = re.compile(r"\n +(?=\n)")
# Of raw HTML and entities; the parser of HTML gives anything else back as it is.
_HTML = re.compile(r"[<&](?:(?<=<)[a-zA-Z/!?]|(?<=&)[a-zA-Z#])")


class Source:
    """The text that is being converted, before anything was taken out of it."""

    text = ""


def normalised(text: str, tab_length: int) -> str:
    """Return a text with plain line ends and spaces, and two line ends more."""
    if STX in text or ETX in text:
        text = text.replace(STX, "").replace(ETX, "")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text += "\n\n"
    if "\t" in text:
        text = text.expandtabs(tab_length)
    return _MARGIN.sub("\n", text) if "\n " in text else text


# With what a text has to go through a preprocessor of the library; through others it always goes.
_NEEDED: dict[str, Callable[[str], object]] = {
    "fenced_code_block": lambda text: "```" in text or ("~" in text and "~~~" in text),
    "html_block": lambda text: ("<" in text or "&" in text) and _HTML.search(text),
}


class Conversion:
    """Stands in for `Markdown.convert`."""

    def __init__(self, md: Markdown, source: Source) -> None:
        """To be made after all extensions are loaded."""
        self._md: Any = md
        self._source = source
        registry: Any = md.preprocessors
        names = [item.name for item in sorted(registry._priority, key=lambda item: -item.priority)]
        self._before = [(registry[name], _NEEDED.get(name, bool)) for name in names[1:]]
        if names[0] != "normalize_whitespace":
            raise ValueError(names)
        self._passes: list[Any] = list(md.treeprocessors)
        self._after: list[Any] = list(md.postprocessors)

    def __call__(self, source: str) -> str:
        if not source.strip():
            return ""
        md = self._md
        text = self._source.text = normalised(source, md.tab_length)
        for processor, is_needed in self._before:
            if is_needed(text):
                text = "\n".join(processor.run(text.split("\n")))
        root = md.parser.root = Element(md.doc_tag)
        md.parser.parseChunk(root, text)
        for processor in self._passes:
            made = processor.run(root)
            root = root if made is None else made
        return self._finished(md.serializer(root))

    def _finished(self, html: str) -> str:
        """Return the HTML of a tree without the tags of its root, with everything that was put aside."""
        html = html[html.index(">") + 1 : html.rindex("</")].strip()
        if STX in html:
            for processor in self._after:
                html = processor.run(html)
        return html.strip()
