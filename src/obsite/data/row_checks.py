"""What shows only when cells have become values: those out of range, and rows that say the same twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obsite.data.declarations import Declaration
from obsite.data.faults import MOST
from obsite.diagnostics.model import Related
from obsite.text.suggest import closest

TOTAL = "_T"  # SDMX's code for a total, where a table's own codes are taken and a cell is empty
_NOTHING = "(empty)"  # what stands in a cell that means the total

if TYPE_CHECKING:
    from obsite.data.checking import Check


def code_columns(declaration: Declaration) -> list[str]:
    """Return what columns of codes are called within a check, whatever they are called outside."""
    return [f"d{number}" for number in range(len(declaration.dimensions))]


def check_range(check: Check) -> None:
    """Report values outside the range that the indicator declares."""
    if check.declaration.value_range is None:
        return
    low, high = check.declaration.value_range
    outside = "value < ?::DOUBLE OR value > ?::DOUBLE"
    rows = check.warehouse.rows(
        f"SELECT line, value FROM checked WHERE {outside} ORDER BY line LIMIT {MOST + 1}", [low, high]
    )
    for line, value in rows[:MOST]:
        message = f"{value:.15g} is outside the range from {low:g} to {high:g}"
        help = "Correct the value, or `range:` of the indicator"
        check.faults.add("out-of-range", message, line, help, cell=check.columns.value)
    if len(rows) > MOST:
        total = int(check.warehouse.value(f"SELECT count(*) FROM checked WHERE {outside}", [low, high]))
        check.faults.more("out-of-range", total - MOST)


def check_keys(check: Check) -> None:
    """Report rows that repeat the codes and period of an earlier one."""
    keys = ["period", *code_columns(check.declaration)]
    group = ", ".join(keys)
    check.warehouse.sql.execute(
        f"CREATE TABLE repeated AS SELECT {group}, min(line) AS first, count(*) AS rows FROM checked"
        f" GROUP BY {group} HAVING count(*) > 1"
    )
    total = int(check.warehouse.value("SELECT coalesce(sum(rows - 1), 0) FROM repeated"))
    if not total:
        return
    chosen = ", ".join(f"checked.{key}" for key in keys)
    rows = check.warehouse.rows(
        f"SELECT line, first, {chosen} FROM checked JOIN repeated USING ({group})"
        f" WHERE line > first ORDER BY line LIMIT {MOST}"
    )
    for line, first, *key in rows:
        words = ", ".join(_NOTHING if part == TOTAL else part for part in (*key[1:], key[0]) if part)
        there = Related(message="the first one", span=check.faults.span(first))
        message = f"There are two values for {words}"
        if check.declaration.table:
            message += f"; the other is in line {first}"
        related = (there,) if check.declaration.table else ()
        check.faults.add("duplicate-key", message, line, _cure(check), related)
    check.faults.more("duplicate-key", total - len(rows))


def _cure(check: Check) -> str:
    used = {check.columns.period, check.columns.value, check.columns.flag, *check.columns.dimensions.values()}
    spare = [name for number, name in enumerate(check.columns.names) if name and number not in used]
    if spare:
        near = closest("sex", spare) or spare[0]
        return f"Remove one, or declare the column that tells them apart, such as `{near}`, as a dimension"
    return "Remove one of them"
