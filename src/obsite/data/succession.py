"""What becomes of a series when the codes of its list change from one version to the next.

Only a pure recoding, one code for one other and the same territory, lets a series go on under its new
code, and then with a break that is said. After a split, a merger or a change of boundaries it ends.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from obsite.data.codelist import Change
from obsite.data.indicator import Dimension

_SAME_TERRITORY = frozenset(("recoded", "relabelled"))


@dataclass(frozen=True, slots=True)
class Succession:
    """Which code of a table goes on under which other one."""

    heir_of: Mapping[str, Change]  # old code -> the change that replaced it
    by_heir: Mapping[str, Change]  # new code -> the same
    continued: frozenset[str]  # old codes whose rows belong to a newer code

    def former(self, code: str) -> list[str]:
        """Return the codes of the table that a code had before, the oldest first."""
        return [before for before in self.line(code) if before in self.continued]

    def line(self, code: str) -> list[str]:
        """Return all codes that a code had before, those that the table does not use included."""
        found: list[str] = []
        while (change := self.by_heir.get(code)) and change.old not in found:
            found.insert(0, change.old)
            code = change.old
        return found

    def note(self, code: str, before: str) -> str:
        """Return what is said where a series goes on from one code under another."""
        until = self.by_heir[code].to_version
        return f"{before} → {code} ({self.heir_of[before].from_version} → {until})"


def succession_of(dimension: Dimension) -> Succession:
    """Return the recodings that lead from one code of a table to another, over codes between if need be."""
    changes = [c for c in dimension.codelist.changes if c.old and c.new]
    moved = {c.old for c in changes if c.old == c.new and c.kind == "boundary"}
    changes = [c for c in changes if c.old != c.new]
    olds = Counter((c.old, c.from_version) for c in changes)
    news = Counter((c.new, c.to_version) for c in changes)
    heir_of: dict[str, Change] = {}
    by_heir: dict[str, Change] = {}
    for change in changes:
        single = olds[change.old, change.from_version] == news[change.new, change.to_version] == 1
        # A code whose boundaries have moved as well may stand for two territories.
        pure = single and change.kind in _SAME_TERRITORY and change.old not in moved
        if pure and change.old not in heir_of and change.new not in by_heir:
            heir_of[change.old] = change
            by_heir[change.new] = change
    return Succession(heir_of, by_heir, frozenset(_continued(dimension.used, heir_of)))


def _continued(used: tuple[str, ...], heir_of: Mapping[str, Change]) -> Iterator[str]:
    """Yield the codes of a table that go on under another code of it."""
    for code in used:
        at, seen = code, {code}
        while (change := heir_of.get(at)) and change.new not in seen:
            at = change.new
            seen.add(at)
            if at in used:
                yield code
                break
