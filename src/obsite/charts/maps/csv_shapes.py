"""Tile grids (code,col,row) and points (code,x,y) out of CSV files."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from obsite.charts.maps.fault import GeometryFault
from obsite.charts.maps.features import Collection, Feature
from obsite.charts.maps.shapes import GRID, Shape, Shapes

_TILE = ("code", "col", "row")
_POINT = ("code", "x", "y")
_GUTTER = 0.06  # of a tile, between tiles


def rows_of(text: str) -> tuple[tuple[str, ...], list[tuple[int, dict[str, str]]]]:
    """Return the columns that a file must have, by what it is, and its rows with their lines."""
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        names = {name.strip().lower() for name in reader.fieldnames or ()}
        rows = [
            (
                reader.line_num,
                {str(key).strip().lower(): str(value or "").strip() for key, value in row.items()},
            )
            for row in reader
        ]
    except csv.Error as error:
        raise GeometryFault(f"The table cannot be read: {error}", line=reader.line_num) from None
    for columns in (_TILE, _POINT):
        if names.issuperset(columns):
            return columns, rows
    raise GeometryFault(
        f"The table has the columns {', '.join(sorted(names)) or 'none'}",
        "Tiles need code,col,row; points need code,x,y",
    )


def is_tiles(columns: Sequence[str]) -> bool:
    return tuple(columns) == _TILE


def placed(
    columns: Sequence[str], rows: Sequence[tuple[int, Mapping[str, str]]]
) -> tuple[dict[str, tuple[float, float]], list[GeometryFault]]:
    """Return code -> place, and what is wrong with single rows."""
    places: dict[str, tuple[float, float]] = {}
    faults: list[GeometryFault] = []
    for line, row in rows:
        code = row["code"]
        try:
            place = float(row[columns[1]]), float(row[columns[2]])
        except ValueError:
            faults.append(
                GeometryFault(f"`{code}` has no numbers for {columns[1]} and {columns[2]}", line=line)
            )
            continue
        if not code or code in places:
            faults.append(
                GeometryFault(f"`{code}` has a second place" if code else "A row has no code", line=line)
            )
            continue
        places[code] = place
    if not places and not faults:
        faults.append(GeometryFault("The table has no rows"))
    return places, faults


def tiles(places: Mapping[str, tuple[float, float]]) -> Shapes:
    """Return a square for each code, on its column and row."""
    left, top = (min(place[axis] for place in places.values()) for axis in (0, 1))
    columns, rows = (
        max(place[axis] for place in places.values()) - low + 1 for axis, low in ((0, left), (1, top))
    )
    size = GRID / max(columns, rows)
    side = round(size * (1 - _GUTTER))
    shapes = {}
    for code, (column, row) in sorted(places.items()):
        x, y = round((column - left) * size), round((row - top) * size)
        d = f"M{x} {y}h{side}v{side}h-{side}z"
        box = (x, y, x + side, y + side)
        shapes[code] = Shape(code=code, name="", d=d, x=x + side // 2, y=y + side // 2, box=box)
    return Shapes(kind="tiles", width=round(columns * size), height=round(rows * size), shapes=shapes)


def points_collection(places: Mapping[str, tuple[float, float]]) -> Collection:
    """Return points as features, to be projected like any other."""
    return Collection(
        features={code: Feature(code=code, name="", points=[place]) for code, place in places.items()}
    )
