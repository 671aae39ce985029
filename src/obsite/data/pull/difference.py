"""What a new table changes: values that are new, that differ, and that are gone."""

from __future__ import annotations

from dataclasses import dataclass

from obsite.data.pull.source import Keys, Table

Cell = tuple[float | None, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Keys are (code of each dimension, period). `changed` has the old cell and the new one."""

    new: tuple[tuple[Keys, Cell], ...] = ()
    changed: tuple[tuple[Keys, Cell, Cell], ...] = ()
    gone: tuple[tuple[Keys, Cell], ...] = ()
    same: int = 0

    @property
    def nothing(self) -> bool:
        return not (self.new or self.changed or self.gone)


def compare(old: Table, new: Table) -> Difference:
    """Return the difference between two tables, by key."""
    both = old.keys() & new.keys()
    changed = tuple((key, old[key], new[key]) for key in sorted(both) if old[key] != new[key])
    return Difference(
        new=tuple((key, new[key]) for key in sorted(new.keys() - old.keys())),
        changed=changed,
        gone=tuple((key, old[key]) for key in sorted(old.keys() - new.keys())),
        same=len(both) - len(changed),
    )


def describe(difference: Difference, most: int = 8) -> list[str]:
    """Return the difference in lines for a terminal, with a few examples of each kind."""
    if difference.nothing:
        return [f"nothing changed ({difference.same:,} values)"]
    lines = [
        f"{len(difference.new):,} new, {len(difference.changed):,} changed, "
        f"{len(difference.gone):,} vanished, {difference.same:,} unchanged"
    ]
    periods: dict[str, int] = {}
    for key, _ in difference.new:
        periods[key[-1]] = periods.get(key[-1], 0) + 1
    if periods:
        shown = [f"{period} ({count:,})" for period, count in sorted(periods.items())]
        lines.append(f"  new in {', '.join(shown[-most:])}")
    largest = sorted(difference.changed, key=_move, reverse=True)
    lines += [f"  {_key(key)}  {_cell(old)} -> {_cell(now)}" for key, old, now in largest[:most]]
    if len(largest) > most:
        lines.append(f"  ... and {len(largest) - most:,} more changed")
    lines += [f"  {_key(key)}  {_cell(old)} is gone" for key, old in difference.gone[:most]]
    if len(difference.gone) > most:
        lines.append(f"  ... and {len(difference.gone) - most:,} more gone")
    return lines


def _move(entry: tuple[Keys, Cell, Cell]) -> tuple[float, Keys]:
    key, (old, _), (now, _) = entry
    if old is None or now is None:
        return float("inf"), key
    return abs(now - old) / max(abs(old), abs(now), 1e-12), key


def _key(key: Keys) -> str:
    return " ".join(key)


def _cell(cell: Cell) -> str:
    value, flag = cell
    return f"{':' if value is None else f'{value:g}'}{f' {flag}' if flag else ''}"
