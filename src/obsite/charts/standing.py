"""Values of one moment in their order: ranks, and which of many are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from obsite.charts.casting import at_period, distinct
from obsite.charts.figures import reference_words, value_text
from obsite.charts.look import Look
from obsite.charts.model import ChartData, SeriesData


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A series' value in the period shown. `rank` counts from the highest among all but references."""

    series: SeriesData
    value: float
    flag: str
    rank: int
    colour: str = "field"


def standings(data: ChartData) -> tuple[Standing, ...]:
    """Return all values of the chart's period, the highest first; equal ones in the order of the data."""
    found = []
    for series in distinct(data):
        seen = at_period(series, shown_period(data))
        if seen is not None and seen.value is not None:
            found.append((series, seen.value, seen.flag))
    found.sort(key=lambda one: -one[1])
    ranks: dict[float, int] = {}
    for at, value in enumerate(value for series, value, _ in found if series.role != "reference"):
        ranks.setdefault(value, at + 1)
    return tuple(
        Standing(series=series, value=value, flag=flag, rank=ranks.get(value, 0),
                 colour=_COLOURS.get(series.role, "field"))
        for series, value, flag in found
    )  # fmt: skip


_COLOURS = {"focus": "accent", "compared": "series-1", "reference": "ink"}


def shown_period(data: ChartData) -> str:
    """Return the period of a chart of one moment."""
    return data.period or (data.periods[-1] if data.periods else "")


def selected(ordered: Sequence[Standing], limit: int) -> tuple[Standing | None, ...]:
    """Return at most `limit` standings: the named ones, their neighbours, the top and the bottom.

    None stands where some are left out.
    """
    if len(ordered) <= limit:
        return tuple(ordered)
    kept = {at for at, one in enumerate(ordered) if one.series.role in {"focus", "reference", "compared"}}
    if len(kept) > limit:
        kept = set(sorted(kept, key=lambda at: ordered[at].series.role != "focus")[:limit])
    wishes = [0, len(ordered) - 1]
    for distance in range(1, len(ordered)):
        wishes += [distance, len(ordered) - 1 - distance]
        wishes += [near for at, one in enumerate(ordered) if one.series.role == "focus"
                   for near in (at - distance, at + distance)]  # fmt: skip
    for wish in wishes:
        if len(kept) >= limit:
            break
        if 0 <= wish < len(ordered):
            kept.add(wish)
    rows: list[Standing | None] = []
    last = -1
    for at in sorted(kept):
        if at != last + 1:
            rows.append(None)
        rows.append(ordered[at])
        last = at
    if last != len(ordered) - 1:
        rows.append(None)
    return tuple(rows)


def reference_of(data: ChartData, everyone: Sequence[Standing], look: Look) -> tuple[float, str] | None:
    """Return what the values are held against, and how it is labelled."""
    facts = data.indicators[0]
    found = next((one for one in everyone if one.series.role == "reference"), None)
    if found:
        return found.value, f"{found.series.label} {value_text(found.value, facts, look.lang)}"
    if facts.reference_value is not None:
        return facts.reference_value, reference_words(facts, look.lang)
    return None
