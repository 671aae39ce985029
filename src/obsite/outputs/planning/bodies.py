"""A document's text as a template sees it: what each marker stands for, on the page that shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import repeat

from obsite.content import blocks as options
from obsite.documents.document import Document
from obsite.markup.body import Block, Footnote, Heading, Reference
from obsite.outputs.planning.cards import article_card, event_card, person_entry
from obsite.outputs.planning.context import Context
from obsite.outputs.planning.matrices import matrix_view, pathway_view
from obsite.outputs.planning.pictures import picture, picture_path
from obsite.outputs.views import (
    ArticlesView,
    AwardsView,
    AwardView,
    BlockView,
    BodyView,
    ButtonView,
    CalloutView,
    ChartView,
    ColumnsView,
    EventsView,
    FigureView,
    HeadingView,
    KeyFigureView,
    MapView,
    NoteView,
    PageBreakView,
    PeopleView,
    PictureView,
    PracticeView,
    PullquoteView,
    RecommendationView,
    TargetView,
    VideoView,
)
from obsite.outputs.views.matrices import PathwayView
from obsite.site.collections import end_of
from obsite.site.links import Addresses, resolve_link
from obsite.site.numbering import counted_as
from obsite.site.paths import relative_path
from obsite.site.target import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a text is shown. `prefix` goes before its anchors; `here` maps routes that are on the
    same page to their anchors; `first_note` is how many footnotes the page has before this text;
    `links_home` tells that links within the text lead to its own page, as they do in a feed."""

    prefix: str = ""
    here: Mapping[str, str] = field(default_factory=dict)
    first_note: int | None = None
    links_home: bool = False


ALONE = Place()


def body_view(context: Context, document: Document, place: Place = ALONE) -> BodyView:
    """Return the text of a document for the place where it is shown."""
    body = document.body
    first = context.site.numbers.notes.get(document.path, 0) if place.first_note is None else place.first_note
    targets = map(context.ways.target, context.site.targets[document.path])
    return BodyView(
        html=body.html,
        targets=tuple(targets if place is ALONE else map(moved, targets, repeat(place))),
        pictures=tuple([_picture(context, document, ref) for ref in body.references]),
        notes=tuple([_note(note, first + note.index + 1) for note in body.footnotes]),
        blocks=tuple([_block(context, document, block, place) for block in body.blocks]),
        headings=tuple([_heading(context, document, one, place.prefix) for one in body.headings]),
        values=body.shown,
        lang=document.meta.lang,
        anchor_prefix=place.prefix,
    )


def _note(note: Footnote, number: int) -> NoteView:
    return NoteView(number=number, anchor=f"note-{number}", html=note.html)


def _heading(context: Context, document: Document, heading: Heading, prefix: str) -> HeadingView:
    numbers = context.site.numbers.sections
    number = numbers.get((document.path, heading.anchor), "") if numbers else ""
    return HeadingView(level=heading.level, anchor=prefix + heading.anchor, text=heading.text, number=number)


def moved(view: TargetView, place: Place) -> TargetView:
    """Return where a link leads that is shown in another place than on its text's own page."""
    if view.external or not view.href:
        return view
    route, _, fragment = view.href.partition("#")
    if not route:
        return replace(view, href=f"#{fragment}" if place.links_home else f"#{place.prefix}{fragment}")
    anchor = place.here.get(route)
    if anchor is None:
        return view
    return replace(view, href=f"#{anchor}-{fragment}" if fragment else f"#{anchor}")


def _picture(context: Context, document: Document, ref: Reference) -> PictureView | None:
    if ref.kind != "picture":
        return None
    return picture(context, picture_path(document.path, ref.target), ref.text)


def _block(context: Context, document: Document, block: Block, place: Place) -> BlockView:
    kind, number = counted_as(block), context.site.numbers.figures.get((document.path, block.index), "")
    anchor = getattr(block.options, "id", "") or (f"{kind}-{number.replace('.', '-')}" if number else "")
    data = _MAKERS[block.name](context, document, block)
    if isinstance(data, ChartView | MapView):
        data = replace(data, number=number, anchor=f"{place.prefix}{anchor}" if anchor else "")
    return BlockView(
        name=block.name,
        argument=block.argument,
        html=block.html,
        data=data,
        anchor=f"{place.prefix}{anchor}" if anchor else "",
        kind=kind if number else "",
        number=number,
    )


def _figure(context: Context, document: Document, block: Block) -> FigureView:
    o = block.options
    assert isinstance(o, options.FigureOptions)
    shown = picture(context, picture_path(document.path, o.src), o.alt or "") if o.src else None
    return FigureView(picture=shown, caption=block.argument, credit=o.credit, width=o.width)


def _callout(_context: Context, _document: Document, block: Block) -> CalloutView:
    o = block.options
    assert isinstance(o, options.CalloutOptions)
    figures = tuple(KeyFigureView(value=figure.value, label=figure.label) for figure in o.figures)
    return CalloutView(title=block.argument, kind=o.kind, place=o.place, figures=figures)


def _pullquote(_context: Context, _document: Document, block: Block) -> PullquoteView:
    return PullquoteView(source=block.argument)


