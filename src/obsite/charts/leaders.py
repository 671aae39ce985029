"""Names above a row of marks, each joined to its own by an upright line that runs through no other name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

_NEAR = 3.0  # a name begins, or ends, so far beside its line
_AIR = 10.0  # between two names on one level, and between a name and a line that is not its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name to be placed: where its mark is, and how wide its words are."""

    at: float
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where a name begins, and on which level it stands; level 0 is the lowest."""

    x: float
    level: int


def place(names: Sequence[Name], left: float, right: float) -> tuple[Placed, ...]:
    """Return a place for each name between two edges, on as few levels as can be.

    A name stands right or left of its line. Of all choices that put no line through a name, the one with the
    fewest levels wins, then the one with the most names on the right. Where lines must cross, the names are
    stacked in their order.
    """
    sides = [_sides(name, left, right) for name in names]
    best: tuple[tuple[int, int], tuple[Placed, ...]] | None = None
    for starts in product(*sides):
        levels = _levels(names, starts)
        if levels is None:
            continue
        turned = sum(1 for name, x in zip(names, starts, strict=True) if x < name.at - _NEAR)
        worth = (max(levels, default=0), turned)
        if best is None or worth < best[0]:
            found = tuple(Placed(x=x, level=level) for x, level in zip(starts, levels, strict=True))
            best = (worth, found)
    return best[1] if best else _stacked(sides)


def crossed(names: Sequence[Name], places: Sequence[Placed]) -> bool:
    """Return whether a line runs through a name that is not its own."""
    return any(
        one is not other and below.level < above.level and _covers(other, below.x, one.at)
        for one, above in zip(names, places, strict=True)
        for other, below in zip(names, places, strict=True)
    )


def _sides(name: Name, left: float, right: float) -> tuple[float, ...]:
    """Return where a name may begin: right of its line or left of it, moved as far as the edges ask."""
    last = max(left, right - name.width)
    wished = (name.at - _NEAR, name.at + _NEAR - name.width)
    return tuple(dict.fromkeys(min(max(left, x), last) for x in wished))


def _levels(names: Sequence[Name], starts: Sequence[float]) -> tuple[int, ...] | None:
    """Return the lowest levels on which no line runs through a name; None if there are none."""
    count = len(names)
    lower = [
        {other for other in range(count) if other != at and _covers(names[at], starts[at], names[other].at)}
        for at in range(count)
    ]  # what a name covers stands below it
    levels: dict[int, int] = {}
    while len(levels) < count:
        ready = next(
            (at for at in reversed(range(count)) if at not in levels and lower[at] <= levels.keys()), None
        )
        if ready is None:
            return None  # two names each cover the other's line
        least = max((levels[other] + 1 for other in lower[ready]), default=0)
        taken = {levels[other] for other in levels if _touch(names, starts, ready, other)}
        levels[ready] = next(level for level in range(least, count + least + 1) if level not in taken)
    return tuple(levels[at] for at in range(count))


def _touch(names: Sequence[Name], starts: Sequence[float], one: int, other: int) -> bool:
    apart = starts[other] - (starts[one] + names[one].width)
    behind = starts[one] - (starts[other] + names[other].width)
    return max(apart, behind) < _AIR


def _covers(name: Name, start: float, line: float) -> bool:
    return start - _AIR / 2 < line < start + name.width + _AIR / 2


def _stacked(sides: Sequence[tuple[float, ...]]) -> tuple[Placed, ...]:
    return tuple(Placed(x=one[0], level=len(sides) - 1 - at) for at, one in enumerate(sides))
