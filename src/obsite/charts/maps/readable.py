"""Limits as people write them: round numbers that hardly change which class a value is in.

The rounded limits are the ones that class: nothing on the map disagrees with its legend. How many
values stand elsewhere than the method had put them is counted and told.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence

_STEPS = (100, 50, 25, 20)  # in the order of roundness, times a power of ten
_PLAIN_STEPS = (100, 50, 20)  # behind the point a quarter is not rounder than a tenth
_TOLERANCE = 0.04  # of all values may move to a neighbouring class, for one limit
_REACH = 0.2  # of the way to the next limit, at most


def readable_limits(limits: Sequence[float], values: Sequence[float]) -> tuple[float, ...]:
    """Return a rounder limit for each; ascending, and every class keeps a value."""
    ordered = sorted(values)
    found: list[float] = []
    for number, limit in enumerate(limits):
        below = found[-1] if found else ordered[0]
        above = limits[number + 1] if number + 1 < len(limits) else ordered[-1]
        found.append(_readable(limit, ordered, below, above))
    return tuple(found)


def moved(limits: Sequence[float], rounded: Sequence[float], values: Sequence[float]) -> int:
    """Return how many values are in another class by the rounded limits."""
    ordered = sorted(values)
    return sum(
        abs(bisect_left(ordered, old) - bisect_left(ordered, new))
        for old, new in zip(limits, rounded, strict=True)
    )


def _readable(limit: float, ordered: Sequence[float], below: float, above: float) -> float:
    """Return the roundest number near a limit that leaves a value between it and both neighbours."""
    at = bisect_left(ordered, limit)
    reach = int(len(ordered) * _TOLERANCE)
    first, last = max(at - 1 - reach, 0), min(at + reach, len(ordered) - 1)
    low = max(ordered[first], limit - (limit - below) * _REACH)
    high = min(ordered[last], limit + (above - limit) * _REACH)
    for number in _candidates(limit, low, high):
        kept = bisect_left(ordered, number)
        if bisect_left(ordered, below) < kept < len(ordered) and (number < above or above == ordered[-1]):
            return number
    return limit


def _candidates(limit: float, low: float, high: float) -> Iterator[float]:
    """Yield numbers above `low` and up to `high`, the roundest first, of equals the one next to the limit."""
    power = math.ceil(math.log10(max(abs(low), abs(high), 1e-12)))
    for exponent in range(power - 1, power - 16, -1):
        for step in _STEPS if exponent >= 0 else _PLAIN_STEPS:
            first, last = (
                _index(low, step, exponent, math.floor) + 1,
                _index(high, step, exponent, math.floor),
            )
            if first <= last:
                near = _index(limit, step, exponent, round)
                yield _value(min(max(near, first), last), step, exponent)


def _index(value: float, step: int, exponent: int, rounding: object) -> int:
    # Powers of ten below one have no exact double: multiply instead.
    scaled = value / 10.0**exponent if exponent >= 0 else value * 10.0**-exponent
    exact = scaled / step
    near = round(exact)
    if abs(exact - near) < 1e-9 * max(1.0, abs(exact)):
        return near
    return int(rounding(exact))  # type: ignore[operator]


def _value(index: int, step: int, exponent: int) -> float:
    return float(index * step * 10**exponent) if exponent >= 0 else index * step / 10**-exponent
