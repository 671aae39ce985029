"""The output format "shard": one region's figures as JSON, with numbers written as readers read them.

The comparison loads these files when its script asks for them; whoever wants the numbers themselves
takes the downloads of the indicators.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from obsite.engine.task import Rendered, Stored, Task
from obsite.outputs.filters import measure
from obsite.outputs.reading import Reading
from obsite.outputs.views.observatory.figures import ComparedCell, ComparedMeasure, ComparedRegion


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardView:
    region: Stored  # ComparedRegion
    measures: tuple[Stored, ...]  # ComparedMeasure, in the order of the region's cells
    lang: str


def render(task: Task, reader: Reading) -> Rendered:
    """Return the figures of a region."""
    view = task.view
    assert isinstance(view, ShardView)
    region: ComparedRegion = reader.stored(view.region)
    rows: list[ComparedMeasure] = [reader.stored(one) for one in view.measures]
    data = {
        "code": region.code,
        "slug": region.slug,
        "name": region.label,
        "group": region.group,
        "route": region.href,
        "cells": [_cell(cell, row, view.lang) for cell, row in zip(region.cells, rows, strict=True)],
    }
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Rendered(data=f"{text}\n".encode())


def _cell(cell: ComparedCell, row: ComparedMeasure, lang: str) -> dict[str, object]:
    if cell.value is None:
        return {}
    found: dict[str, object] = {
        "text": measure(cell.value, row.decimals, row.symbol, lang=lang),
        "value": cell.value,
        "x": cell.x,
    }
    if cell.flag:
        found["flag"] = cell.flag
    if cell.rank:
        found["rank"] = cell.rank
    if cell.spark:
        found["spark"] = {"lines": list(cell.spark.lines), "x": cell.spark.x, "y": cell.spark.y}
    return found
