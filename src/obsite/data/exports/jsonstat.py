"""A whole indicator as JSON-stat 2.0 (https://json-stat.org/full/)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from obsite.data.exports.dataset import Dataset, Row

Node = dict[str, Any]


def write_jsonstat(dataset: Dataset, rows: Iterable[Row]) -> bytes:
    """Return the table as a dataset with the dimensions first and the period last.

    Values stand in a list when most cells have one, else in an object by place; so do flags.
    """
    names = [dimension.name for dimension in dataset.dimensions]
    places = [{code: at for at, code in enumerate(one.labels)} for one in dataset.dimensions]
    places.append({period: at for at, period in enumerate(dataset.periods)})
    size = [len(place) for place in places]
    values: dict[int, float] = {}
    status: dict[int, str] = {}
    for period, codes, value, flag in rows:
        at = 0
        for place, length, code in zip(places, size, (*codes, period), strict=True):
            at = at * length + place[code]
        if value is not None:
            values[at] = int(value) if value.is_integer() and abs(value) < 1e15 else value
        if flag:
            status[at] = flag
    document: Node = {
        "version": "2.0",
        "class": "dataset",
        "label": dataset.title,
        "source": dataset.source,
        **({"updated": dataset.updated} if dataset.updated else {}),
        "id": [*names, "period"],
        "size": size,
        "role": _roles(dataset),
        "dimension": _dimensions(dataset),
        "value": _filled(values, size),
        **({"status": {str(at): flag for at, flag in sorted(status.items())}} if status else {}),
        **_notes(dataset),
        "extension": _extension(dataset),
    }
    return _bytes(document)


def _roles(dataset: Dataset) -> Node:
    roles: Node = {"time": ["period"]}
    if spatial := [one.name for one in dataset.dimensions if one.spatial]:
        roles["geo"] = spatial
    return roles


def _dimensions(dataset: Dataset) -> Node:
    found: Node = {}
    for one in dataset.dimensions:
        found[one.name] = {
            "label": one.title,
            "category": {"index": list(one.labels), "label": dict(one.labels)},
            **({"extension": {"version": one.version}} if one.version else {}),
        }
    found["period"] = {"label": "Period", "category": {"index": list(dataset.periods)}}
    return found


def _filled(values: dict[int, float], size: list[int]) -> list[float | None] | dict[str, float]:
    cells = 1
    for length in size:
        cells *= length
    if cells and len(values) * 2 >= cells:
        return [values.get(at) for at in range(cells)]
    return {str(at): value for at, value in sorted(values.items())}


def _notes(dataset: Dataset) -> Node:
    return {"note": list(dataset.notes)} if dataset.notes else {}


def _extension(dataset: Dataset) -> Node:
    told: Node = {
        "id": dataset.id,
        "unit": dataset.unit,
        "decimals": dataset.decimals,
        "dataset": dataset.dataset,
        "source_url": dataset.source_url,
        "licence": dataset.licence,
        "licence_url": dataset.licence_url,
        "vintage": dataset.vintage,
        "description": " ".join(dataset.description.split()),
        "synthetic": dataset.synthetic,
        "status": {"label": dict(dataset.flags)} if dataset.flags else {},
    }
    return {key: value for key, value in told.items() if value not in ("", {}, None)}


def _bytes(document: Node) -> bytes:
    return (json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
