"""Where a code stands among others: its rank, the median, the values of all; and how alike two codes are.

Called for the pages of indicators and regions. All is about one indicator in one period.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median, pstdev

from obsite.data.databank import Cube, Where
from obsite.data.observation import Observation


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """The values of all codes that are compared, in one period. Codes without a value are not in it."""

    period: str
    observations: Mapping[str, Observation]  # of the codes compared, in the order they were asked for
    low_first: bool = False  # whether the lowest value is the best one

    @property
    def values(self) -> tuple[float, ...]:
        """The values, ascending."""
        return tuple(sorted(seen.value for seen in self.observations.values() if seen.value is not None))

    @property
    def count(self) -> int:
        return len(self.observations)

    @property
    def median(self) -> float | None:
        values = self.values
        return median(values) if values else None

    def rank(self, value: float) -> int:
        """Return the place of a value, the best being first; equal values share a place."""
        values = (seen.value for seen in self.observations.values() if seen.value is not None)
        better = (other < value if self.low_first else other > value for other in values)
        return 1 + sum(better)

    def ordered(self) -> tuple[tuple[str, Observation], ...]:
        """Return codes and observations, the best first; equal ones in the order of the list."""
        sign = 1 if self.low_first else -1
        return tuple(sorted(self.observations.items(), key=lambda item: sign * (item[1].value or 0.0)))


def field_of(
    cube: Cube, dimension: str, codes: Collection[str], where: Where | None = None, period: str = ""
) -> Field:
    """Return the values of codes in a period, or in the latest that most of them have."""
    others = where or {}
    period = period or cube.latest(dimension, others, codes)
    found = cube.across(dimension, period, others) if period else {}
    kept = {code: found[code] for code in codes if code in found and found[code].value is not None}
    return Field(period=period, observations=kept, low_first=cube.indicator.meta.direction == "lower")


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    code: str
    distance: float


def most_similar(
    code: str, fields: Sequence[Mapping[str, float]], codes: Collection[str], number: int
) -> tuple[Likeness, ...]:
    """Return the codes nearest to one: the root of the mean squared difference of z-scores.

    Each field is one indicator's values by code. A code counts if it has all the values that this
    one has; the mean over the indicators keeps distances alike whatever their number.
    """
    shared = [field for field in fields if code in field and len(field) > 2 and pstdev(field.values()) > 0]
    if not shared:
        return ()
    scored = [_scores(field) for field in shared]
    found = [
        Likeness(code=other, distance=math.sqrt(fmean((z[other] - z[code]) ** 2 for z in scored)))
        for other in codes
        if other != code and all(other in z for z in scored)
    ]
    return tuple(sorted(found, key=lambda one: (one.distance, one.code))[:number])


def _scores(field: Mapping[str, float]) -> dict[str, float]:
    middle, spread = fmean(field.values()), pstdev(field.values())
    return {code: (value - middle) / spread for code, value in field.items()}
