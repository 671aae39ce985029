"""What becomes of a series when the codes of its list change from one version to the next.

Only a pure recoding, one code for one other and the same territory, lets a series go on under its new
code, and then with a break that is said. After a split, a merger or a change of boundaries it ends.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
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
        """Return the codes that a code had before, the oldest first."""
        found: list[str] = []
        while (change := self.by_heir.get(code)) and change.old not in found:
            found.insert(0, change.old)
            code = change.old
        return found

    def note(self, code: str) -> str:
        """Return what is said where a series goes on under this code."""
        change = self.by_heir[code]
        return f"{change.old} → {change.new} ({change.from_version} → {change.to_version})"


def succession_of(dimension: Dimension) -> Succession:
    """Return the recodings among the codes that a table uses."""
    used = set(dimension.used)
    changes = [c for c in dimension.codelist.changes if c.old and c.new and c.old != c.new]
    olds = Counter((c.old, c.from_version) for c in changes)
    news = Counter((c.new, c.to_version) for c in changes)
    pure = [
        change
        for change in changes
        if change.kind in _SAME_TERRITORY
        and {change.old, change.new} <= used
        and olds[change.old, change.from_version] == 1
        and news[change.new, change.to_version] == 1
    ]
    heir_of: dict[str, Change] = {}
    by_heir: dict[str, Change] = {}
    for change in pure:
        if change.old not in heir_of and change.new not in by_heir:
            heir_of[change.old] = change
            by_heir[change.new] = change
    return Succession(heir_of, by_heir, frozenset(heir_of))
