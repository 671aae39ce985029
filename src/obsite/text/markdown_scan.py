"""Where things stand in Markdown source: links, pictures, footnotes, headings, raw HTML attributes.

Python-Markdown keeps no positions, so the source is read a second time, here, only to know the
places. Code and comments are masked first. The converter decides what *is* a link; this scan says
where it was written. Blocks (`///`) are found by `block_scan`.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate, count
from operator import add, itemgetter

from obsite.diagnostics.model import Span
from obsite.text.code_mask import blanked, mask_code
from obsite.text.link_scan import Found, find_links, normal_label, plain_target

BARE_URL = re.compile(r"(?<![\w/\"'=@])https?://[^\s<>\"'`|\\\x00-\x1f\ufdd0\ufdd1]+", re.IGNORECASE)
SHORT = re.compile(r"\[\[([^\[\]|\n\x00-\x08]+)(?:\|([^\[\]\n\x00-\x08]+))?\]\](?![(\[])")

# Patterns begin with a character, and look back from there: so a search leaps from one to the next.
_NOTE = re.compile(r"\[\^([^\]\n]*)\]:")
_MARGIN = ("", " ", "  ", "   ")
_CALL = re.compile(r"\[(?<!\\\[)\^([^\]\n]+)\]")
_DEFINITION = re.compile(r"\n[ ]{0,3}\[([^\[\]\n]*)\]:[ ]*\n?[ ]*(<[^<>\n]*>|[^\s]+)")
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9:-]*)(?:\s(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)?/?>")
_AUTOLINK = re.compile(
    r"<([A-Za-z][A-Za-z0-9+.-]*://[^<>\n]*|(?:mailto:)?[^\s<>@:!]+@[^\s<>@]+)>", re.IGNORECASE
)
_ATTRIBUTE = re.compile(
    r"\s(href|src|poster|srcset|data|action)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE
)
_ATX = re.compile(r"#(?<![^\n]#)#{0,5}[ \t]*(\S.*)")
_SETEXT = re.compile(r"^([^\s#>*+-].*)\n(=+|-+)[ \t]*$", re.MULTILINE)
_UNDERLINE = re.compile(r"\n(?:=+|-+)[ \t]*$", re.MULTILINE)
_SENTENCE_MARKS = frozenset(".,;:!?*_~'\"\\")
_OPENERS = {")": "(", "]": "[", "}": "{"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """A scanned text, which can say the span of each offset."""

    path: str
    first_line: int
    text: str
    masked: str = field(repr=False)
    found: tuple[Found, ...]
    tags: tuple[tuple[str, int], ...]  # raw HTML start and end tags, "/" before the name of an end
    starts: tuple[int, ...] = field(repr=False)
    first_column: int = 1  # of each line, where a text is indented in its file
    expressions: tuple[tuple[int, int, str], ...] = ()  # what markers stand for: start, end, as written

    def span(self, start: int, end: int | None = None) -> Span:
        """Return the span of text[start:end] in the file."""
        starts, line, column = self.starts, self.first_line, self.first_column
        stop = start + 1 if end is None or end <= start else end
        row = bisect_right(starts, start) - 1
        last = bisect_right(starts, stop, row) - 1
        return Span(
            path=self.path,
            line=line + row,
            column=start - starts[row] + column,
            end_line=line + last,
            end_column=stop - starts[last] + column,
        )

    def of_kind(self, *kinds: str) -> Iterator[Found]:
        """Yield what was found of these kinds, in the order of the text."""
        return (item for item in self.found if item.kind in kinds)


def trim_bare(url: str) -> str:
    """Return a bare address without the punctuation that belongs to the sentence around it."""
    while url:
        last = url[-1]
        opener = _OPENERS.get(last)
        if not (last in _SENTENCE_MARKS or (opener and url.count(last) > url.count(opener))):
            break
        url = url[:-1]
    return url


def scan(text: str, *, path: str = "", first_line: int = 1, first_column: int = 1) -> Scan:
    """Return where links, pictures, footnotes, headings and raw tags stand in a Markdown text."""
    masked = mask_code(text)
    found: list[Found] = []
    tags: list[tuple[str, int]] = []
    rest = _definitions(masked, found)
    labels = {normal_label(item.text): item for item in found if item.kind == "definition"}
    rest = _raw_tags(rest, text, found, tags)
    rest = _shorts(rest, labels, found)
    rest = find_links(rest, text, labels, found)
    _bare(rest, found)
    _headings(masked, text, found)
    found.sort(key=itemgetter(2, 3))  # by place
    lengths = accumulate(map(len, text.split("\n")[:-1]), initial=0)
    starts = tuple(map(add, lengths, count()))  # with the line ends before each
    return Scan(
        path=path,
        first_line=first_line,
        first_column=first_column,
        text=text,
        masked=masked,
        found=tuple(found),
        tags=tuple(tags),
        starts=starts,
    )


def _blank(match: re.Match[str]) -> str:
    return blanked(match.group(), "\x00")


def _definitions(masked: str, found: list[Found]) -> str:
    def note(match: re.Match[str]) -> str:
        start = match.start()
        if masked[masked.rfind("\n", 0, start) + 1 : start] not in _MARGIN:
            return match.group()
        found.append(Found(kind="note", target=match.group(1), start=start, end=match.end() - 1))
        return _blank(match)

    def definition(match: re.Match[str]) -> str:
        address = match.group(2)
        inner = address[1:-1] if address.startswith("<") and address.endswith(">") else address
        start = match.start(2) - (1 if inner == address else 0)
        target = plain_target(inner)
        item = Found(
            kind="definition", target=target, start=start, end=start + len(inner), text=match.group(1)
        )
        found.append(item)
        return _blank(match)

    def call(match: re.Match[str]) -> str:
        found.append(Found(kind="call", target=match.group(1), start=match.start(), end=match.end()))
        return _blank(match)

    if "[^" in masked:
        masked = _CALL.sub(call, _NOTE.sub(note, masked))
    return _DEFINITION.sub(definition, f"\n{masked}")[1:] if "]:" in masked else masked


def _raw_tags(masked: str, text: str, found: list[Found], tags: list[tuple[str, int]]) -> str:
    def autolink(match: re.Match[str]) -> str:
        if masked[max(0, match.start() - 2) : match.start()] == "](":
            return match.group()
        start = match.start(1)
        target = match.group(1)
        if "@" in target and ":" not in target:
            target = "mailto:" + target
        found.append(Found(kind="autolink", target=plain_target(target), start=start, end=match.end(1)))
        return _blank(match)

    def tag(match: re.Match[str]) -> str:
        if masked[max(0, match.start() - 2) : match.start()] == "](":
            return match.group()
        closing = match.group().startswith("</")
        tags.append((("/" if closing else "") + match.group(1).lower(), match.start()))
        for attribute in _ATTRIBUTE.finditer(text, match.start(), match.end()):
            group = attribute.lastindex or 2
            target = html.unescape(attribute.group(group).strip())
            start, end = attribute.span(group)
            found.append(
                Found(kind="attribute", target=target, start=start, end=end, text=attribute.group(1))
            )
        return _blank(match)

    return _TAG.sub(tag, _AUTOLINK.sub(autolink, masked)) if "<" in masked else masked


def _shorts(masked: str, labels: dict[str, Found], found: list[Found]) -> str:
    def short(match: re.Match[str]) -> str:
        if normal_label(match.group(1)) in labels or masked[match.start() - 1 : match.start()] in ("\\", "!"):
            return match.group()
        key, text = match.group(1).strip(), (match.group(2) or "").strip()
        found.append(Found(kind="short", target=key, start=match.start(), end=match.end(), text=text))
        return _blank(match)

    return SHORT.sub(short, masked) if "[[" in masked else masked


def _bare(masked: str, found: list[Found]) -> None:
    if "://" not in masked:
        return
    for match in BARE_URL.finditer(masked):
        url = trim_bare(match.group())
        if len(url) > len("https://"):
            end = match.start() + len(url)
            found.append(Found(kind="bare", target=plain_target(url), start=match.start(), end=end))


def _headings(masked: str, text: str, found: list[Found]) -> None:
    for match in _ATX.finditer(masked):
        start = match.start(1)
        length = len(match[1].rstrip(" \t").rstrip("#").rstrip(" \t")) or 1
        title = text[start : start + length]
        found.append(Found("heading", title, match.start(), start + length, title))
    for match in _SETEXT.finditer(masked) if _UNDERLINE.search(masked) else ():
        title = text[match.start(1) : match.end(1)].strip()
        found.append(Found(kind="heading", target=title, start=match.start(), end=match.end(1), text=title))
