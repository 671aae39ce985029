"""Values of several codes as one: a group of regions, or a whole made from its parts.

Amounts are added. A rate needs weights; without them it is refused, since the mean of two rates is
not the rate of both. A period in which a member is missing has no value.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from obsite.data.databank import Refusal
from obsite.data.flags import join_flags
from obsite.data.indicator import Dimension, Indicator
from obsite.data.observation import Break, Observation, Series
from obsite.data.periods import parse_period

if TYPE_CHECKING:
    from obsite.data.databank import Cube

Codes = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A series that was computed, and how."""

    observations: tuple[Observation, ...]
    breaks: tuple[Break, ...]
    computed: str


@dataclass(frozen=True, slots=True)
class _Whole:
    """What is to be made: the code in question, the members it consists of, and the other codes."""

    dimension: Dimension
    at: int
    code: str
    members: Codes

    def key(self, codes: Codes, member: str) -> Codes:
        return (*codes[: self.at], member, *codes[self.at + 1 :])


def aggregate(
    indicator: Indicator,
    codes: Codes,
    series_of: Callable[[Codes], Series | None],
    cube_of: Callable[[str], Cube | None],
) -> Aggregate | Refusal:
    """Return what the members of a code come to, as the indicator declares it."""
    whole = _whole(indicator, codes)
    if whole is None:
        return Refusal("no-data", "there are no values for it")
    if whole.dimension.codelist.meta.overlapping:
        return Refusal(
            "overlapping", f"codes of {whole.dimension.codelist.name} overlap and are not added up"
        )
    parts = {member: series_of(whole.key(codes, member)) for member in whole.members}
    if not any(parts.values()):
        return Refusal("no-data", "there are no values for it, nor for its members")
    method = indicator.meta.aggregate
    if method is None:
        help = "Declare `aggregate:` in its YAML: a sum, or a weighted-mean with its weights"
        message = f"{indicator.id} is not declared to be added up, so {whole.code} has no value"
        return Refusal("unweighted-aggregate", message, help)
    if gone := [member for member, part in parts.items() if part is None]:
        return Refusal("missing-member", f"{_listed(gone)} of {whole.code} has no values")
    return _computed(indicator, whole, codes, {m: part for m, part in parts.items() if part}, cube_of)


def _computed(
    indicator: Indicator,
    whole: _Whole,
    codes: Codes,
    known: dict[str, Series],
    cube_of: Callable[[str], Cube | None],
) -> Aggregate | Refusal:
    method = indicator.meta.aggregate
    assert method is not None
    if method.method == "sum":
        made = _Sum(known).observations()
        return _result(made, known, f"sum of {_listed(whole.members)}")
    weights = cube_of(method.weights)
    if weights is None:
        return Refusal("no-data", f"there are no weights: {method.weights} has no sound table")
    mean = _Mean(known, _weights(indicator, whole, codes, weights))
    made = mean.observations()
    return _result(made, known, mean.told(whole.members, _in_a_sentence(weights.indicator.short_title)))


