"""Which column of a table is what: the period, the value, the flag, the unit, and each dimension."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from obsite.data.declarations import Declaration
from obsite.data.faults import Faults
from obsite.data.periods import is_readable
from obsite.text.suggest import closest

# What SDMX and most offices call the columns; found without being declared, in any case.
_USUAL = {
    "period": ("period", "time_period", "year", "time", "date", "quarter", "month"),
    "value": ("value", "obs_value"),
    "flag": ("flag", "flags", "obs_flag", "obs_status", "status"),
    "unit": ("unit", "units", "unit_measure", "unit_of_measure"),
}


@dataclass(frozen=True, slots=True)
class Columns:
    """The numbers of columns in their table; None for one that it does not have."""

    period: int
    value: int
    flag: int | None
    unit: int | None
    dimensions: Mapping[str, int]
    names: tuple[str, ...]


def find_columns(
    declaration: Declaration, header: tuple[str, ...], line: int, faults: Faults
) -> Columns | None:
    """Return what each column is; None if one that is needed is missing. What is strange is reported."""
    found = _Finder(declaration, header)
    for name in found.twice:
        faults.add("table-syntax", f"Two columns are called `{name}`", line, "Rename one of them")
    spare = found.spare()
    if ("period", "period") in found.missing and (periods := [name for name in spare if is_readable(name)]):
        _report_wide(periods, line, faults)
        return None
    for role, name in found.missing:
        near = closest(name, spare)
        if near is None and len(spare) == len(found.missing) == 1:
            near = spare[0]
        at = header.index(near) if near else None
        if near:
            spare.remove(near)
        faults.add("missing-column", _missing(role, name), line, _cure(role, near, spare), cell=at)
    for name in spare:
        message = f"The column `{name}` is not declared and is left out"
        help = "If its values tell rows apart, name it below `dimensions:`; else remove it"
        faults.add("unknown-column", message, line, help, cell=header.index(name))
    if found.missing or found.period is None or found.value is None:
        return None
    return Columns(found.period, found.value, found.flag, found.unit, found.dimensions, header)


def _report_wide(periods: list[str], line: int, faults: Faults) -> None:
    """Report a table with a column for each period, the one form that cannot be read."""
    some = ", ".join(periods[:3]) + (", ..." if len(periods) > 3 else "")
    message = f"The periods stand in the header ({some}), one value to a column"
    help = "Turn the table: one row for each value, with the columns `period` and `value`"
    faults.add("missing-column", message, line, help)


class _Finder:
    """The search for the columns of one declaration in one header."""

    def __init__(self, declaration: Declaration, header: tuple[str, ...]) -> None:
        self._header = header
        self._by_name: dict[str, int] = {}
        self.twice: list[str] = []
        for number, name in enumerate(header):
            if name and self._by_name.setdefault(name.lower(), number) != number:
                self.twice.append(name)
        self.missing: list[tuple[str, str]] = []
        self.dimensions: dict[str, int] = {}
        for name, dimension in declaration.dimensions.items():
            at = self._by_name.get((dimension.column or name).lower())
            if at is None:
                self.missing.append((f"dimensions.{name}", dimension.column or name))
            else:
                self.dimensions[name] = at
        own = declaration.meta.columns
        self.period = self._role("period", own)
        self.value = self._role("value", own)
        self.flag = self._role("flag", own, needed=False)
        self.unit = self._role("unit", own, needed=False)

    def _role(self, role: str, own: Mapping[str, str], *, needed: bool = True) -> int | None:
        taken = set(self.dimensions.values())
        names = (own[role],) if role in own else _USUAL[role]
        for name in names:
            at = self._by_name.get(name.lower())
            if at is not None and at not in taken:
                return at
        if needed or role in own:
            self.missing.append((role, names[0]))
        return None

    def spare(self) -> list[str]:
        """Return the names of columns that are not used for anything."""
        used = {self.period, self.value, self.flag, self.unit, *self.dimensions.values()}
        return [name for number, name in enumerate(self._header) if name and number not in used]


def _missing(role: str, name: str) -> str:
    if role.startswith("dimensions."):
        dimension = role.removeprefix("dimensions.")
        told = f" for the dimension `{dimension}`" if dimension != name else ""
        return f"The table has no column `{name}`{told}"
    return (
        f"The table has no column `{name}`" if role == name else f"The table has no column `{name}` ({role})"
    )


def _cure(role: str, near: str | None, spare: list[str]) -> str:
    if role.startswith("dimensions."):
        where = f"`column:` of the dimension `{role.removeprefix('dimensions.')}`"
    else:
        where = f"`columns: {{{role}: ...}}`"
    if near:
        return f"Did you mean `{near}`? Rename the column, or say so with {where}"
    names = ", ".join(f"`{other}`" for other in spare[:8])
    return f"Rename a column, or say with {where} which one it is" + (
        f"; not used are {names}" if names else ""
    )
