"""Charts in rows: a name for each row, at its left where there is room and above it where there is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from obsite.charts import layers
from obsite.charts.layers import Box, Plane, Row, Spec
from obsite.charts.look import Look
from obsite.charts.scales import Scale

_RANK_GAP = 8.0
_NAME_SHARE = 0.36  # of the width, at most


@dataclass(frozen=True, slots=True, kw_only=True)
class RowName:
    """What a row is called. `strong` rows are the subject's and the reference's."""

    text: str
    rank: str = ""
    colour: str = "ink"
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPlot:
    """Rows from the top down; None where some are left out. The vertical scale counts pixels."""

    look: Look
    names: tuple[RowName | None, ...]
    box: Box
    plane: Plane
    pitch: float
    rank_room: float
    name_room: float

    def middle(self, index: int) -> float:
        """Return the pixel of a row's middle, which a name above it moves down."""
        return self.pitch * index + (self.pitch / 2 + 7 if self.look.narrow else self.pitch / 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """Room that the marks of a chart need beside the plane: for values left and right, for words above."""

    left: float = 0.0
    right: float = 0.0
    top: float = 4.0
    bottom: float = 4.0
    pitch: float = 25.0  # pixels from row to row, where names stand beside them


def row_plot(
    names: Sequence[RowName | None], domain: tuple[float, float], margins: Margins, look: Look
) -> RowPlot:
    """Return the plot for some rows over a horizontal domain."""
    pitch = margins.pitch + 13.0 if look.narrow else margins.pitch
    rank_room = _widest([name.rank for name in names if name], look)
    rank_room += _RANK_GAP if rank_room else 0.0
    name_room = min(_widest([name.text for name in names if name], look), look.width_px * _NAME_SHARE)
    left = margins.left + (0.0 if look.narrow else rank_room + name_room + 12)
    height = max(1, len(names)) * pitch
    width = round(look.width_px - left - margins.right)
    box = Box(
        width=width, height=height, left=left, right=margins.right, top=margins.top, bottom=margins.bottom
    )
    plane = Plane(
        x=Scale(low=domain[0], high=domain[1], start=0, end=width),
        y=Scale(low=height, high=0, start=height, end=0),
    )
    return RowPlot(
        look=look,
        names=tuple(names),
        box=box,
        plane=plane,
        pitch=pitch,
        rank_room=rank_room,
        name_room=name_room,
    )


def _widest(texts: Sequence[str], look: Look) -> float:
    return max((look.lettering.width(text, look.size, bold=True) for text in texts), default=0.0)


def names(plot: RowPlot) -> list[Spec]:
    """Return the names of the rows with their ranks, and dots where rows are left out."""
    look, edge = plot.look, -plot.box.left
    found: list[Spec] = []
    for colour, strong in dict.fromkeys((name.colour, name.strong) for name in plot.names if name):
        chosen = [
            (at, n) for at, n in enumerate(plot.names) if n and (n.colour, n.strong) == (colour, strong)
        ]
        room = look.width_px - plot.rank_room if look.narrow else plot.name_room
        rows = [
            {
                "x": plot.plane.x.low,
                "y": _name_height(plot, at),
                "text": look.lettering.shortened(name.text, look.size, room + 1, bold=strong),
            }
            for at, name in chosen
        ]
        style = {"align": "left", "dx": round(edge + plot.rank_room), "fill": colour, "fontSize": look.size}
        found.append(layers.text(rows, plot.plane, **style, fontWeight=600 if strong else 400))
    return [*found, *_ranks(plot)]


def _name_height(plot: RowPlot, index: int) -> float:
    return plot.pitch * index + 9 if plot.look.narrow else plot.middle(index)


def _ranks(plot: RowPlot) -> list[Spec]:
    edge, look = -plot.box.left, plot.look
    rows: list[Row] = []
    for at, name in enumerate(plot.names):
        text = name.rank if name else "…"
        if text:
            rows.append({"x": plot.plane.x.low, "y": _name_height(plot, at), "text": text})
    right = max(plot.rank_room - _RANK_GAP, 12.0)
    style = {"align": "right", "dx": round(edge + right), "fill": "soft", "fontSize": look.size}
    return [layers.text(rows, plot.plane, **style)]


def reference_line(plot: RowPlot, value: float, words: str) -> list[Spec]:
    """Return a vertical ink line through all rows, with what it is above it.

    Where names stand above their rows the line leaves these out.
    """
    look = plot.look
    at = plot.plane.x.at(value)
    half = look.lettering.width(words, look.size, bold=True) / 2
    shift = max(0.0, half - at - plot.box.left) - max(0.0, at + half - plot.box.width - plot.box.right)
    ends = [(-4.0, plot.box.height)]
    if look.narrow:
        middles = [plot.middle(at) for at, name in enumerate(plot.names) if name]
        ends = [(-4.0, 2.0), *((middle - 8.0, middle + 8.0) for middle in middles)]
    rows = [{"x": value, "y": top, "y2": bottom} for top, bottom in ends]
    style = {"fill": "ink", "fontSize": look.size, "fontWeight": 600}
    label = {"x": value, "y": 0, "text": words}
    return [
        layers.rules(rows, plot.plane, stroke="ink", strokeWidth=1.25),
        layers.text([label], plot.plane, align="center", dx=round(shift), dy=-13, **style),
    ]
