"""Which regions are compared with one another: a declared pool as codes of the region list."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from obsite.data.codelist import CodeList
from obsite.data.portfolio import PoolMeta


def pool_codes(pool: PoolMeta, regions: CodeList) -> tuple[str, ...]:
    """Return the codes of a pool, in the list's order: of a level and version, below some codes, or named.

    A pool that names nothing is the deepest level that the list has.
    """
    if pool.codes:
        chosen: Collection[str] = set(pool.codes)
        return tuple(code for code in regions.codes if code in chosen)
    level = pool.level or deepest_level(regions)
    codes = regions.at_level(level, pool.version or regions.version) if level else tuple(regions.codes)
    if pool.within:
        above = set(_with_members(pool.within, regions))
        codes = tuple(code for code in codes if above & {code, *regions.ancestors(code)})
    return tuple(code for code in codes if code not in regions.groups)


def _with_members(codes: Collection[str], regions: CodeList) -> Iterator[str]:
    """Yield codes and the members of those that are groups."""
    for code in codes:
        yield code
        yield from regions.groups.get(code, ())


def deepest_level(regions: CodeList) -> str:
    """Return the level with the most codes above it, or "" if the list has none."""
    depths = [
        (len(regions.ancestors(code.code)), -number, code.level)
        for number, code in enumerate(regions.codes.values())
        if code.level and code.code not in regions.groups
    ]
    return max(depths)[2] if depths else ""


def unknown_in_pool(pool: PoolMeta, regions: CodeList) -> tuple[str, ...]:
    """Return the codes that a pool names and the list does not have."""
    known = {*regions.codes, *regions.groups}
    return tuple(code for code in (*pool.within, *pool.codes) if code not in known)
