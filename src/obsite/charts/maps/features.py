"""Features: codes with their polygons or points, out of GeoJSON (RFC 7946) and TopoJSON.

Coordinates are as the file has them. What a single feature has wrong is collected, so that all of a
file's faults are told at once.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from obsite.charts.maps.fault import GeometryFault

Position = tuple[float, float]
Polygon = list[list[Position]]  # the outline, then holes
MALFORMED = (TypeError, ValueError, IndexError, KeyError, AttributeError, OverflowError)
_NAMES = ("name", "na", "NAME", "Name", "label", "title")


@dataclass(slots=True, kw_only=True)
class Feature:
    """One code. A feature has polygons or points, not both."""

    code: str
    name: str
    polygons: list[Polygon] = field(default_factory=list)
    points: list[Position] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Collection:
    """What a file holds, and what is wrong with parts of it."""

    features: dict[str, Feature] = field(default_factory=dict)
    context: list[Polygon] = field(default_factory=list)
    faults: list[GeometryFault] = field(default_factory=list)
    nameless: tuple[int, int] = (0, 0)  # features without a code, of how many
    properties: dict[str, set[str]] = field(default_factory=dict)  # of the features: name -> values

    def property_of(self, codes: Container[str]) -> str:
        """Return the property that most often holds one of these codes, "" if none does."""
        fits = {name: sum(one in codes for one in values) for name, values in self.properties.items()}
        best = max(sorted(fits), key=lambda name: fits[name], default="")
        return best if fits.get(best) else ""

    def positions(self) -> Iterator[Position]:
        """Yield the points of all features, not of what is around them."""
        for feature in self.features.values():
            yield from feature.points
            for polygon in feature.polygons:
                yield from polygon[0]


def read_geojson(document: Mapping[str, Any], id_property: str) -> Collection:
    """Return the features of a GeoJSON document."""
    kind = document.get("type")
    if kind == "FeatureCollection":
        found = document.get("features")
    elif kind == "Feature":
        found = [document]
    else:
        raise GeometryFault(f"GeoJSON of the type `{kind}` has no features", "It must be a FeatureCollection")
    if not isinstance(found, list) or not found:
        raise GeometryFault("The file has no features", "`features` must be a list of shapes")
    collection = Collection()
    _collect(
        collection,
        [(one, one.get("geometry")) for one in found if isinstance(one, dict)],
        id_property,
        polygons_of,
    )
    return collection


def read_context(document: Mapping[str, Any]) -> list[Polygon]:
    """Return all polygons of a GeoJSON document, whatever they are called."""
    found = document.get("features") if document.get("type") == "FeatureCollection" else [document]
    polygons: list[Polygon] = []
    for one in found if isinstance(found, list) else ():
        geometry = one.get("geometry", one) if isinstance(one, dict) else None
        if isinstance(geometry, dict):
            polygons += filter(None, polygons_of(geometry)[0])
    return polygons


Reader = Callable[[Mapping[str, Any]], tuple[list[Polygon], list[Position]]]


def _collect(
    collection: Collection, found: Sequence[tuple[Mapping[str, Any], Any]], id_property: str, read: Reader
) -> None:
    """Put features into a collection; those of one code become one."""
    nameless: list[Mapping[str, Any]] = []
    for record, geometry in found:
        properties = record.get("properties")
        properties = properties if isinstance(properties, dict) else {}
        for name, value in properties.items():
            collection.properties.setdefault(str(name), set()).add(_text(value))
        code = _text(properties.get(id_property, record.get("id") if id_property in {"id", ""} else None))
        if not code:
            nameless.append(properties)
            continue
        feature = collection.features.setdefault(code, Feature(code=code, name=_name(properties)))
        if not isinstance(geometry, Mapping):
            continue  # RFC 7946 allows features without a place; they count as codes without a shape
        try:
            polygons, points = read(geometry)
        except MALFORMED:
            collection.faults.append(
                GeometryFault(f"The shape of `{code}` is malformed", "Export the file again", code=code)
            )
            continue
        if polygons and not any(polygons) and not points and geometry.get("coordinates"):
            message = f"The outline of `{code}` has fewer than four points, so it encloses nothing"
            help = "An outline ends with the point that it began with. Export the file again"
            collection.faults.append(GeometryFault(message, help, code=code))
        feature.polygons += filter(None, polygons)
        feature.points += points
    if nameless:
        collection.nameless = len(nameless), len(found)


def without_code(collection: Collection, id_property: str, codes: Container[str]) -> GeometryFault:
    """Return the fault of features that do not say which code they are."""
    some, total = collection.nameless
    how_many = "No feature has" if some == total else f"{some} of {total} features have not"
    message = f"{how_many} the property `{id_property}`, which should hold the code"
    if (fitting := collection.property_of(codes)) and fitting != id_property:
        return GeometryFault(message, f"`{fitting}` holds codes of the list: say `id: {fitting}`")
    known = [f"`{name}`" for name in sorted(collection.properties)[:12]]
    there = f"There are {', '.join(known)}" if known else "They have no properties"
    return GeometryFault(message, f"{there}. Name the right one: `id: ...` in the code list's `geometry:`")


def _text(value: object) -> str:
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _name(properties: Mapping[str, Any]) -> str:
    return next((_text(properties[key]) for key in _NAMES if _text(properties.get(key))), "")


def polygons_of(geometry: Mapping[str, Any]) -> tuple[list[Polygon], list[Position]]:
    """Return the polygons and points of a GeoJSON geometry; lines are left out."""
    coordinates = geometry.get("coordinates")
    match geometry.get("type"):
        case "Polygon":
            return [_polygon(coordinates)], []
        case "MultiPolygon":
            return [_polygon(one) for one in coordinates or ()], []
        case "Point":
            return [], [_position(coordinates)]
        case "MultiPoint":
            return [], [_position(one) for one in coordinates or ()]
        case "GeometryCollection":
            parts = [polygons_of(one) for one in geometry.get("geometries") or ()]
            return [one for some, _ in parts for one in some], [one for _, some in parts for one in some]
    return [], []


def _polygon(rings: Any) -> Polygon:
    return _sound([_position(point) for point in one] for one in rings)


def _sound(rings: Iterable[list[Position]]) -> Polygon:
    """Return a polygon without holes that are none; nothing if its outline is none."""
    outline, *holes = list(rings) or [[]]
    return [outline, *(ring for ring in holes if len(ring) > 3)] if len(outline) > 3 else []


def _position(point: Any) -> Position:
    x, y = float(point[0]), float(point[1])
    if not (isfinite(x) and isfinite(y)):
        raise ValueError("a coordinate is no number")
    return x, y


def read_topojson(document: Mapping[str, Any], id_property: str, layer: str, context: str) -> Collection:
    """Return the features of a layer of a TopoJSON document."""
    layers = document.get("objects")
    if not isinstance(layers, Mapping) or not layers:
        raise GeometryFault("The file has no layers", "TopoJSON keeps its shapes in `objects`")
    topology = _Topology(document)
    collection = Collection()
    chosen = _layer(layers, layer)
    found = chosen.get("geometries") or [] if chosen.get("type") == "GeometryCollection" else [chosen]
    if not found:
        raise GeometryFault("The layer has no shapes")
    _collect(collection, [(one, one) for one in found if isinstance(one, dict)], id_property, topology.shape)
    if context in layers:
        try:
            collection.context = [one for one in topology.shape(layers[context])[0] if one]
        except MALFORMED:
            raise GeometryFault(f"The layer `{context}` is malformed", "Export the file again") from None
    return collection


def _layer(layers: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    names = ", ".join(f"`{one}`" for one in layers)
    if not name and len(layers) > 1:
        raise GeometryFault(
            f"The file has several layers: {names}", "Choose one: `layer: ...` in the code list's `geometry:`"
        )
    chosen = layers.get(name) if name else next(iter(layers.values()))
    if not isinstance(chosen, Mapping):
        raise GeometryFault(f"The file has no layer `{name}`", f"There is {names}")
    return chosen


class _Topology:
    """The arcs of a TopoJSON document, and shapes put together from them."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        try:
            self._arcs = [list(_decoded(arc, document.get("transform"))) for arc in document["arcs"]]
            self._transform = document.get("transform")
        except MALFORMED:
            raise GeometryFault(
                "The arcs of the TopoJSON file are malformed", "Export the file again"
            ) from None

    def shape(self, geometry: Mapping[str, Any]) -> tuple[list[Polygon], list[Position]]:
        """Return polygons and points of a geometry."""
        match geometry.get("type"):
            case "Polygon":
                return [self._polygon(geometry["arcs"])], []
            case "MultiPolygon":
                return [self._polygon(one) for one in geometry["arcs"]], []
            case "Point":
                return [], [self._point(geometry["coordinates"])]
            case "MultiPoint":
                return [], [self._point(one) for one in geometry["coordinates"]]
            case "GeometryCollection":
                parts = [self.shape(one) for one in geometry.get("geometries") or ()]
                return [one for some, _ in parts for one in some], [one for _, some in parts for one in some]
        return [], []

    def _polygon(self, rings: Sequence[Sequence[int]]) -> Polygon:
        return _sound(self._ring(arcs) for arcs in rings)

    def _ring(self, arcs: Sequence[int]) -> list[Position]:
        ring: list[Position] = []
        for number in arcs:
            # A negative number is the arc of its ones' complement, backwards.
            arc = self._arcs[number] if number >= 0 else self._arcs[~number][::-1]
            ring += arc[1:] if ring else arc
        return ring

    def _point(self, point: Sequence[float]) -> Position:
        return next(_decoded([point], self._transform))


def _decoded(arc: Sequence[Sequence[float]], transform: Mapping[str, Any] | None) -> Iterator[Position]:
    """Yield an arc's points; with a transform they are steps on a grid of whole numbers."""
    if not transform:
        yield from ((float(point[0]), float(point[1])) for point in arc)
        return
    (scale_x, scale_y), (left, bottom) = transform["scale"], transform["translate"]
    x = y = 0.0
    for step in arc:
        x, y = x + step[0], y + step[1]
        yield x * scale_x + left, y * scale_y + bottom
