"""The parts that Vega-Lite specs of the presets are put together from.

Each layer brings its own rows; places are given in the units of the data, since Vega-Lite then
keeps the scales, and in pixels where a mark has no value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from obsite.charts.look import Look, config
from obsite.charts.scales import Scale

Spec = dict[str, object]
Row = Mapping[str, object]
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """The plot within a drawing: what is left and right, above and below it is for labels."""

    width: float
    height: float
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    bottom: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plane:
    """The two scales of a plot."""

    x: Scale
    y: Scale

    def place(self, axis: str, scale: Scale) -> Spec:
        domain = {"domain": [tidy(value) for value in scale.domain], "nice": False, "zero": False}
        return {"field": axis, "type": "quantitative", "scale": domain, "axis": None}

    def encoding(self) -> Spec:
        return {"x": self.place("x", self.x), "y": self.place("y", self.y)}


def tidy(value: float) -> float:
    """Return a value without the dust of binary fractions, so that specs read well."""
    return float(f"{value:.10g}")


def chart(layers: Sequence[Spec], box: Box, look: Look) -> Spec:
    """Return the complete spec of one plot; its margins and the plot together have the look's width."""
    left, width = round(box.left), round(box.width)
    return {
        "$schema": SCHEMA,
        "width": width,
        "height": round(box.height),
        "padding": {
            "left": left,
            "right": max(0, look.width_px - left - width),
            "top": round(box.top),
            "bottom": round(box.bottom),
        },
        "autosize": {"type": "none"},
        "config": config(look),
        "layer": [layer for layer in layers if layer] or [_nothing(box, look)],
    }


def _nothing(box: Box, look: Look) -> Spec:
    """Return the words that stand where there is nothing to draw."""
    plane = pixel_plane(box.width, box.height)
    row = {"x": box.width / 2, "y": box.height / 2, "text": look.say("chart.no_data")}
    return text([row], plane, align="center", fill="soft", fontSize=look.size)


def written_below(
    texts: Iterable[tuple[float, str]], plane: Plane, box: Box, look: Look
) -> list[dict[str, object]]:
    """Return rows of written values below a plot, moved inwards where they would stick out of the drawing."""
    rows: list[dict[str, object]] = []
    for value, words in texts:
        half = look.lettering.width(words, look.small) / 2
        at = min(max(plane.x.at(value), half - box.left), box.width + box.right - half)
        rows.append({"x": tidy(plane.x.invert(round(at, 1))), "y": plane.y.low, "text": words})
    return rows


def layer(mark: Mapping[str, object], rows: Iterable[Row], encoding: Mapping[str, object]) -> Spec:
    """Return a layer, or {} where it would show nothing."""
    values = [dict(row) for row in rows]
    if not values:
        return {}
    return {"data": {"values": values}, "mark": {"clip": False, **mark}, "encoding": dict(encoding)}


def text(rows: Iterable[Row], plane: Plane, **mark: object) -> Spec:
    """Return written labels: rows of x, y and text."""
    encoding = {**plane.encoding(), "text": {"field": "text"}}
    if mark.get("fill") == "series-3":
        mark["fill"] = "series-3-ink"
    return layer({"type": "text", "baseline": "middle", **mark}, rows, encoding)


def lines(rows: Iterable[Row], plane: Plane, **mark: object) -> Spec:
    """Return lines: rows of x, y and a key `line`; one line for each key."""
    encoding = {**plane.encoding(), "detail": {"field": "line", "type": "nominal"}}
    return layer({"type": "line", **mark}, rows, encoding)


def dots(rows: Iterable[Row], plane: Plane, **mark: object) -> Spec:
    """Return dots: rows of x and y."""
    return layer({"type": "point", "opacity": 1, **mark}, rows, plane.encoding())


def rules(rows: Iterable[Row], plane: Plane, **mark: object) -> Spec:
    """Return straight lines: rows of x, y, and x2 or y2 or both."""
    values = [dict(row) for row in rows]
    if not values:
        return {}
    encoding = plane.encoding()
    encoding |= {end: {"field": end} for end in ("x2", "y2") if end in values[0]}
    return layer({"type": "rule", "strokeWidth": 1, **mark}, values, encoding)


def bars(rows: Iterable[Row], plane: Plane, **mark: object) -> Spec:
    """Return filled boxes: rows of x, x2, y and y2."""
    encoding = {**plane.encoding(), "x2": {"field": "x2"}, "y2": {"field": "y2"}}
    return layer({"type": "rect", **mark}, rows, encoding)


def joined(specs: Iterable[Spec]) -> list[Spec]:
    """Return layers of one mark as one layer with all their rows."""
    found: list[Spec] = []
    for one in specs:
        if not one:
            continue
        same = next((other for other in found if other["mark"] == one["mark"]), None)
        if same is None:
            found.append(one)
        else:
            rows_of(same).extend(rows_of(one))
    return found


def rows_of(spec: Spec) -> list[object]:
    """Return the rows of a layer."""
    data = spec["data"]
    assert isinstance(data, dict)
    values = data["values"]
    assert isinstance(values, list)
    return values


def pixel_plane(width: float, height: float) -> Plane:
    """Return a plane whose units are pixels, counted down from the top, for charts of several plots."""
    return Plane(
        x=Scale(low=0, high=width, start=0, end=width), y=Scale(low=height, high=0, start=height, end=0)
    )
