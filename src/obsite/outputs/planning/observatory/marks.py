"""Small marks in running text and tables as coordinates: strips of ticks, sparklines, histograms, scales.

They are drawn by macros/marks.html, at whatever size; nothing here knows of colours.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from obsite.data.observation import Series
from obsite.outputs.views.observatory.figures import BarView, HistogramView, SparkView, StripView

LENGTH = 1000  # of strips and scales
_LAYERS = 6  # ticks at one place darken it up to so many times
_TICK_TOP, _TICK_BOTTOM = 0, 36
_SPARK_WIDTH, _SPARK_HEIGHT, _SPARK_EDGE = 120, 30, 3
_HISTOGRAM_HEIGHT = 240
_FAR = 3  # times as wide as the scale: from there on, ends of a histogram are cut off


@dataclass(frozen=True, slots=True)
class Scale:
    """A line from the lowest value to the highest, `LENGTH` units long, with a little room at its ends."""

    low: float
    high: float

    def at(self, value: float) -> int:
        if self.high <= self.low:
            return LENGTH // 2
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return round(8 + share * (LENGTH - 16))


def scale_of(values: Iterable[float]) -> Scale:
    """Return the scale of values: from end to end, but that values far outside are kept at its end."""
    ordered = sorted(values)
    if len(ordered) < 12:
        return Scale(ordered[0], ordered[-1]) if ordered else Scale(0, 0)
    inner = ordered[len(ordered) // 40 : len(ordered) - len(ordered) // 40]
    room = (inner[-1] - inner[0]) * 0.45
    return Scale(max(ordered[0], inner[0] - room), min(ordered[-1], inner[-1] + room))


def strip(
    values: Sequence[float], *, median: float | None, own: float | None, reference: float | None = None
) -> StripView | None:
    """Return all values as ticks on a line, with one of them and the median marked."""
    if len(values) < 3:
        return None
    scale = scale_of(values)
    layers: list[list[int]] = [[] for _ in range(_LAYERS)]
    places = sorted(map(scale.at, values))
    for number, place in enumerate(places):
        layers[number % _LAYERS].append(place)
    return StripView(
        layers=tuple("".join(f"M{x} {_TICK_TOP}V{_TICK_BOTTOM}" for x in layer) for layer in layers if layer),
        median=scale.at(median) if median is not None else None,
        at=scale.at(own) if own is not None else None,
        reference=scale.at(reference) if reference is not None else None,
    )


def spark(series: Series | None) -> SparkView | None:
    """Return the course of a series; gaps and breaks part the line."""
    known = [seen for seen in series.observations if seen.value is not None] if series else []
    if series is None or len(known) < 3:
        return None
    low = min(seen.value for seen in known if seen.value is not None)
    high = max(seen.value for seen in known if seen.value is not None)
    breaks = {one.period for one in series.breaks}
    order = {seen.period: at for at, seen in enumerate(series.observations)}
    width = max(1, len(series.observations) - 1)
    runs: list[list[tuple[int, int]]] = [[]]
    before = -1
    for seen in known:
        at = order[seen.period]
        if (before >= 0 and at != before + 1) or seen.period in breaks or "b" in seen.flag:
            runs.append([])
        before = at
        share = ((seen.value or 0) - low) / (high - low) if high > low else 0.5
        x = _SPARK_EDGE + round(at / width * (_SPARK_WIDTH - 2 * _SPARK_EDGE))
        y = round(_SPARK_HEIGHT - _SPARK_EDGE - share * (_SPARK_HEIGHT - 2 * _SPARK_EDGE))
        runs[-1].append((x, y))
    x, y = runs[-1][-1]
    lines = tuple(_line(run) for run in runs if len(run) > 1)
    return SparkView(lines=lines, x=x, y=y, first=known[0].period, last=known[-1].period)


def _line(points: Sequence[tuple[int, int]]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in points)


def nice_step(span: float, most: int) -> float:
    """Return the smallest round step (1, 2, 2.5, 5) that parts a span into at most `most` steps."""
    if span <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(span / most))
    return next(step * power for step in (1, 2, 2.5, 5, 10) if span / (step * power) <= most + 1e-9)


def round_values(low: float, high: float, most: int) -> tuple[float, ...]:
    """Return the round numbers between two ends."""
    step = nice_step(high - low, most)
    first = math.ceil(low / step - 1e-9)
    return tuple(round(n * step, 10) for n in range(first, math.floor(high / step + 1e-9) + 1))


def ticks_of(scale: Scale, most: int = 6) -> tuple[tuple[int, float], ...]:
    """Return where the round numbers of a scale stand."""
    if scale.high <= scale.low:
        return ()
    return tuple((scale.at(value), value) for value in round_values(scale.low, scale.high, most))


def _ends(values: Sequence[float]) -> tuple[float, float]:
    """Return between which values a histogram is drawn. A few far outside, which would press all others
    into one bar, are counted in the outermost one."""
    low, high, inner = min(values), max(values), scale_of(values)
    far = high - low > _FAR * (inner.high - inner.low) > 0
    return (inner.low, inner.high) if far else (low, high)


def histogram(values: Sequence[float], reference: float | None, most: int = 24) -> HistogramView | None:
    """Return how many values lie where, in steps of a round width; a bar begins at the reference."""
    if len(values) < 12 or min(values) == max(values):
        return None
    low, high = _ends(values)
    step = nice_step(high - low, most)
    base = reference if reference is not None and low < reference < high else math.floor(low / step) * step
    first = math.floor((low - base) / step + 1e-9)
    last = math.floor((high - base) / step + 1e-9)
    counts = [0] * (last - first + 1)
    for value in values:
        counts[math.floor((min(max(value, low), high) - base) / step + 1e-9) - first] += 1
    width = LENGTH / len(counts)

    def x(value: float) -> int:
        return round(((value - base) / step - first) * width)

    def edge(place: int) -> float:
        return round(base + (first + place) * step, 10)

    bars = tuple(
        BarView(
            x=round(place * width),
            width=max(2, round((place + 1) * width) - round(place * width) - 4),
            height=round(count / max(counts) * _HISTOGRAM_HEIGHT) or (2 if count else 0),
            start=min(values) if place == 0 and low > min(values) else edge(place),
            end=max(values) if place == last - first and high < max(values) else edge(place + 1),
            count=count,
            below=reference is not None and edge(place) < reference - 1e-9,
        )
        for place, count in enumerate(counts)
    )
    ticks = tuple((x(value), value) for value in round_values(low, high, 5))
    has_line = reference is not None and low < reference < high
    return HistogramView(bars=bars, ticks=ticks, reference=x(reference) if has_line and reference else None)
