"""A whole indicator as JSON-stat 2.0 (https://json-stat.org/full/)."""

from __future__ import annotations

import io
import json
from array import array
from collections.abc import Iterable, Iterator
from itertools import islice
from math import isnan, nan, prod
from typing import Any

from obsite.data.exports.dataset import Dataset, Row
from obsite.data.exports.safe import number_text

_CHUNK = 10_000  # values that are written at once

Node = dict[str, Any]


def write_jsonstat(dataset: Dataset, rows: Iterable[Row]) -> bytes:
    """Return the table as a dataset with the dimensions first and the period last.

    Values stand in a list when most cells have one, else in an object by place; so do flags.
    """
    names = [dimension.name for dimension in dataset.dimensions]
    places = [{code: at for at, code in enumerate(one.labels)} for one in dataset.dimensions]
    places.append({period: at for at, period in enumerate(dataset.periods)})
    size = [len(place) for place in places]
    cells = _Cells(prod(size))
    for period, codes, value, flag in rows:
        at = 0
        for place, length, code in zip(places, size, (*codes, period), strict=True):
            at = at * length + place[code]
        cells.put(at, value, flag)
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
        "value": cells,
        **({"status": {str(at): flag for at, flag in sorted(cells.status.items())}} if cells.status else {}),
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


class _Cells:
    """The values of a table, eight bytes each: there may be millions."""

    def __init__(self, cells: int) -> None:
        self._cells = cells
        self._places = array("q")
        self._values = array("d")
        self.status: dict[int, str] = {}

    def put(self, at: int, value: float | None, flag: str) -> None:
        if value is not None:
            self._places.append(at)
            self._values.append(value)
        if flag:
            self.status[at] = flag

    def written(self) -> Iterator[bytes]:
        """Yield what is between the brackets of a list, or the braces of an object."""
        if not self.is_list:
            order = sorted(range(len(self._places)), key=self._places.__getitem__)
            yield from _joined(f'"{self._places[n]}":{number_text(self._values[n])}' for n in order)
            return
        filled = array("d", [nan]) * self._cells
        for at, value in zip(self._places, self._values, strict=True):
            filled[at] = value
        yield from _joined("null" if isnan(value) else number_text(value) for value in filled)

    @property
    def is_list(self) -> bool:
        return self._cells > 0 and len(self._values) * 2 >= self._cells


def _joined(texts: Iterator[str]) -> Iterator[bytes]:
    comma = ""
    while chunk := list(islice(texts, _CHUNK)):
        yield (comma + ",".join(chunk)).encode()
        comma = ","


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
    out = io.BytesIO()
    before = b"{"
    for key, value in document.items():
        out.write(before + _json(key) + b":")
        before = b","
        if not isinstance(value, _Cells):
            out.write(_json(value))
            continue
        brackets = b"[]" if value.is_list else b"{}"
        out.write(brackets[:1])
        for part in value.written():
            out.write(part)
        out.write(brackets[1:])
    out.write(b"}\n")
    return out.getvalue()


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
