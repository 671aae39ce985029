"""What an indicator's `pull:` means: the address to ask, and how the answer becomes its tidy table."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from obsite.data.connecting import connect
from obsite.data.indicator import Indicator, PullMeta
from obsite.data.pull.fetch import SourceRefused
from obsite.data.pull.jsonstat import Fetched, read_jsonstat

EUROSTAT = "https://ec.europa.eu/eurostat/api/dissemination/statistics/1.0/data/"
_TIMES = ("time", "TIME_PERIOD", "period", "year", "Year", "date")
_VALUES = ("value", "OBS_VALUE", "values", "Value", "OBS")
_FLAGS = ("flag", "OBS_FLAG", "status", "Status", "OBS_STATUS")

Keys = tuple[str, ...]  # (code of each of our dimensions in order, period)
Table = Mapping[Keys, tuple[float | None, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """A table in our own columns, and what the source says of its age."""

    table: Table
    updated: str = ""


def address_of(indicator: Indicator) -> str:
    """Return the address that an indicator's newest table is at."""
    pull = indicator.meta.source.pull
    if pull is None:
        raise SourceRefused(
            f"The indicator {indicator.id} declares no `pull:`",
            "Its YAML says under `source:` where to fetch it",
        )
    if pull.kind != "eurostat":
        if not pull.url:
            raise SourceRefused(
                f"The `pull:` of {indicator.id} has no `url:`", "Write the address of the file"
            )
        return (
            pull.url + _query(pull, "&" if "?" in pull.url else "?") if pull.kind == "jsonstat" else pull.url
        )
    dataset = indicator.meta.source.dataset
    if not pull.url and not dataset:
        raise SourceRefused(
            f"The source of {indicator.id} has no `dataset:`", "Write Eurostat's code of the table"
        )
    base = pull.url or f"{EUROSTAT}{dataset}"
    return f"{base}?format=JSON&lang=EN{_query(pull, '&')}"


def _query(pull: PullMeta, joint: str) -> str:
    asked = [(name, code) for name, codes in sorted(pull.filters.items()) for code in codes]
    return joint + urlencode(asked) if asked else ""


def read_answer(indicator: Indicator, data: bytes) -> Pulled:
    """Return an answer's table in the indicator's columns. Raises SourceRefused."""
    pull = indicator.meta.source.pull
    assert pull is not None
    where = f"the answer for {indicator.id}"
    if pull.kind in {"eurostat", "jsonstat"}:
        fetched = read_jsonstat(data, where)
    else:
        fetched = _read_file(pull, data, where)
    return Pulled(table=_in_our_columns(indicator, pull, fetched, where), updated=fetched.updated)


def _read_file(pull: PullMeta, data: bytes, where: str) -> Fetched:
    import duckdb

    reader = "read_parquet(?)" if pull.kind == "parquet" else "read_csv(?, all_varchar=true, header=true)"
    with tempfile.TemporaryDirectory() as folder, connect() as connection:
        path = Path(folder) / "answer"
        path.write_bytes(data)
        try:
            found = connection.execute(f"SELECT * FROM {reader}", [str(path)])
            columns = [str(column[0]) for column in found.description or ()]
            rows = found.fetchall()
        except duckdb.Error as fault:
            first = str(fault).split("\n")[0].replace(str(path), "the file")
            raise SourceRefused(f"{where} cannot be read as {pull.kind}: {first}") from None
    value = _column(pull.columns.get("value"), _VALUES, columns, "value", where)
    flag = next((name for name in (pull.columns.get("flag"), *_FLAGS) if name in columns), None)
    time = _column(pull.columns.get("period"), _TIMES, columns, "period", where)
    others = [name for name in columns if name not in {value, flag}]
    at = {name: columns.index(name) for name in columns}
    return Fetched(
        dimensions=tuple(others),
        rows=tuple(
            (
                tuple("" if row[at[name]] is None else str(row[at[name]]) for name in others),
                _number(row[at[value]], where),
                str(row[at[flag]] or "") if flag else "",
            )
            for row in rows
            if not _left_out(pull, row, at)
        ),
        time=time,
    )


def _left_out(pull: PullMeta, row: tuple[object, ...], at: Mapping[str, int]) -> bool:
    return any(name in at and str(row[at[name]]) not in codes for name, codes in pull.filters.items())


def _number(cell: object, where: str) -> float | None:
    if cell is None or str(cell).strip() in {"", ":", "NA", "N/A", "..", "-"}:
        return None
    try:
        return float(str(cell))
    except ValueError:
        raise SourceRefused(f"{where} has `{cell}` where a number should be") from None


def _column(named: str | None, usual: Iterable[str], columns: list[str], ours: str, where: str) -> str:
    found = named if named in columns else next((name for name in usual if name in columns), None)
    if (named and named not in columns) or found is None:
        raise SourceRefused(
            f"{where} has no column `{named or ours}`; it has {', '.join(columns)}",
            f"Say which it is under `pull: columns: {{{ours}: ...}}`",
        )
    return found


def _in_our_columns(indicator: Indicator, pull: PullMeta, fetched: Fetched, where: str) -> Table:
    ours = [dimension.name for dimension in indicator.dimensions]
    time = (
        pull.columns.get("period") or fetched.time or next((n for n in _TIMES if n in fetched.dimensions), "")
    )
    theirs = [*(_their_name(name, pull, fetched) for name in ours), time]
    missing = [
        mine for mine, their in zip([*ours, "period"], theirs, strict=True) if their not in fetched.dimensions
    ]
    if missing:
        raise SourceRefused(
            f"{where} has no dimension for {', '.join(missing)}; it has {', '.join(fetched.dimensions)}",
            "Say which is which under `pull: columns:`",
        )
    places = [fetched.dimensions.index(name) for name in theirs]
    _check_rest(fetched, set(theirs), where)
    table: dict[Keys, tuple[float | None, str]] = {}
    for codes, value, flag in fetched.rows:
        table[tuple(codes[place] for place in places)] = (value, flag)
    if not table:
        raise SourceRefused(f"{where} is empty", "Nothing was changed. Check the `filters:`")
    return table


def _their_name(ours: str, pull: PullMeta, fetched: Fetched) -> str:
    if ours in pull.columns:
        return pull.columns[ours]
    if ours in fetched.dimensions:
        return ours
    return "geo" if "geo" in fetched.dimensions and ours in {"region", "country", "area"} else ours


def _check_rest(fetched: Fetched, used: set[str], where: str) -> None:
    """A dimension that we do not have must have one code, else rows would overwrite each other."""
    for at, name in enumerate(fetched.dimensions):
        if name in used:
            continue
        codes = sorted({codes[at] for codes, _, _ in fetched.rows})
        if len(codes) > 1:
            shown = ", ".join(codes[:8]) + (", ..." if len(codes) > 8 else "")
            raise SourceRefused(
                f"{where} has several codes of `{name}`: {shown}",
                f"Choose one under `pull: filters: {{{name}: ...}}`, or declare the dimension",
            )
