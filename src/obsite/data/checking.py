"""The one pass over a table in which every fault is found. SQL finds, Python words.

`raw` (as the table has it) becomes `cells` (trimmed, each in its role) and `checked` (period, codes,
value, flag), which is what a partition holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from obsite.data.codelist import CodeList
from obsite.data.columns import Columns
from obsite.data.declarations import Declaration
from obsite.data.faults import MOST, Faults
from obsite.data.flags import FLAG_NAMES, read_flags
from obsite.data.numbers import NUMBER, WITH_FLAGS, explain_number
from obsite.data.period_checks import check_periods
from obsite.data.row_checks import TOTAL, check_keys, check_range
from obsite.data.warehouse import Warehouse, literal
from obsite.diagnostics.model import Related
from obsite.text.suggest import did_you_mean

_SHOWN = 60  # characters of a code in a message
_BLANKS = "' \t\u00a0\u200b\ufeff'"
_PLAIN = literal(f"^(?:{NUMBER})$")
_FLAGGED = literal(f"^(?:{WITH_FLAGS})$")


@dataclass(slots=True, kw_only=True)
class Check:
    """A table on its way through the checks, and what has been learnt of it."""

    warehouse: Warehouse
    declaration: Declaration
    columns: Columns
    lists: Mapping[str, CodeList]  # by dimension; none for one that takes its codes from the table
    faults: Faults
    delimiter: str = ""
    used: dict[str, tuple[str, ...]] = field(default_factory=dict)  # by dimension, in order of appearance
    totals: dict[str, str] = field(default_factory=dict)
    periods: tuple[str, ...] = ()
    frequency: str = ""
    flags: str = ""
    decimals: int = -1
    has_values: bool = False


def check_table(check: Check) -> None:
    """Find all that is wrong with the table `raw`, and make `checked` of what is right."""
    _make_cells(check)
    if not check.warehouse.value("SELECT count(*) FROM cells"):
        help = "Rows of values belong below the header"
        check.faults.add("empty-table", "The table has no rows", help=help)
        return
    _check_blanks(check)
    check_periods(check)
    for number, name in enumerate(check.declaration.dimensions):
        _check_codes(check, number, name)
    _check_values(check)
    _check_flags(check)
    _check_units(check)
    _make_checked(check)
    check_range(check)
    check_keys(check)


def _make_cells(check: Check) -> None:
    """Take each cell in its role, and the number that it is, if it is one."""
    columns, sql = check.columns, check.warehouse.sql
    parts = [f"coalesce(c{columns.period}, '') AS given", f"trim(given, {_BLANKS}) AS p"]
    for number, at in enumerate(columns.dimensions.values()):
        parts.append(f"trim(coalesce(c{at}, ''), {_BLANKS}) AS d{number}")
    value = f"trim(coalesce(c{columns.value}, ''), {_BLANKS})"
    if check.delimiter == ";" and _has_decimal_commas(check, value):
        value = f"replace({value}, ',', '.')"
    flag = f"trim(coalesce(c{columns.flag}, ''), {_BLANKS})" if columns.flag is not None else "''"
    parts += [f"{value} AS v", f"{flag} AS f"]
    parts.append(f"CASE WHEN regexp_matches(v, {_PLAIN}) THEN TRY_CAST(v AS DOUBLE) END AS whole")
    parts.append("CASE WHEN isfinite(whole) THEN whole END AS plain")
    # ":" alone and "7.8 p" are looked at only where a plain number was not found.
    parts.append(f"plain IS NULL AND v <> '' AND regexp_matches(v, {_FLAGGED}) AS flagged")
    parts.append(f"CASE WHEN flagged THEN TRY_CAST(regexp_extract(v, {_FLAGGED}, 1) AS DOUBLE) END AS bare")
    letters = " || ".join(f"regexp_extract(v, {_FLAGGED}, {group})" for group in (2, 3, 4))
    parts.append(f"CASE WHEN v = ':' THEN ':' WHEN flagged THEN {letters} ELSE '' END AS attached")
    parts.append("coalesce(plain, bare) AS num")
    # Spreadsheets write rows of nothing but separators below a table.
    whole = ", ".join(f"c{number}" for number in range(len(columns.names)))
    sql.execute(
        f"CREATE TABLE cells AS SELECT line, {', '.join(parts)} FROM raw WHERE trim(concat({whole})) <> ''"
    )


def _has_decimal_commas(check: Check, value: str) -> bool:
    """Return whether a table with semicolons writes its decimals with commas, and none with points."""
    row = check.warehouse.rows(
        f"SELECT count(*) FILTER (regexp_matches(v, '^[+-]?[0-9]+,[0-9]+( ?[a-z]+)?$')),"
        f" count(*) FILTER (contains(v, '.')) FROM (SELECT {value} AS v FROM raw)"
    )
    return bool(row[0][0] and not row[0][1])


def _check_blanks(check: Check) -> None:
    named = {"period": check.columns.period, **check.columns.dimensions}
    for name, at in named.items():
        differs = f"c{at} <> trim(c{at}, {_BLANKS})"
        rows = check.warehouse.rows(
            f"SELECT line, c{at} FROM raw WHERE {differs} ORDER BY line LIMIT {MOST + 1}"
        )
        for line, cell in rows[:MOST]:
            help = "They are ignored here, but other programs take them as part of it"
            message = f"There are blanks around `{str(cell).strip()}` in the column of `{name}`"
            check.faults.add("stray-whitespace", message, line, help, cell=at)
        if len(rows) > MOST:
            total = int(check.warehouse.value(f"SELECT count(*) FROM raw WHERE {differs}"))
            check.faults.more("stray-whitespace", total - MOST)


# -- codes --------------------------------------------------------------------------------------


def _check_codes(check: Check, number: int, name: str) -> None:
    """Check every code of a dimension, each once, at its first line."""
    column = f"d{number}"
    found = check.warehouse.rows(
        f"SELECT {column}, min(line) AS first, count(*) FROM cells GROUP BY {column} ORDER BY first, {column}"
    )
    dimension = check.declaration.dimensions[name]
    codelist = check.lists.get(name)
    at = check.columns.dimensions[name]
    total = dimension.total or (TOTAL if codelist is None else "")
    check.totals[name] = total
    used: dict[str, None] = {}
    for code, line, count in found:
        actual = code or total
        if not actual:
            help = f"Write a code, or name the one that an empty cell means: `total:` of `{name}`"
            message = f"The cell of `{name}` is empty{_rows(count)}"
            check.faults.add("unknown-code", message, line, help, cell=at)
        elif codelist is not None and (actual not in codelist.codes):
            message, help = _unknown(" ".join(actual.split()), name, codelist)
            check.faults.add("unknown-code", message + _rows(count), line, help, cell=at)
        elif codelist is not None and (other := _foreign_version(check, name, actual, codelist)):
            check.faults.add("code-of-other-version", other[0] + _rows(count), line, other[1], cell=at)
        used[actual] = None
    check.used[name] = tuple(used)


def _rows(count: int) -> str:
    return f" (in {count:,} rows)" if count > 1 else ""


def _unknown(code: str, name: str, codelist: CodeList) -> tuple[str, str]:
    shown = code if len(code) <= _SHOWN else f"{code[: _SHOWN - 1]}…"
    if codelist.path:
        message = f"`{shown}` is not in the code list `{codelist.name}`"
        help = did_you_mean(code, codelist.codes)
        return message, help or f"Correct it, or add it to {codelist.path}"
    near = did_you_mean(code, codelist.codes)
    message = f"`{shown}` is not one of the codes that `{name}` declares"
    return message, near or f"Correct it, or add it below `codes:` of `{name}`"


def _foreign_version(check: Check, name: str, code: str, codelist: CodeList) -> tuple[str, str] | None:
    version = check.declaration.dimensions[name].version or codelist.version
    known = codelist.codes[code].versions
    if not version or version == "mixed" or not known or version in known:
        return None
    message = f"`{code}` is a code of version {', '.join(known)}, not of {version}"
    heirs = [c.new for c in codelist.changes if c.old == code and c.new and c.new != code]
    if heirs and version in codelist.codes[heirs[0]].versions:
        return message, f"It became {', '.join(heirs)}. Recode the rows, or say `version: mixed`"
    return message, f"Say `version: {known[-1]}` if the table has codes of it, or `version: mixed`"


# -- values and flags ---------------------------------------------------------------------------


def _check_values(check: Check) -> None:
    at = check.columns.value
    wrong = "num IS NULL AND v NOT IN ('', ':') AND NOT flagged"
    rows = check.warehouse.rows(f"SELECT line, v FROM cells WHERE {wrong} ORDER BY line LIMIT {MOST + 1}")
    for line, text in rows[:MOST]:
        shown = " ".join(text.split())
        shown = shown if len(shown) <= 40 else shown[:39] + "…"
        check.faults.add("invalid-number", f"`{shown}` is not a number", line, explain_number(text), cell=at)
    check.has_values = bool(check.warehouse.value("SELECT count(num) FROM cells"))
    if not rows and not check.has_values:
        message = "The table has rows, but not a single value; the indicator is left out"
        check.faults.add("no-data", message)
    if len(rows) > MOST:
        total = int(check.warehouse.value(f"SELECT count(*) FROM cells WHERE {wrong}"))
        check.faults.more("invalid-number", total - MOST)


def _check_flags(check: Check) -> None:
    """Make the table `flags`: what the letters of each cell come to."""
    found = check.warehouse.rows(
        "SELECT f, attached, min(line) AS first, count(*) FROM cells"
        " WHERE f <> '' OR attached <> '' GROUP BY f, attached ORDER BY first"
    )
    check.warehouse.sql.execute("CREATE TABLE flags (f VARCHAR, attached VARCHAR, flag VARCHAR)")
    letters = ""
    for given, attached, line, count in found:
        flag, unknown = read_flags(given + attached)
        if unknown:
            known = ", ".join(f"{letter} ({name})" for letter, name in FLAG_NAMES.items())
            message = f"`{unknown}` is not a flag, and is left out{_rows(count)}"
            at = check.columns.flag if given else check.columns.value
            check.faults.add("unknown-flag", message, line, f"Flags are {known}", cell=at)
        letters += flag
        check.warehouse.sql.execute("INSERT INTO flags VALUES (?, ?, ?)", [given, attached, flag])
    check.flags = read_flags(letters)[0]


def _check_units(check: Check) -> None:
    unit = check.columns.unit
    if unit is None:
        return
    found = check.warehouse.rows(
        f"SELECT trim(coalesce(c{unit}, ''), {_BLANKS}) AS u, min(line) AS first, count(*) FROM raw"
        " WHERE u <> '' GROUP BY u ORDER BY first"
    )
    for text, line, count in found[1:]:
        message = f"The unit `{text}`{_rows(count)} is another than `{found[0][0]}` of the first row"
        name = check.columns.names[unit]
        help = f"An indicator has one unit. Make two of it, or declare `{name}` as a dimension"
        there = Related(message="the first unit", span=check.faults.span(found[0][1]))
        check.faults.add("mixed-units", message, line, help, (there,), cell=unit)


# -- what is right ------------------------------------------------------------------------------


def _make_checked(check: Check) -> None:
    parts = ["line", "periods.text AS period", "periods.place AS place"]
    for number, name in enumerate(check.declaration.dimensions):
        total = literal(check.totals[name])
        parts.append(f"CASE WHEN d{number} = '' THEN {total} ELSE d{number} END AS d{number}")
    parts += ["num AS value", "coalesce(flags.flag, '') AS flag"]
    check.warehouse.sql.execute(
        f"CREATE TABLE checked AS SELECT {', '.join(parts)} FROM cells JOIN periods USING (p)"
        " LEFT JOIN flags USING (f, attached)"
    )
