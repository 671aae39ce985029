"""Maps as they are planned: classed and worded once, however many pages show them.

Whoever plans a page asks the `MapBook` for a view of a map; what was asked for becomes tasks, which
make the files of the map. Figures, words and marks are computed once and kept in the memo.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from obsite.charts.maps.gathering import dimension_of
from obsite.charts.maps.locating import Locator, locate, window_on
from obsite.charts.maps.model import MapSpec
from obsite.charts.maps.multiples import Grid
from obsite.charts.maps.scene import Scene, scene_of
from obsite.charts.maps.shapes import Shapes
from obsite.data.codelist import CodeList
from obsite.data.indicator import Dimension
from obsite.engine.digest import digest_bytes
from obsite.engine.encoding import Encoder
from obsite.engine.task import Stored, Task
from obsite.outputs.map import BESIDE, MapFiles
from obsite.outputs.planning.charts import FOLDER, WAVE_CHARTS, ChartBook
from obsite.outputs.planning.geometry import Atlas, Geometry
from obsite.outputs.planning.map_figures import Kept, MapHead, find
from obsite.outputs.views.charts import DownloadView, Embedded
from obsite.outputs.views.maps import LocatorView, MapView
from obsite.text.slugs import shortened, slugify

_WEIGHT = 4.0  # of drawing one, where a page is 1
_KINDS = ("svg", "png", "csv", "json", "xlsx")

# Which codes of a list have a page: code -> route.
Routes = Callable[[CodeList], Mapping[str, str]]


def no_routes(codelist: CodeList) -> Mapping[str, str]:
    """Stand in where no code has a page."""
    del codelist
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedMap:
    """A map that was asked for."""

    name: str
    spec: MapSpec
    head: MapHead
    scene: Stored
    chart: Stored  # its figures, as downloads take them
    geometry: Geometry
    profiles: str
    source: str


@dataclass(slots=True, kw_only=True)
class MapBook:
    """All maps of a site, as pages ask for them."""

    charts: ChartBook
    atlas: Atlas
    routes: Routes = no_routes
    planned: dict[str, PlannedMap] = field(default_factory=dict)  # by name

    def view(self, spec: MapSpec, *, width: str = "text", source: str = "") -> MapView | None:
        """Return a map for a page, and plan its files; None if there is nothing to show."""
        found = self.map(spec, source)
        if found is None:
            return None
        head, base = found.head.head, f"{FOLDER}/{found.name}"
        return MapView(
            name=found.name,
            title=head.headline,
            subtitle=head.subtitle,
            alt=head.alt,
            scene=None if spec.panels else found.scene,
            grid=found.scene if spec.panels else None,
            shapes=found.geometry.shapes,
            picture=Embedded(output=f"{base}.svg"),
            dimension_title=found.head.dimension_title,
            value_title=found.head.value_title,
            source=head.source,
            facts=head.facts,
            notes=head.notes,
            downloads=tuple(DownloadView(label=kind.upper(), route=f"/{base}.{kind}") for kind in _KINDS),
            profiles=found.profiles,
            width=width,
            synthetic=bool(head.synthetic),
            href=head.href,
        )

    def map(self, spec: MapSpec, source: str = "") -> PlannedMap | None:
        """Return a map with its figures classed and worded; None if there is nothing to show."""
        digest = digest_bytes(Encoder().encode(spec))
        words = [spec.indicator, "map", *spec.focus[:2]]
        name = f"{shortened(slugify('-'.join(words)))}-{digest[:8]}"
        if name not in self.planned:
            planned = self._plan(spec, name, digest, source)
            if planned is None:
                return None
            self.planned[name] = planned
        return self.planned[name]

    def locator(self, code: str, codelist: CodeList, alt: str, version: str = "") -> LocatorView | None:
        """Return a small map of where a code's place is; None if it has no shape."""
        for geometry in sorted(self.areas(codelist), key=lambda one: one.sheet.version != version):
            key = ("locator", geometry.shapes.digest, codelist.digest, code)
            stored = self.charts.memo.value(key, partial(self._locate, code, codelist, geometry))
            if self.charts.memo.get(stored) is not None:
                return LocatorView(alt=alt, locator=stored)
        return None

    def tasks(self) -> Iterator[Task]:
        """Yield the files of all maps that were asked for."""
        for name, found in sorted(self.planned.items()):
            yield self._task(name, found)

    def areas(self, codelist: CodeList) -> list[Geometry]:
        """Return the geometries that are no tiles, the list's usual version first."""
        found = [one for one in self.atlas.of(codelist) if not one.sheet.tiles]
        return sorted(found, key=lambda one: one.sheet.version != codelist.version)

    def _locate(self, code: str, codelist: CodeList, geometry: Geometry) -> Locator | None:
        return locate(code, codelist, self.charts.memo.get(geometry.shapes))

    def _plan(self, spec: MapSpec, name: str, digest: str, source: str) -> PlannedMap | None:
        bank, memo = self.charts.bank, self.charts.memo
        indicator = bank.indicators.get(spec.indicator)
        dimension = dimension_of(spec, indicator) if indicator else None
        geometries = self.atlas.of(dimension.codelist) if dimension else ()
        known = all(name in bank.indicators for name in spec.indicators)
        if indicator is None or dimension is None or not (known and geometries):
            return None
        routes = self.routes(dimension.codelist)
        profiles, slugs = below_one(routes)
        say = partial(self.charts.say, spec.lang)
        key = (
            digest, *(bank.indicators[name].digest for name in spec.indicators),
            self.charts.words(spec.lang), repr(sorted(slugs.items())),
            *(one.shapes.digest for one in geometries),
        )  # fmt: skip

        sheets = [one.sheet for one in geometries]
        kept = Kept(spec, partial(find, spec, bank, sheets, say), say)
        head: MapHead | None = memo.get(memo.value(("map head", *key), kept.head))
        if head is None:
            return None
        return PlannedMap(
            name=name,
            spec=spec,
            head=head,
            scene=memo.value(("map scene", *key), lambda: self._scene(kept, slugs, geometries, dimension)),
            chart=memo.value(("map figures", *key), kept.chart),
            geometry=geometries[head.geometry],
            profiles="" if spec.panels else profiles,
            source=source,
        )

    def _scene(
        self, kept: Kept, slugs: Mapping[str, str], geometries: Sequence[Geometry], dimension: Dimension
    ) -> Scene | Grid:
        """Return the marks of a map, and which part of it is shown."""
        several = len(kept.found.datas) > 1
        scene: Scene | Grid = kept.grid() if several else scene_of(kept.data, slugs)
        focus = kept.data.spec.focus
        if not focus:
            return scene
        shapes: Shapes = self.charts.memo.get(geometries[kept.found.geometry].shapes)
        box = window_on(focus, dimension.codelist, shapes)
        if box is None:
            return scene
        left, top, right, bottom = box
        window = (left, top, right - left, bottom - top)
        if isinstance(scene, Grid):
            return replace(scene, scenes=tuple(replace(one, window=window) for one in scene.scenes))
        return replace(scene, window=window)

    def _task(self, name: str, found: PlannedMap) -> Task:
        base = f"{FOLDER}/{name}"
        fonts = self.charts.fonts()
        legend = found.head.head.legend
        files = MapFiles(
            figures=found.chart,
            scene=found.scene,
            shapes=found.geometry.shapes,
            legend=legend,
            lang=found.spec.lang,
            colours=self.charts.style.theme.light,
            fonts=fonts,
        )
        stored = (found.chart.input, found.scene.input, found.geometry.shapes.input)
        shown = [self.charts.bank.indicators[name] for name in found.spec.indicators]
        paths = [path for one in shown for path in (one.path, one.partition.source_path)]
        return Task(
            output=f"{base}.svg",
            companions=tuple(f"{base}{ending}" for ending in BESIDE),
            format="map",
            view=files,
            inputs=(*stored, *self.charts.lettering(fonts, found.spec.lang)),
            wave=WAVE_CHARTS,
            weight=_WEIGHT,
            source=found.source,
            sources=tuple(filter(None, (*paths, found.geometry.path))),
        )


def below_one(routes: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Return the route that most pages lie directly below, and the last part of each one's address."""
    parts = {code: route.rstrip("/").rpartition("/") for code, route in sorted(routes.items())}
    bases = [f"{above}/" for above, _, _ in parts.values()]
    base = max(dict.fromkeys(bases), key=bases.count, default="")
    return base, {code: last for code, (above, _, last) in parts.items() if f"{above}/" == base}
