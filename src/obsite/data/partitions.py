"""Reads the checked table of an indicator into arrays: what a cube holds in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from obsite.data.connecting import connect
from obsite.data.indicator import Indicator
from obsite.data.warehouse import literal, quoted
from obsite.diagnostics.errors import WorldRefused

Codes = tuple[str, ...]  # one for each dimension


@dataclass(frozen=True, slots=True)
class Rows:
    """A partition as arrays, in its own order: by codes, then by period."""

    periods: Any  # place of each row's period among the partition's
    values: Any  # floats
    missing: Any  # whether there is none
    flags: Any  # place of each row's letters in `letters`
    letters: tuple[str, ...]
    slices: Mapping[Codes, tuple[int, int]]  # where the rows of each combination of codes begin and end


def read_rows(indicator: Indicator, folder: Path) -> Rows:
    """Return the rows of an indicator's partition; WorldRefused if it is damaged or gone."""
    import duckdb

    path = folder / f"{indicator.partition.digest}.parquet"
    try:
        return _read_rows(indicator, path)
    except duckdb.Error as error:
        path.unlink(missing_ok=True)
        message = f"the checked table of {indicator.id} cannot be read from {path}"
        raise WorldRefused(message, "Build again: it is made anew from its source") from error


def _read_rows(indicator: Indicator, path: Path) -> Rows:
    """Return the rows of a partition. Texts are numbered by DuckDB, so that none come here."""
    import numpy

    names = [quoted(dimension.name) for dimension in indicator.dimensions]
    with connect({"threads": 1}) as connection:
        connection.execute(
            'CREATE TABLE rows AS SELECT (row_number() OVER ())::INTEGER - 1 AS "#", * FROM read_parquet(?)',
            [str(path)],
        )
        letters = [
            str(flag)
            for (flag,) in connection.execute("SELECT DISTINCT flag FROM rows ORDER BY ALL").fetchall()
        ]
        for name, texts in (("period_type", indicator.partition.periods), ("flag_type", letters)):
            connection.execute(f"CREATE TYPE {name} AS ENUM ({', '.join(map(literal, texts))})")
        found = connection.execute(
            "SELECT enum_code(period::period_type) AS period, value, enum_code(flag::flag_type) AS flag"
            ' FROM rows ORDER BY "#"'
        ).fetchnumpy()
        chosen = "".join(f"{name}, " for name in names)
        group = f" GROUP BY {', '.join(names)}" if names else ""
        slices = connection.execute(f'SELECT {chosen}min("#"), max("#") + 1 FROM rows{group}').fetchall()
    own = {code: code for dimension in indicator.dimensions for code in dimension.used}
    index = {tuple(own.get(c, c) for c in codes): (start, end) for *codes, start, end in sorted(slices)}
    values = found["value"]
    missing, data = numpy.ma.getmaskarray(values), numpy.ma.getdata(values)
    return Rows(found["period"], data, missing, found["flag"], tuple(letters), index)
