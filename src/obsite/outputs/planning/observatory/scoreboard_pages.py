"""The scoreboard: all regions as a table of shades, and a page that takes each region's scores apart."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from obsite.charts.facts import versions_of
from obsite.data.databank import Databank
from obsite.data.scoreboard_figures import Scoreboard, scoreboard_of
from obsite.data.scoreboard_meta import SCOREBOARD_PATH, ScoreboardMeta
from obsite.data.sensitivity import Sensitivity, sensitivity_of
from obsite.engine.digest import digest_parts
from obsite.engine.task import Stored, Task
from obsite.outputs.planning.frames import PageFacts
from obsite.outputs.planning.observatory.cluster_files import sheet_task, table_links
from obsite.outputs.planning.observatory.declared_prose import declared_prose
from obsite.outputs.planning.observatory.naming import Name, page_name, region_name
from obsite.outputs.planning.observatory.score_parts import region_scores, sensitivity_views
from obsite.outputs.planning.observatory.score_rows import Writer, board_table, source_line
from obsite.outputs.planning.site_pages import Desk
from obsite.outputs.planning.tasks import PageToPlan
from obsite.outputs.sheets import SheetView
from obsite.outputs.views import LinkView
from obsite.outputs.views.observatory.scoreboard import RegionScorePage, ScoreboardPage
from obsite.site.routes import CLUSTERS, SCOREBOARD
from obsite.site.site import Site


@dataclass(frozen=True, eq=False)
class ScoreStudio:
    """The desk of the scoreboard's pages; figures are computed once a build and kept between builds."""

    desk: Desk
    meta: ScoreboardMeta

    @property
    def site(self) -> Site:
        return self.desk.context.site

    @property
    def databank(self) -> Databank:
        return self.site.data

    @property
    def title(self) -> str:
        return self.meta.title or self.word("title")

    def word(self, key: str, **values: object) -> str:
        """Return an interface string of the scoreboard."""
        return self.desk.word(f"scoreboard.{key}", **values)

    @functools.cached_property
    def base(self) -> str:
        """What all kept figures depend on: the declaration, tables, code lists, names and addresses."""
        used = {score.indicator for d in self.meta.dimensions.values() for score in d.indicators}
        digests = [self.databank.indicators[id].digest for id in sorted(used)]
        titles = [f"{code} {text.title}" for code, text in sorted(self.site.regions.texts.items())]
        routes = repr(sorted(self.site.regions.routes.items()))
        return digest_parts(
            (self.meta.model_dump_json(), self.site.config.language, routes, *digests, *titles)
        )

    def kept(self, kind: str, key: Sequence[str], compute: Callable[[], object]) -> Stored:
        """Return a value that is computed unless it is known."""
        return self.desk.context.memo.value((kind, self.base, *key), compute)

    @functools.cached_property
    def board(self) -> Scoreboard:
        return scoreboard_of(self.meta, self.databank)

    @functools.cached_property
    def sensitivity(self) -> tuple[Sensitivity, ...]:
        return sensitivity_of(self.board)

    @functools.cached_property
    def writer(self) -> Writer:
        return Writer(self.board, self.databank, self.site.config.language, self.name)

    def name(self, code: str) -> Name:
        return region_name(self.site, code)

    @functools.cached_property
    def codes(self) -> tuple[str, ...]:
        """The regions with a page that have scores, in the order of profiles."""
        found = self.desk.context.memo.get(self.kept("score-regions", (), self._find_codes))
        assert isinstance(found, tuple)
        return found

    def _find_codes(self) -> tuple[str, ...]:
        return tuple(code for code in self.site.regions.routes if region_scores(self.writer, code, {}))

    def region(self, code: str) -> Stored:
        """Return the scores of a region: `RegionScoresView`."""
        return self.kept("region-scores", (code,), functools.partial(self._region, code))

    def _region(self, code: str) -> object:
        return region_scores(self.writer, code, {one.dimension: one for one in self.sensitivity})

    def region_route(self, code: str) -> str:
        """Return the address of the page that takes a region's scores apart."""
        return f"{SCOREBOARD}{page_name(self.site, code)}/"


def score_studio(desk: Desk) -> ScoreStudio | None:
    """Return the desk of the scoreboard, or None on a site without one."""
    meta = desk.context.site.data.scoreboard
    return ScoreStudio(desk, meta) if meta and desk.context.site.regions else None


