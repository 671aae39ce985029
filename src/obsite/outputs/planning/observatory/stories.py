"""The stories of a profile that its text tells, as its page shows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from obsite.documents.document import Document
from obsite.markup.body import MARKER
from obsite.outputs.planning.bodies import body_view
from obsite.outputs.planning.context import Context
from obsite.outputs.views import BodyView
from obsite.outputs.views.charts import ChartView
from obsite.outputs.views.observatory.pages import StoryView


def told_in(context: Context, text: Document) -> tuple[BodyView | None, tuple[StoryView, ...]]:
    """Return what stands before the first section of a text, and its sections as stories."""
    view = _unnumbered(body_view(context, text))
    lead = replace(view, html=text.body.lead) if text.body.lead else None
    return lead, tuple(_stories(view, text))


def charts_in(body: BodyView | None) -> Iterator[ChartView]:
    """Yield the charts of a text, in their order."""
    for mark in MARKER.finditer(str(body.html)) if body else ():
        if mark[1] == "b" and body and isinstance(data := body.blocks[int(mark[2])].data, ChartView):
            yield data


def _stories(view: BodyView, text: Document) -> Iterator[StoryView]:
    titles = {heading.anchor: heading.text for heading in view.headings}
    for story in text.body.stories:
        yield StoryView(
            title=titles.get(story.anchor) or story.title,
            anchor=story.anchor,
            text=replace(view, html=story.html),
            exhibit=replace(view, html=story.exhibits) if story.exhibits else None,
        )


def _unnumbered(view: BodyView) -> BodyView:
    """Return a text whose charts bear no numbers: most of those around them have none."""
    return replace(view, blocks=tuple(replace(one, data=_plain(one.data)) for one in view.blocks))


def _plain(data: object) -> object:
    return replace(data, number="") if isinstance(data, ChartView) and data.number else data
