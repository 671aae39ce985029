"""SVG path strings and rings of points, each from the other.

Read are straight lines only, absolute or relative; a path with curves is kept as its author wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

Point = tuple[float, float]
Ring = list[Point]
Whole = tuple[int, int]

_TOKEN = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_STRAIGHT = frozenset("MmLlHhVvZz")


class NotStraightError(ValueError):
    """A path that is no sequence of straight lines."""


def parse_path(text: str) -> list[Ring]:
    """Return the lines of a path, each from its own `M`; raises NotStraightError."""
    rings: list[Ring] = []
    tokens = _TOKEN.findall(text)
    command, x, y, at = "", 0.0, 0.0, 0
    while at < len(tokens):
        if tokens[at].isalpha():
            command, at = tokens[at], at + 1
            if command not in _STRAIGHT or (not rings and command not in "Mm"):
                raise NotStraightError(f"`{command}` where a straight line is expected")
            if command in "Zz" and rings[-1]:
                x, y = rings[-1][0]
            continue
        wanted = 1 if command in "HhVv" else 2
        if not command or command in "Zz" or at + wanted > len(tokens):
            raise NotStraightError("a number without a command")
        try:
            numbers = [float(token) for token in tokens[at : at + wanted]]
        except ValueError:
            raise NotStraightError("a command where a number is expected") from None
        at += wanted
        x, y = _moved(command, numbers, x, y)
        if command in "Mm":
            rings.append([])
            command = "L" if command == "M" else "l"
        elif not rings[-1]:
            raise NotStraightError("a line without a start")
        rings[-1].append((x, y))
    return rings


def _moved(command: str, numbers: Sequence[float], x: float, y: float) -> Point:
    match command:
        case "H":
            return numbers[0], y
        case "h":
            return x + numbers[0], y
        case "V":
            return x, numbers[0]
        case "v":
            return x, y + numbers[0]
        case "m" | "l":
            return x + numbers[0], y + numbers[1]
        case _:
            return numbers[0], numbers[1]


def whole(ring: Iterable[Point]) -> list[Whole]:
    """Return the ring on the grid, without points that fall onto the one before."""
    points: list[Whole] = []
    for x, y in ring:
        point = (round(x), round(y))
        if not points or points[-1] != point:
            points.append(point)
    return points


def format_path(rings: Iterable[Sequence[Whole]], *, closed: bool = True) -> str:
    """Return the shortest string for rings on the grid; those with no extent are left out."""
    parts: list[str] = []
    for ring in rings:
        points = list(ring[:-1]) if closed and len(ring) > 1 and ring[0] == ring[-1] else list(ring)
        if len(points) < (3 if closed else 2):
            continue
        steps = [(after[0] - before[0], after[1] - before[1]) for before, after in pairwise(points)]
        numbers = "".join(f"{dx if dx < 0 else f' {dx}'}{dy if dy < 0 else f' {dy}'}" for dx, dy in steps)
        parts.append(f"M{points[0][0]} {points[0][1]}l{numbers.lstrip(' ')}{'z' if closed else ''}")
    return "".join(parts)


def is_closed(text: str) -> bool:
    """Return whether a path encloses anything."""
    return "z" in text or "Z" in text
