"""What a page says, without how the theme says it: its text with headings, links, pictures, notes.

Golden files hold these outlines and not whole pages, so that a change of the theme's markup leaves
them alone, while a lost word, a wrong number or a link to the wrong place does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import html5lib

_HTML = "{http://www.w3.org/1999/xhtml}"
_LINES = {"p", "li", "figcaption", "blockquote", "td", "th", "dt", "dd", "div", "section", "article", "time"}
_HEADINGS = {f"h{level}" for level in range(1, 7)}
_SILENT = {"script", "style", "svg", "template"}


def outline(page: str) -> str:
    """Return the outline of a page's main part, one line for each heading, paragraph or item."""
    tree = html5lib.parse(page)
    main = next(tree.iter(f"{_HTML}main"))
    lines = (" ".join(line.split()) for line in "".join(_text(main)).split("\n"))
    return "".join(f"{line}\n" for line in lines if line)


def _text(element: ElementTree.Element) -> Iterator[str]:
    tag = str(element.tag).removeprefix(_HTML)
    if tag in _SILENT:
        return
    breaks = tag in _LINES or tag in _HEADINGS
    if breaks:
        yield "\n"
    if tag in _HEADINGS:
        yield f"{'#' * int(tag[1])} "
    if tag == "img":
        yield f"![{element.get('alt', '')}]({_file(element.get('src', ''))})"
    address = element.get("href") if tag == "a" else None
    yield "[" if address else ""
    yield from _flat(element.text)
    for child in element:
        yield from _text(child)
        yield from _flat(child.tail)
    yield f"]({address})" if address else ""
    if breaks:
        yield "\n"


def _flat(text: str | None) -> Iterator[str]:
    if text:
        yield re.sub(r"\s+", " ", text)


def _file(source: str) -> str:
    """Return a picture's address without the width that the theme happened to choose."""
    return re.sub(r"-\d+(?=\.\w+$)", "", source)


def feed_outline(feed: bytes) -> str:
    """Return what a feed says: of each entry its address, title, dates, and text."""
    atom = "{http://www.w3.org/2005/Atom}"
    lines = []
    for entry in ElementTree.fromstring(feed).iter(f"{atom}entry"):
        for name in ("id", "title", "published", "updated"):
            lines.append(f"{name}: {entry.findtext(f'{atom}{name}', '')}")
        content = html5lib.parse(entry.findtext(f"{atom}content", ""))
        lines += [
            "".join(line.split(" ")) and " ".join(line.split())
            for line in "".join(_text(content)).split("\n")
        ]
    return "".join(f"{line}\n" for line in lines if line.strip())


def addresses(sitemap: bytes) -> str:
    """Return the addresses of a sitemap, one a line."""
    return "".join(f"{found}\n" for found in re.findall(r"<loc>([^<]+)</loc>", sitemap.decode()))
