"""The list of sectors, and the page of each: the same sector across all regions."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from obsite.data.codelist import CodeList
from obsite.outputs.planning.bodies import body_view
from obsite.outputs.planning.frames import PageFacts
from obsite.outputs.planning.observatory.cluster_files import table_links
from obsite.outputs.planning.observatory.cluster_studio import ClusterStudio
from obsite.outputs.planning.tasks import PageToPlan
from obsite.outputs.views import BodyView, LinkView
from obsite.outputs.views.observatory.cluster_pages import (
    SectorEntry,
    SectorList,
    SectorPage,
    SectorsPage,
)
from obsite.site.routes import CLUSTER_HELP, CLUSTERS, SECTORS
from obsite.site.sectors import sector_key


def sector_pages(studio: ClusterStudio) -> Iterator[PageToPlan]:
    """Yield the list of sectors, and the page of each."""
    yield _list(studio)
    found = list(sectors_with_pages(studio))
    for at, (codelist, code) in enumerate(found):
        beside = [found[n] if 0 <= n < len(found) else (codelist, "") for n in (at - 1, at + 1)]
        near = [other if known is codelist else "" for known, other in beside]
        yield _page(studio, codelist, code, (near[0], near[1]))


def sectors_with_pages(studio: ClusterStudio) -> Iterator[tuple[CodeList, str]]:
    """Yield each sector that is judged and has a page: its list and its code there."""
    for id, meta in studio.portfolios.items():
        codelist = studio.databank.codelists[meta.sectors]
        for code in _codes(studio, codelist):
            if portfolios_with(studio, codelist, code)[:1] == (id,):
                yield codelist, code


def _codes(studio: ClusterStudio, codelist: CodeList) -> tuple[str, ...]:
    """Return the codes of a list that have a page, by their own names."""
    keys = set(studio.site.sectors.lists.get(codelist.name, ()))
    whole = studio.site.sectors.codelist
    return tuple(code for code in codelist.codes if whole and sector_key(whole, codelist, code) in keys)


def portfolios_with(studio: ClusterStudio, codelist: CodeList, code: str) -> tuple[str, ...]:
    """Return the portfolios in which a sector is judged."""
    return tuple(
        id
        for id, meta in studio.portfolios.items()
        if meta.sectors == codelist.name and code in studio.judged(id)
    )


def _title(studio: ClusterStudio) -> str:
    document = studio.site.documents.get("content/sectors/index.md")
    return document.title if document and document.meta.title else studio.word("sectors")


def _list(studio: ClusterStudio) -> PageToPlan:
    document = studio.site.documents.get("content/sectors/index.md")
    lists = tuple(_sector_list(studio, id) for id in studio.portfolios)
    facts = PageFacts(
        title=_title(studio), route=SECTORS, section=SECTORS, description=studio.word("sectors_description")
    )
    page = SectorsPage(
        frame=studio.desk.frame(facts),
        title=facts.title,
        intro=body_view(studio.desk.context, document) if document else BodyView(),
        lists=lists,
        map_route=CLUSTERS,
    )
    return PageToPlan(
        template="sectors.html",
        route=SECTORS,
        lang="",
        page=page,
        source="content/sectors/index.md" if document else "content/clusters.yaml",
    )


def _sector_list(studio: ClusterStudio, portfolio: str) -> SectorList:
    meta = studio.portfolios[portfolio]
    codelist = studio.databank.codelists[meta.sectors]
    return SectorList(
        name=codelist.name,
        anchor=portfolio,
        head=studio.head(portfolio),
        title=meta.title,
        note=codelist.meta.note,
        source=codelist.meta.source,
        source_url=codelist.meta.source_url,
        entries=studio.kept("sector-entries", (portfolio,), functools.partial(_entries, studio, portfolio)),
    )


def _entries(studio: ClusterStudio, portfolio: str) -> tuple[SectorEntry, ...]:
    found, scribe = studio.figures(portfolio), studio.scribe(portfolio)
    codelist = scribe.sectors
    entries = []
    for code, sector in found.sectors.items():
        name = studio.sector_name(codelist, code)
        pooled = sorted(sector.pooled, key=lambda one: (-one.stars, -(one.quotient or 0.0), one.region))
        best = [studio.region_name(one.region) for one in pooled[:3] if one.stars]
        entries.append(
            SectorEntry(
                code=code,
                label=name.label,
                href=name.href,
                size=scribe.amount(sum(one.size or 0.0 for one in pooled), scribe.meta.size_role),
                regions=len(pooled),
                starred=sum(one.stars > 0 for one in pooled),
                best=tuple(LinkView(title=region.label, href=region.href) for region in best),
                sub=bool(codelist.codes[code].parent),
            )
        )
    return tuple(entries)


def _page_title(studio: ClusterStudio, codelist: CodeList, label: str) -> str:
    """Return a sector's name, with that of its list where another list has a sector of the same name."""
    others = (
        known
        for known in studio.site.data.codelists.values()
        if known.meta.kind == "sector" and known.name != codelist.name
    )
    twin = any(code.name == label for known in others for code in known.codes.values())
    return f"{label}, {codelist.meta.title}" if twin and codelist.meta.title else label


def _page(studio: ClusterStudio, codelist: CodeList, code: str, near: tuple[str, str]) -> PageToPlan:
    context = studio.desk.context
    name = studio.sector_name(codelist, code)
    key = sector_key(studio.site.sectors.codelist or codelist, codelist, code)
    text = studio.site.sectors.texts.get(key)
    ids = portfolios_with(studio, codelist, code)
    figures = tuple(studio.sector(id, code) for id in ids)
    description = (text.meta.description if text else "") or studio.word(
        "sector_description", name=name.label
    )
    facts = PageFacts(
        title=_page_title(studio, codelist, name.label),
        route=name.href,
        description=description,
        lang=text.meta.lang if text else "",
        section=SECTORS,
        updated=text.meta.updated if text else None,
        above=(LinkView(title=_title(studio), href=SECTORS),),
    )
    page = SectorPage(
        frame=studio.desk.frame(facts),
        title=name.label,
        kicker=studio.portfolios[ids[0]].title,
        standfirst=text.meta.description if text else "",
        text=body_view(context, text) if text else None,
        figures=figures,
        downloads=table_links(f"{name.href.strip('/')}/clusters"),
        siblings=tuple(_siblings(studio, codelist, name.label)),
        help_route=CLUSTER_HELP,
        map_route=CLUSTERS,
        maps=tuple(studio.star_map(id, code) for id in ids),
        previous=_link(studio, codelist, near[0]),
        next=_link(studio, codelist, near[1]),
    )
    return PageToPlan(
        template="sector.html",
        route=name.href,
        lang=facts.lang,
        page=page,
        source=text.path if text else codelist.path,
    )


def _link(studio: ClusterStudio, codelist: CodeList, code: str) -> LinkView | None:
    if not code:
        return None
    name = studio.sector_name(codelist, code)
    return LinkView(title=name.label, href=name.href)


def _siblings(studio: ClusterStudio, codelist: CodeList, label: str) -> Iterator[LinkView]:
    """Yield the sectors of other lists that are called the same, which are something else."""
    for id, meta in studio.portfolios.items():
        other = studio.databank.codelists[meta.sectors]
        if other.name == codelist.name:
            continue
        for code in _codes(studio, other):
            name = studio.sector_name(other, code)
            if name.label == label and code in studio.judged(id):
                yield LinkView(title=meta.short_title or meta.title, href=name.href)
