"""Where one value stands among many: percentiles, ranks, and which values lie far outside.

Called by the cluster figures and by the scoreboard, which state in docs/clusters.md and
docs/scoreboard.md what is defined here.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence


def percentile(values: Iterable[float], share: float) -> float:
    """Return the value below which `share` per cent of the values lie.

    Interpolated linearly between neighbours: the position is share/100 x (n - 1) of the values in
    order (type 7 of Hyndman and Fan, "Sample quantiles in statistical packages", 1996; spreadsheets
    call it PERCENTILE.INC).

    >>> percentile([10, 20, 30, 40], 80)
    34.0
    """
    ordered = sorted(values)
    if not ordered:
        raise ValueError("no values")
    position = (len(ordered) - 1) * share / 100
    below = math.floor(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (position - below) * (ordered[above] - ordered[below])


def rank(value: float, ordered: Sequence[float]) -> int:
    """Return the place of a value among values in ascending order, the highest being first.

    Equal values share the better place, and the places after them are left out: 1, 2, 2, 4.

    >>> rank(20, [10, 20, 20, 30])
    2
    """
    return len(ordered) - bisect_right(ordered, value) + 1


def share_below(value: float, ordered: Sequence[float]) -> float:
    """Return which share of the other values (0 to 1) a value of the list leaves behind; half of its equals.

    >>> share_below(30, [10, 20, 30])
    1.0
    """
    if len(ordered) < 2:
        return 0.5
    low, high = bisect_left(ordered, value), bisect_right(ordered, value)
    return (low + (high - low - 1) / 2) / (len(ordered) - 1)


def fences(values: Sequence[float], width: float) -> tuple[float, float]:
    """Return the limits beyond which a value lies far outside the others.

    `width` times the distance between the quartiles, below the lower and above the upper one: 1.5
    for outside, 3 for far outside (Tukey, "Exploratory Data Analysis", 1977).
    """
    low, high = percentile(values, 25), percentile(values, 75)
    return low - width * (high - low), high + width * (high - low)


def mean(values: Sequence[float]) -> float:
    """Return the arithmetic mean."""
    return math.fsum(values) / len(values)


def deviation(values: Sequence[float]) -> float:
    """Return the standard deviation of all the values there are (not of a sample)."""
    middle = mean(values)
    return math.sqrt(math.fsum((value - middle) ** 2 for value in values) / len(values))
