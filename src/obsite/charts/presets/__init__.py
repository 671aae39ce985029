"""The presets: one module each, from the data of a chart and a look to a Vega-Lite spec."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from obsite.charts.layers import Spec
from obsite.charts.look import Look
from obsite.charts.model import ChartData
from obsite.charts.presets import ranking, trend


@dataclass(frozen=True, slots=True, kw_only=True)
class PresetEntry:
    """A way to draw: its name in `preset:`, and what makes its spec."""

    name: str
    spec: Callable[[ChartData, Look], Spec]


PRESETS: tuple[PresetEntry, ...] = (
    PresetEntry(name="trend", spec=trend.spec),
    PresetEntry(name="ranking", spec=ranking.spec),
)


def vega_spec(data: ChartData, look: Look) -> Spec:
    """Return the Vega-Lite spec of a chart by its preset."""
    entry = next((one for one in PRESETS if one.name == data.spec.preset), PRESETS[0])
    return entry.spec(data, look)
