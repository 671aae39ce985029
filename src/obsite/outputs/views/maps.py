"""The view of a map: its scene and words. Shapes come from elsewhere, since many maps share them."""

from __future__ import annotations

from dataclasses import dataclass

from obsite.charts.maps.scene import Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """`window` is SVG's viewBox if a part of the map is shown; `linked` says whether shapes are links."""

    id: str
    title: str
    subtitle: str
    alt: str
    scene: Scene
    dimension_title: str
    value_title: str
    source: str = ""
    note: str = ""
    window: str = ""
    linked: bool = False
    number: int = 0
