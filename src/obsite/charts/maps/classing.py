"""Classes of values: where the limits between them lie.

All methods return upper-exclusive limits, ascending and distinct: a value belongs to the class whose
number is the count of limits that are not above it. Equal values are therefore never parted.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Literal

Method = Literal["quantiles", "natural", "equal"]


def class_of(value: float, limits: Sequence[float]) -> int:
    """Return the number of the class of a value, from 0."""
    return bisect_right(limits, value)


def limits_for(values: Sequence[float], count: int, method: Method) -> tuple[float, ...]:
    """Return the limits of at most `count` classes; fewer where there are fewer distinct values."""
    ordered = sorted(values)
    count = min(count, len(set(ordered)))
    if count < 2:
        return ()
    if method == "equal":
        step = (ordered[-1] - ordered[0]) / count
        return _distinct([ordered[0] + step * number for number in range(1, count)], ordered)
    return quantiles(ordered, count) if method == "quantiles" else natural_breaks(ordered, count)


def quantiles(ordered: Sequence[float], count: int) -> tuple[float, ...]:
    """Return limits that part the values into classes as even as ties allow."""
    limits: list[float] = []
    for number in range(1, count):
        at = round(len(ordered) * number / count)
        limit = _between_ties(ordered, at)
        if limit is not None:
            limits.append(limit)
    return _distinct(limits, ordered)


def _between_ties(ordered: Sequence[float], at: int) -> float | None:
    """Return the nearest value to index `at` at which a class can begin without parting equal values."""
    for distance in range(len(ordered)):
        for index in (at - distance, at + distance):
            if 0 < index < len(ordered) and ordered[index - 1] < ordered[index]:
                return ordered[index]
    return None


def natural_breaks(ordered: Sequence[float], count: int) -> tuple[float, ...]:
    """Return the limits with the least squared deviation within classes (Fisher 1958, exact).

    Equal values are one item with a weight, so they cannot be parted. The optimal first item of the
    last class never moves back as items are added, which spares most of the search.
    """
    items = sorted(set(ordered))
    weights = [0.0] * len(items)
    place = {value: index for index, value in enumerate(items)}
    for value in ordered:
        weights[place[value]] += 1
    cost = _Cost(items, weights)
    best = [cost.within(0, end) for end in range(len(items))]
    starts: list[list[int]] = []
    for number in range(1, min(count, len(items))):
        best, row = _add_class(best, cost, number)
        starts.append(row)
    return tuple(items[start] for start in _walk_back(starts, len(items) - 1))


class _Cost:
    """Squared deviations of any run of items, from sums over all items before it."""

    def __init__(self, items: Sequence[float], weights: Sequence[float]) -> None:
        middle = items[len(items) // 2]  # near zero, sums of squares lose no digits
        self.weight, self.sum, self.square = [0.0], [0.0], [0.0]
        for item, weight in zip(items, weights, strict=True):
            shifted = item - middle
            self.weight.append(self.weight[-1] + weight)
            self.sum.append(self.sum[-1] + weight * shifted)
            self.square.append(self.square[-1] + weight * shifted * shifted)

    def within(self, start: int, end: int) -> float:
        weight = self.weight[end + 1] - self.weight[start]
        total = self.sum[end + 1] - self.sum[start]
        return self.square[end + 1] - self.square[start] - total * total / weight


def _add_class(best: list[float], cost: _Cost, number: int) -> tuple[list[float], list[int]]:
    """Return the least costs with one class more, and where its last class begins."""
    size = len(best)
    new, starts = [float("inf")] * size, [0] * size
    pending = [(number, size - 1, number, size - 1)]
    while pending:
        low, high, first, last = pending.pop()
        if low > high:
            continue
        middle = (low + high) // 2
        for start in range(first, min(middle, last) + 1):
            if (tried := best[start - 1] + cost.within(start, middle)) < new[middle]:
                new[middle], starts[middle] = tried, start
        pending += [(low, middle - 1, first, starts[middle]), (middle + 1, high, starts[middle], last)]
    return new, starts


def _walk_back(starts: list[list[int]], end: int) -> list[int]:
    found: list[int] = []
    for row in reversed(starts):
        found.append(row[end])
        end = row[end] - 1
    return found[::-1]


def _distinct(limits: Sequence[float], ordered: Sequence[float]) -> tuple[float, ...]:
    """Return limits without repetitions and without those that would leave a class empty."""
    kept: list[float] = []
    begin = 0
    for limit in sorted(set(limits)):
        at = bisect_left(ordered, limit)
        if begin < at < len(ordered):
            kept.append(limit)
            begin = at
    return tuple(kept)
