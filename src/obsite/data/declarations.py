"""Finds what content/indicators/ declares: each YAML file is an indicator, with a table or a query."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from obsite.data.indicator import DimensionMeta, IndicatorMeta
from obsite.data.numbers import read_number
from obsite.data.tables import TABLE_SUFFIXES
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Emit, Related, Span
from obsite.schema.load import load_model
from obsite.text.source import read_text
from obsite.text.suggest import did_you_mean
from obsite.text.yaml_nodes import Node, compose

Read = Callable[[str], bytes | None]
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*\Z")
_RESERVED = ("period", "value", "flag", "#")


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """An indicator as its YAML declares it; whether its table is sound is not known yet."""

    id: str
    path: str
    meta: IndicatorMeta
    dimensions: Mapping[str, DimensionMeta]
    table: str  # path of the table; "" for a query, or if there is none
    places: Mapping[str, Span]
    value_range: tuple[float, float] | None = None

    def place(self, key: str) -> Span:
        """Return where a key's value stands, else that of what it is in, else the file."""
        while key and key not in self.places:
            key = key.rpartition(".")[0]
        return self.places.get(key, Span(path=self.path))


def find_declarations(paths: Collection[str], folder: str, read: Read, emit: Emit) -> tuple[Declaration, ...]:
    """Return the indicators of a folder, by id."""
    found: dict[str, Declaration] = {}
    for path in sorted(paths):
        if not path.startswith(f"{folder}/") or not path.endswith((".yaml", ".yml")):
            continue
        declaration = _declaration(path, paths, read, emit)
        if declaration is None:
            continue
        if known := found.get(declaration.id):
            there = Related(message="the other one", span=Span(path=known.path))
            message = f"Two files declare the indicator `{declaration.id}`"
            emit(finding("duplicate-indicator", message, Span(path=path), "Rename one of them", (there,)))
            continue
        found[declaration.id] = declaration
    return tuple(found[key] for key in sorted(found))


def _declaration(path: str, paths: Collection[str], read: Read, emit: Emit) -> Declaration | None:
    text = read_text(read(path) or b"", path, emit)
    node = compose(text, path=path, emit=emit) if text is not None else None
    if node is None:
        return None
    meta = load_model(IndicatorMeta, node, emit=emit, model_name="an indicator")
    if meta is None or node.broken:  # what its table should be like is known only when all of it can be read
        return None
    name = PurePosixPath(path).stem
    if not _ID.match(name):
        help = "Use letters, digits and hyphens: the name becomes part of an address"
        emit(finding("invalid-value", f"`{name}` cannot be the id of an indicator", Span(path=path), help))
        return None
    declared = {
        key: DimensionMeta(list=entry) if isinstance(entry, str) else entry
        for key, entry in meta.dimensions.items()
    }
    places = _places(node)
    folded = [key.lower() for key in declared]
    for number, key in enumerate(list(declared)):
        if key.lower() not in (*_RESERVED, *folded[:number]):
            continue
        message = f"A dimension cannot be called `{key}`"
        if key.lower() not in _RESERVED:
            message = f"Two dimensions are called `{key}` but for capitals"
        emit(finding("invalid-value", message, node.key_span(("dimensions", key)), "Give it another name"))
        del declared[key]
    return Declaration(
        id=name,
        path=path,
        meta=meta,
        dimensions=declared,
        table=_table(path, meta, paths, places, emit),
        places=places,
        value_range=_range(meta, places, path, emit),
    )


def _places(node: Node) -> dict[str, Span]:
    return {".".join(map(str, place)): node.span(place) for place in node.places if place}


def _table(
    path: str, meta: IndicatorMeta, paths: Collection[str], places: Mapping[str, Span], emit: Emit
) -> str:
    """Return the path of the table that belongs to a YAML file; that there is none is reported."""
    folder = posixpath.dirname(path)
    if meta.table:
        if meta.query:
            message = "An indicator has a table or a query, not both"
            emit(
                finding("invalid-value", message, places.get("query", Span(path=path)), "Remove one of them")
            )
        wanted = posixpath.normpath(posixpath.join(folder, meta.table))
        if wanted in paths and wanted.lower().endswith(TABLE_SUFFIXES):
            return wanted
        names = [
            posixpath.relpath(known, folder) for known in paths if known.lower().endswith(TABLE_SUFFIXES)
        ]
        help = did_you_mean(meta.table, sorted(names)) or "The path starts from the folder of this file"
        message = f"There is no table `{meta.table}`"
        if wanted in paths:
            message, help = f"`{meta.table}` is no table", f"Known are {', '.join(TABLE_SUFFIXES)}"
        emit(finding("missing-table", message, places.get("table", Span(path=path)), help))
        return ""
    if meta.query:
        return ""
    stem = posixpath.splitext(path)[0]
    beside = sorted(known for known in paths if posixpath.splitext(known)[0] == stem)
    found = next(
        (known for end in TABLE_SUFFIXES for known in beside if known.lower() == f"{stem}{end}".lower()), ""
    )
    if not found:
        name = posixpath.basename(stem)
        loose = [posixpath.basename(p) for p in sorted(paths) if _is_loose(p, folder, paths)]
        near = did_you_mean(f"{name}.csv", loose)
        help = near or f"Put {name}.csv beside it, or name another file with `table:`"
        emit(finding("missing-table", "This indicator has no table", Span(path=path), help))
    return found


def _is_loose(path: str, folder: str, paths: Collection[str]) -> bool:
    """Return whether a table of a folder has no YAML of its own name."""
    stem = posixpath.splitext(path)[0]
    own = any(f"{stem}{end}" in paths for end in (".yaml", ".yml"))
    return posixpath.dirname(path) == folder and path.lower().endswith(TABLE_SUFFIXES) and not own


def _range(
    meta: IndicatorMeta, places: Mapping[str, Span], path: str, emit: Emit
) -> tuple[float, float] | None:
    if meta.range is None:
        return None
    ends: list[float] = []
    for number, (text, open_end) in enumerate(zip(meta.range, (float("-inf"), float("inf")), strict=True)):
        value = open_end if not text.strip() else read_number(text)
        if value is None:
            place = places.get(f"range.{number}") or places.get("range", Span(path=path))
            emit(finding("invalid-value", f"`{text}` is not a number", place, "Write it as range: [0, 100]"))
            return None
        ends.append(value)
    if ends[0] > ends[1]:
        place = places.get("range", Span(path=path))
        emit(finding("invalid-value", "The range ends before it begins", place, "Write the lower end first"))
        return None
    return ends[0], ends[1]
