"""The pages of indicators, and the list of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from obsite.charts.model import ChartSpec
from obsite.data.indicator import Indicator
from obsite.outputs.planning.frames import PageFacts
from obsite.outputs.planning.observatory.exhibits import map_spec, part_specs, trend_spec
from obsite.outputs.planning.observatory.indicator_figures import indicator_figures, indicator_line
from obsite.outputs.planning.observatory.prose import lead_of, prose
from obsite.outputs.planning.observatory.standings import is_synthetic
from obsite.outputs.planning.observatory.studio import Studio
from obsite.outputs.planning.tasks import PageToPlan
from obsite.outputs.structured_dataset import dataset
from obsite.outputs.views import LinkView
from obsite.outputs.views.observatory.pages import (
    CitationView,
    DownloadView,
    IndicatorEntry,
    IndicatorFactsView,
    IndicatorGroup,
    IndicatorPage,
    IndicatorsPage,
    PartView,
)
from obsite.site.observatory import indicator_route
from obsite.site.routes import INDICATORS
from obsite.text.slugs import slugify

DATA = "/data/"
_PLACES = 40
DOWNLOADS = (
    ("CSV", "csv", "text/csv"),
    ("XLSX", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("Parquet", "parquet", "application/vnd.apache.parquet"),
    ("JSON-stat", "json", "application/json"),
)


def indicator_pages(studio: Studio) -> Iterator[PageToPlan]:
    """Yield the list of indicators, and a page for each."""
    ordered = studio.choices.ordered
    if not ordered:
        return
    yield _list(studio)
    for at, indicator in enumerate(ordered):
        before = ordered[at - 1] if at else None
        after = ordered[at + 1] if at + 1 < len(ordered) else None
        yield _page(studio, indicator, before, after)


def _list(studio: Studio) -> PageToPlan:
    title = studio.list_title("indicators")
    groups = studio.choices.by_theme()
    total = sum(len(members) for _, members in groups)
    facts = PageFacts(
        title=title,
        route=INDICATORS,
        section=INDICATORS,
        description=studio.word("indicators_description", count=total),
    )
    entries = {
        indicator.id: studio.about(
            "indicator-line", indicator, partial(indicator_line, studio.bench, indicator)
        )
        for _, members in groups
        for indicator in members
    }
    page = IndicatorsPage(
        frame=studio.desk.frame(facts),
        title=title,
        intro=studio.intro("indicators"),
        groups=tuple(
            IndicatorGroup(
                theme=theme or studio.word("no_theme"),
                anchor=slugify(theme) or "further",
                entries=tuple(
                    IndicatorEntry(
                        id=one.id,
                        title=one.meta.title,
                        subtitle=studio.bench.measured(one) or one.meta.subtitle or one.meta.unit,
                        href=indicator_route(one.id),
                        line=entries[one.id],
                        unit_of=studio.unit_of(one),
                        synthetic=is_synthetic(one),
                        tags=one.meta.tags,
                    )
                    for one in members
                ),
            )
            for theme, members in groups
        ),
        total=total,
    )
    return PageToPlan(
        template="indicators.html",
        route=INDICATORS,
        lang="",
        page=page,
        source="content/indicators/index.md",
    )


def _page(
    studio: Studio, indicator: Indicator, before: Indicator | None, after: Indicator | None
) -> PageToPlan:
    bench, meta = studio.bench, indicator.meta
    main = bench.main(indicator)
    route = indicator_route(indicator.id)
    downloads = downloads_of(indicator)
    description = meta.subtitle or " ".join(meta.definition.split())[:200]
    facts = PageFacts(
        title=meta.title,
        route=route,
        description=description,
        section=INDICATORS,
        updated=meta.updated,
        above=(studio.list_link("indicators", INDICATORS),),
    )
    definition, limits = (prose(studio.desk.context, indicator, key) for key in ("definition", "limits"))
    figures = studio.about("indicator-figures", indicator, partial(indicator_figures, bench, indicator))
    shown = studio.answer("map-spec", indicator, partial(map_spec, bench, indicator))
    trend = studio.answer("trend-spec", indicator, partial(trend_spec, bench, indicator))
    parts = studio.answer("part-specs", indicator, lambda: tuple(part_specs(bench, indicator)))
    json_ld = dataset(studio.desk.site, facts, indicator, downloads, _places(studio, indicator))
    page = IndicatorPage(
        frame=studio.desk.frame(facts, json_ld=json_ld),
        id=indicator.id,
        title=meta.title,
        theme=meta.theme,
        subtitle=meta.subtitle,
        measured=bench.measured(indicator),
        definition=definition,
        limits=limits,
        lead=lead_of(definition, limits),
        facts=_facts(studio, indicator),
        figures=figures,
        map=studio.map(shown, indicator.path),
        charts=tuple(studio.charts(filter(None, (trend,)), indicator.path)),
        parts=tuple(_parts(studio, indicator, parts)),
        unit_of=studio.unit_of(indicator),
        of_places=main is None or main.codelist.meta.kind == "region",
        featured_title=bench.said.featured_title,
        downloads=downloads,
        citation=citation(studio, meta.title, meta.vintage, meta.source.name, route),
        related=tuple(
            LinkView(title=one.short_title, href=indicator_route(one.id))
            for one in studio.choices.ordered
            if one.meta.theme == meta.theme and one.id != indicator.id
        ),
        previous=_link(before),
        next=_link(after),
        tags=meta.tags,
    )
    return PageToPlan(template="indicator.html", route=route, lang="", page=page, source=indicator.path)


def _parts(studio: Studio, indicator: Indicator, specs: Iterable[ChartSpec]) -> Iterator[PartView]:
    """Yield the charts by further dimensions, each with what its dimension is called."""
    for spec in specs:
        dimension = indicator.dimension(spec.dimension)
        for chart in studio.charts((spec,), indicator.path):
            yield PartView(title=dimension.title if dimension else "", chart=chart)


def _places(studio: Studio, indicator: Indicator) -> tuple[str, ...]:
    """Return what an indicator's regions belong to, for machines: the pool, else the codes above them."""
    bench, main = studio.bench, studio.bench.main(indicator)
    if main is None or main.codelist is not bench.regions:
        return ()
    codes = dict.fromkeys(bench.top_parent(main.codelist, code) for code in bench.compared(indicator))
    tops = [bench.pool_code] if bench.pool_code else [code for code in codes if code]
    return tuple(main.codelist.label(code, main.codelist.version, bench.lang) for code in tops[:_PLACES])


