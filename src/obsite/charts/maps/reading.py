"""One geometry file -> Shapes, with everything that is wrong with it.

What the file is, is seen by its content: path strings, TopoJSON, GeoJSON, or CSV of tiles or points.
Called when a file is new; its result is kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from obsite.charts.maps import csv_shapes, fitting
from obsite.charts.maps.fault import GeometryFault
from obsite.charts.maps.features import (
    MALFORMED,
    Polygon,
    read_context,
    read_geojson,
    read_topojson,
    without_code,
)
from obsite.charts.maps.features import Collection as Features
from obsite.charts.maps.projecting import projection_for
from obsite.charts.maps.ready_paths import is_ready, shapes_of_paths
from obsite.charts.maps.shapes import Shapes, with_ground
from obsite.data.codelist import CodeList, GeometryMeta
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Diagnostic, Emit, Span

_SHOWN = 8  # codes in a message


@dataclass(frozen=True, slots=True, kw_only=True)
class GeometrySource:
    """A geometry file with what was declared of it; `context` is the file of the land around, if any."""

    path: str
    data: bytes
    meta: GeometryMeta
    key: str = "m"  # what the ids of its shapes begin with
    context: bytes = b""


def read_shapes(source: GeometrySource, codelist: CodeList, emit: Emit) -> Shapes | None:
    """Return the shapes of a file, or None if there are none to be had; what is wrong is emitted."""
    try:
        text = source.data.decode("utf-8-sig")
    except UnicodeDecodeError:
        emit(finding("wrong-encoding", "The file is not written in UTF-8", Span(path=source.path)))
        return None
    faults: list[GeometryFault] = []
    shapes: Shapes | None = None
    try:
        shapes = _read(text, source, codelist, faults)
    except GeometryFault as error:
        faults.append(error)
    except RecursionError:
        faults.append(GeometryFault("The file is nested too deeply to be a geometry"))
    for fault in faults:
        emit(_diagnostic(fault, source.path, text))
    if shapes is None or not shapes.shapes:
        if not faults:
            emit(_diagnostic(GeometryFault("The file has no shapes that can be drawn"), source.path, text))
        return None
    if not faults:  # else codes are missing for a reason that has been told
        for diagnostic in _compared(shapes, codelist, source):
            emit(diagnostic)
    named = replace(shapes, version=source.meta.version, credit=source.meta.credit, note=source.meta.note)
    return with_ground(named, source.key)


def _read(
    text: str, source: GeometrySource, codelist: CodeList, faults: list[GeometryFault]
) -> Shapes | None:
    if not text.lstrip().startswith(("{", "[")) and source.path.endswith((".csv", ".tsv", ".txt")):
        return _read_table(text, source, faults)
    document = _json(text)
    if is_ready(document):
        return shapes_of_paths(document)
    meta = source.meta
    if document.get("type") == "Topology":
        collection = read_topojson(document, meta.id, meta.layer, meta.context)
    else:
        collection = read_geojson(document, meta.id)
    faults += collection.faults
    if collection.nameless[0]:
        faults.append(without_code(collection, meta.id, codelist.codes))
    elif (
        fitting := collection.property_of(codelist.codes)
    ) and not codelist.codes.keys() & collection.features:
        help = f"`{fitting}` holds codes of the list: say `id: {fitting}` in its `geometry:`"
        message = f"The property `{meta.id}` holds none of the codes of `{codelist.name}`"
        raise GeometryFault(message, help)
    if not collection.features:
        return None
    return _fitted(collection, source, codelist)


def _read_table(text: str, source: GeometrySource, faults: list[GeometryFault]) -> Shapes | None:
    columns, rows = csv_shapes.rows_of(text)
    places, wrong = csv_shapes.placed(columns, rows)
    faults += wrong
    if not places:
        return None
    if csv_shapes.is_tiles(columns):
        return csv_shapes.tiles(places)
    return _fitted(csv_shapes.points_collection(places), source, None)


def _fitted(collection: Features, source: GeometrySource, codelist: CodeList | None) -> Shapes:
    if source.context:
        try:
            collection.context = _context(source.context)
        except MALFORMED:
            raise GeometryFault(f"The land around, `{source.meta.context}`, is malformed") from None
    drawn = [one for one in collection.features.values() if one.polygons or one.points]
    if not drawn:
        raise GeometryFault("The features have neither polygons nor points")
    project = projection_for(collection, source.meta.projection, source.meta.centre)
    if any(one.polygons for one in drawn):
        groups = _groups(collection, codelist)
        insets = {one.label: one.codes for one in source.meta.insets}
        return _fit(lambda: fitting.areas(collection, project, groups, insets))
    return _fit(lambda: fitting.points(collection, project))


def _fit(make: Callable[[], Shapes]) -> Shapes:
    """Return the shapes; what geometry itself refuses is the file's fault."""
    from shapely.errors import ShapelyError  # type: ignore[import-untyped]

    try:
        return make()
    except (ShapelyError, ArithmeticError, ValueError) as error:
        raise GeometryFault(f"The shapes cannot be drawn: {str(error).partition(chr(10))[0]}") from None


