"""The stories of a profile: the sections of its text, each with the charts that stand beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from obsite.markup.body import MARKER
from obsite.outputs.views import BodyView
from obsite.outputs.views.charts import ChartView
from obsite.outputs.views.observatory.pages import StoryView

EXHIBITS = frozenset({"chart", "map", "table", "figure", "stat"})
_SECTION = re.compile(r"(?=<h2[\s>])")
_HEADING = re.compile(r'<h2(?:\s[^>]*?id="(?P<anchor>[^"]*)")?[^>]*>(?P<title>.*?)</h2>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def sections(body: BodyView) -> tuple[BodyView | None, tuple[StoryView, ...]]:
    """Return what stands before the first section of a text, and its sections as stories."""
    body = _unnumbered(body)
    assert isinstance(body.html, str)  # texts of profiles are not lifted
    before, *parts = _SECTION.split(body.html) if body.html else [""]
    lead = replace(body, html=before) if before.strip() else None
    return lead, tuple(_stories(body, parts))


def _stories(body: BodyView, parts: list[str]) -> Iterator[StoryView]:
    for part in parts:
        heading = _HEADING.match(part)
        if heading is None:
            continue
        text, exhibits = _parted(body, part[heading.end() :])
        anchor = body.anchor_prefix + (heading["anchor"] or "")
        headings = {known.anchor: known.text for known in body.headings}
        yield StoryView(
            title=headings.get(anchor) or _TAG.sub("", heading["title"]),
            anchor=anchor,
            text=replace(body, html=text),
            exhibit=replace(body, html=exhibits) if exhibits else None,
        )


def _parted(body: BodyView, html: str) -> tuple[str, str]:
    """Return a section's words, and the charts, maps and pictures taken out of them."""
    taken: list[str] = []

    def take(mark: re.Match[str]) -> str:
        if mark[1] == "b" and body.blocks[int(mark[2])].name in EXHIBITS:
            taken.append(mark[0])
            return ""
        return mark[0]

    return MARKER.sub(take, html), "\n".join(taken)


def _unnumbered(body: BodyView) -> BodyView:
    """Return a text whose charts bear no numbers: most of those around them have none."""
    return replace(body, blocks=tuple(replace(one, data=_plain(one.data)) for one in body.blocks))


def _plain(data: object) -> object:
    return replace(data, number="") if isinstance(data, ChartView) and data.number else data
