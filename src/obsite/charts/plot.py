"""The plot of a chart through time: its scales, its margins, and the parts that are drawn in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from obsite.charts import figures, scales, timeline
from obsite.charts.casting import Cast, Part, cast, values
from obsite.charts.layers import Box, Plane
from obsite.charts.look import Look
from obsite.charts.model import ChartData, IndicatorFacts
from obsite.charts.scales import Scale
from obsite.charts.swarm import FEW, band_ends, middle_half

LEADER = 19  # pixels from a line's end to its label, where labels had to move
_CONTEXT = 0.45  # the named series keep at least this part of the height; the field is cut off for it


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """What all layers of a chart share."""

    data: ChartData
    look: Look
    cast: Cast
    plane: Plane
    box: Box
    tick_texts: tuple[tuple[float, str], ...]  # of the vertical scale

    @property
    def facts(self) -> IndicatorFacts:
        return self.data.indicators[0]


def time_plot(data: ChartData, look: Look) -> Plot:
    """Return the plot of values over periods, with room for labels at the ends of lines."""
    roles = cast(data, most=6 if look.narrow else 10)
    low, high = domain_of(roles, data)
    texts = tick_texts(low, high, data.indicators[0], look)
    left = max((look.lettering.width(text, look.small) for _, text in texts), default=0.0) + 10
    right = _right_margin(roles, data, look)
    height = 270 if look.narrow else 330
    box = Box(width=look.width_px - left - right, height=height, left=left, right=right, top=20, bottom=28)
    return Plot(data=data, look=look, cast=roles, box=box, tick_texts=texts, plane=Plane(
        x=time_scale(data.periods, round(box.width)), y=Scale(low=low, high=high, start=height, end=0)
    ))  # fmt: skip


def time_scale(periods: Sequence[str], width: float) -> Scale:
    """Return the horizontal scale of time; a single period stands in the middle."""
    places = [timeline.position(period) for period in periods] or [0.0]
    first, last = min(places), max(places)
    if first == last:
        first, last = first - 1, last + 1
    return Scale(low=first, high=last, start=0, end=width)


def domain_of(roles: Cast, data: ChartData) -> tuple[float, float]:
    """Return the vertical domain: all named values and the reference, and as much of the field as fits."""
    named = values(roles.named)
    reference = data.indicators[0].reference_value
    if reference is not None and named:
        named.append(reference)
    field = values(roles.field)
    if len(roles.field) > FEW and named:
        named += middle_half(roles.field)
        field = band_ends(roles.field)
    low, high = scales.bounds(named or field)
    if not field or not named:
        return low, high
    whole = scales.bounds([*named, *field])
    if (high - low) >= _CONTEXT * (whole[1] - whole[0]):
        return whole
    more = (high - low) * 0.3
    return scales.bounds([max(whole[0], low - more), min(whole[1], high + more)], air=0.0)


def tick_texts(
    low: float, high: float, facts: IndicatorFacts, look: Look, count: int = 0
) -> tuple[tuple[float, str], ...]:
    """Return (value, text) of the ticks; the symbol of the unit stands at the top one only."""
    values = scales.ticks(low, high, count or (4 if look.narrow else 5))
    if not values:
        return ()
    short = max(abs(values[0]), abs(values[-1])) >= 1e6
    places = scales.decimals(values)
    written = [
        figures.compact(v, look.lang) if short else figures.number(v, places, look.lang) for v in values
    ]
    if len(facts.unit_symbol) <= 3:
        written[-1] = figures.with_symbol(written[-1], facts.unit_symbol, look.lang)
    return tuple(zip(values, written, strict=True))


def end_text(part: Part, data: ChartData, look: Look) -> tuple[str, str]:
    """Return what stands at the end of a line: the name, and the last value, dated if older."""
    last = part.last
    assert last is not None
    assert last.value is not None
    facts = data.indicators[part.series.indicator]
    value = figures.value_text(last.value, facts, look.lang)
    if data.periods and last.period != data.periods[-1]:
        value = f"{value} ({figures.period_text(last.period, look.lang)})"
    return part.label, value


def end_lines(part: Part, data: ChartData, look: Look) -> tuple[str, ...]:
    """Return the label at the end of a line, in one line or, where it is long, in two."""
    name, value = end_text(part, data, look)
    whole = f"{name} {value}"
    room = _label_room(look)
    if look.lettering.width(whole, look.size, bold=True) <= room:
        return (whole,)
    if look.lettering.width(name, look.size, bold=True) <= room:
        return name, value
    lines = look.lettering.wrapped(name, look.size, room, lines=2, bold=True)
    if lines[-1].endswith("…") and (shared := _shared_beginning(data)):
        # Cut at their ends, names that begin alike would all read the same.
        lines = look.lettering.wrapped(f"… {name[len(shared) :]}", look.size, room, lines=2, bold=True)
    joined = f"{lines[-1]} {value}"
    if look.lettering.width(joined, look.size, bold=True) <= room:
        return (*lines[:-1], joined)
    return (*lines, value)


def _shared_beginning(data: ChartData) -> str:
    """Return the words that the names of all series begin with, if they are several words and more follow."""
    names = [series.label.split(" ") for series in data.series if series.role in {"focus", "compared"}]
    pairs = enumerate(zip(*names, strict=False))
    alike = next((at for at, words in pairs if len(set(words)) > 1), 0) if len(names) > 1 else 0
    return " ".join(names[0][:alike]) + " " if alike > 1 else ""


def held_lines(roles: Cast, data: ChartData, look: Look) -> tuple[str, ...]:
    """Return the label of the number that all values are held against, where no series stands for it."""
    facts = data.indicators[0]
    if facts.reference_value is None or any(part.role == "reference" for part in roles.named):
        return ()
    words = figures.reference_words(facts, look.lang)
    return look.lettering.wrapped(words, look.size, _label_room(look), lines=2, bold=True)


def _label_room(look: Look) -> float:
    return look.width_px * (0.3 if look.narrow else 0.24)


def _right_margin(roles: Cast, data: ChartData, look: Look) -> float:
    lines = [line for part in roles.named for line in end_lines(part, data, look)]
    lines += held_lines(roles, data, look)
    widest = max((look.lettering.width(line, look.size, bold=True) for line in lines), default=0.0)
    return widest + LEADER + 3
