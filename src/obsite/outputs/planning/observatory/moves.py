"""Which codes of an indicator rose and fell most: the sentence beside its trend."""

from __future__ import annotations

from collections.abc import Mapping

from obsite.data.indicator import Indicator
from obsite.data.observation import Series
from obsite.data.standing import Field
from obsite.outputs.planning.observatory.workbench import Workbench
from obsite.outputs.views.observatory.moves import MovedView

_LEAST = 12  # codes that must have a value at both ends
_SHARE = 0.75  # of the codes compared; before that, a table is still filling up


def moved(bench: Workbench, indicator: Indicator, field: Field) -> MovedView | None:
    """Return the largest changes since the first period for which most codes have a value.

    Totals are compared by the ratio of their values, everything else by the difference. A series that breaks
    in between says nothing about change.
    """
    known = {code: one for code in field.observations if (one := bench.series(indicator, code)) is not None}
    whole = {code: one for code, one in known.items() if not one.breaks}
    start = _start(whole, len(field.observations))
    if not start or start >= field.period:
        return None
    ends = {code: _ends(one, start, field.period) for code, one in whole.items()}
    both = {code: (old, new) for code, (old, new) in ends.items() if old is not None and new is not None}
    if indicator.is_total:
        both = {code: (old, new) for code, (old, new) in both.items() if old > 0}
    if len(both) < _LEAST:
        return None
    ordered = sorted(both, key=lambda code: (_change(both[code], indicator.is_total), code))
    down, up = ordered[0], ordered[-1]
    return MovedView(
        start=start,
        end=field.period,
        up=(bench.label(indicator, up), *both[up]),
        down=(bench.label(indicator, down), *both[down]),
    )


def _start(known: Mapping[str, Series], count: int) -> str:
    """Return the first period in which enough of the series have a value, or ""."""
    filled: dict[str, int] = {}
    for series in known.values():
        for seen in series.observations:
            if seen.value is not None:
                filled[seen.period] = filled.get(seen.period, 0) + 1
    return min(
        (period for period, number in filled.items() if number >= max(_LEAST, _SHARE * count)), default=""
    )


def _ends(series: Series, start: str, end: str) -> tuple[float | None, float | None]:
    values = {seen.period: seen.value for seen in series.observations}
    return values.get(start), values.get(end)


def _change(ends: tuple[float, float], is_total: bool) -> float:
    return ends[1] / ends[0] if is_total else ends[1] - ends[0]
