"""Published HTML read as a reader's program does: its elements, links and words."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import lxml.etree
import lxml.html

_CSS_ADDRESS = re.compile(r"url\(\s*[\"']?([^\"')]+)|@import\s+[\"']([^\"']+)")


@dataclass(frozen=True, slots=True)
class Link:
    """One address in a page."""

    element: str
    attribute: str
    address: str

    @property
    def loads(self) -> bool:
        """Whether a browser fetches it without being asked."""
        return self.element not in {"a", "area", "form"} and self.attribute != "canonical"


def parse(text: str) -> lxml.html.HtmlElement:
    """Return the tree of a page."""
    return lxml.html.document_fromstring(text)


def links(tree: lxml.html.HtmlElement) -> Iterator[Link]:
    """Return every address in a page; `rel` in place of `href` for <link>."""
    for element in tree.iter(lxml.etree.Element):
        for name in ("href", "src", "poster", "data", "action"):
            if (address := element.get(name)) is not None:
                attribute = element.get("rel", "") if element.tag == "link" else name
                yield Link(element.tag, attribute, address)
        for candidate in element.get("srcset", "").split(", "):
            if candidate:
                yield Link(element.tag, "srcset", candidate.rsplit(" ", 1)[0])


def css_addresses(text: str) -> list[str]:
    """Return what a style sheet loads."""
    return [first or second for first, second in _CSS_ADDRESS.findall(text)]


def anchors(tree: lxml.html.HtmlElement) -> set[str]:
    """Return all that a fragment may point to."""
    return set(tree.xpath("//@id"))


def words(tree: lxml.html.HtmlElement) -> str:
    """Return the text of a page without its scripts and styles."""
    body = tree.find("body")
    for element in body.xpath(".//script|.//style"):
        element.drop_tree()
    return " ".join(body.text_content().split())


def squash(text: str) -> str:
    """Return only the letters and digits, so that hyphens and lines do not matter."""
    return re.sub(r"[\W_]+", "", text).casefold()


class Resolver:
    """Follows addresses of a site whose files lie in a folder and are offered below a prefix."""

    def __init__(self, folder: Path, prefix: str = "/") -> None:
        self.folder, self.prefix = folder, prefix
        self._anchors: dict[Path, set[str]] = {}

    def fault(self, page: str, address: str, *, from_disk: bool = False) -> str:
        """Return why an address leads nowhere, or nothing; from disk there are no folder pages."""
        plain, fragment = urldefrag(address)
        path = unquote(urlsplit(plain).path)
        if path.startswith("/"):
            if not path.startswith(self.prefix):
                return "leaves the site"
            name = path.removeprefix(self.prefix)
        else:
            name = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
        target = self.folder / name
        if target.is_dir() and not from_disk:
            target /= "index.html"
        if name.startswith("..") or not target.is_file():
            return "no such file"
        if fragment and target.suffix == ".html" and unquote(fragment) not in self._anchors_of(target):
            return "no such anchor"
        return ""

    def _anchors_of(self, path: Path) -> set[str]:
        if path not in self._anchors:
            self._anchors[path] = anchors(parse(path.read_text(encoding="utf-8")))
        return self._anchors[path]


def is_internal(address: str) -> bool:
    """Whether an address is one of the site's own, written without a host."""
    parts = urlsplit(address)
    return not parts.scheme and not parts.netloc
