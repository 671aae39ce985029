"""Small line charts on one scale: one for each series, the others grey behind it, the reference in ink."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from obsite.charts import layers, timeline
from obsite.charts.casting import Part, cast, values
from obsite.charts.figures import period_text, value_text
from obsite.charts.layers import Box, Plane, Row, Spec, pixel_plane
from obsite.charts.look import Look
from obsite.charts.model import ChartData, SeriesData
from obsite.charts.plot import tick_texts, time_scale
from obsite.charts.scales import Scale, bounds
from obsite.charts.swarm import FEW

_LIMITS = {True: 12, False: 24}
_PANEL_WIDTH = 158.0
_TITLE, _PLOT, _GAP = 20.0, 84.0, 24.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A place for one series: its own two scales count in the pixels of the whole drawing."""

    part: Part
    left: float
    top: float
    plane: Plane

    def point(self, period: str, value: float) -> dict[str, object]:
        return {
            "x": round(self.plane.x.at(timeline.position(period)), 1),
            "y": round(self.plane.y.at(value), 1),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """All panels."""

    data: ChartData
    look: Look
    panels: tuple[Panel, ...]
    references: tuple[Part, ...]
    columns: int
    ticks: tuple[tuple[float, str], ...]
    box: Box

    @property
    def whole(self) -> Plane:
        return pixel_plane(self.box.width, self.box.height)


def spec(data: ChartData, look: Look) -> Spec:
    """Return the Vega-Lite spec."""
    wall = _arranged(data, look)
    parts = [
        *_grid(wall),
        _others(wall),
        *_periods(wall),
        *_references(wall),
        *_courses(wall),
        *_titles(wall),
    ]
    return layers.chart(parts, wall.box, look)


def panels_of(data: ChartData, look: Look) -> tuple[tuple[SeriesData, Box], ...]:
    """Return each series with the box of its panel, in pixels of the drawing."""
    wall = _arranged(data, look)
    return tuple(
        (
            panel.part.series,
            Box(
                left=wall.box.left + panel.plane.x.start,
                width=panel.plane.x.end - panel.plane.x.start,
                top=wall.box.top + panel.plane.y.end,
                height=panel.plane.y.start - panel.plane.y.end,
            ),
        )
        for panel in wall.panels
    )


def _arranged(data: ChartData, look: Look) -> Wall:
    roles = cast(data, most=300)
    references = tuple(part for part in roles.named if part.role == "reference")
    shown = [part for part in roles.named if part.role != "reference"]
    if len(shown) < 2:
        shown += roles.field
    shown = shown[: data.spec.limit or _LIMITS[look.narrow]]
    reference = data.indicators[0].reference_value
    domain = bounds(
        [*values([*shown, *references]), *([] if reference is None or not shown else [reference])]
    )
    ticks = tick_texts(*domain, data.indicators[0], look)
    ticks = ticks if len(ticks) <= 3 else ticks[:: (len(ticks) - 1) // 2] if len(ticks) % 2 else ticks[::2]
    left = max((look.lettering.width(text, look.small) for _, text in ticks), default=0.0) + 8
    width = look.width_px - left
    columns = max(1, min(len(shown), int((width + _GAP) // (_PANEL_WIDTH if not look.narrow else 140.0))))
    each = (width - _GAP * (columns - 1)) / columns
    rows = -(-len(shown) // columns) or 1
    height = rows * (_TITLE + _PLOT + _GAP) - _GAP + 26
    box = Box(width=width, height=height, left=left, right=0, top=0, bottom=0)
    room = _value_room(shown, data, look)
    panels = []
    for at, part in enumerate(shown):
        x, y = (at % columns) * (each + _GAP), (at // columns) * (_TITLE + _PLOT + _GAP)
        across = time_scale(data.periods, each - room)
        plane = Plane(
            x=Scale(low=across.low, high=across.high, start=x, end=x + each - room),
            y=Scale(low=domain[0], high=domain[1], start=y + _TITLE + _PLOT, end=y + _TITLE),
        )
        panels.append(Panel(part=part, left=x, top=y, plane=plane))
    return Wall(
        data=data,
        look=look,
        panels=tuple(panels),
        references=references,
        columns=columns,
        ticks=ticks,
        box=box,
    )


def _value_room(shown: list[Part], data: ChartData, look: Look) -> float:
    """Return the room that the last values need beside their lines."""
    last = [part.last.value for part in shown if part.last is not None]
    texts = [value_text(value, data.indicators[0], look.lang, symbol=False) for value in last]
    return max((look.lettering.width(text, look.small, bold=True) for text in texts), default=20.0) + 8


def _grid(wall: Wall) -> list[Spec]:
    lines: list[Row] = []
    texts: list[Row] = []
    for at, panel in enumerate(wall.panels):
        for value, text in wall.ticks:
            y = round(panel.plane.y.at(value), 1)
            lines.append({"x": round(panel.left, 1), "x2": round(panel.plane.x.end, 1), "y": y})
            if at % wall.columns == 0:
                texts.append({"x": 0, "y": y, "text": text})
    style = {"align": "right", "dx": -8, "fill": "soft", "fontSize": wall.look.small - 1}
    return [layers.rules(lines, wall.whole, stroke="hair"), layers.text(texts, wall.whole, **style)]


def _others(wall: Wall) -> Spec:
    """Return in each panel the lines of all other panels; where there are many that would be a grey blot."""
    rows: list[Row] = []
    if len(wall.panels) ** 2 <= FEW * 4:
        for panel in wall.panels:
            for number, other in enumerate(wall.panels):
                if other is not panel:
                    rows += _course(panel, other.part, f"{id_of(wall, panel)}.{number}")
    return layers.lines(rows, wall.whole, stroke="field", strokeWidth=1)


def id_of(wall: Wall, panel: Panel) -> int:
    """Return the number of a panel."""
    return wall.panels.index(panel)


def _course(panel: Panel, part: Part, line: str) -> list[Row]:
    return [
        {**panel.point(seen.period, seen.value), "line": f"{line}.{at}"}
        for at, run in enumerate(timeline.segments(part.series))
        for seen in run
        if seen.value is not None
    ]


def _references(wall: Wall) -> list[Spec]:
    rows: list[Row] = []
    for number, panel in enumerate(wall.panels):
        for part in wall.references:
            rows += _course(panel, part, f"{number}.{part.series.code}")
    value = wall.data.indicators[0].reference_value
    if value is not None and not wall.references:
        for number, panel in enumerate(wall.panels):
            y = round(panel.plane.y.at(value), 1)
            rows += [{"x": round(x, 1), "y": y, "line": str(number)} for x in (panel.left, panel.plane.x.end)]
    return [layers.lines(rows, wall.whole, stroke="ink", strokeWidth=1), *_reference_name(wall)]


def _reference_name(wall: Wall) -> list[Spec]:
    """Return the reference's name once, in the first panel."""
    if not wall.references or not wall.panels or wall.references[0].last is None:
        return []
    panel, last = wall.panels[0], wall.references[0].last
    subject = panel.part.last
    point = panel.point(last.period, last.value or 0.0)
    under = subject is not None and (subject.value or 0.0) > (last.value or 0.0)
    style = {"align": "right", "fill": "ink", "fontSize": wall.look.small - 1, "dy": 9 if under else -9}
    room = panel.plane.x.end - panel.left
    text = wall.look.lettering.shortened(wall.references[0].label, wall.look.small - 1, room)
    return [layers.text([{**point, "text": text}], wall.whole, **style)]


def _courses(wall: Wall) -> list[Spec]:
    """Return each panel's own line in red or blue, its end and last value."""
    facts, look = wall.data.indicators[0], wall.look
    found: list[Spec] = []
    for number, panel in enumerate(wall.panels):
        colour = "accent" if panel.part.role == "focus" else "series-1"
        last = panel.part.last
        found.append(
            layers.lines(_course(panel, panel.part, str(number)), wall.whole, stroke=colour, strokeWidth=2)
        )
        if last is None or last.value is None:
            continue
        point = panel.point(last.period, last.value)
        found.append(layers.dots([point], wall.whole, size=24, fill=colour, stroke=None))
        words = {**point, "text": value_text(last.value, facts, look.lang, symbol=False)}
        style = {"align": "left", "dx": 6, "fill": colour, "fontSize": look.small, "fontWeight": 600}
        found.append(layers.text([words], wall.whole, **style))
    return layers.joined(found)


def _titles(wall: Wall) -> list[Spec]:
    look = wall.look
    found = []
    lefts = sorted({panel.left for panel in wall.panels})
    apart = min((after - before for before, after in pairwise(lefts)), default=0.0)
    for panel in wall.panels:
        room = panel.plane.x.end - panel.left + 24
        if panel.left < lefts[-1]:
            room = max(room, apart - 12)  # as far as the next panel's title
        text = look.lettering.shortened(panel.part.label, look.size - 0.5, room, bold=True)
        row = {"x": round(panel.left, 1), "y": panel.top + 8, "text": text}
        colour = "accent" if panel.part.role == "focus" else "ink"
        style = {"align": "left", "fill": colour, "fontSize": look.size - 0.5, "fontWeight": 600}
        found.append(layers.text([row], wall.whole, **style))
    return layers.joined(found)


def _periods(wall: Wall) -> list[Spec]:
    """Return first and last period below the last panel of each column."""
    periods, look = wall.data.periods, wall.look
    found: list[Spec] = []
    lowest = {panel.left: panel for panel in wall.panels}.values()
    for panel, (period, align) in _with_ends(lowest, periods):
        x = round(panel.plane.x.at(timeline.position(period)), 1)
        row = {"x": x, "y": panel.top + _TITLE + _PLOT + 14, "text": period_text(period, look.lang)}
        style = {"fill": "soft", "fontSize": look.small - 1, "align": align}
        found.append(layers.text([row], wall.whole, **style))
    return layers.joined(found)


def _with_ends(panels: Iterable[Panel], periods: tuple[str, ...]) -> list[tuple[Panel, tuple[str, str]]]:
    ends = (
        [(periods[0], "left"), (periods[-1], "right")] if len(periods) > 1 else [(p, "left") for p in periods]
    )
    return [(panel, end) for panel in panels for end in ends]
