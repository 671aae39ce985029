"""Views of maps. What they show, and the shapes, are stored values, which many pages share."""

from __future__ import annotations

from dataclasses import dataclass

from obsite.engine.task import Stored
from obsite.outputs.views.charts import DownloadView, Embedded


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """A map in a page. `number` is that of the figure, "" for none.

    `scene` and `shapes` are asked for with the template's `stored(...)`: a `Scene` and `Shapes`.
    """

    name: str  # of its files
    title: str
    subtitle: str
    alt: str
    scene: Stored | None = None  # None: there is nothing to show
    grid: Stored | None = None  # a `Grid` in place of a scene: several small maps
    shapes: Stored | None = None
    picture: Embedded | None = None  # the drawing by itself, for print
    dimension_title: str = ""  # "Region"
    value_title: str = ""  # "2019 (%)"
    source: str = ""
    facts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    downloads: tuple[DownloadView, ...] = ()
    profiles: str = ""  # route of the pages that shapes lead to: /regions/
    width: str = "text"  # text, wide or full
    number: str = ""
    anchor: str = ""
    synthetic: bool = False
    href: str = ""  # the indicator's page


@dataclass(frozen=True, slots=True, kw_only=True)
class LocatorView:
    """A small map that says where a place is: a stored `Locator`."""

    alt: str
    locator: Stored
