"""Periods on a line of time: where each stands, where a series breaks off, which ones are written."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from statistics import median

from obsite.charts.model import SeriesData
from obsite.data.observation import Observation

_NUMBERS = re.compile(r"\d+")
_YEARS = (1, 2, 5, 10, 20, 25, 50, 100)
_SHORT = 2.5  # years
_PARTS = (("-Q", 4), ("-H", 2))  # of a year; else months
Segment = tuple[Observation, ...]


@lru_cache(maxsize=8192)
def position(period: str) -> float:
    """Return the place of a period in years: its beginning; of a range, its middle."""
    numbers = [int(found) for found in _NUMBERS.findall(period)]
    if not numbers:
        return 0.0
    year = float(numbers[0])
    if re.fullmatch(r"\d{4}-\d{4}", period):
        return (year + numbers[1]) / 2
    if len(numbers) == 3:
        return year + (numbers[1] - 1) / 12 + (numbers[2] - 1) / 372
    parts = next((count for mark, count in _PARTS if mark in period), 12)
    return year + (numbers[1] - 1) / parts if "-" in period else year


def segments(series: SeriesData) -> tuple[Segment, ...]:
    """Return the stretches that may be drawn as one line: cut at gaps and at breaks."""
    gap = _usual_step(series.observations) * 1.6
    cuts = [position(broken.period) for broken in series.breaks]
    done: list[list[Observation]] = []
    last: float | None = None
    for seen in series.observations:
        at = position(seen.period)
        if seen.value is None:
            last = None
            continue
        if last is None or at - last > gap or any(last < cut <= at for cut in cuts):
            done.append([])
        done[-1].append(seen)
        last = at
    return tuple(tuple(run) for run in done)


def _usual_step(observations: Sequence[Observation]) -> float:
    places = [position(seen.period) for seen in observations]
    steps = [b - a for a, b in itertools.pairwise(places)]
    return median(steps) if steps else 1.0


def ticks(periods: Sequence[str], room: int) -> tuple[str, ...]:
    """Return at most `room` periods to write below the line: round years, the first and the last."""
    if len(periods) <= room:
        return tuple(periods)
    ends = (periods[0], periods[-1])
    span = position(ends[1]) - position(ends[0])
    step = next((step for step in _YEARS if span / step <= room - 1), _YEARS[-1])
    inner = _round_ones(periods, step) if span > _SHORT else _each(periods, room)
    clear = 0.9 * span / room
    kept = [p for p in inner if all(abs(position(p) - position(end)) >= clear for end in ends)]
    return (ends[0], *kept, ends[1])


def _each(periods: Sequence[str], room: int) -> list[str]:
    """Return periods at even steps, for a time too short for round years."""
    step = -(-(len(periods) - 1) // max(1, room - 1))
    return list(periods[::step])


def _round_ones(periods: Iterable[str], step: int) -> list[str]:
    """Return the first period of each year that the step divides."""
    found: dict[int, str] = {}
    for period in periods:
        year = int(position(period))
        if year % step == 0:
            found.setdefault(year, period)
    return list(found.values())


def is_single(values: Sequence[float], at: int) -> bool:
    """Return whether an extreme value is one turning point, and not one of many peaks of a jagged line."""
    others = max(values[0], values[-1]) if values[at] >= values[0] else min(values[0], values[-1])
    limit = others + 0.7 * (values[at] - others)
    near = [index for index, value in enumerate(values) if (value - limit) * (values[at] - others) > 0]
    return near == list(range(near[0], near[-1] + 1)) if near else False