def downloads_of(indicator: Indicator) -> tuple[DownloadView, ...]:
    """Return the files in which all of an indicator's observations can be had."""
    return tuple(
        DownloadView(label=label, route=f"{DATA}{indicator.id}.{ending}", media_type=kind)
        for label, ending, kind in DOWNLOADS
    )


def citation(studio: Studio, title: str, version: str, source: str, route: str) -> CitationView:
    """Return how a page is to be cited."""
    site = studio.desk.site
    return CitationView(
        author=site.organisation.name or site.title,
        title=title,
        version=version,
        source=source,
        url=studio.desk.context.absolute(route),
    )


def _link(indicator: Indicator | None) -> LinkView | None:
    return LinkView(title=indicator.short_title, href=indicator_route(indicator.id)) if indicator else None


def _facts(studio: Studio, indicator: Indicator) -> IndicatorFactsView:
    meta, source = indicator.meta, indicator.meta.source
    weights = studio.bench.indicator(meta.aggregate.weights) if meta.aggregate else None
    named = (
        f"{source.name} ({source.dataset})"
        if source.name and source.dataset
        else source.name or source.dataset
    )
    return IndicatorFactsView(
        unit=meta.unit,
        symbol=meta.unit_symbol,
        source=named,
        dataset=source.dataset,
        source_url=source.url,
        source_note=" ".join(source.note.split()),
        attribution=source.attribution,
        licence=" ".join(meta.licence.split()),
        licence_url=meta.licence_url,
        vintage=meta.vintage,
        updated=meta.updated,
        next_update=meta.next_update,
        quality=" ".join(meta.quality.split()),
        versions=versions_of(indicator),
        kind=meta.kind,
        direction=meta.direction,
        aggregate=meta.aggregate.method if meta.aggregate else "",
        weights=_link(weights),
        aggregate_note=" ".join(meta.aggregate.note.split()) if meta.aggregate else "",
        synthetic=is_synthetic(indicator),
    )


def versions_of(indicator: Indicator) -> tuple[str, ...]:
    """Return the code lists of an indicator with the version its codes are of: "Regions 2021"."""
    return tuple(
        f"{one.codelist.meta.title or one.title} {one.version}"
        for one in indicator.dimensions
        if one.version and one.version != "mixed"
    )
