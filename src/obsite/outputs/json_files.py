"""The output format "json": a stored value of plain parts, as a small file that scripts load on demand."""

from __future__ import annotations

import json
from dataclasses import dataclass

from obsite.engine.reader import Reader
from obsite.engine.task import Rendered, Stored, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonView:
    """A value of mappings, tuples, texts and numbers."""

    value: Stored


def render(task: Task, reader: Reader) -> Rendered:
    """Return the value as JSON, without needless space."""
    view = task.view
    assert isinstance(view, JsonView)
    text = json.dumps(reader.stored(view.value), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return Rendered(data=text.encode() + b"\n")
