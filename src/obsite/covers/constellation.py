"""A cover drawn from a table: a dot for each row at its place, sized by a figure, some of them joined.

Coordinates of the table may be in any unit, y growing upwards as on a map; the drawing is fitted
into a box 1000 units wide, y growing downwards.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from obsite.content.issue import Constellation
from obsite.covers.tables import Table, numbers_in, read_table
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Emit, Span
from obsite.text.suggest import closest

WIDTH = 1000.0
_SMALLEST, _LARGEST = 1.6, 11.0  # radii, in units of the box


@dataclass(frozen=True, slots=True, kw_only=True)
class Star:
    """A dot; `group` is the name of the lit group it belongs to, or ""."""

    x: float
    y: float
    r: float
    label: str
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sky:
    """A drawing of width x height units: stars, and lines as (x1, y1, x2, y2, weight)."""

    width: float
    height: float
    stars: tuple[Star, ...]
    lines: tuple[tuple[float, float, float, float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The tables of a cover by the names that its issue gives them, and where it names them.

    `span` gives the place of "points", "x" and the other keys in the issue's front matter.
    """

    tables: Mapping[str, tuple[str, bytes]]  # name -> site-relative path, content
    span: Callable[[str], Span]

    def table(self, name: str, emit: Emit) -> Table | None:
        path, data = self.tables[name]
        return read_table(data, path, emit)


def read_sky(spec: Constellation, sources: Sources, emit: Emit) -> Sky | None:
    """Return the drawing that `spec` asks for, or None after a report."""
    points = sources.table(spec.points, emit)
    keys = ("x", "y", "size", "group", "label")
    if points is None or not _has_columns(points, spec, keys, sources, emit):
        return None
    columns = [numbers_in(points, name, emit) if name else None for name in (spec.x, spec.y, spec.size)]
    links = sources.table(spec.links, emit) if spec.links else None
    joined = _links(links, emit) if links else ()
    x, y, sizes = columns
    if x is None or y is None or (spec.size and sizes is None) or joined is None:
        return None
    fitted = _fit(_stars(points, spec, x, y, sizes or [1.0] * len(x)))
    lines = _lines(fitted.stars, joined)
    return Sky(width=fitted.width, height=fitted.height, stars=fitted.stars, lines=lines)


def _has_columns(
    table: Table, spec: Constellation, keys: tuple[str, ...], sources: Sources, emit: Emit
) -> bool:
    missing = [key for key in keys if (name := getattr(spec, key)) and name not in table.columns]
    for key in missing:
        name = getattr(spec, key)
        guess = closest(name, table.columns)
        cure = f"Did you mean `{guess}`?" if guess else f"Its columns are {', '.join(table.columns)}"
        emit(finding("invalid-cover", f"{table.path} has no column `{name}`", sources.span(key), cure))
    return not missing


def _stars(
    points: Table, spec: Constellation, x: list[float], y: list[float], sizes: list[float]
) -> list[Star]:
    largest = max(sizes, default=1.0) or 1.0
    return [
        Star(
            x=left,
            y=-up,
            # The area of a dot stands for its figure, so that twice as many look twice as much.
            r=max(_SMALLEST, _LARGEST * math.sqrt(max(size, 0.0) / largest)),
            label=row.cells.get(spec.label, ""),
            group=row.cells[spec.group].strip() if spec.group else "",
        )
        for row, left, up, size in zip(points.rows, x, y, sizes, strict=True)
    ]


Link = tuple[str, str, float]


def _links(table: Table, emit: Emit) -> tuple[Link, ...] | None:
    """Return (from, to, weight) of each row, or None after a report."""
    missing = [name for name in ("from", "to") if name not in table.columns]
    for name in missing:
        message = f"A table of links needs a column `{name}`"
        emit(finding("invalid-cover", message, Span(path=table.path), "Its columns are from, to and weight"))
    weights: list[float] | None = [1.0] * len(table.rows)
    if "weight" in table.columns:
        weights = numbers_in(table, "weight", emit)
    if missing or weights is None:
        return None
    ends = ((row.cells["from"].strip(), row.cells["to"].strip()) for row in table.rows)
    return tuple((one, other, weight) for (one, other), weight in zip(ends, weights, strict=True))


def _fit(stars: list[Star]) -> Sky:
    """Move and scale the stars into the box; its height follows from their extent."""
    left, right = min(s.x for s in stars), max(s.x for s in stars)
    top, bottom = min(s.y for s in stars), max(s.y for s in stars)
    margin = _LARGEST + 4
    scale = (WIDTH - 2 * margin) / ((right - left) or 1.0)
    fitted = tuple(
        Star(
            x=round((s.x - left) * scale + margin, 1),
            y=round((s.y - top) * scale + margin, 1),
            r=round(s.r, 1),
            label=s.label,
            group=s.group,
        )
        for s in stars
    )
    height = round((bottom - top) * scale + 2 * margin, 1)
    return Sky(width=WIDTH, height=height, stars=fitted, lines=())


def _lines(
    stars: tuple[Star, ...], links: tuple[Link, ...]
) -> tuple[tuple[float, float, float, float, float], ...]:
    """Return a line for each link between two groups, from centre to centre, weighted by area."""
    members: dict[str, list[Star]] = defaultdict(list)
    for star in stars:
        members[star.group or star.label].append(star)
    centres = {name: _centre(group) for name, group in members.items()}
    return tuple(
        (*centres[one], *centres[other], weight)
        for one, other, weight in links
        if one in centres and other in centres
    )


def _centre(stars: list[Star]) -> tuple[float, float]:
    weight = sum(star.r**2 for star in stars)
    x = sum(star.x * star.r**2 for star in stars) / weight
    y = sum(star.y * star.r**2 for star in stars) / weight
    return round(x, 1), round(y, 1)
