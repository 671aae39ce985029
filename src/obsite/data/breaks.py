"""Where a series may not be read across: declared breaks, the flag b, and changes of territory."""

from __future__ import annotations

from collections.abc import Iterable

from obsite.data.indicator import Indicator
from obsite.data.observation import Break, Key, Observation
from obsite.data.periods import PeriodError, parse_period


def breaks_of(
    indicator: Indicator, key: Key, observations: tuple[Observation, ...], recodings: Iterable[Break]
) -> tuple[Break, ...]:
    """Return the breaks within a series, each period once, in order of time."""
    found: dict[str, list[str]] = {}
    for known in (*_declared(indicator, key), *recodings, *_of_territory(indicator, key)):
        period = _within(known.period, observations)
        if period:
            found.setdefault(period, []).append(known.note)
    for seen in observations[1:]:
        if "b" in seen.flag:
            found.setdefault(seen.period, [])
    rank = {seen.period: place for place, seen in enumerate(observations)}
    return tuple(
        Break(period, "; ".join(dict.fromkeys(note for note in found[period] if note)))
        for period in sorted(found, key=rank.__getitem__)
    )


def _declared(indicator: Indicator, key: Key) -> Iterable[Break]:
    codes = dict(key)
    for known in indicator.meta.breaks:
        if all(codes.get(name) in wanted for name, wanted in known.where.items()):
            yield Break(known.period, known.note)


def _of_territory(indicator: Indicator, key: Key) -> Iterable[Break]:
    """Yield the changes of boundaries under one code, where a table has codes of several versions.

    A table does not say when its makers went over to a version; its own year is the nearest there is.
    """
    for dimension, (_, code) in zip(indicator.dimensions, key, strict=True):
        if dimension.version != "mixed":
            continue
        for change in dimension.codelist.changes:
            if change.kind == "boundary" and change.old == change.new == code:
                yield Break(change.to_version, f"{code}: {change.from_version} → {change.to_version}")


def _within(period: str, observations: tuple[Observation, ...]) -> str:
    """Return the first period of a series that lies behind a break; "" if it does not part the series."""
    try:
        start = parse_period(period).start
    except PeriodError:
        return ""
    after = [seen.period for seen in observations if parse_period(seen.period).start >= start]
    return after[0] if after and len(after) < len(observations) else ""
