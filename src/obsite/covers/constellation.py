"""A cover drawn from a table: a dot for each row at its place, sized by a figure, some of them joined.

Coordinates of the table may be in any unit, y growing upwards as on a map; the drawing is fitted
into a box 1000 units wide, y growing downwards.
"""

from __future__ import annotations

import csv
import io
import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from obsite.content.issue import Constellation
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Diagnostic, Emit, Span
from obsite.text.suggest import did_you_mean

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


def read_sky(spec: Constellation, tables: Mapping[str, bytes], span: Span, emit: Emit) -> Sky | None:
    """Return the drawing that `spec` asks for from the bytes of its tables, or None after a report."""
    points = _rows(tables[spec.points])
    wanted = [name for name in (spec.x, spec.y, spec.size, spec.group, spec.label) if name]
    if fault := _missing_column(points, wanted, spec.points, span):
        emit(fault)
        return None
    try:
        stars = _stars(points, spec)
    except ValueError as error:
        emit(
            finding(
                "invalid-cover", f"{spec.points}: {error}", span, help="places and sizes are plain numbers"
            )
        )
        return None
    if not stars:
        emit(finding("invalid-cover", f"{spec.points} has no rows", span))
        return None
    fitted = _fit(stars)
    lines = _lines(fitted.stars, _rows(tables[spec.links])) if spec.links else ()
    return Sky(width=fitted.width, height=fitted.height, stars=fitted.stars, lines=lines)


def _rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig", errors="replace"))))


def _missing_column(
    rows: list[dict[str, str]], wanted: list[str], name: str, span: Span
) -> Diagnostic | None:
    columns = list(rows[0]) if rows else []
    for column in wanted:
        if rows and column not in columns:
            guess = did_you_mean(column, columns)
            cure = f'did you mean "{guess}"?' if guess else f"its columns are: {', '.join(columns)}"
            return finding("invalid-cover", f'{name} has no column "{column}"', span, help=cure)
    return None


def _stars(rows: list[dict[str, str]], spec: Constellation) -> list[Star]:
    sizes = [_number(row[spec.size]) if spec.size else 1.0 for row in rows]
    largest = max(sizes, default=1.0) or 1.0
    return [
        Star(
            x=_number(row[spec.x]),
            y=-_number(row[spec.y]),
            # The area of a dot stands for its figure, so that twice as many look twice as much.
            r=max(_SMALLEST, _LARGEST * math.sqrt(max(size, 0.0) / largest)),
            label=row.get(spec.label, ""),
            group=row[spec.group].strip() if spec.group else "",
        )
        for row, size in zip(rows, sizes, strict=True)
    ]


def _number(text: str) -> float:
    try:
        number = float(text.replace("\u00a0", "").replace(" ", ""))
    except (ValueError, AttributeError) as error:
        raise ValueError(f'"{text}" is not a number') from error
    if not math.isfinite(number):
        raise ValueError(f'"{text}" is not a number')
    return number


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
    stars: tuple[Star, ...], links: list[dict[str, str]]
) -> tuple[tuple[float, float, float, float, float], ...]:
    """Return a line for each link between two groups, from centre to centre, weighted by area."""
    members: dict[str, list[Star]] = defaultdict(list)
    for star in stars:
        members[star.group or star.label].append(star)
    centres = {name: _centre(group) for name, group in members.items()}
    lines = []
    for link in links:
        one, other = (
            centres.get((link.get("from") or "").strip()),
            centres.get((link.get("to") or "").strip()),
        )
        if one and other:
            weight = float(link.get("weight") or 1)
            lines.append((*one, *other, weight))
    return tuple(lines)


def _centre(stars: list[Star]) -> tuple[float, float]:
    weight = sum(star.r**2 for star in stars)
    x = sum(star.x * star.r**2 for star in stars) / weight
    y = sum(star.y * star.r**2 for star in stars) / weight
    return round(x, 1), round(y, 1)
