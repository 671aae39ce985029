"""A text about a region divided into stories: its sections, each with the charts that stand beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from obsite.markup.body import MARKER, Body, Story

_EXHIBITS = frozenset({"chart", "map", "table", "figure", "stat"})
_SECTION = re.compile(r"(?=<h2[\s>])")
_HEADING = re.compile(r'<h2(?:\s[^>]*?id="(?P<anchor>[^"]*)")?[^>]*>(?P<title>.*?)</h2>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def divide(body: Body) -> Body:
    """Return a text that knows its stories."""
    before, *parts = _SECTION.split(str(body.html))
    lead = before if before.strip() else ""
    return replace(body, lead=lead, stories=tuple(_stories(body, parts)))


def _stories(body: Body, parts: list[str]) -> Iterator[Story]:
    for part in parts:
        heading = _HEADING.match(part)
        if heading is None:
            continue
        html, exhibits = _parted(body, part[heading.end() :])
        title = _TAG.sub("", heading["title"])
        yield Story(title=title, anchor=heading["anchor"] or "", html=html, exhibits=exhibits)


def _parted(body: Body, html: str) -> tuple[str, str]:
    """Return a section's words, and the charts, maps and pictures taken out of them."""
    taken: list[str] = []

    def take(mark: re.Match[str]) -> str:
        if mark[1] == "b" and body.blocks[int(mark[2])].name in _EXHIBITS:
            taken.append(mark[0])
            return ""
        return mark[0]

    return MARKER.sub(take, html), "\n".join(taken)
