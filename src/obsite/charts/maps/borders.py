"""Lines between groups of codes: the stretches of outline that two codes of different parents share.

On the grid shared borders are made of the very same points, so no geometry is needed to find them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from obsite.charts.maps.pathdata import Whole

Edge = tuple[Whole, Whole]


def borders_between(
    shapes: Mapping[str, Sequence[Sequence[Whole]]], groups: Mapping[str, str]
) -> list[list[Whole]]:
    """Return the lines along which neighbours belong to different groups."""
    owners: dict[Edge, set[str]] = defaultdict(set)
    for code, rings in shapes.items():
        for ring in rings:
            for start, end in zip(ring, [*ring[1:], *ring[:1]], strict=True):
                owners[min((start, end), (end, start))].add(groups.get(code, code))
    return _chained(sorted(edge for edge, found in owners.items() if len(found) > 1))


def _chained(edges: Sequence[Edge]) -> list[list[Whole]]:
    """Return edges joined end to end, as far as each point has just one way on."""
    ways: dict[Whole, list[Whole]] = defaultdict(list)
    for start, end in edges:
        ways[start].append(end)
        ways[end].append(start)
    left = set(edges)
    lines: list[list[Whole]] = []
    # Ends and forks first; what is left then are closed rings.
    for start in sorted(ways, key=lambda point: (len(ways[point]) == 2, point)):
        for towards in ways[start]:
            if (line := _follow(start, towards, ways, left)) is not None:
                lines.append(line)
    return lines


def _follow(
    start: Whole, towards: Whole, ways: Mapping[Whole, Sequence[Whole]], left: set[Edge]
) -> list[Whole] | None:
    edge = min((start, towards), (towards, start))
    if edge not in left:
        return None
    left.discard(edge)
    line = [start, towards]
    while len(ways[line[-1]]) == 2:
        onward = next((way for way in ways[line[-1]] if min((line[-1], way), (way, line[-1])) in left), None)
        if onward is None:
            break
        left.discard(min((line[-1], onward), (onward, line[-1])))
        line.append(onward)
    return line