def _in_a_sentence(title: str) -> str:
    """Return a title as it stands within a sentence: "labour force", but "GDP"."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def _result(made: list[Observation], parts: dict[str, Series], computed: str) -> Aggregate | Refusal:
    if not any(seen.value is not None for seen in made):
        return Refusal("missing-member", "in every period at least one member or its weight is missing")
    breaks: dict[str, Break] = {}
    for part in parts.values():
        for known in part.breaks:
            breaks.setdefault(known.period, known)
    shown = {seen.period for seen in made[1:]}
    kept = sorted((b for b in breaks.values() if b.period in shown), key=lambda b: parse_period(b.period))
    return Aggregate(tuple(made), tuple(kept), computed)


def _whole(indicator: Indicator, codes: Codes) -> _Whole | None:
    """Return the one code that is not in the table but has members; None if there is none."""
    for at, dimension in enumerate(indicator.dimensions):
        if codes[at] in dimension.used:
            continue
        if not codes[at]:
            return None  # a dimension without a total of which no code was chosen
        version = "" if dimension.version == "mixed" else dimension.version
        members = dimension.codelist.children(codes[at], version or dimension.codelist.version)
        return _Whole(dimension, at, codes[at], members) if members else None
    return None


class _Sum:
    """The sum of series, period by period."""

    def __init__(self, parts: dict[str, Series]) -> None:
        self._rows = {
            member: {seen.period: seen for seen in part.observations} for member, part in parts.items()
        }

    def observations(self) -> list[Observation]:
        return [self._at(period) for period in self.periods()]

    def periods(self) -> list[str]:
        return sorted({period for rows in self._rows.values() for period in rows}, key=parse_period)

    def at(self, period: str) -> dict[str, Observation] | None:
        """Return all members in a period; None if one of them has no value."""
        found = {member: rows[period] for member, rows in self._rows.items() if period in rows}
        complete = len(found) == len(self._rows) and all(seen.value is not None for seen in found.values())
        return found if complete else None

    def _at(self, period: str) -> Observation:
        found = self.at(period)
        if found is None:
            return Observation(period, None)
        total = sum(seen.value for seen in found.values() if seen.value is not None)
        return Observation(period, total, join_flags(seen.flag for seen in found.values()))


class _Mean(_Sum):
    """The mean of series, weighted by those of another indicator, and how far its weights reach."""

    def __init__(self, parts: dict[str, Series], weights: dict[str, Series | None]) -> None:
        super().__init__(parts)
        self._weights = weights
        self.carried: set[str] = set()  # periods of weights that stood in for later ones

    def _at(self, period: str) -> Observation:
        found = self.at(period)
        weights = self._weights_at(period) if found else None
        if found is None or weights is None:
            return Observation(period, None)
        total = sum(weights.values())
        if total <= 0:
            return Observation(period, None)
        value = sum(weights[m] * seen.value for m, seen in found.items() if seen.value is not None) / total
        return Observation(period, value, join_flags(seen.flag for seen in found.values()))

    def _weights_at(self, period: str) -> dict[str, float] | None:
        """Return each member's weight in a period, or in the last one before it that all of them share."""
        shared: set[str] | None = None
        for series in self._weights.values():
            own = {seen.period for seen in series.observations if seen.value is not None} if series else set()
            shared = own if shared is None else shared & own
        until = parse_period(period).end
        earlier = [known for known in shared or () if parse_period(known).start <= until]
        if not earlier:
            return None
        chosen = max(earlier, key=parse_period)
        if parse_period(chosen).end < parse_period(period).start:
            self.carried.add(chosen)
        seen = {member: series.at(chosen) for member, series in self._weights.items() if series}
        return {member: one.value for member, one in seen.items() if one and one.value is not None}

    def told(self, members: Codes, weights: str) -> str:
        text = f"mean of {_listed(members)}, weighted by {weights}"
        if self.carried:
            last = max(self.carried, key=parse_period)
            text += f" (of {last} where there is no later one)"
        return text


def _weights(indicator: Indicator, whole: _Whole, codes: Codes, cube: Cube) -> dict[str, Series | None]:
    """Return the series of weights of each member, by the dimensions that both indicators share."""
    theirs = cube.indicator
    found: dict[str, Series | None] = {}
    for member in whole.members:
        where: dict[str, str] = {}
        for dimension, code in zip(indicator.dimensions, whole.key(codes, member), strict=True):
            kind = dimension.codelist.meta.kind
            other = theirs.dimension(dimension.name) or (theirs.dimension_of_kind(kind) if kind else None)
            if other and (dimension is whole.dimension or code in other.used):
                where[other.name] = code
        found[member] = cube.series(where)
    return found


_MOST_LISTED = 12


def _listed(codes: Codes | list[str]) -> str:
    if len(codes) > _MOST_LISTED:
        return f"{len(codes)} units, from {codes[0]} to {codes[-1]}"
    return ", ".join(codes)
