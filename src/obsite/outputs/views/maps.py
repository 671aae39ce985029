"""The view of a map: its scene and words. Shapes come from elsewhere, since many maps share them."""

from __future__ import annotations

from dataclasses import dataclass

from obsite.charts.maps.scene import Scene
from obsite.engine.task import Stored
from obsite.outputs.views.charts import DownloadView


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """A map in a page. `shapes` is asked for with the template's `stored(map.shapes)`.

    `window` is SVG's viewBox if a part of the map is shown.
    """

    id: str  # of the figure, unique on its page
    title: str
    subtitle: str
    alt: str
    scene: Scene
    dimension_title: str  # "Region"
    value_title: str  # "%, 2019"
    group_title: str = ""  # "Country"
    shapes: Stored | None = None
    source: str = ""
    notes: tuple[str, ...] = ()
    downloads: tuple[DownloadView, ...] = ()
    width: str = "text"  # text, wide or full
    window: str = ""
    profiles: str = ""  # route of the pages that shapes lead to: /regions/
    number: int = 0
    synthetic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LocatorView:
    """A small map that says where a place is: codes by their part in it."""

    alt: str
    place: tuple[str, ...]
    country: tuple[str, ...]
    around: tuple[str, ...]
    window: str
    shapes: Stored | None = None
