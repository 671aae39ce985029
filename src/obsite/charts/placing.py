"""Labels beside the ends of lines: as near to their place as they can be without touching."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A label that wants its middle at a pixel, with the height it needs."""

    at: float
    height: float


def spread(labels: Sequence[Wanted], low: float, high: float) -> tuple[float, ...]:
    """Return the middle of each label, in the given order, between two pixels and clear of one another.

    Labels that touch form a block, which moves to the mean of what its members want.
    """
    order = sorted(range(len(labels)), key=lambda index: (labels[index].at, index))
    blocks: list[_Block] = []
    for index in order:
        blocks.append(_Block([index], labels))
        while len(blocks) > 1 and blocks[-2].bottom(low, high) > blocks[-1].top(low, high):
            last = blocks.pop()
            blocks[-1] = _Block(blocks[-1].members + last.members, labels)
    places = [0.0] * len(labels)
    for block in blocks:
        edge = block.top(low, high)
        for index in block.members:
            places[index] = round(edge + labels[index].height / 2, 1)
            edge += labels[index].height
    return tuple(places)


class _Block:
    def __init__(self, members: list[int], labels: Sequence[Wanted]) -> None:
        self.members = members
        self.height = sum(labels[index].height for index in members)
        edge, tops = 0.0, 0.0
        for index in members:
            tops += labels[index].at - labels[index].height / 2 - edge
            edge += labels[index].height
        self._wish = tops / len(members)

    def top(self, low: float, high: float) -> float:
        return max(low, min(self._wish, high - self.height))

    def bottom(self, low: float, high: float) -> float:
        return self.top(low, high) + self.height


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A rectangle around its middle."""

    x: float
    y: float
    width: float
    height: float

    def touches(self, other: Area) -> bool:
        return (
            abs(self.x - other.x) * 2 < self.width + other.width
            and abs(self.y - other.y) * 2 < self.height + other.height
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a label must not touch, what it had better not, and how far it may go."""

    taken: Sequence[Area]
    avoided: Sequence[Area]
    left: float
    right: float
    top: float
    bottom: float


def beside(point: Area, size: tuple[float, float], around: Surroundings) -> Area | None:
    """Return where a label of this size stands beside a point: the free place with the least under it.

    Near places come before far ones; None if there is none.
    """
    for away in (0.0, 12.0, 24.0, 38.0):
        free = [
            one
            for one in _places(point, size, away)
            if around.left <= one.x - size[0] / 2
            and one.x + size[0] / 2 <= around.right
            and around.top <= one.y <= around.bottom
            and not any(one.touches(other) for other in around.taken if other is not point)
        ]
        if free:
            return min(free, key=lambda one: sum(1 for other in around.avoided if one.touches(other)))
    return None


def _places(point: Area, size: tuple[float, float], away: float) -> list[Area]:
    width, height = size
    across, up = point.width / 2 + 4 + width / 2, point.height / 2 + 2 + height / 2
    slant = point.height / 2 + height * 0.2 + away
    shifts = [(across, -slant), (across, slant), (-across, -slant), (-across, slant), (0.0, -up - away),
              (0.0, up + away)]  # fmt: skip
    if not away:
        shifts = [(across, 0.0), (-across, 0.0), *shifts]
    return [Area(x=point.x + dx, y=point.y + dy, width=width, height=height) for dx, dy in shifts]
