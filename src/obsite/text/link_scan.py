"""Links and pictures that are written with brackets in Markdown source; what anything found there is."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

# Most links are written in one shape; all others are put together from their brackets.
_WHOLE = r"\[([^\[\]\\\n]*)\]\(([^\s()<>\\]*+)\)"
_BRACKET = re.compile(rf"{_WHOLE}|!{_WHOLE}|\\.|\[|!\[|\]")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")
_DESTINATION = re.compile(
    r"\(\s*(?:<(?P<angle>[^<>\n]*)>|(?P<plain>(?:\\.|[^\s()\\]|\((?:\\.|[^()\\\n]|\([^()\n]*\))*\))*))"
    r"(?:\s+(?:\"[^\n]*?\"|'[^\n]*?'))?\s*\)"
)
_SPACED_DESTINATION = re.compile(r"\((?P<plain>[^()\n]*?)(?:\s+(?:\"[^\n]*?\"|'[^\n]*?'))?\s*\)")
_LABEL = re.compile(r"[ ]?\n?\[([^\[\]]*)\]")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()<>#+.!|~^=-])")


class Found(NamedTuple):
    """One thing in the source, by offsets into the text.

    `kind` is link, picture, definition (of a reference link), autolink, bare, attribute (of a raw
    tag), short, call or note (of a footnote), heading.
    """

    kind: str
    target: str
    start: int
    end: int
    text: str = ""


def plain_target(written: str) -> str:
    """Return an address without the backslashes and entities it was written with."""
    target = written.strip()
    if "\\" in target:
        target = _ESCAPE.sub(r"\1", target)
    return html.unescape(target) if "&" in target else target


def normal_label(label: str) -> str:
    """Return the label of a definition as links are compared to it."""
    return " ".join(label.split()).lower()


def find_links(masked: str, text: str, labels: dict[str, Found], found: list[Found]) -> str:
    """Find inline and reference links; return the text with their addresses masked."""
    opened: list[tuple[str, int]] = []
    gone: list[tuple[int, int]] = []
    position = 0
    has_escapes = "\\" in masked
    while match := _next_bracket(masked, position, leap=not (opened or has_escapes)):
        start = match.start()
        if opened and _EMPTY_LINE.search(masked, position, start):
            opened.clear()
        position = match.end()
        if last := match.lastindex:
            at, end = match.span(last)
            label = text[match.start(last - 1) : match.end(last - 1)]
            found.append(Found("link" if last == 2 else "picture", plain_target(match[last]), at, end, label))
            gone.append((at - 1, position))
            continue
        token = match.group()
        if token.startswith("\\"):
            continue
        if token.endswith("["):
            opened.append(("picture" if token[0] == "!" else "link", start))
        elif opened:
            kind, start = opened.pop()
            inner = text[start + (2 if kind == "picture" else 1) : match.start()]
            position = _after_bracket(masked, match.end(), (kind, inner), labels, found)
            gone.append((match.end(), position))
    return _blanked_at(masked, gone)


def _next_bracket(masked: str, position: int, *, leap: bool) -> re.Match[str] | None:
    """Return the next bracket; with `leap`, only what opens matters."""
    if leap:
        opening = masked.find("[", position)
        if opening < 0:
            return None
        position = max(position, opening - 1)
    return _BRACKET.search(masked, position)


def _blanked_at(masked: str, gone: list[tuple[int, int]]) -> str:
    pieces: list[str] = []
    done = 0
    for start, end in gone:
        pieces += (masked[done:start], "\x00" * (end - start))
        done = end
    return "".join((*pieces, masked[done:]))


def _after_bracket(
    masked: str, end: int, what: tuple[str, str], labels: dict[str, Found], found: list[Found]
) -> int:
    kind, text = what
    inline = _DESTINATION.match(masked, end) or _SPACED_DESTINATION.match(masked, end)
    if inline:
        group = inline.lastgroup or "plain"
        start, stop = inline.span(group)
        found.append(
            Found(kind=kind, target=plain_target(inline.group(group)), start=start, end=stop, text=text)
        )
        return inline.end()
    label = _LABEL.match(masked, end)
    definition = labels.get(normal_label((label.group(1) if label else "") or text))
    if definition:
        found.append(
            Found(kind=kind, target=definition.target, start=definition.start, end=definition.end, text=text)
        )
        return label.end() if label else end
    return end