def _context(data: bytes) -> list[Polygon]:
    document = _json(data.decode("utf-8-sig", "replace"))
    if document.get("type") != "Topology":
        return read_context(document)
    layers = document.get("objects")
    first = next(iter(layers), "") if isinstance(layers, Mapping) else ""
    return read_topojson(document, "id", first, first).context


def _groups(collection: Features, codelist: CodeList | None) -> dict[str, str]:
    """Return the parent of each code, if there are several to draw lines between."""
    known = codelist.codes if codelist else {}
    ancestors = {code: codelist.ancestors(code) for code in collection.features} if codelist else {}
    groups = {code: above[-1] for code, above in ancestors.items() if above and code in known}
    if len(set(groups.values())) < 2:  # all in one country: lines between its larger parts
        groups = {code: above[0] for code, above in ancestors.items() if above}
    return groups if len(set(groups.values())) > 1 else {}


def _json(text: str) -> Mapping[str, Any]:
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise GeometryFault(
            f"The file is not valid JSON: {error.msg}",
            "Export it again",
            line=error.lineno,
            column=error.colno,
        ) from None
    if not isinstance(document, dict):
        raise GeometryFault("The file is JSON, but neither GeoJSON nor TopoJSON nor path strings")
    return document


def _diagnostic(fault: GeometryFault, path: str, text: str) -> Diagnostic:
    line, column = fault.line, fault.column
    if not line and fault.code:
        at = text.find(f'"{fault.code}"')
        line = text.count("\n", 0, at) + 1 if at >= 0 else 1
        column = at - text.rfind("\n", 0, at) if at >= 0 else 1
    return finding(
        "invalid-geometry", fault.message, Span(path=path, line=max(line, 1), column=column), fault.help
    )


def _compared(shapes: Shapes, codelist: CodeList, source: GeometrySource) -> list[Diagnostic]:
    """Return what the file and the code list know of each other's codes."""
    meta, codes = source.meta, codelist.codes
    known = {
        c for c, one in codes.items() if not meta.version or not one.versions or meta.version in one.versions
    }
    strange = [code for code in shapes.shapes if code not in known]
    levels = {codes[code].level for code in shapes.shapes if code in known}
    omitted = set(meta.omitted)
    without = [
        code
        for code in codes
        if code in known
        and codes[code].level in levels
        and code not in shapes.shapes
        and not omitted & {code, *codelist.ancestors(code)}
    ]
    span = Span(path=source.path)
    found = []
    if strange:
        many = _count(strange, "shape has a code", "shapes have codes")
        message = f"{many} that `{codelist.name}` does not have: {_some(strange)}"
        help = (
            _meant(strange, known) or "They stay grey. Correct the codes, or name the right property in `id:`"
        )
        found.append(finding("unknown-shape", message, span, help))
    if without:
        message = f"{_count(without, 'code has', 'codes have')} no shape: {_some(without)}"
        help = "Their values are on no map. What is left out on purpose is named in `omitted:` of `geometry:`"
        found.append(finding("missing-shape", message, span, help))
    return found


def _meant(strange: list[str], known: Collection[str]) -> str:
    """Return what is likely meant by codes that differ only in zeros at their head, or in case."""
    folded = {code.lstrip("0").casefold(): code for code in known}
    near = [(code, folded[key]) for code in strange if (key := code.lstrip("0").casefold()) in folded]
    return f"They stay grey. Did you mean `{near[0][1]}` by `{near[0][0]}`?" if near else ""


def _count(codes: list[str], one: str, many: str) -> str:
    return f"1 {one}" if len(codes) == 1 else f"{len(codes)} {many}"


def _some(codes: list[str]) -> str:
    more = len(codes) - _SHOWN
    return ", ".join(codes[:_SHOWN]) + (f" and {more} more" if more > 0 else "")
