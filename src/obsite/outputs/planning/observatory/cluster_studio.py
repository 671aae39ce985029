"""What the pages of clusters are planned with: figures computed once a build and kept between builds."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from obsite.charts.maps.model import MapSpec
from obsite.data.cluster_figures import PortfolioFigures, figures_of
from obsite.data.codelist import CodeList
from obsite.data.databank import Databank
from obsite.data.derived import STARS, Words, derived_databank
from obsite.data.portfolio import CLUSTERS_PATH, ClustersMeta, PortfolioMeta
from obsite.engine.digest import digest_parts
from obsite.engine.task import Stored, Task
from obsite.outputs.planning.maps import MapBook
from obsite.outputs.planning.observatory.cluster_heads import Scribe, head_of, is_synthetic
from obsite.outputs.planning.observatory.cluster_rows import region_portfolio, sector_clusters
from obsite.outputs.planning.observatory.naming import Name, page_name, region_name
from obsite.outputs.planning.site_pages import Desk
from obsite.outputs.views.maps import MapView
from obsite.outputs.views.observatory.clusters import (
    PortfolioHead,
    RegionClusters,
    SectorClusters,
)
from obsite.site.routes import CLUSTERS
from obsite.site.sectors import sector_key
from obsite.site.site import Site


@dataclass(frozen=True, eq=False)
class ClusterStudio:
    """The desk of the cluster pages, for a site that declares portfolios."""

    desk: Desk
    meta: ClustersMeta

    @property
    def site(self) -> Site:
        return self.desk.context.site

    @property
    def databank(self) -> Databank:
        return self.site.data

    @property
    def lang(self) -> str:
        return self.site.config.language

    @property
    def portfolios(self) -> dict[str, PortfolioMeta]:
        return dict(self.meta.portfolios)

    def word(self, key: str, **values: object) -> str:
        """Return an interface string of the cluster pages."""
        return self.desk.word(f"clusters.{key}", **values)

    @functools.cached_property
    def base(self) -> str:
        """What all kept figures depend on: declarations, tables, code lists, names and addresses."""
        used = sorted(
            {
                id
                for meta in self.portfolios.values()
                for id in (*meta.indicators.values(), *meta.totals.values())
            }
        )
        digests = [self.databank.indicators[id].digest for id in used]
        lists = [f"{name} {known.digest}" for name, known in sorted(self.databank.codelists.items())]
        titles = [f"{code} {text.title}" for code, text in sorted(self.site.regions.texts.items())]
        routes = [repr(sorted(kind.routes.items())) for kind in (self.site.regions, self.site.sectors)]
        return digest_parts((self.meta.model_dump_json(), self.lang, *digests, *lists, *titles, *routes))

    def kept(self, kind: str, key: Sequence[str], compute: Callable[[], object]) -> Stored:
        """Return a value that is computed unless it is known."""
        return self.desk.context.memo.value((kind, self.base, *key), compute)

    @functools.cached_property
    def _computed(self) -> dict[str, PortfolioFigures]:
        return {}

    def figures(self, portfolio: str, period: str = "") -> PortfolioFigures:
        """Return all clusters of a portfolio, in its own period or in another that can be chosen."""
        meta = self.portfolios[portfolio]
        key = f"{portfolio} {period if period != meta.year else ''}"
        if key not in self._computed:
            asked = meta.model_copy(update={"year": period}) if period else meta
            self._computed[key] = figures_of(portfolio, asked, self.databank)
        return self._computed[key]

    def judged(self, portfolio: str) -> tuple[str, ...]:
        """Return the sectors of a portfolio, in the order of their list."""
        stored = self.kept("cluster-sectors", (portfolio,), lambda: tuple(self.figures(portfolio).sectors))
        return tuple(self.desk.context.memo.get(stored))

    def head(self, portfolio: str) -> PortfolioHead:
        """Return what is true of a portfolio as a whole."""
        stored = self.kept("cluster-head", (portfolio,), functools.partial(self._head, portfolio))
        head = self.desk.context.memo.get(stored)
        assert isinstance(head, PortfolioHead)
        return head

    def _head(self, portfolio: str) -> PortfolioHead:
        return head_of(self.figures(portfolio), self.scribe(portfolio))

    def head_is_synthetic(self, portfolio: str) -> bool:
        """Return whether figures of a portfolio are made up."""
        return is_synthetic(self.portfolios[portfolio], self.databank)

    def periods(self, portfolio: str) -> tuple[str, ...]:
        """Return the periods of a portfolio that can be chosen, its own first."""
        own = self.head(portfolio).period
        further = sorted({*self.portfolios[portfolio].years} - {own}, reverse=True)
        return (own, *further)

    def scribe(self, portfolio: str) -> Scribe:
        return Scribe(self.portfolios[portfolio], self.databank, self.lang)

    def region_name(self, code: str) -> Name:
        return region_name(self.site, code)

    def sector_name(self, codelist: CodeList, code: str) -> Name:
        """Return what a sector is called, and where its page is."""
        profiles = self.site.sectors
        key = sector_key(profiles.codelist, codelist, code) if profiles.codelist else code
        text = profiles.texts.get(key)
        label = text.title if text else codelist.label(code, lang=self.lang)
        return Name(code=code, label=label, href=profiles.routes.get(key, ""))

    @functools.cached_property
    def region_codes(self) -> tuple[str, ...]:
        """The regions with a page that have clusters, in the order of profiles."""
        stored = self.kept("cluster-regions", (), self._find_regions)
        found = self.desk.context.memo.get(stored)
        assert isinstance(found, tuple)
        return found

    def _find_regions(self) -> tuple[str, ...]:
        known = {code for id in self.portfolios for code in self.figures(id).by_region}
        return tuple(code for code in self.site.regions.routes if code in known)

    def region(self, code: str) -> Stored:
        """Return the clusters of a region: `RegionClusters`."""
        return self.kept("region-clusters", (code,), functools.partial(self._region, code))

    def _region(self, code: str) -> RegionClusters:
        found = []
        for id, meta in self.portfolios.items():
            naming = functools.partial(self.sector_name, self.databank.codelists[meta.sectors])
            portfolio = region_portfolio(self.figures(id), code, self.scribe(id), naming)
            if portfolio:
                found.append(portfolio)
        return RegionClusters(code=code, label=self.region_name(code).label, portfolios=tuple(found))

    def region_route(self, code: str) -> str:
        """Return the address of the whole portfolio of a region."""
        return f"{CLUSTERS}regions/{page_name(self.site, code)}/"

    def sector(self, portfolio: str, code: str) -> Stored:
        """Return a sector across regions: `SectorClusters`."""
        return self.kept(
            "sector-clusters", (portfolio, code), functools.partial(self._sector, portfolio, code)
        )

    def _sector(self, portfolio: str, code: str) -> SectorClusters:
        found = self.figures(portfolio)
        scribe = self.scribe(portfolio)
        return sector_clusters(found.sectors[code], found, scribe, self.region_name)

    def star_map(self, portfolio: str, code: str) -> MapView | None:
        """Return the map of a sector's stars, and plan its files; None where there are no shapes."""
        meta, head = self.portfolios[portfolio], self.head(portfolio)
        sector = self.databank.indicators[meta.indicators[meta.size_role]].dimension_of_kind("sector")
        assert sector is not None, "checked when the declaration was read"
        name = self.sector_name(self.databank.codelists[meta.sectors], code).label
        spec = MapSpec(
            indicator=f"{portfolio}-{STARS}",
            form="areas",
            where=((sector.name, code),),
            method="limits",
            limits=tuple(map(float, range(1, len(head.factors) + 1))),
            reference="none",
            title=self.word("map_title", name=name),
            subtitle=self.word("map_subtitle", count=len(head.factors), period=head.period),
            lang=self.lang,
        )
        return self._maps(portfolio).view(spec, width="wide", source=CLUSTERS_PATH)

    @functools.cached_property
    def _books(self) -> dict[str, MapBook]:
        return {}

    def _maps(self, portfolio: str) -> MapBook:
        """Return the book of maps of a portfolio, whose indicators are made of its figures."""
        if portfolio not in self._books:
            words = Words(
                stars=self.word("stars"),
                stars_subtitle=self.word("stars_subtitle"),
                quotient=self.word("measures.specialisation"),
                quotient_subtitle=self.word("quotient_subtitle"),
            )
            bank = derived_databank(
                portfolio,
                self.portfolios[portfolio],
                self.databank,
                functools.partial(self.figures, portfolio),
                words,
            )
            given = self.desk.context.maps
            charts = replace(given.charts, bank=bank, planned={})
            self._books[portfolio] = replace(given, charts=charts, routes=self._routes, planned={})
        return self._books[portfolio]

    def _routes(self, codelist: CodeList) -> dict[str, str]:
        """Return where the shapes of regions lead: to their portfolios."""
        if self.site.regions.codelist is None or codelist.name != self.site.regions.codelist.name:
            return {}
        return {code: self.region_route(code) for code in self.region_codes}

    def map_tasks(self) -> Iterator[Task]:
        """Yield the files of all maps that were asked for."""
        for _, book in sorted(self._books.items()):
            yield from book.tasks()


def cluster_studio(desk: Desk) -> ClusterStudio | None:
    """Return the desk of the cluster pages, or None on a site without portfolios."""
    meta = desk.context.site.data.clusters
    return ClusterStudio(desk, meta) if meta and meta.portfolios and desk.context.site.regions else None
