"""The figures of one map, or of several small ones, asked for once if anything made of them is not known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from obsite.charts.look import Say
from obsite.charts.maps.gathering import Sheet, as_chart, map_data
from obsite.charts.maps.model import MapData, MapSpec
from obsite.charts.maps.multiples import Grid, grid_chart, grid_of, grid_words, panel_specs
from obsite.charts.maps.scene import scene_of
from obsite.charts.maps.words import map_words
from obsite.charts.model import ChartData
from obsite.data.databank import Databank
from obsite.outputs.planning.chart_heads import ChartHead, chart_head


@dataclass(frozen=True, slots=True, kw_only=True)
class MapHead:
    """What a page says of a map. `geometry` is the number of the one it is drawn over, -1 for no map."""

    head: ChartHead
    geometry: int
    dimension_title: str
    value_title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The figures of each map, none if there is nothing to show; and the number of their geometry."""

    datas: tuple[MapData, ...] = ()
    geometry: int = -1


def find(spec: MapSpec, bank: Databank, sheets: Sequence[Sheet], say: Say) -> Found:
    """Return the figures of a map. Small maps are drawn over one geometry, which they share."""
    specs = panel_specs(spec) or (spec,)
    first = map_data(specs[0], bank, sheets, say)
    if first is None:
        return Found()
    data, number = first
    others = [map_data(one, bank, [sheets[number]], say) for one in specs[1:]]
    datas = [data, *(one[0] for one in others if one)]
    return Found(datas=tuple(datas), geometry=number) if len(datas) == len(specs) else Found()


class Kept:
    """The figures of one map, or of several small ones."""

    def __init__(self, spec: MapSpec, ask: Callable[[], Found], say: Say) -> None:
        self._spec, self._ask, self._say = spec, ask, say
        self._found: Found | None = None

    @property
    def found(self) -> Found:
        if self._found is None:
            self._found = self._ask()
        return self._found

    @property
    def data(self) -> MapData:
        assert self.found.datas, "a map without figures has no scene"
        return self.found.datas[0]

    def grid(self) -> Grid:
        return grid_of(self._spec, self.found.datas, self._say)

    def chart(self) -> ChartData:
        if self._spec.panels:
            return grid_chart(self._spec, self.found.datas, self.grid())
        return as_chart(self.data)

    def head(self) -> MapHead | None:
        if not self.found.datas:
            return None
        head, value_title = chart_head(self.chart(), self._spec.lang, self._say), ""
        if self._spec.panels:
            told = grid_words(self._spec, self.found.datas, self.grid(), self._say)
            title, subtitle, alt, notes = told.title, told.subtitle, told.alt, told.notes
        else:
            words = map_words(self.data, scene_of(self.data), self._say)
            title, subtitle, alt, notes = words.title, words.subtitle, words.alt, words.notes
            value_title = words.value_title
        return MapHead(
            head=replace(head, headline=title, subtitle=subtitle, alt=alt, notes=notes),
            geometry=self.found.geometry,
            dimension_title=self.data.dimension_title,
            value_title=value_title,
        )