def _people(context: Context, _document: Document, block: Block) -> PeopleView:
    o = block.options
    assert isinstance(o, options.PeopleOptions)
    people = tuple(view for entry in o.people if (view := person_entry(context, entry)))
    return PeopleView(heading=block.argument, people=people)


def _awards(_context: Context, _document: Document, block: Block) -> AwardsView:
    o = block.options
    assert isinstance(o, options.AwardsOptions)
    awards = tuple(
        AwardView(winner=award.winner, category=award.category, person=award.person, note=award.note)
        for award in o.awards
    )
    return AwardsView(heading=block.argument, awards=awards)


def _events(context: Context, document: Document, block: Block) -> EventsView:
    o = block.options
    assert isinstance(o, options.EventsOptions)
    site = context.site
    if o.events:
        chosen = [site.documents.get(relative_path(document.path, name)) for name in o.events]
    else:
        chosen = [e for e in site.events if o.upcoming is o.past or (end_of(e) < site.as_of) is o.past]
        if o.past and not o.upcoming:
            chosen.reverse()
    events = [event for event in chosen if event and (not o.tag or o.tag in event.meta.tags)]
    events = events[: o.limit] if o.limit else events
    return EventsView(heading=block.argument, events=tuple(event_card(context, event) for event in events))


def _articles(context: Context, document: Document, block: Block) -> ArticlesView:
    o = block.options
    assert isinstance(o, options.ArticlesOptions)
    site = context.site
    if o.articles:
        chosen = [site.documents.get(relative_path(document.path, name)) for name in o.articles]
    else:
        chosen = [article for issue in site.issues for article in issue.articles]
    articles = [article for article in chosen if article and (not o.tag or o.tag in article.meta.tags)]
    articles = articles[: o.limit] if o.limit else articles
    return ArticlesView(heading=block.argument, articles=tuple(article_card(context, a) for a in articles))


def _columns(_context: Context, _document: Document, block: Block) -> ColumnsView:
    assert isinstance(block.options, options.ColumnsOptions)
    return ColumnsView(count=int(block.options.count))


def _video(context: Context, document: Document, block: Block) -> VideoView:
    o = block.options
    assert isinstance(o, options.VideoOptions)
    target = link(context, document, o.src)
    poster = picture(context, picture_path(document.path, o.poster), o.alt or "") if o.poster else None
    external = target is not None and target.external
    return VideoView(
        title=block.argument,
        file="" if target is None or external else target.href,
        url=target.href if target is not None and external else "",
        poster=poster,
        duration=o.duration,
    )


def _button(context: Context, document: Document, block: Block) -> ButtonView:
    o = block.options
    assert isinstance(o, options.ButtonOptions)
    target = link(context, document, o.link)
    return ButtonView(label=block.argument, href=target.href if target else "", kind=o.kind)


def _practice(context: Context, document: Document, block: Block) -> PracticeView:
    o = block.options
    assert isinstance(o, options.PracticeOptions)
    target = link(context, document, o.link) if o.link else None
    return PracticeView(
        title=block.argument,
        place=o.place,
        href=target.href if target else "",
        period=o.period,
        done=o.done,
        lesson=o.lesson,
    )


def _recommendation(_context: Context, _document: Document, block: Block) -> RecommendationView:
    o = block.options
    assert isinstance(o, options.RecommendationOptions)
    return RecommendationView(title=block.argument, number=o.number, audience=o.audience, asks=o.asks)


def _pathway(context: Context, document: Document, block: Block) -> PathwayView:
    o = block.options
    assert isinstance(o, options.PathwayOptions)
    targets = [link(context, document, step.link) if step.link else None for step in o.steps]
    return pathway_view(block, [target.href if target else "" for target in targets])


def _of_data(context: Context, document: Document, block: Block) -> object:
    from obsite.outputs.planning.data_blocks import data_block  # takes long to import

    return data_block(context, document, block)


def _page_break(_context: Context, _document: Document, _block: Block) -> PageBreakView:
    return PageBreakView()


def link(context: Context, document: Document, target: str) -> Target | None:
    """Return where an address in an option leads; that it leads nowhere has been reported before."""
    site = context.site
    addresses = Addresses(
        documents=site.documents,
        hidden={},
        routes=site.routes,
        aliases=site.aliases,
        files=site.files,
        glossary=site.glossary,
        people=site.people,
        sections=site.sections,
        shelves=site.shelves,
        made=site.made,
    )
    return resolve_link(document, target, addresses, lambda _: None, span=document.span())


_MAKERS: Mapping[str, Callable[[Context, Document, Block], object]] = {
    "figure": _figure,
    "callout": _callout,
    "pullquote": _pullquote,
    "people": _people,
    "awards": _awards,
    "events": _events,
    "articles": _articles,
    "columns": _columns,
    "video": _video,
    "button": _button,
    "practice": _practice,
    "recommendation": _recommendation,
    "page-break": _page_break,
    "matrix": matrix_view,
    "pathway": _pathway,
    **dict.fromkeys(("chart", "map", "table", "stat"), _of_data),
}
