"""What is told of an indicator wherever its whole table is given away: columns, labels, source, terms.

A `Dataset` is a plain value; the rows come from the indicator's partition, so that every format has
the same numbers in the same order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from obsite.data.connecting import connect
from obsite.data.indicator import Dimension, Indicator

# (period, code of each dimension, value, flag)
Row = tuple[str, tuple[str, ...], float | None, str]

MIXED = "mixed"
_BATCH = 20_000
_DURATIONS = {
    "year": "P1Y",
    "school-year": "P1Y",
    "half": "P6M",
    "quarter": "P3M",
    "month": "P1M",
    "week": "P7D",
    "day": "P1D",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetDimension:
    """A dimension of a table, with the label of every code that the table uses."""

    name: str
    title: str
    version: str  # of the code list, "" where it has none, "mixed" where codes are of several
    labels: Mapping[str, str]
    versions: Mapping[str, str] = field(default_factory=dict)  # by code, where they are mixed
    spatial: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """Everything but the rows."""

    id: str
    title: str
    description: str
    unit: str
    decimals: int | None
    source: str  # the whole line
    source_url: str
    dataset: str  # its code at the source
    licence: str
    licence_url: str
    vintage: str
    updated: str  # ISO date, or ""
    synthetic: bool
    frequency: str
    periods: tuple[str, ...]
    dimensions: tuple[DatasetDimension, ...]
    flags: Mapping[str, str] = field(default_factory=dict)  # letter -> what it says
    notes: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    theme: str = ""
    lang: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the CSV, the spreadsheet and the Parquet file."""

    name: str
    kind: str  # period, code, label, version, value, flag
    title: str
    dimension: int = -1


def source_line(indicator: Indicator) -> str:
    """Return the line that names the source of an indicator."""
    source = indicator.meta.source
    if source.attribution:
        return source.attribution
    named = f"{source.name} ({source.dataset})" if source.name and source.dataset else source.name
    return ", ".join(filter(None, (named or source.dataset, source.note)))


def dataset_of(indicator: Indicator, flags: Mapping[str, str], *, synthetic: str, lang: str) -> Dataset:
    """Return what is told of an indicator. `flags` words the letters, `synthetic` the notice."""
    meta = indicator.meta
    notes = [synthetic] if meta.synthetic else []
    notes += [meta.limits, meta.source.note, meta.quality]
    notes += [f"{one.period}: {one.note}" for one in meta.breaks if one.note]
    return Dataset(
        id=indicator.id,
        title=meta.title,
        description=meta.definition or meta.subtitle,
        unit=meta.unit or meta.unit_symbol,
        decimals=meta.decimals,
        source=source_line(indicator),
        source_url=meta.source.url,
        dataset=meta.source.dataset,
        licence=meta.licence,
        licence_url=meta.licence_url,
        vintage=meta.vintage,
        updated=meta.updated.isoformat() if meta.updated else "",
        synthetic=meta.synthetic,
        frequency=indicator.partition.frequency,
        periods=indicator.partition.periods,
        dimensions=tuple(_dimension(one, lang) for one in indicator.dimensions),
        flags={letter: flags[letter] for letter in indicator.partition.flags if letter in flags},
        notes=tuple(" ".join(note.split()) for note in notes if note.strip()),
        keywords=meta.tags,
        theme=meta.theme,
        lang=lang,
    )


def _dimension(dimension: Dimension, lang: str) -> DatasetDimension:
    codelist, version = dimension.codelist, dimension.version
    return DatasetDimension(
        name=dimension.name,
        title=dimension.title,
        version=version,
        labels={code: codelist.label(code, version, lang) for code in dimension.used},
        versions=_versions(dimension) if version == MIXED else {},
        spatial=codelist.meta.kind == "region",
    )


def _versions(dimension: Dimension) -> dict[str, str]:
    """Return, by code, the versions of the list that have it: a table that mixes them says so row by row."""
    known = dimension.codelist.codes
    return {code: ";".join(known[code].versions) for code in dimension.used if code in known}


def columns_of(dataset: Dataset) -> tuple[Column, ...]:
    """Return the columns of a flat table: each code with its label and the version of its list."""
    columns = [Column(name="period", kind="period", title="Period")]
    for at, dimension in enumerate(dataset.dimensions):
        columns.append(Column(name=dimension.name, kind="code", title=dimension.title, dimension=at))
        if any(label != code for code, label in dimension.labels.items()):
            name = f"{dimension.name}_label"
            columns.append(Column(name=name, kind="label", title=dimension.title, dimension=at))
        if dimension.version:
            name = f"{dimension.name}_version"
            title = f"Version of the codes: {dimension.title}"
            columns.append(Column(name=name, kind="version", title=title, dimension=at))
    unit = f"{dataset.title} ({dataset.unit})" if dataset.unit else dataset.title
    columns.append(Column(name="value", kind="value", title=unit))
    if dataset.flags:
        columns.append(Column(name="flag", kind="flag", title="Status"))
    return tuple(columns)


def cells_of(dataset: Dataset, columns: tuple[Column, ...], row: Row) -> Iterator[str | float | None]:
    """Yield the cells of one row, as the columns have them."""
    period, codes, value, flag = row
    plain = {"period": period, "value": value, "flag": flag}
    for column in columns:
        if column.dimension < 0:
            yield plain[column.kind]
            continue
        dimension = dataset.dimensions[column.dimension]
        code = codes[column.dimension]
        match column.kind:
            case "code":
                yield code
            case "label":
                yield dimension.labels.get(code, code)
            case _:
                yield dimension.versions.get(code, dimension.version)


def read_rows(partition: Path, dimensions: tuple[str, ...]) -> Iterator[Row]:
    """Yield the rows of a partition, by codes and then by period."""
    names = ", ".join(f'"{name}"' for name in dimensions)
    chosen = ", ".join(filter(None, ("period", names, "value", "flag")))
    order = ", ".join(filter(None, (names, "period")))
    width = len(dimensions)
    with connect({"threads": 1}) as connection:
        query = f"SELECT {chosen} FROM read_parquet(?) ORDER BY {order}"
        answer = connection.execute(query, [str(partition)])
        while rows := answer.fetchmany(_BATCH):
            for row in rows:
                yield row[0], row[1 : 1 + width], row[-2], row[-1] or ""


def accrual(dataset: Dataset) -> str:
    """Return how often a table has a period, as an ISO 8601 duration; "" if irregularly."""
    return _DURATIONS.get(dataset.frequency, "")
