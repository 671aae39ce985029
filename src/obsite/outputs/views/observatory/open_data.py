"""The page of the open data: every indicator with its files, and how to take them."""

from __future__ import annotations

from dataclasses import dataclass

from obsite.outputs.views.frame import FrameView
from obsite.outputs.views.text import BodyView


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetRowView:
    """An indicator in the list. Sizes come from the facts of its CSV's task, `output`."""

    title: str
    page: str  # route
    unit: str
    periods: str
    source: str
    licence: str
    vintage: str
    synthetic: bool
    output: str
    files: tuple[tuple[str, str, str], ...]  # label, route, name of the fact that holds its size


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeDataView:
    title: str  # "" for indicators without a theme
    rows: tuple[DatasetRowView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDataPage:
    """data.html."""

    frame: FrameView
    title: str
    intro: BodyView | None
    themes: tuple[ThemeDataView, ...]
    total: int
    catalogue: str  # route; "" for a site that has no address of its own
