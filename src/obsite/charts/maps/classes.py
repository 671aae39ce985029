"""The classes of one map: limits, colours by name, and the reference among the limits.

Colours are names of classes in maps.css: `b1` to `b4` below the reference, the nearest first, `a1` to
`a4` from it upwards, `s1` to `s7` where nothing is compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from obsite.charts.maps.classing import class_of, limits_for
from obsite.charts.maps.model import Method
from obsite.charts.maps.readable import moved, readable_limits

_DEFAULT_CLASSES = 6
_MOST_SEQUENTIAL = 7
_MOST_ON_A_SIDE = 4
_FEW = 2  # values in a class, on average, below which there are too many classes
_USUAL_ON_A_SIDE = 3  # of up to six: the fourth shade is heavy
# Which of the shades of a side are used, if fewer than all: far from the reference is always dark.
_SHADES = {1: (2,), 2: (1, 3), 3: (1, 2, 3), 4: (1, 2, 3, 4)}
_SEQUENCE = {
    1: (4,), 2: (2, 5), 3: (2, 4, 6), 4: (1, 3, 5, 6), 5: (1, 2, 4, 5, 6), 6: (1, 2, 3, 4, 5, 6),
    7: (1, 2, 3, 4, 5, 6, 7),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Classes:
    """Limits between classes and the name of each class's colour: always one more than limits."""

    limits: tuple[float, ...]
    colours: tuple[str, ...]
    reference: int = -1  # which limit is the value compared with; -1 if none is
    moved: int = 0  # values that stand in another class since limits were rounded

    def number(self, value: float) -> int:
        """Return the class of a value, from 0."""
        return class_of(value, self.limits)

    def singles(self, values: Sequence[float]) -> tuple[float, ...]:
        """Return the whole number that each class holds, or () if a class holds more than one."""
        if len(self.limits) < 2 or self.reference >= 0 or any(value != round(value) for value in values):
            return ()
        first, last = self.limits[0], self.limits[-1]
        if any(high - low != 1 for low, high in pairwise(self.limits)):
            return ()
        if any(value < first - 1 or value > last for value in values):
            return ()
        return (first - 1, *self.limits)


def sequential(values: Sequence[float], method: Method, count: int, limits: Sequence[float]) -> Classes:
    """Return classes from pale to dark."""
    wanted = min(count or _DEFAULT_CLASSES - 1, _MOST_SEQUENTIAL)
    exact, rounded = _limits(values, method, wanted, limits)
    names = tuple(f"s{shade}" for shade in _SEQUENCE[min(len(rounded) + 1, _MOST_SEQUENTIAL)])
    return Classes(limits=rounded, colours=names, moved=moved(exact, rounded, values))


def diverging(
    values: Sequence[float], reference: float, method: Method, count: int, limits: Sequence[float]
) -> Classes:
    """Return classes below and above the value compared with, which is itself a limit."""
    below = [value for value in values if value < reference]
    above = [value for value in values if value >= reference]
    total = min(max(count or _DEFAULT_CLASSES, 2), 2 * _MOST_ON_A_SIDE)
    share = _share(len(below), len(above), total)
    low_exact, low = _limits(below, method, share, [limit for limit in limits if limit < reference])
    high_exact, high = _limits(
        above, method, min(total - share, _MOST_ON_A_SIDE), [limit for limit in limits if limit > reference]
    )
    names = (
        *(f"b{shade}" for shade in reversed(_shades(len(low) + 1))),
        *(f"a{shade}" for shade in _shades(len(high) + 1)),
    )
    return Classes(
        limits=(*low, reference, *high),
        colours=names,
        reference=len(low),
        moved=moved(low_exact, low, below) + moved(high_exact, high, above),
    )


def _share(below: int, above: int, total: int) -> int:
    """Return how many of the classes lie below: as many as the values there deserve, at least one.

    A side with few values has few classes; what it leaves goes to the other, up to all shades there are.
    """
    side = _USUAL_ON_A_SIDE if total <= 2 * _USUAL_ON_A_SIDE else _MOST_ON_A_SIDE
    wanted = round(total * below / max(below + above, 1))
    low = min(max(wanted, total - side), side, total - 1, max(1, below // _FEW))
    if total - low > max(1, above // _FEW):
        low = min(total - max(1, above // _FEW), _MOST_ON_A_SIDE)
    return max(1, low, total - _MOST_ON_A_SIDE if below >= _FEW * (total - _MOST_ON_A_SIDE) else 1)


def _shades(count: int) -> tuple[int, ...]:
    return _SHADES[min(count, _MOST_ON_A_SIDE)]


def _limits(
    values: Sequence[float], method: Method, count: int, given: Sequence[float]
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return limits as the method puts them, and as they are used."""
    if method == "limits" or not values:
        kept = tuple(sorted(set(given)))
        return kept, kept
    exact = limits_for(values, count, method)
    return exact, readable_limits(exact, values) if exact else ()
