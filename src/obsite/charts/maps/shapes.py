"""Shapes: the drawn form of a geometry file, as a plain value that is kept from build to build.

All coordinates are whole numbers on a grid `GRID` units wide or high, y down, as SVG counts. Paths
close with `z` and begin with an absolute `M`; what stands between is relative.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

# Units along the longer side. On a map 740 px wide, one is a third of a pixel: below what can be seen.
GRID = 2250

Box = tuple[int, int, int, int]  # left, top, right, bottom


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One code's shape. `x` and `y` are where a label or a circle belongs."""

    code: str
    name: str
    d: str
    x: int
    y: int
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Inset:
    """A box in a corner of the map, with a scale of its own."""

    code: str
    label: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """All shapes of one geometry, and what is drawn around them."""

    kind: Literal["areas", "tiles", "points"]
    width: int
    height: int
    shapes: Mapping[str, Shape]
    borders: str = ""  # lines only
    context: str = ""  # land that has no codes
    insets: tuple[Inset, ...] = ()
    version: str = ""
    credit: str = ""
    note: str = ""
    key: str = "m"  # what ids of this geometry begin with, on a page
    ground: str = ""  # all shapes as elements with ids, ready for the page

    @property
    def window(self) -> str:
        """The whole map, as SVG's viewBox."""
        return f"0 0 {self.width} {self.height}"


def anchor(code: str) -> str:
    """Return a code as it stands in an id: what ids and fragments cannot hold is written as its number."""
    return re.sub(r"[^\w.-]", lambda odd: f"~{ord(odd[0]):x}", code, flags=re.ASCII)


def with_ground(shapes: Shapes, key: str) -> Shapes:
    """Return the shapes with their markup, made once for all maps that show them."""
    paths = (f'<path id="{key}{anchor(one.code)}" d="{one.d}"/>' for one in shapes.shapes.values())
    return replace(shapes, key=key, ground="".join(paths))
