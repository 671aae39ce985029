"""Projections: from the file's coordinates to a plane with y down.

Formulas of the sphere after Snyder, Map Projections: A Working Manual (USGS Professional Paper 1395).
The sphere differs from the ellipsoid by less than a pixel on maps of this size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import atan2, cos, degrees, hypot, isfinite, log, pi, radians, sin, sqrt, tan

from obsite.charts.maps.fault import GeometryFault
from obsite.charts.maps.features import Collection, Feature, Position

Projection = Callable[[float, float], Position]
_FEW_STRANGE = 0.2  # of the features
_POLE = radians(85.05)  # beyond, Mercator grows without end


def looks_like_degrees(positions: Iterable[Position]) -> bool:
    """Return whether all numbers could be longitude and latitude."""
    return all(-180.001 <= x <= 180.001 and -90.001 <= y <= 90.001 for x, y in positions)


def _is_of_the_globe(collection: Collection) -> bool:
    """Return whether coordinates are degrees: all of them, or those of all features but a few, whose
    misplaced points would else make a plane of the whole map."""
    features = [_positions(feature) for feature in collection.features.values()]
    strange = sum(not looks_like_degrees(positions) for positions in features)
    return strange <= len(features) * _FEW_STRANGE and looks_like_degrees(
        at for polygon in collection.context for ring in polygon for at in ring
    )


def _positions(feature: Feature) -> list[Position]:
    return [*feature.points, *(at for polygon in feature.polygons for ring in polygon for at in ring)]


def projection_for(collection: Collection, kind: str, centre: tuple[float, float] | None) -> Projection:
    """Return the projection that is declared, or the one that the numbers suggest."""
    if not kind:
        kind = "laea" if centre or _is_of_the_globe(collection) else "identity"
    if kind == "identity":
        return lambda x, y: (x, -y)
    _check_degrees(collection)
    middle = centre or middle_of(collection.positions())
    return mercator(middle[0]) if kind == "mercator" else equal_area(*middle)


def _check_degrees(collection: Collection) -> None:
    for feature in collection.features.values():
        for x, y in _positions(feature):
            if not (isfinite(x) and isfinite(y) and abs(x) <= 360.001 and abs(y) <= 90.001):
                raise GeometryFault(
                    f"`{feature.code}` has a point at {x:g}, {y:g}, which is no longitude and latitude",
                    "If the file is projected already, say `projection: identity`; else export it as WGS 84",
                    code=feature.code,
                )


def middle_of(positions: Iterable[Position]) -> Position:
    """Return the middle of places on the globe, also where they lie around the antimeridian."""
    places = [(radians(x), radians(y)) for x, y in positions]
    east = sum(cos(y) * cos(x) for x, y in places)
    north = sum(cos(y) * sin(x) for x, y in places)
    pole = sum(sin(y) for _, y in places)
    rough = atan2(north, east), atan2(pole, hypot(east, north))
    # Coasts have more points than borders: take the middle of the extent, seen from the rough middle.
    xs = [degrees((x - rough[0] + pi) % (2 * pi) - pi) for x, _ in places]
    ys = [degrees(y) for _, y in places]
    longitude = degrees(rough[0]) + (min(xs) + max(xs)) / 2
    return round((longitude + 180) % 360 - 180, 3), round((min(ys) + max(ys)) / 2, 3)


def equal_area(longitude: float, latitude: float) -> Projection:
    """Return Lambert's azimuthal equal-area projection about a centre (Snyder 24-2, 22-4, 22-5)."""
    middle, sine, cosine = radians(longitude), sin(radians(latitude)), cos(radians(latitude))

    def project(x: float, y: float) -> Position:
        angle, upward = radians(x) - middle, radians(y)
        across = cos(upward) * cos(angle)
        away = 1 + sine * sin(upward) + cosine * across
        scale = sqrt(2 / max(away, 1e-9))  # the point opposite the centre is everywhere
        return scale * cos(upward) * sin(angle), -scale * (cosine * sin(upward) - sine * across)

    return project


def mercator(longitude: float) -> Projection:
    """Return Mercator's projection with a central meridian (Snyder 7-1, 7-2)."""

    def project(x: float, y: float) -> Position:
        upward = min(max(radians(y), -_POLE), _POLE)
        return radians((x - longitude + 180) % 360 - 180), -log(tan(pi / 4 + upward / 2))

    return project
