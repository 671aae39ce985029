"""Reads JSON-stat 2.0 datasets, as Eurostat's statistics API and others answer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from obsite.data.pull.fetch import SourceRefused


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A table as the source has it: rows of (code of each dimension in order, value, flag)."""

    dimensions: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], float | None, str], ...]
    time: str = ""  # the dimension of time, if the source says which
    updated: str = ""  # as the source words it
    title: str = ""


def read_jsonstat(data: bytes, where: str) -> Fetched:
    """Return the table in a JSON-stat document; a collection's or bundle's first dataset.

    Raises SourceRefused if it is none.
    """
    document = _dataset(_parsed(data, where), where)
    try:
        names = tuple(str(name) for name in document["id"])
        sizes = [int(size) for size in document["size"]]
        codes = [_codes(document["dimension"][name]["category"]) for name in names]
    except (KeyError, TypeError, ValueError) as fault:
        raise SourceRefused(f"{where} is no JSON-stat dataset: {fault} is missing or wrong") from None
    if sizes != [len(found) for found in codes]:
        raise SourceRefused(f"{where} is damaged: its dimensions have other sizes than it says")
    cells = 1
    for size in sizes:
        cells *= size
    values = _by_place(document.get("value"), cells, where)
    status = _by_place(document.get("status"), cells, where)
    times = (document.get("role") or {}).get("time") or []
    return Fetched(
        dimensions=names,
        rows=tuple(_rows(codes, sizes, values, status)),
        time=str(times[0]) if times else "",
        updated=str(document.get("updated", "")),
        title=str(document.get("label", "")),
    )


def _parsed(data: bytes, where: str) -> Any:
    try:
        return json.loads(data)
    except ValueError as fault:
        raise SourceRefused(f"{where} is no JSON: {fault}") from None


def _dataset(document: Any, where: str) -> Mapping[str, Any]:
    if isinstance(document, dict):
        if document.get("class") == "collection":
            items = (document.get("link") or {}).get("item") or []
            document = next((item for item in items if item.get("class") == "dataset"), document)
        elif "dataset" in document and isinstance(document["dataset"], dict):  # JSON-stat 1
            document = document["dataset"]
            inner = document.get("dimension", {})
            document = document | {key: inner[key] for key in ("id", "size", "role") if key in inner}
        if isinstance(document, dict) and "dimension" in document:
            return document
    raise SourceRefused(f"{where} is no JSON-stat dataset")


def _codes(category: Mapping[str, Any]) -> tuple[str, ...]:
    index = category.get("index")
    if isinstance(index, list):
        return tuple(map(str, index))
    if isinstance(index, dict):
        return tuple(sorted(map(str, index), key=lambda code: int(index[code])))
    return tuple(map(str, category.get("label", {})))  # one category needs no index


def _by_place(found: Any, cells: int, where: str) -> Mapping[int, Any]:
    if found is None:
        return {}
    if isinstance(found, list):
        if len(found) > cells:
            raise SourceRefused(f"{where} is damaged: it has more values than cells")
        return dict(enumerate(found))
    if isinstance(found, dict):
        places = {int(at): value for at, value in found.items()}
        if any(not 0 <= at < cells for at in places):
            raise SourceRefused(f"{where} is damaged: it has values beyond its cells")
        return places
    return dict.fromkeys(range(cells), found)  # one status for all


def _rows(
    codes: list[tuple[str, ...]], sizes: list[int], values: Mapping[int, Any], status: Mapping[int, Any]
) -> Iterator[tuple[tuple[str, ...], float | None, str]]:
    for at in sorted(values.keys() | status.keys()):
        rest, key = at, []
        for size, found in zip(reversed(sizes), reversed(codes), strict=True):
            rest, place = divmod(rest, size)
            key.append(found[place])
        value = values.get(at)
        flag = status.get(at)
        if value is None and not flag:
            continue
        number = float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
        yield tuple(reversed(key)), number, str(flag or "")
