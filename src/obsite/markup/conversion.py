"""Python-Markdown's way from a text to HTML, without passes over texts that do not need them.

The library takes a text apart into lines and puts it together again for each preprocessor, and runs each
over every text. Here it stays one text, and a pass for which it has no sign is left out. A test compares both
on many texts. Nothing here knows of obsite: the library could take it over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.util import ETX, STX

_MARGIN = re.compile(r"\n +(?=\n)")
# The parser of HTML gives tags without attributes back as they are, these excepted, and anything else.
_SIMPLE = r"/?[a-zA-Z][a-zA-Z0-9]*+ ?/?>"
_OF_TEXT = "script|style|textarea|title|plaintext|xmp|iframe|no"


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


def _has_fence(text: str) -> bool:
    return "```" in text or ("~" in text and "~~~" in text)


class HasHtml:
    """Tells whether a text has HTML that the library's parser may change or take out of it."""

    def __init__(self, blocks: Iterable[str]) -> None:
        margin = "|".join(rf"(?<=\n{space}<)" for space in ("", r"\s", r"\s\s", r"\s\s\s"))
        odd = rf"(?=[a-zA-Z/!?])(?!{_SIMPLE})|/?(?:{_OF_TEXT})|(?:{margin})/?(?:{'|'.join(blocks)})\b"
        self._odd = re.compile(f"<(?:{odd})", re.IGNORECASE)

    def __call__(self, text: str) -> bool:
        return "&#" in text or ("<" in text and self._odd.search("\n" + text) is not None)


class PutBack:
    """Stands in for the `run` of the pass that puts back what was put aside; leaps from one to the next."""

    _PLACE = re.compile(f"{STX}wzxhzdk:([0-9]+){ETX}")

    def __init__(self, processor: Any) -> None:
        self._processor = processor
        self._stash = processor.md.htmlStash

    def __call__(self, text: str) -> str:
        out: list[str] = []
        end = 0
        for place in self._PLACE.finditer(text):
            if int(place[1]) < self._stash.html_counter:
                start, stop = place.span()
                is_alone = text.endswith("<p>", end, start) and text.startswith("</p>", stop)
                html = self._processor.stash_to_string(self._stash.rawHtmlBlocks[int(place[1])])
                if is_alone:
                    start, stop = start - 3, stop + 4
                    if not self._processor.isblocklevel(html):
                        html = f"<p>{html}</p>"
                out += (text[end:start], self(html))
                end = stop
        out.append(text[end:])
        return "".join(out)


class Conversion:
    """Stands in for `Markdown.convert`."""

    def __init__(self, md: Markdown, source: Source) -> None:
        """To be made after all extensions are loaded."""
        self._md: Any = md
        self._source = source
        registry: Any = md.preprocessors
        names = [item.name for item in sorted(registry._priority, key=lambda item: -item.priority)]
        needed: dict[str, Callable[[str], bool]] = {
            "fenced_code_block": _has_fence,
            "html_block": HasHtml(md.block_level_elements),
        }
        self._before = [(registry[name], needed.get(name, bool)) for name in names[1:]]
        if names[0] != "normalize_whitespace":
            raise ValueError(names)
        self._passes: list[Any] = list(md.treeprocessors)
        after: Any = md.postprocessors
        after["raw_html"].run = PutBack(after["raw_html"])
        self._after: list[Any] = list(after)

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
