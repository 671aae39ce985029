"""What makes a cluster strong: the five measures, the line each factor draws, and who is above it.

Formulas alone: they take numbers and give numbers, None where a number is missing or nothing can be
divided. `portfolio_figures` feeds them from a site's indicators, `portfolio` says what an author declares.
A *cell* is one sector in one region; the *pool* is the regions that are compared with one another.

Worked example, real figures of 2022 (gross value added in million EUR, persons in thousands, all
237 regions of one pool with a figure for manufacturing): in Piemonte 29,245.9 of 131,606.0, in the pool
2,374,189.3 of 14,090,784.0. So its location quotient is 0.2222 / 0.1685 = 1.319; the 80th percentile of the
237 is 1.377, which it misses by 0.058, or 4.2 per cent. The tests carry the whole table.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from obsite.data import distribution

Measure = Literal["size", "specialisation", "focus", "productivity", "dynamism"]
State = Literal["won", "not-won", "unknown"]
Reason = Literal["", "missing", "missing-first", "too-small", "several", "no-line", "no-total"]


def location_quotient(cell: float, region: float, sector: float, pool: float) -> float | None:
    """Return how much larger a sector's share is in a region than in the whole pool.

    (cell / region) / (sector / pool), where `region` is all sectors of the region, `sector` the sector
    in all regions of the pool and `pool` all sectors in all of them. 1 means as large as in the pool.
    Source: European Cluster Observatory, "Cluster strength"; Florence, "Report on the Location of
    Industry" (1939), who introduced it.

    >>> location_quotient(30, 120, 200, 1600)  # 25 % here, 12.5 % in the pool
    2.0
    """
    if not region or not sector or not pool:
        return None
    return (cell / region) / (sector / pool)


def focus(cell: float, region: float) -> float | None:
    """Return a sector's share of its region, in per cent.

    Source: European Cluster Observatory, "Cluster strength".

    >>> focus(30, 120)
    25.0
    """
    return 100 * cell / region if region else None


def productivity(amount: float, persons: float) -> float | None:
    """Return an amount for each person employed: value added, or the average wage.

    Wages stand in for productivity where value added is not to be had; a country of high wages then does
    well in every sector. Source: OECD, "Measuring Productivity" (2001), value added per person employed.

    >>> productivity(90, 1.5)
    60.0
    """
    return amount / persons if persons > 0 else None


def yearly_growth(first: float, last: float, years: int) -> float | None:
    """Return the mean yearly growth from the first value to the last, in per cent.

    Geometric: ((last / first) ^ (1 / years) - 1) x 100. Of amounts in current prices it is nominal.
    None where the first value is zero or less, or the last one below zero: no rate describes that.

    >>> round(yearly_growth(100, 121, 2), 6)
    10.0
    """
    if first <= 0 or last < 0 or years <= 0:
        return None
    growth: float = (last / first) ** (1 / years) - 1
    return 100 * growth


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """When a factor is won: at or above a percentile of the pool's values, or a value that is given.

    `near` is how far below the line a near miss may lie, in per cent of the line; `outliers` is the
    width of the fences of `distribution.fences`, 0 names no outliers.
    """

    percentile: float | None = None
    value: float | None = None
    near: float = 5.0
    outliers: float = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The line that a factor draws through a pool's values. `ordered` are these values, ascending."""

    threshold: float | None
    ordered: tuple[float, ...]
    low: float | None = None  # what lies beyond low and high is an outlier
    high: float | None = None

    @property
    def count(self) -> int:
        """How many regions of the pool have a value, and were compared."""
        return len(self.ordered)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a line says of one value. `distance` is the value less the threshold."""

    state: State
    rank: int = 0  # among the pool; 0 without a value
    distance: float | None = None
    near: bool = False
    outlier: bool = False


UNKNOWN = Verdict(state="unknown")


def draw_line(values: Iterable[float], rule: Rule) -> Line:
    """Return the line of a factor through the values of the pool.

    Every region of the pool with a value counts, however it ends; those without one are left out, never
    taken as zero. A percentile of fewer than two values is no line.

    >>> draw_line([1, 2, 3, 4, 5, 6], Rule(percentile=80)).threshold
    5.0
    """
    ordered = tuple(sorted(values))
    threshold = rule.value
    if rule.percentile is not None:
        threshold = distribution.percentile(ordered, rule.percentile) if len(ordered) > 1 else None
    if not rule.outliers or len(ordered) < 4:
        return Line(threshold=threshold, ordered=ordered)
    low, high = distribution.fences(ordered, rule.outliers)
    return Line(threshold=threshold, ordered=ordered, low=low, high=high)


def judge(value: float | None, line: Line, rule: Rule) -> Verdict:
    """Return whether a value wins: it does at the line itself as well as above it.

    Values that tie at the line win together, so there may be more winners than the percentile says.
    """
    if value is None:
        return UNKNOWN
    outlier = (line.low is not None and value < line.low) or (line.high is not None and value > line.high)
    rank = distribution.rank(value, line.ordered)
    if line.threshold is None:
        return Verdict(state="unknown", rank=rank, outlier=outlier)
    distance = value - line.threshold
    won = distance >= 0
    near = not won and -distance <= abs(line.threshold) * rule.near / 100
    return Verdict(
        state="won" if won else "not-won", rank=rank, distance=distance, near=near, outlier=outlier
    )


def stars(states: Collection[State]) -> int:
    """Return how many factors are won."""
    return sum(state == "won" for state in states)


def count_stars(cells: Iterable[Collection[State]], factors: int) -> tuple[int, ...]:
    """Return how many cells have no star, one, two, ... and all of them."""
    counts = [0] * (factors + 1)
    for states in cells:
        counts[stars(states)] += 1
    return tuple(counts)


def top(values: Sequence[tuple[str, float]], limit: int) -> tuple[tuple[str, float], ...]:
    """Return the codes with the highest values; codes decide among equals, so that order is stable."""
    return tuple(sorted(values, key=lambda pair: (-pair[1], pair[0]))[:limit])
