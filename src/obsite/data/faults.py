"""Findings about tables: worded where they are met, counted here.

A table may have the same fault in a hundred thousand rows. At most twenty of a kind are told, then
one more finding counts the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from obsite.diagnostics.catalogue import ENTRIES, finding
from obsite.diagnostics.model import Diagnostic, Emit, Related, Span

MOST = 20
Locate = Callable[[int, int], tuple[int, int] | None]  # line and number of a cell -> its columns, from 1


class Faults:
    """The findings about one table, on their way to whoever collects them."""

    def __init__(self, path: str, emit: Emit, fixed: Span | None = None) -> None:
        self.path = path
        self._fixed = fixed  # the one place of all faults, for the answer to a query
        self._emit = emit
        self._told: Counter[str] = Counter()
        self._more: Counter[str] = Counter()
        self._last: dict[str, Span] = {}
        self.locate: Locate | None = None  # where a cell stands in its line, if that can be told

    def span(self, line: int, cell: int | None = None) -> Span:
        """Return a place in the table: a line, or a cell of it."""
        if self._fixed:
            return self._fixed
        found = self.locate(line, cell) if self.locate and cell is not None else None
        if found is None:
            return Span(path=self.path, line=max(line, 1))
        return Span(path=self.path, line=line, column=found[0], end_line=line, end_column=found[1])

    def add(  # noqa: PLR0913
        self,
        code: str,
        message: str,
        line: int = 1,
        help: str = "",
        related: tuple[Related, ...] = (),
        *,
        cell: int | None = None,
    ) -> None:
        """Tell of a fault in a line, or only count it if there were many of its kind."""
        if self._told[code] >= MOST:
            self._more[code] += 1
            return
        self._told[code] += 1
        self._last[code] = self.span(line, cell)
        self._emit(finding(code, message, self._last[code], help, related))

    def told(self, code: str) -> int:
        """Return how many faults of a kind have been told."""
        return self._told[code]

    def more(self, code: str, count: int) -> None:
        """Count further faults of a kind that were not looked at one by one."""
        if count > 0:
            self._more[code] += count

    def close(self) -> None:
        """Tell of each kind how many more there are."""
        for code in sorted(self._more):
            count = self._more[code]
            place = self._last.get(code, self.span(1))
            rows = "place" if count == 1 else "places"
            self._emit(finding(code, f"… and the same in {count:,} more {rows} of this table", place))
        self._more.clear()


def is_fatal(found: Diagnostic) -> bool:
    """Return whether a finding leaves no sound table; an owner cannot lower such findings either."""
    return ENTRIES[found.code].firm
