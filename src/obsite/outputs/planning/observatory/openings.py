"""Which codes pages show of dimensions that have no total: those together of which the table has figures.

The first code of each by itself will not do: tables are seldom filled for every combination, and the first
series may well not have the first unit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from obsite.data.databank import Cube
from obsite.data.indicator import Dimension

_ENOUGH = 0.5  # more than this share of the values that the fullest combination has


def open_dimensions(dimensions: Sequence[Dimension], main: Dimension | None) -> tuple[Dimension, ...]:
    """Return the further dimensions of which a code has to be chosen."""
    return tuple(one for one in dimensions if one is not main and not one.total and len(one.used) > 1)


def choose_codes(cube: Cube, main: Dimension | None, compared: Collection[str]) -> dict[str, str]:
    """Return a code for each dimension without a total. Where even so there are no values, because the
    table has none for the totals of others, these are chosen for as well, as few of them as may be."""
    dimensions = cube.indicator.dimensions
    opened = open_dimensions(dimensions, main)
    wanted: dict[str, Collection[str]] = {main.name: tuple(compared) or main.used} if main else {}
    held = {one.name: (one.default,) if one.default in one.used else one.used for one in opened}
    if found := _fullest(cube, opened, {**wanted, **held}):
        return found
    further = tuple(one for one in dimensions if one is not main and len(one.used) > 1)
    every = {**{one.name: one.used for one in further}, **held}
    found = _fullest(cube, further, {**wanted, **every})
    totals = {one.name: one.total for one in further}
    chosen = {name: code for name, code in found.items() if code != totals[name]}
    return chosen or {name: codes[0] for name, codes in held.items()}


def _fullest(
    cube: Cube, dimensions: Sequence[Dimension], where: Mapping[str, Collection[str]]
) -> dict[str, str]:
    """Return the first codes, in the order of their lists, that have enough values; none if nothing has."""
    names = [one.name for one in cube.indicator.dimensions]
    at = [names.index(one.name) for one in dimensions]
    sizes: Counter[tuple[str, ...]] = Counter()
    for key, size in cube.sizes(where).items():
        sizes[tuple(key[place] for place in at)] += size
    totals = Counter({key: _totals(key, dimensions) for key, size in sizes.items() if size})
    most = max(totals.values(), default=0)
    near = {key: sizes[key] for key, count in totals.items() if count == most}
    enough = max(near.values(), default=0) * _ENOUGH
    order = [{code: place for place, code in enumerate(one.used)} for one in dimensions]
    fit = (key for key, size in near.items() if size > enough)
    first = min(fit, key=lambda key: [o[c] for o, c in zip(order, key, strict=True)], default=None)
    return dict(zip((one.name for one in dimensions), first, strict=True)) if first is not None else {}


def _totals(key: tuple[str, ...], dimensions: Sequence[Dimension]) -> int:
    return sum(code == one.total for code, one in zip(key, dimensions, strict=True))
