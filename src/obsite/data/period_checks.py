"""The periods of a table: each is read once, whatever number of rows has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obsite.data.periods import FREQUENCIES, Period, PeriodError, parse_period

if TYPE_CHECKING:
    from obsite.data.checking import Check

_NAMES = {
    "range": "ranges of years", "year": "years", "school-year": "school years", "half": "halves",
    "quarter": "quarters", "month": "months", "week": "weeks", "day": "days",
}  # fmt: skip


def check_periods(check: Check) -> None:
    """Make the table `periods`: which period each text is, and its place in the order of time."""
    found = check.warehouse.rows(
        "SELECT p, min(line) AS first, count(*) FROM cells GROUP BY p ORDER BY first"
    )
    known: dict[str, tuple[Period, int]] = {}
    at = check.columns.period
    for text, line, count in found:
        try:
            known[text] = parse_period(text), line
        except PeriodError as fault:
            check.faults.add("invalid-period", f"{fault}{_rows(count)}", line, fault.help, cell=at)
    order = {period.text: place for place, period in enumerate(sorted({p for p, _ in known.values()}))}
    check.periods = tuple(order)
    check.warehouse.sql.execute("CREATE TABLE periods (p VARCHAR, text VARCHAR, place INTEGER)")
    rows = [(text, period.text, order[period.text]) for text, (period, _) in known.items()]
    for start in range(0, len(rows), 500):
        part = rows[start : start + 500]
        marks = ", ".join(["(?, ?, ?)"] * len(part))
        cells = [cell for row in part for cell in row]
        check.warehouse.sql.execute(f"INSERT INTO periods VALUES {marks}", cells)
    _check_frequency(check, known)


def _check_frequency(check: Check, known: dict[str, tuple[Period, int]]) -> None:
    first: dict[str, tuple[str, int]] = {}
    for text, (period, line) in known.items():
        first.setdefault(period.frequency, (text, line))
    check.frequency = next(iter(first)) if len(first) == 1 else "mixed"
    if len(first) > 1:
        kinds = sorted(first, key=lambda kind: first[kind][1])
        words = " and ".join(_NAMES[kind] for kind in FREQUENCIES if kind in kinds)
        text, line = first[kinds[1]]
        help = "Charts need one frequency: make an indicator of each, or declare what tells them apart"
        message = f"The table has {words}; `{text}` is the first that differs"
        check.faults.add("mixed-frequencies", message, line, help, cell=check.columns.period)
    elif check.frequency == "month":
        _check_for_school_years(check, known)


def _check_for_school_years(check: Check, known: dict[str, tuple[Period, int]]) -> None:
    """Report months that look like school years: 2008-09, 2009-10, 2010-11."""
    months = [period for period, _ in known.values()]
    if len(months) > 1 and all(p.start.month == (p.start.year + 1) % 100 for p in months):
        text, (period, line) = next(iter(known.items()))
        year = period.start.year
        message = f"`{text}` and the other periods are read as months, but look like school years"
        help = f"Write {year}/{(year + 1) % 100:02} for a school year, {year}-{year + 1} for a range"
        check.faults.add("ambiguous-period", message, line, help, cell=check.columns.period)


def _rows(count: int) -> str:
    return f" (in {count:,} rows)" if count > 1 else ""
