"""A timeline in the trace format of Chrome, which Perfetto, chrome://tracing and Speedscope open.

One track for each process: stages and what was done within them on the first, workers below it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from obsite.stages.timeline import Stage, Timeline


def trace_of(timeline: Timeline) -> bytes:
    """Return a timeline as the bytes of a trace file."""
    events = [*_tracks(timeline), *_events(timeline)]
    return json.dumps({"traceEvents": events, "displayTimeUnit": "ms"}, ensure_ascii=False).encode()


def _tracks(timeline: Timeline) -> Iterator[dict[str, Any]]:
    workers = {item.spell.process for stage in timeline.stages for item in stage.items} - {timeline.process}
    for order, process in enumerate((timeline.process, *sorted(workers))):
        name = f"worker {process}" if order else f"obsite {process}"
        own = {"ph": "M", "pid": process, "tid": process}
        yield own | {"name": "process_name", "args": {"name": name}}
        yield own | {"name": "process_sort_index", "args": {"sort_index": order}}


def _events(timeline: Timeline) -> Iterator[dict[str, Any]]:
    for stage in timeline.stages:
        place = timeline.process, stage.started - timeline.started, stage.seconds
        yield _event("stage", stage.name, *place)
        yield from _items(timeline, stage)


def _items(timeline: Timeline, stage: Stage) -> Iterator[dict[str, Any]]:
    for kind, name, (process, started, seconds) in stage.items:
        yield _event(kind, name, process, started - timeline.started, seconds)


def _event(kind: str, name: str, process: int, started: float, seconds: float) -> dict[str, Any]:
    """Return a complete event; the format counts in microseconds."""
    times = {"ts": round(started * 1e6, 1), "dur": round(seconds * 1e6, 1)}
    return {"name": name, "cat": kind, "ph": "X", "pid": process, "tid": process, **times}
