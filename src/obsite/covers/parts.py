"""The cover of an issue that brings no table: a constellation of its own parts.

Each part (an article, or a section of a single text) is a star sized by its number of words, set on
a spiral in reading order; neighbours are joined. So every issue has a cover of its own, and the
cover says something true of the issue.
"""

from __future__ import annotations

import hashlib
import math
from itertools import pairwise

from obsite.covers.constellation import WIDTH, Sky, Star

_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
_HEIGHT = 900.0
_MOST = 60


def sky_of_parts(seed: str, parts: tuple[tuple[str, int], ...]) -> Sky:
    """Return the drawing for (title, words) of each part. The same seed and parts give the same sky."""
    parts = parts[:_MOST]
    turn = int.from_bytes(hashlib.blake2b(seed.encode(), digest_size=4).digest()) / 2**32 * math.tau
    most = max((words for _, words in parts), default=1) or 1
    stars = tuple(
        _star(index, len(parts), title, words / most, turn) for index, (title, words) in enumerate(parts)
    )
    lines = tuple(
        (one.x, one.y, other.x, other.y, 1.0) for one, other in pairwise(stars) if one.group and other.group
    )
    return Sky(width=WIDTH, height=_HEIGHT, stars=stars, lines=lines)


def _star(index: int, count: int, title: str, share: float, turn: float) -> Star:
    distance = math.sqrt((index + 0.5) / max(count, 1)) * 0.44
    angle = turn + index * _GOLDEN_ANGLE
    return Star(
        x=round(WIDTH * (0.5 + distance * math.cos(angle)), 1),
        y=round(_HEIGHT * (0.5 + distance * math.sin(angle)), 1),
        r=round(3 + 14 * math.sqrt(share), 1),
        label=title,
        # The longest parts are lit: they are what the issue is about.
        group=title if share > 0.5 else "",
    )
