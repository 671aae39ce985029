"""The data of a site as a value: every sound indicator and code list, and the way to their observations.

Tables are read once for each build, on the first question; nothing here is imported by a site
without data.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from obsite.data.answers import Answer
    from obsite.data.codelist import CodeList
    from obsite.data.indicator import Indicator
    from obsite.data.observation import Observation, Series
    from obsite.data.portfolio import ClustersMeta
    from obsite.data.scoreboard_meta import ScoreboardMeta


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no series of some codes."""

    kind: str  # "unweighted-aggregate", "missing-member", "overlapping", "no-data"
    message: str
    help: str = ""


Where = Mapping[str, str | Collection[str]]  # dimension -> code or codes; dimensions left out are totals


class Cube(Protocol):
    """All observations of one indicator, in memory, and its questions. A dimension that `where` does
    not name has its total, or its only code."""

    indicator: Indicator

    def series(self, where: Where) -> Series | None:
        """Return the one series of these codes; None if there is none. A code that has no rows but
        whose members have, is aggregated as the indicator declares; `computed` says how."""
        ...

    def select(self, where: Where) -> tuple[Series, ...]:
        """Return the series of all combinations of these codes, in the order of the code lists."""
        ...

    def count(self, where: Where) -> int:
        """Return of how many combinations of these codes there are rows."""
        ...

    def sizes(self, where: Where) -> Mapping[tuple[str, ...], int]:
        """Return how many values each combination of these codes has that there are rows of."""
        ...

    def across(self, dimension: str, period: str, where: Where) -> Mapping[str, Observation]:
        """Return code -> observation in one period, for every code of a dimension that has one."""
        ...

    def latest(self, dimension: str, where: Where, codes: Collection[str] | None = None) -> str:
        """Return the latest period in which at least half as many codes have values as in the best one."""
        ...

    def why_not(self, where: Where) -> Refusal | None:
        """Return why `series` has no answer: no data, a missing member, or a sum that is not allowed."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Databank:
    """Indicators by id, code lists by name, and the cube of an indicator."""

    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    codelists: Mapping[str, CodeList] = field(default_factory=dict)
    read: Callable[[str], Cube] | None = None  # by id of an indicator; remembers what it has read
    # A query, and the ids of its indicators by the names that it uses, to its rows; raises QueryError.
    ask: Callable[[str, Mapping[str, str]], Answer] | None = None
    clusters: ClustersMeta | None = None  # what content/clusters.yaml declares, as far as it is sound
    scoreboard: ScoreboardMeta | None = None
    faulty: frozenset[str] = frozenset()  # ids of indicators with faults, of which enough is said elsewhere

    def cube(self, indicator: str) -> Cube:
        """Return the observations of an indicator."""
        assert self.read is not None, "a site without data has no observations"
        return self.read(indicator)

    def codelist_of_kind(self, kind: str) -> CodeList | None:
        """Return the code list of regions or sectors ("region", "sector")."""
        return next((known for known in self.codelists.values() if known.meta.kind == kind), None)


EMPTY = Databank()
