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


def beside(point: Area, size: tuple[float, float], taken: Sequence[Area], frame: tuple[float, float]) -> Area:
    """Return where a label of this size stands beside a point: the first side that is free.

    `frame` holds the left and right end of the drawing. Where no side is free it stands at the right.
    """
    width, height = size
    across, up = point.width / 2 + 4 + width / 2, point.height / 2 + 2 + height / 2
    slant = point.height / 2 + height * 0.2
    shifts = [(across, 0.0), (-across, 0.0), (0.0, -up), (0.0, up), (across, -slant), (across, slant),
              (-across, -slant), (-across, slant)]  # fmt: skip
    places = [Area(x=point.x + dx, y=point.y + dy, width=width, height=height) for dx, dy in shifts]
    inside = [one for one in places if frame[0] <= one.x - width / 2 and one.x + width / 2 <= frame[1]]
    free = (one for one in inside if not any(one.touches(other) for other in taken if other is not point))
    return next(free, (inside or places)[0])
