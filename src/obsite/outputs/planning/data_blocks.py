"""Views of the blocks that show data: charts, tables, single figures."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from obsite.charts.figures import number, period_text, signed, value_text, with_symbol
from obsite.charts.listing import ListingSpec, unknown_columns
from obsite.charts.model import ChartData, IndicatorFacts, SeriesData
from obsite.charts.spec_check import check_spec
from obsite.content.data_blocks import MapOptions, SpanOptions
from obsite.data.answers import line_of_query
from obsite.data.observation import Observation
from obsite.data.queries import QueryError
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Diagnostic, Emit, Span
from obsite.documents.document import Document
from obsite.markup.body import Block
from obsite.outputs.planning.charts import ChartBook
from obsite.outputs.planning.context import Context
from obsite.outputs.planning.listings import ListingBook
from obsite.outputs.views.charts import ChartView, StatView
from obsite.outputs.views.maps import MapView
from obsite.text.suggest import did_you_mean


def data_block(context: Context, document: Document, block: Block) -> ChartView | MapView | StatView:
    """Return what a block shows of the data."""
    if block.name == "map":
        return _map(context, document, block)
    return (_stat if block.name == "stat" else _chart)(context, document, block)


def _chart(context: Context, document: Document, block: Block) -> ChartView:
    """Return the chart or table of a block; an empty one where there is nothing to show."""
    o = block.options
    assert isinstance(o, SpanOptions)
    place = (document.path, block.index)
    if asked := context.site.shown.listings.get(place):
        return context.listings.view(asked, width=o.width, source=document.path)
    spec = context.site.shown.specs.get(place)
    kind = "table" if block.name == "table" else "figure"
    if spec is None:
        return ChartView(name=block.name, headline=block.argument, subtitle="", alt="", kind=kind)
    view = context.charts.view(spec, width=o.width, source=document.path)
    return replace(view, kind=kind)


def _map(context: Context, document: Document, block: Block) -> MapView:
    """Return the map of a block; an empty one where there is nothing to show."""
    o = block.options
    assert isinstance(o, MapOptions)
    spec = context.site.shown.maps.get((document.path, block.index))
    view = context.maps.view(spec, width=o.width, source=document.path) if spec else None
    return view or MapView(name="map", title=block.argument, subtitle="", alt="")


def _stat(context: Context, document: Document, block: Block) -> StatView:
    """Return the single figure of a block."""
    spec = context.site.shown.specs.get((document.path, block.index))
    if spec is None:
        return StatView(value="–", label=block.argument, period="")
    return stat_view(context.charts, context.charts.figures(spec), document.meta.lang or spec.lang)


def stat_view(book: ChartBook, data: ChartData, lang: str) -> StatView:
    """Return one big figure with what it is set beside."""
    facts, spec = data.indicators[0], data.spec
    own = next((series for series in data.series if series.role == "focus"), None) or (
        data.series[0] if data.series else None
    )
    seen = _seen(own, spec.period)
    if own is None or seen is None or seen.value is None:
        return StatView(value="–", label=spec.title or facts.title, period="", note=spec.note)
    lines = [_change(book, own, seen, facts, (spec.start, lang)) if spec.start else ""]
    lines += [_beside(one, seen, facts, lang) for one in data.series if one is not own]
    period = period_text(seen.period, lang)
    return StatView(
        value=value_text(seen.value, facts, lang),
        label=spec.title or (f"{facts.title}, {own.label}" if own.label else facts.title),
        period=period,
        unit="" if facts.unit_symbol and facts.unit_symbol == facts.unit else facts.unit,
        flag=seen.flag,
        flag_title=", ".join(data.flags.get(letter, "") for letter in seen.flag if data.flags.get(letter)),
        lines=tuple(line for line in lines if line),
        note=spec.note,
        source=facts.source,
        href=facts.href,
        synthetic=data.synthetic,
    )


def _seen(series: SeriesData | None, period: str) -> Observation | None:
    if series is None:
        return None
    if period:
        return next((seen for seen in series.observations if seen.period == period), None)
    return next((seen for seen in reversed(series.observations) if seen.value is not None), None)


def _change(
    book: ChartBook, own: SeriesData, seen: Observation, facts: IndicatorFacts, since: tuple[str, str]
) -> str:
    """Return how the value changed since an earlier period; nothing across a break."""
    start, lang = since
    before = _seen(own, start)
    broken = any(start < found.period <= seen.period for found in own.breaks)
    if before is None or before.value is None or seen.value is None or broken:
        return ""
    difference = signed(seen.value - before.value, facts.decimals, lang)
    text = f"{difference}\u00a0{book.say(lang, 'chart.points')}" if facts.unit_symbol == "%" else difference
    if facts.unit_symbol not in {"", "%"}:
        text = with_symbol(difference, facts.unit_symbol, lang)
    return book.say(lang, "chart.changed_since", change=text, period=period_text(start, lang))


def _beside(other: SeriesData, seen: Observation, facts: IndicatorFacts, lang: str) -> str:
    beside = _seen(other, seen.period)
    if beside is None or beside.value is None:
        return ""
    text = with_symbol(number(beside.value, facts.decimals, lang), facts.unit_symbol, lang)
    return f"{other.label}: {text}"


def check_data_blocks(context: Context, emit: Emit) -> None:
    """Report the blocks that have nothing to show."""
    for (path, index), asked in context.site.shown.listings.items():
        _check_listing(context.listings, asked, context.site.documents[path].body.blocks[index], emit)
    for (path, index), shown in context.site.shown.maps.items():
        if context.maps.map(shown, path) is None:
            block = context.site.documents[path].body.blocks[index]
            cure = "Choose codes and a period that there are values and shapes for"
            message = f"`{shown.indicator}` has no values for what this map asks for"
            emit(finding("no-data", message, block.place("indicator"), cure))
    for (path, index), spec in context.site.shown.specs.items():
        head = context.charts.chart(spec, path).head
        if not head.is_empty and not head.missing:
            continue
        block = context.site.documents[path].body.blocks[index]
        told: list[Diagnostic] = []
        if head.missing:
            check_spec(spec, context.site.data, partial(_place_in, block), told.append)
        if head.is_empty and not told:
            named = " and ".join(f"`{name}`" for name in spec.indicators)
            cure = "Choose codes and periods that there are values for"
            message = f"{named} has no values for what this {block.name} asks for"
            told.append(finding("no-data", message, block.place("indicator"), cure))
        for fault in told:
            emit(fault)


def _check_listing(book: ListingBook, asked: ListingSpec, block: Block, emit: Emit) -> None:
    """Report a query that has no answer, and columns that are spoken of and not there."""
    place = block.place("query")
    try:
        answer = book.answer(asked)
    except QueryError as error:
        at = line_of_query(place, asked.query, error.line)
        emit(finding("invalid-query", str(error), at, error.help))
        return
    if not answer.rows:
        cure = "See what its conditions leave: a period is a text, as in `period = '2023'`"
        emit(finding("no-data", "The query has no rows", line_of_query(place, asked.query), cure))
    for name in unknown_columns(asked, answer):
        help = did_you_mean(name, answer.columns) or f"There is {', '.join(f'`{c}`' for c in answer.columns)}"
        at = block.place(f"columns.{name}")
        emit(finding("unknown-column", f"The query has no column `{name}`", at, help))


def _place_in(block: Block, key: str) -> Span:
    """Return where a field of a spec was written: codes stand under the name of their dimension."""
    written = [name for name, _ in block.places if name.startswith("by.") and name.count(".") == 1]
    names = {"codes": [*written, "codes"], "indicators": ["indicator", "indicators"]}.get(key, [key])
    places = (block.place(name) for name in names)
    return next((place for place in places if place != block.span), block.span)
