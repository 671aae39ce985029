"""The cluster map: the four ways into the figures, each region's whole portfolio, and the help page."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from obsite.data.portfolio import CLUSTERS_PATH
from obsite.engine.task import Task
from obsite.outputs.planning.frames import PageFacts
from obsite.outputs.planning.observatory.cluster_files import (
    SHARD_INDEX,
    cluster_sheet,
    cluster_words,
    sheet_task,
    table_links,
)
from obsite.outputs.planning.observatory.cluster_studio import ClusterStudio
from obsite.outputs.planning.observatory.declared_prose import declared_prose
from obsite.outputs.planning.observatory.sector_pages import (
    portfolios_with,
    sector_pages,
    sectors_with_pages,
)
from obsite.outputs.planning.tasks import PageToPlan
from obsite.outputs.views import LinkView
from obsite.outputs.views.maps import MapView
from obsite.outputs.views.observatory.cluster_pages import (
    ClusterHelpPage,
    ClusterMapPage,
    PortfolioChoice,
    RegionClustersPage,
    RegionStars,
)
from obsite.site.routes import CLUSTER_HELP, CLUSTERS, SCOREBOARD, SECTORS


def cluster_pages(studio: ClusterStudio) -> Iterator[PageToPlan]:
    """Yield the pages of sectors, the cluster map, its help, and the portfolio of each region."""
    yield from sector_pages(studio)
    yield _map(studio)
    yield _help(studio)
    codes = studio.region_codes
    for at, code in enumerate(codes):
        yield _region(
            studio, code, (codes[at - 1] if at else "", codes[at + 1] if at + 1 < len(codes) else "")
        )


def _title(studio: ClusterStudio) -> str:
    return studio.meta.title or studio.word("title")


def _above(studio: ClusterStudio) -> tuple[LinkView, ...]:
    return (LinkView(title=_title(studio), href=CLUSTERS),)


def _map(studio: ClusterStudio) -> PageToPlan:
    regions = studio.kept("cluster-overview", (), functools.partial(_overview, studio))
    facts = PageFacts(
        title=_title(studio),
        route=CLUSTERS,
        section=CLUSTERS,
        description=" ".join(studio.meta.description.split()) or studio.word("description"),
    )
    choices = tuple(_choice(studio, id) for id in studio.portfolios)
    page = ClusterMapPage(
        frame=studio.desk.frame(facts),
        title=facts.title,
        intro=declared_prose(studio.desk.context, studio.meta.description, CLUSTERS_PATH),
        portfolios=choices,
        regions=regions,
        index=f"/{SHARD_INDEX}",
        help_route=CLUSTER_HELP,
        scoreboard_route=scoreboard_route(studio),
        scoreboard_title=_scoreboard_title(studio),
        sectors_route=SECTORS,
        synthetic=any(choice.head.synthetic for choice in choices),
        map=_first_map(studio),
    )
    return PageToPlan(
        template="cluster_map.html",
        route=CLUSTERS,
        lang="",
        page=page,
        source=CLUSTERS_PATH,
    )


def _first_map(studio: ClusterStudio) -> MapView | None:
    """Return the map of a sector that editors have written about, or else of the first one."""
    for id, meta in studio.portfolios.items():
        codelist = studio.databank.codelists[meta.sectors]
        codes = studio.judged(id)
        told = [code for code in codes if code in studio.site.sectors.texts and codelist.codes.get(code)]
        if codes:
            return studio.star_map(id, (told or codes)[0])
    return None


def scoreboard_route(studio: ClusterStudio) -> str:
    """Return the address of the scoreboard, "" on a site without one."""
    return SCOREBOARD if studio.databank.scoreboard else ""


def _scoreboard_title(studio: ClusterStudio) -> str:
    board = studio.databank.scoreboard
    return (
        studio.meta.scoreboard_link or (board.title if board else "") or studio.desk.word("scoreboard.title")
    )


def _choice(studio: ClusterStudio, portfolio: str) -> PortfolioChoice:
    meta = studio.portfolios[portfolio]
    codelist = studio.databank.codelists[meta.sectors]
    names = [studio.sector_name(codelist, code) for code in studio.judged(portfolio)]
    return PortfolioChoice(
        head=studio.head(portfolio),
        sectors=tuple(LinkView(title=name.label, href=name.href) for name in names),
        periods=studio.periods(portfolio),
    )


def _overview(studio: ClusterStudio) -> tuple[RegionStars, ...]:
    """Return every region with its stars in each portfolio."""
    rows = []
    for code in studio.region_codes:
        name = studio.region_name(code)
        stars, best = [], ("", -1)
        for id, meta in studio.portfolios.items():
            held = studio.figures(id).by_region.get(code, ())
            stars.append(str(sum(one.stars for one in held)) if held else "")
            top = max(held, key=lambda one: (one.stars, one.quotient or 0.0), default=None)
            if top and top.stars > best[1] and not studio.head_is_synthetic(id):
                label = studio.sector_name(studio.databank.codelists[meta.sectors], top.sector).label
                best = (label, top.stars)
        rows.append(
            RegionStars(
                code=code,
                label=name.label,
                href=studio.region_route(code),
                group=name.group,
                stars=tuple(stars),
                best=best[0] if best[1] > 0 else "",
            )
        )
    return tuple(sorted(rows, key=lambda row: (row.group, row.label, row.code)))


def _region(studio: ClusterStudio, code: str, near: tuple[str, str]) -> PageToPlan:
    name, route = studio.region_name(code), studio.region_route(code)
    figures = studio.region(code)
    facts = PageFacts(
        title=studio.word("of_region", name=name.label),
        route=route,
        section=CLUSTERS,
        description=studio.word("region_description", name=name.label),
        above=_above(studio),
    )
    page = RegionClustersPage(
        frame=studio.desk.frame(facts),
        title=name.label,
        region=LinkView(title=name.label, href=name.href),
        figures=figures,
        downloads=table_links(f"{route.strip('/')}/clusters"),
        help_route=CLUSTER_HELP,
        map_route=CLUSTERS,
        previous=_neighbour(studio, near[0]),
        next=_neighbour(studio, near[1]),
    )
    return PageToPlan(
        template="cluster_region.html",
        route=route,
        lang="",
        page=page,
        source=CLUSTERS_PATH,
    )


def _neighbour(studio: ClusterStudio, code: str) -> LinkView | None:
    if not code:
        return None
    return LinkView(title=studio.region_name(code).label, href=studio.region_route(code))


def _help(studio: ClusterStudio) -> PageToPlan:
    facts = PageFacts(
        title=studio.word("help_title"),
        route=CLUSTER_HELP,
        section=CLUSTERS,
        description=studio.word("help_description"),
        above=_above(studio),
    )
    metas = studio.portfolios
    lists = [
        studio.databank.codelists[name] for name in dict.fromkeys(meta.sectors for meta in metas.values())
    ]
    page = ClusterHelpPage(
        frame=studio.desk.frame(facts),
        title=facts.title,
        text=declared_prose(studio.desk.context, studio.meta.help, CLUSTERS_PATH),
        portfolios=tuple(studio.head(id) for id in metas),
        notes=tuple((meta.title, meta.note) for meta in metas.values() if meta.note),
        sources=tuple((meta.title, meta.source) for meta in metas.values() if meta.source),
        lists=tuple(
            (one.meta.title or one.name, one.version, one.meta.source, one.meta.source_url) for one in lists
        ),
        map_route=CLUSTERS,
        scoreboard_route=scoreboard_route(studio),
        scoreboard_title=_scoreboard_title(studio),
    )
    return PageToPlan(
        template="cluster_help.html", route=CLUSTER_HELP, lang="", page=page, source=CLUSTERS_PATH
    )


def cluster_tasks(studio: ClusterStudio) -> Iterator[Task]:
    """Yield the tables of regions and sectors, for download."""
    words = cluster_words(studio.word)
    notices = (studio.word("synthetic_long"), studio.desk.context.absolute(CLUSTER_HELP))
    heads = [studio.head(id) for id in studio.portfolios]
    for code in studio.region_codes:
        title = studio.word("of_region", name=studio.region_name(code).label)
        view = cluster_sheet(title, (studio.region(code),), heads, words, notices)
        yield sheet_task(f"{studio.region_route(code).strip('/')}/clusters", view, CLUSTERS_PATH)
    for codelist, code in sectors_with_pages(studio):
        name = studio.sector_name(codelist, code)
        ids = portfolios_with(studio, codelist, code)
        own = [studio.head(id) for id in ids]
        view = cluster_sheet(name.label, [studio.sector(id, code) for id in ids], own, words, notices)
        yield sheet_task(f"{name.href.strip('/')}/clusters", view, CLUSTERS_PATH)
