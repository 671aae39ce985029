"""Scales: from values to pixels, with few round ticks."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_NEARLY = 0.8  # of what a step should be: rather one tick more than one less
_NEAR_ZERO = 0.3  # of the highest value


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A linear scale: `low` is drawn at pixel `start`, `high` at `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return the pixel of a value."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def invert(self, pixel: float) -> float:
        """Return the value at a pixel."""
        return self.low + (pixel - self.start) / (self.end - self.start) * (self.high - self.low)

    @property
    def domain(self) -> list[float]:
        return [self.low, self.high]


def round_step(span: float, count: int) -> float:
    """Return the step of 1, 2 or 5 times a power of ten that cuts a span into about `count` parts."""
    if span <= 0 or not math.isfinite(span):
        return 1.0
    raw = span / max(1, count)
    power = 10.0 ** math.floor(math.log10(raw))
    steps = (1, 2, 2.5, 5, 10) if power >= 10 else (1, 2, 5, 10)  # 2.5 would need a decimal more
    return next(step * power for step in steps if step * power >= raw * _NEARLY)


def ticks(low: float, high: float, count: int) -> tuple[float, ...]:
    """Return round values between two values, both included where they are round."""
    step = round_step(high - low, count)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    digits = max(0, 2 - math.floor(math.log10(step))) if step > 0 else 0
    return tuple(round(at * step, digits) + 0.0 for at in range(first, last + 1))


def decimals(values: Sequence[float]) -> int:
    """Return how many decimals a row of round values needs, so that all are written alike."""
    for places in range(7):
        if all(math.isclose(value, round(value, places), rel_tol=1e-9, abs_tol=1e-12) for value in values):
            return places
    return 6


def bounds(
    values: Iterable[float], *, zero: bool = False, air: float = 0.06, near_zero: bool = True
) -> tuple[float, float]:
    """Return the domain that holds the values with some air; bars begin at zero.

    With `near_zero` other scales begin there too, where that is not far.
    """
    found = [value for value in values if math.isfinite(value)]
    if zero:
        found.append(0.0)
    if not found:
        return 0.0, 1.0
    low, high = min(found), max(found)
    if low == high:
        return _around_one(low, abs(low) * 0.1 or 1.0, zero=zero)
    pad = (high - low) * air
    bottom = low - pad if not (zero and low >= 0) else 0.0
    top = high + pad if not (zero and high <= 0) else 0.0
    if 0 <= low <= _NEAR_ZERO * high and (near_zero or bottom < 0):
        bottom = 0.0  # so near to zero, a scale that begins elsewhere would mislead
    return bottom, top


def _around_one(value: float, pad: float, *, zero: bool) -> tuple[float, float]:
    """Return the domain of a single value, from zero on."""
    if zero or value >= 0:
        return (0.0, value + pad) if value >= 0 else (value - pad, 0.0)
    return value - pad, 0.0
