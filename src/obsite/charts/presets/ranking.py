"""Bars in order of their length: the subject in red among its neighbours, the reference as a line."""

from __future__ import annotations

from dataclasses import dataclass

from obsite.charts import layers, scales
from obsite.charts.figures import value_text
from obsite.charts.layers import Box, Plane, Row, Spec
from obsite.charts.look import Look
from obsite.charts.model import ChartData
from obsite.charts.scales import Scale
from obsite.charts.standing import Standing, selected, standings

_LIMITS = {True: 12, False: 15}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """The rows of the chart and where they stand."""

    data: ChartData
    look: Look
    rows: tuple[Standing | None, ...]
    reference: tuple[float, str] | None
    box: Box
    plane: Plane
    pitch: float

    def middle(self, index: int) -> float:
        """Return the pixel of a bar's middle; on a narrow chart its name stands above it."""
        return self.pitch * index + self.pitch * (0.68 if self.look.narrow else 0.5)


def spec(data: ChartData, look: Look) -> Spec:
    """Return the Vega-Lite spec."""
    bars = _arranged(data, look)
    parts = [
        *_bars(bars),
        *_names(bars),
        *_reference(bars),
        *_values(bars),
        *_gaps(bars),
    ]
    return layers.chart(parts, bars.box, look)


def _arranged(data: ChartData, look: Look) -> Bars:
    everyone = standings(data)
    reference = _reference_of(data, everyone, look)
    ordered = [one for one in everyone if one.series.role != "reference"]
    rows = selected(ordered, data.spec.limit or _LIMITS[look.narrow])
    pitch = 40.0 if look.narrow else 26.0
    facts = data.indicators[0]
    written = [value_text(one.value, facts, look.lang) for one in rows if one]
    right = max((look.lettering.width(text, look.size, bold=True) for text in written), default=0.0) + 10
    left = 0.0 if look.narrow else _name_room(rows, look)
    values = [one.value for one in rows if one] + ([reference[0]] if reference else [])
    low, high = scales.bounds(values, zero=True, air=0.02)
    if low < 0:
        left += right
    top = 24.0 if reference else 4.0
    height = max(1, len(rows)) * pitch
    box = Box(width=look.width_px - left - right, height=height, left=left, right=right, top=top, bottom=4)
    plane = Plane(
        x=Scale(low=low, high=high, start=0, end=round(box.width)),
        y=Scale(low=0, high=height, start=0, end=height),
    )
    return Bars(data=data, look=look, rows=rows, reference=reference, box=box, plane=plane, pitch=pitch)


def _reference_of(data: ChartData, everyone: tuple[Standing, ...], look: Look) -> tuple[float, str] | None:
    facts = data.indicators[0]
    found = next((one for one in everyone if one.series.role == "reference"), None)
    if found:
        return found.value, f"{found.series.label} {value_text(found.value, facts, look.lang)}"
    if facts.reference_value is not None:
        return facts.reference_value, value_text(facts.reference_value, facts, look.lang)
    return None


def _name_room(rows: tuple[Standing | None, ...], look: Look) -> float:
    widest = max((look.lettering.width(_name(one), look.size, bold=True) for one in rows if one), default=0.0)
    return min(widest, look.width_px * 0.36) + 12


def _name(one: Standing) -> str:
    return f"{one.rank}  {one.series.label}"


def _bars(bars: Bars) -> list[Spec]:
    half = 5.0 if bars.look.narrow else 7.5
    found: list[Spec] = []
    for colour in dict.fromkeys(one.colour for one in bars.rows if one):
        rows = [
            {"x": 0, "x2": one.value, "y": bars.middle(at) - half, "y2": bars.middle(at) + half}
            for at, one in enumerate(bars.rows)
            if one and one.colour == colour
        ]
        found.append(layers.bars(rows, _downwards(bars), fill=colour))
    base = [{"x": 0, "y": 0, "y2": bars.box.height}]
    return [*found, layers.rules(base, _downwards(bars), stroke="soft")]


def _downwards(bars: Bars) -> Plane:
    return Plane(x=bars.plane.x, y=Scale(low=bars.box.height, high=0, start=bars.box.height, end=0))


def _names(bars: Bars) -> list[Spec]:
    look = bars.look
    found: list[Spec] = []
    for subject in (False, True):
        rows: list[Row] = []
        for at, one in enumerate(bars.rows):
            if one is None or (one.series.role == "focus") != subject:
                continue
            room = look.width_px - 4 if look.narrow else bars.box.left - 12
            text = look.lettering.shortened(_name(one), look.size, room, bold=subject)
            y = bars.middle(at) - (16 if look.narrow else 0)
            rows.append({"x": bars.plane.x.low, "y": y, "text": text})
        style = {
            "fill": "accent" if subject else "ink",
            "fontWeight": 600 if subject else 400,
            "fontSize": look.size,
        }
        side = {"align": "left", "dx": 0} if look.narrow else {"align": "right", "dx": -10}
        found.append(layers.text(rows, _downwards(bars), **side, **style))
    return found


def _values(bars: Bars) -> list[Spec]:
    look, facts = bars.look, bars.data.indicators[0]
    found: list[Spec] = []
    for subject in (False, True):
        for negative in (False, True):
            rows = [
                {
                    "x": one.value,
                    "y": bars.middle(at),
                    "text": value_text(one.value, facts, look.lang, symbol=at == 0),
                }
                for at, one in enumerate(bars.rows)
                if one and (one.series.role == "focus") == subject and (one.value < 0) == negative
            ]
            style = {
                "fill": "accent" if subject else "ink",
                "fontWeight": 600 if subject else 400,
                "fontSize": look.size,
            }
            side = {"align": "right", "dx": -6} if negative else {"align": "left", "dx": 6}
            found.append(layers.text(rows, _downwards(bars), **side, **style))
    return found


def _reference(bars: Bars) -> list[Spec]:
    if bars.reference is None:
        return []
    value, words = bars.reference
    look = bars.look
    at = bars.plane.x.at(value)
    half = look.lettering.width(words, look.size, bold=True) / 2
    shift = max(0.0, half - at - bars.box.left) - max(0.0, at + half - bars.box.width - bars.box.right)
    plane = _downwards(bars)
    line = [{"x": value, "y": 0, "y2": bars.box.height}]
    label = [{"x": value, "y": 0, "text": words}]
    return [
        layers.rules(line, plane, stroke="ink", strokeWidth=1.25),
        layers.text(
            label,
            plane,
            align="center",
            dx=round(shift),
            dy=-11,
            fill="ink",
            fontSize=look.size,
            fontWeight=600,
        ),
    ]


def _gaps(bars: Bars) -> list[Spec]:
    """Return three dots where some are left out."""
    rows = [
        {"x": bars.plane.x.low, "y": bars.middle(at) - (8 if bars.look.narrow else 0), "text": "⋯"}
        for at, one in enumerate(bars.rows)
        if one is None
    ]
    side = {"align": "left", "dx": 0} if bars.look.narrow else {"align": "right", "dx": -10}
    return [layers.text(rows, _downwards(bars), **side, fill="soft", fontSize=bars.look.size)]
