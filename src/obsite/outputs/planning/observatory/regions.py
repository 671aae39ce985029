"""The profiles of regions, and the list of all of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from obsite.documents.document import Document
from obsite.outputs.planning.cards import article_card, event_card, image_view, link_to
from obsite.outputs.planning.context import output_of
from obsite.outputs.planning.frames import PageFacts
from obsite.outputs.planning.observatory.exhibits import map_spec, profile_specs
from obsite.outputs.planning.observatory.factsheets import factsheet_route, has_factsheet
from obsite.outputs.planning.observatory.indicators import citation
from obsite.outputs.planning.observatory.mentions import Mentions, mentions_of
from obsite.outputs.planning.observatory.profile_figures import profile_figures
from obsite.outputs.planning.observatory.profile_tables import table_downloads
from obsite.outputs.planning.observatory.stories import charts_in, told_in
from obsite.outputs.planning.observatory.studio import Studio
from obsite.outputs.planning.tasks import PageToPlan
from obsite.outputs.views import LinkView
from obsite.outputs.views.maps import MapView
from obsite.outputs.views.observatory.pages import (
    MemberView,
    RegionEntry,
    RegionGroup,
    RegionPage,
    RegionsPage,
    StoryView,
)
from obsite.site.routes import COMPARISON, REGIONS
from obsite.text.slugs import slugify


def region_pages(studio: Studio) -> Iterator[PageToPlan]:
    """Yield the list of regions, and the profile of each."""
    profiles = studio.bench.site.regions
    if not profiles:
        return
    yield _list(studio)
    mentions = mentions_of(studio.bench.site, profiles)
    links = [
        LinkView(title=one.label, href=one.href) for group in region_groups(studio) for one in group.entries
    ]
    beside = {
        link.href: (before, after)
        for before, link, after in zip((None, *links), links, (*links[1:], None), strict=False)
    }
    for code, route in profiles.routes.items():
        yield _profile(studio, code, mentions, beside.get(route, (None, None)))


def region_name(studio: Studio, code: str) -> str:
    """Return what a region is called: by its text, else by the list of codes."""
    profiles = studio.bench.site.regions
    text = profiles.texts.get(code)
    codelist = profiles.codelist
    assert codelist is not None
    return text.title if text else codelist.label(code, codelist.version, studio.bench.lang)


def entry(studio: Studio, code: str) -> RegionEntry:
    """Return a region as it stands in lists."""
    routes = studio.bench.site.regions.routes
    featured = code in studio.bench.said.featured
    return RegionEntry(
        code=code, label=region_name(studio, code), href=routes.get(code, ""), featured=featured
    )


def region_groups(studio: Studio) -> tuple[RegionGroup, ...]:
    """Return all regions that have a profile, by the outermost code above them."""
    bench, codelist = studio.bench, studio.bench.regions
    assert codelist is not None
    groups: dict[str, list[str]] = {}
    for code in bench.site.regions.routes:
        groups.setdefault(bench.top_parent(codelist, code), []).append(code)
    names = {code: codelist.label(code, codelist.version, bench.lang) if code else "" for code in groups}
    return tuple(
        RegionGroup(label=names[code], code=code, entries=tuple(entry(studio, one) for one in groups[code]))
        for code in sorted(groups, key=lambda one: (not one, names[one], one))
    )


def _map_of_all(studio: Studio) -> MapView | None:
    """Return the map of the first indicator that is by the regions of profiles and can be drawn."""
    bench, choices = studio.bench, studio.choices
    wanted = set(bench.site.regions.codes)
    for one in (*choices.key, *choices.regional):
        if wanted.isdisjoint(bench.compared(one)):
            continue
        spec = studio.answer("map-spec", one, partial(map_spec, bench, one))
        if view := studio.map(spec):
            return view
    return None


def _list(studio: Studio) -> PageToPlan:
    bench, profiles = studio.bench, studio.bench.site.regions
    codelist = profiles.codelist
    assert codelist is not None
    title = studio.list_title("regions")
    facts = PageFacts(
        title=title,
        route=REGIONS,
        section=REGIONS,
        description=studio.word("regions_description", count=len(profiles.routes)),
    )
    page = RegionsPage(
        frame=studio.desk.frame(facts),
        title=title,
        intro=studio.intro("regions"),
        groups=region_groups(studio),
        featured=tuple(entry(studio, code) for code in bench.said.featured if code in profiles.routes),
        featured_title=bench.said.featured_title,
        total=len(profiles.routes),
        map=_map_of_all(studio),
        compare=COMPARISON if len(profiles.codes) > 1 else "",
    )
    return PageToPlan(
        template="regions.html", route=REGIONS, lang="", page=page, source="content/regions/index.md"
    )


def _profile(
    studio: Studio, code: str, mentions: Mentions, near: tuple[LinkView | None, LinkView | None]
) -> PageToPlan:
    bench, context = studio.bench, studio.desk.context
    profiles = bench.site.regions
    codelist, text = profiles.codelist, profiles.texts.get(code)
    assert codelist is not None
    known = codelist.codes.get(code)
    name, route = region_name(studio, code), profiles.routes[code]
    figures = studio.kept("profile", (studio.regional, code), partial(profile_figures, studio.choices, code))
    lead, told = told_in(context, text) if text else (None, ())
    level = codelist.meta.levels.get(known.level) if known else None
    clusters = studio.boards.region(code)
    facts = PageFacts(
        title=name,
        route=route,
        description=_description(studio, name, text),
        lang=text.meta.lang if text else "",
        section=REGIONS,
        updated=text.meta.updated if text else None,
        above=(studio.list_link("regions", REGIONS),),
        image=studio.desk.card_of(route) if code in bench.said.featured else "",
    )
    page = RegionPage(
        frame=studio.desk.frame(facts),
        code=code,
        name=name,
        level=level.name if level else "",
        version=_version(studio, code),
        parents=_parents(studio, code),
        kicker=text.meta.subtitle if text else "",
        standfirst=text.meta.description if text else "",
        intro=lead,
        image=image_view(context, text) if text else None,
        figures=figures,
        stories=(*told, *_made_stories(studio, code, told)),
        pool=codelist.label(bench.pool_code, codelist.version, bench.lang) if bench.pool_code else "",
        unit_of=studio.unit_of_profiles,
        locator=context.maps.locator(code, codelist, studio.word("locator_alt", name=name)),
        members=tuple(
            MemberView(
                label=codelist.label(member, codelist.version, bench.lang),
                href=profiles.routes.get(member, ""),
                code=member,
            )
            for member in codelist.groups.get(code, ())
        ),
        articles=tuple(article_card(context, one) for one in mentions.of(code, "article", "issue")),
        events=tuple(event_card(context, one) for one in mentions.of(code, "event")),
        pages=tuple(link_to(context, one) for one in mentions.of(code, "page", "guide", "report", "chapter")),
        downloads=table_downloads(studio, code),
        pdf=output_of(factsheet_route(studio, code)) if has_factsheet(studio, code) else "",
        pdf_route=factsheet_route(studio, code) if has_factsheet(studio, code) else "",
        compare=f"{COMPARISON}?regions={slugify(code)}" if len(profiles.codes) > 1 else "",
        citation=citation(studio, name, "", "", route),
        clusters=clusters,
        previous=near[0],
        next=near[1],
    )
    return PageToPlan(
        template="region.html",
        route=route,
        lang=facts.lang,
        page=page,
        source=text.path if text else codelist.path,
        offers=(page.pdf,) if page.pdf else (),
    )


def _description(studio: Studio, name: str, text: Document | None) -> str:
    return (text.meta.description if text else "") or studio.word("region_description", name=name)


def _version(studio: Studio, code: str) -> str:
    codelist = studio.bench.site.regions.codelist
    return codelist.version if codelist and code in codelist.codes else ""


def _parents(studio: Studio, code: str) -> tuple[LinkView, ...]:
    profiles = studio.bench.site.regions
    codelist = profiles.codelist
    assert codelist is not None
    top = studio.bench.top_parent(codelist, code)
    if not top:
        return ()
    label = codelist.label(top, codelist.version, studio.bench.lang)
    return (LinkView(title=label, href=profiles.routes.get(top, "")),)


def _made_stories(studio: Studio, code: str, told: tuple[StoryView, ...]) -> Iterator[StoryView]:
    """Yield a story for each chart that every profile has."""
    taken = {story.anchor for story in told}
    shown = {chart.href for story in told for chart in charts_in(story.exhibit) if chart.href}
    bench, at = studio.bench, 0
    for chart in studio.choices.charts_of(code):
        indicator = bench.indicator(chart.indicator)
        if indicator is None:
            continue
        asked = partial(profile_specs, bench, chart, code)
        specs = studio.answer("profile-specs", indicator, asked, chart.model_dump_json(), code)
        if specs is None:
            continue
        anchor = slugify(chart.title or indicator.short_title)
        if chart.preset == "trend" and not chart.where and bench.route(indicator) in shown:
            at += 1  # the editors tell this course themselves
            continue
        yield StoryView(
            title=chart.title or studio.bench.title(indicator),
            anchor=anchor if anchor not in taken else f"{anchor}-{at}",
            words=chart.text,
            standing=at,
            chart=next(studio.charts(specs), None),
        )
        at += 1