def scoreboard_pages(studio: ScoreStudio) -> Iterator[PageToPlan]:
    """Yield the scoreboard and the page of each region."""
    yield _board(studio)
    codes = studio.codes
    for at, code in enumerate(codes):
        before, after = codes[at - 1] if at else "", codes[at + 1] if at + 1 < len(codes) else ""
        yield _region(studio, code, (before, after))


def _board(studio: ScoreStudio) -> PageToPlan:
    context = studio.desk.context
    table = studio.kept("score-table", (), functools.partial(_table, studio))
    sensitivity = studio.kept(
        "score-sensitivity", (), lambda: sensitivity_views(studio.writer, studio.sensitivity)
    )
    facts = PageFacts(
        title=studio.title,
        route=SCOREBOARD,
        section=SCOREBOARD,
        description=" ".join(studio.meta.description.split()) or studio.word("description"),
    )
    clusters = context.site.data.clusters
    page = ScoreboardPage(
        frame=studio.desk.frame(facts),
        title=facts.title,
        intro=declared_prose(context, studio.meta.description, SCOREBOARD_PATH),
        method=declared_prose(context, studio.meta.method, SCOREBOARD_PATH),
        table=table,
        sensitivity=sensitivity,
        downloads=table_links("scoreboard/scores"),
        clusters_route=CLUSTERS if clusters and clusters.portfolios else "",
        clusters_title=(clusters.title if clusters else "") or studio.desk.word("clusters.title"),
    )
    return PageToPlan(
        template="scoreboard.html",
        route=SCOREBOARD,
        lang="",
        page=page,
        source=SCOREBOARD_PATH,
    )


def _table(studio: ScoreStudio) -> object:
    """Return the table of all regions, whose rows lead to the pages that take scores apart."""
    known = set(studio.codes)

    def linked(code: str) -> Name:
        name = studio.name(code)
        href = studio.region_route(code) if code in known else ""
        return Name(code=code, label=name.label, href=href, group=name.group)

    return board_table(Writer(studio.board, studio.databank, studio.site.config.language, linked))


def _region(studio: ScoreStudio, code: str, near: tuple[str, str]) -> PageToPlan:
    name, route = studio.name(code), studio.region_route(code)
    figures = studio.region(code)
    facts = PageFacts(
        title=studio.word("of_region", name=name.label),
        route=route,
        section=SCOREBOARD,
        description=studio.word("region_description", name=name.label),
        above=(LinkView(title=studio.title, href=SCOREBOARD),),
    )
    page = RegionScorePage(
        frame=studio.desk.frame(facts),
        title=name.label,
        region=LinkView(title=name.label, href=name.href),
        board=LinkView(title=studio.title, href=SCOREBOARD),
        figures=figures,
        downloads=table_links(f"{route.strip('/')}/scores"),
        previous=_neighbour(studio, near[0]),
        next=_neighbour(studio, near[1]),
    )
    return PageToPlan(
        template="scoreboard_region.html",
        route=route,
        lang="",
        page=page,
        source=SCOREBOARD_PATH,
    )


def _neighbour(studio: ScoreStudio, code: str) -> LinkView | None:
    return LinkView(title=studio.name(code).label, href=studio.region_route(code)) if code else None


def scoreboard_tasks(studio: ScoreStudio) -> Iterator[Task]:
    """Yield the tables of scores, for download."""
    used = {score.indicator for d in studio.meta.dimensions.values() for score in d.indicators}
    indicators = [studio.databank.indicators[id] for id in sorted(used)]
    made_up = any(one.meta.synthetic for one in indicators)
    about = (
        ("synthetic", studio.desk.word("clusters.synthetic_long") if made_up else ""),
        ("source", "; ".join(dict.fromkeys(filter(None, map(source_line, indicators))))),
        ("licence", "; ".join(dict.fromkeys(one.meta.licence for one in indicators if one.meta.licence))),
        ("code_lists", "; ".join(dict.fromkeys(v for one in indicators for v in versions_of(one)))),
        ("compared_with", studio.meta.pool.title),
        ("method", studio.desk.context.absolute(f"{SCOREBOARD}#method")),
    )
    table = studio.kept("score-table", (), functools.partial(_table, studio))
    whole = SheetView(title=studio.title, figures=(table,), words={}, about=about)
    yield sheet_task("scoreboard/scores", whole, SCOREBOARD_PATH)
    for code in studio.codes:
        title = studio.word("of_region", name=studio.name(code).label)
        view = SheetView(title=title, figures=(studio.region(code),), words={}, about=about)
        yield sheet_task(f"{studio.region_route(code).strip('/')}/scores", view, SCOREBOARD_PATH)
