"""What the observatory's pages are planned with: the desk, the data's workbench, and keys of what is kept."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from obsite.charts.maps.model import MapSpec
from obsite.charts.model import ChartSpec
from obsite.data.codelist import CodeList
from obsite.data.indicator import Indicator
from obsite.engine.digest import digest_parts
from obsite.engine.task import Stored
from obsite.outputs.planning.bodies import body_view
from obsite.outputs.planning.context import stem_of
from obsite.outputs.planning.observatory.boards import NO_BOARDS, Boards
from obsite.outputs.planning.observatory.choices import Choices
from obsite.outputs.planning.observatory.workbench import Workbench
from obsite.outputs.planning.site_pages import Desk
from obsite.outputs.views import BodyView, LinkView
from obsite.outputs.views.charts import ChartView
from obsite.outputs.views.maps import MapView

Answer = TypeVar("Answer")


@dataclass(frozen=True, eq=False)
class Studio:
    """The desk of the observatory. Keys are made of all that figures depend on beside their own data."""

    desk: Desk
    choices: Choices
    boards: Boards = NO_BOARDS  # clusters and scoreboard

    @property
    def bench(self) -> Workbench:
        return self.choices.bench

    def word(self, key: str, **values: object) -> str:
        """Return an interface string of the observatory."""
        return self.desk.word(f"observatory.{key}", **values)

    @functools.cached_property
    def base(self) -> str:
        """What all figures depend on: what is chosen, the codes compared, the addresses of profiles."""
        site = self.bench.site
        profiles = (site.regions, site.sectors)
        routes = repr([sorted(one.routes.items()) for one in profiles])
        lists = sorted(f"{name}:{known.digest}" for name, known in site.data.codelists.items())
        said = site.config.observatory.model_dump_json()
        return digest_parts((said, self.bench.lang, routes, repr(site.regions.codes), *lists))

    @functools.cached_property
    def regional(self) -> str:
        """What the figures of every profile depend on."""
        return digest_parts((self.base, *(f"{one.id}:{one.digest}" for one in self.choices.regional)))

    def kept(self, kind: str, key: tuple[str, ...], compute: Callable[[], object]) -> Stored:
        """Return a value that is computed unless it is known."""
        return self.desk.context.memo.value((kind, *key), compute)

    def about(self, kind: str, indicator: Indicator, compute: Callable[[], object]) -> Stored:
        """Return a value that depends on one indicator."""
        return self.kept(kind, (self.base, indicator.id, indicator.digest), compute)

    def answer(self, kind: str, indicator: Indicator, compute: Callable[[], Answer], *key: str) -> Answer:
        """Return a small value that depends on one indicator: a plan needs it without reading the table."""
        stored = self.kept(kind, (self.base, indicator.id, indicator.digest, *key), compute)
        found: Answer = self.desk.context.memo.get(stored)
        return found

    def charts(self, specs: Iterable[ChartSpec], source: str = "") -> Iterator[ChartView]:
        """Yield the charts of a page; those without a figure are left out."""
        for spec in specs:
            view = self.desk.context.charts.view(spec, width="wide", source=source)
            if view.wide is not None:
                yield view

    def map(self, spec: MapSpec | None, source: str = "") -> MapView | None:
        """Return a map for a page, if there is anything to show."""
        return self.desk.context.maps.view(spec, width="wide", source=source) if spec else None

    def slug(self, code: str) -> str:
        """Return a region's part of addresses: the last one of its profile's."""
        return stem_of(self.bench.site.regions.routes[code])

    def intro(self, name: str) -> BodyView:
        """Return the text that introduces a list, such as content/regions/index.md, or an empty one."""
        document = self.desk.context.site.documents.get(f"content/{name}/index.md")
        return body_view(self.desk.context, document) if document else BodyView()

    def list_title(self, name: str) -> str:
        """Return the title of a list: that of its introduction, else the theme's word for it."""
        document = self.desk.context.site.documents.get(f"content/{name}/index.md")
        return document.title if document and document.meta.title else self.word(f"titles.{name}")

    def list_link(self, name: str, route: str) -> LinkView:
        return LinkView(title=self.list_title(name), href=route)

    @functools.cached_property
    def unit_of_profiles(self) -> str:
        """What the codes that have profiles are called, several of them."""
        regions = self.bench.site.regions
        known = (
            [one for one in map(regions.codelist.codes.get, regions.codes) if one] if regions.codelist else []
        )
        return self._plural(regions.codelist, known[0].level) if regions.codelist and known else ""

    def _plural(self, codelist: CodeList, level: str) -> str:
        """Return what codes of a level are called; those that an indicator brings itself have no name."""
        if named := codelist.meta.levels.get(level):
            return named.plural or named.name
        return (codelist.meta.title.lower() if codelist.path else "") or self.word("entries")

    def unit_of(self, indicator: Indicator) -> str:
        """Return what the codes that an indicator compares are called, several of them."""
        main = self.bench.main(indicator)
        compared = self.bench.compared(indicator)
        if main is None or not compared:
            return self.word("entries")
        known = main.codelist.codes.get(compared[0])
        return self._plural(main.codelist, known.level if known else "")
