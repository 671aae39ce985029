"""The presets: one module each, from the data of a chart and a look to a Vega-Lite spec."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from obsite.charts.layers import Spec
from obsite.charts.look import Look
from obsite.charts.model import ChartData
from obsite.charts.presets import (
    comparison,
    composition,
    distribution,
    dumbbell,
    heat,
    multiples,
    ranking,
    scatter,
    slope,
    trend,
    vegalite,
)
from obsite.charts.spots import Spot


@dataclass(frozen=True, slots=True, kw_only=True)
class PresetEntry:
    """A way to draw: its name in `preset:`, what makes its spec, and how many indicators it takes."""

    name: str
    spec: Callable[[ChartData, Look], Spec]
    indicators: tuple[int, int] = (1, 1)
    of_a_moment: bool = False  # it shows one period
    spots: Callable[[ChartData, Look], tuple[Spot, ...]] | None = None  # where single values stand
    in_rows: bool = False  # the value under the pointer is one of its row


PRESETS: tuple[PresetEntry, ...] = (
    PresetEntry(name="trend", spec=trend.spec),
    PresetEntry(name="comparison", spec=comparison.spec, spots=comparison.spots, in_rows=True),
    PresetEntry(name="ranking", spec=ranking.spec, spots=ranking.spots, in_rows=True, of_a_moment=True),
    PresetEntry(name="multiples", spec=multiples.spec),
    PresetEntry(name="slope", spec=slope.spec, spots=slope.spots),
    PresetEntry(name="scatter", spec=scatter.spec, spots=scatter.spots, indicators=(2, 3), of_a_moment=True),
    PresetEntry(name="distribution", spec=distribution.spec, spots=distribution.spots, of_a_moment=True),
    PresetEntry(name="composition", spec=composition.spec, spots=composition.spots, in_rows=True),
    PresetEntry(name="dumbbell", spec=dumbbell.spec, spots=dumbbell.spots, in_rows=True),
    PresetEntry(name="heat", spec=heat.spec),
    PresetEntry(name="vegalite", spec=vegalite.spec, indicators=(1, 6)),
)


def preset(name: str) -> PresetEntry | None:
    """Return a preset by its name."""
    return next((one for one in PRESETS if one.name == name), None)


def vega_spec(data: ChartData, look: Look, source: str = "") -> Spec:
    """Return the Vega-Lite spec of a chart by its preset; `source` is the file of a raw one."""
    if data.spec.preset == "vegalite":
        return vegalite.spec(data, look, source or "{}")
    return (preset(data.spec.preset) or PRESETS[0]).spec(data, look)
