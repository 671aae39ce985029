"""Who plays which part in a chart: the subject in red, what it is compared with, the reference in ink,
and the field of all others in grey."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from obsite.charts.look import COMPARED, EQUALS
from obsite.charts.model import ChartData, SeriesData
from obsite.data.observation import Observation


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A series with the colour that it has wherever it is shown in this chart."""

    series: SeriesData
    colour: str
    role: str  # focus, compared, reference or field

    @property
    def label(self) -> str:
        return self.series.label

    @property
    def last(self) -> Observation | None:
        """The latest observation with a value."""
        return next((seen for seen in reversed(self.series.observations) if seen.value is not None), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The parts in the order in which they are drawn over each other: field, then named ones."""

    named: tuple[Part, ...]  # focus first
    field: tuple[Part, ...]


def distinct(data: ChartData) -> tuple[SeriesData, ...]:
    """Return the series, without those of the field that are named elsewhere in the chart."""
    named = {(series.code, series.indicator) for series in data.series if series.role != "field"}
    return tuple(s for s in data.series if s.role != "field" or (s.code, s.indicator) not in named)


def is_marked(flag: str) -> bool:
    """Return whether a flag is shown at its value: breaks are drawn and gaps are seen."""
    return bool(set(flag) - {"b", ":"})


def has_values(series: SeriesData) -> bool:
    """Return whether there is anything to draw of a series."""
    return any(seen.value is not None for seen in series.observations)


def cast(data: ChartData, most: int = 8) -> Cast:
    """Return the parts; of more than `most` named series the later ones join the field."""
    shown = [series for series in distinct(data) if has_values(series)]
    named = [series for series in shown if series.role != "field"]
    references = [series for series in named if series.role == "reference"][:3]
    others = sorted(
        (series for series in named if series.role != "reference"), key=lambda series: series.role != "focus"
    )
    grey = [series for series in shown if series.role == "field"]
    if not others and len(grey) <= most:
        others = grey  # few that nobody named may all be named
    front = others[: max(1, most - len(references))]
    parts = [*_coloured(front), *(Part(series=s, colour="ink", role="reference") for s in references)]
    kept = {id(part.series) for part in parts}
    grey = [series for series in shown if id(series) not in kept]
    return Cast(named=tuple(parts), field=tuple(Part(series=s, colour="field", role="field") for s in grey))


def _coloured(series: Sequence[SeriesData]) -> list[Part]:
    """Give the subject the accent and the others the series' colours.

    More than have a colour and no subject among them: the highest and the lowest at the end have one.
    """
    if len(series) > len(EQUALS) and not any(one.role == "focus" for one in series):
        return _extremes(series)
    led = bool(series) and (series[0].role == "focus" or len(series) == 1)
    colours = iter(COMPARED if led else EQUALS)
    parts = []
    for at, one in enumerate(series):
        colour = "accent" if led and at == 0 else next(colours, "soft")
        parts.append(Part(series=one, colour=colour, role="focus" if led and at == 0 else "compared"))
    return parts


def _extremes(series: Sequence[SeriesData]) -> list[Part]:
    ends = [
        next((seen.value for seen in reversed(one.observations) if seen.value is not None), 0.0)
        for one in series
    ]
    colours = {ends.index(max(ends)): COMPARED[0], ends.index(min(ends)): COMPARED[1]}
    return [
        Part(series=one, colour=colours.get(at, "soft"), role="compared") for at, one in enumerate(series)
    ]


def values(parts: Iterable[Part]) -> list[float]:
    """Return all values of some parts."""
    return [seen.value for part in parts for seen in part.series.observations if seen.value is not None]


def at_period(series: SeriesData, period: str) -> Observation | None:
    """Return what a series has in a period, if that is a value."""
    return next(
        (seen for seen in series.observations if seen.period == period and seen.value is not None), None
    )
