"""Open data: each indicator's whole table in four formats with its CSVW description, and the catalogue.

A dataset's files are made together, all of them from its partition, so that they tell the same
numbers. The catalogue is made after them and knows their sizes and digests.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from obsite.data.exports.catalog import Catalogue, Distribution, Entry, dcat
from obsite.data.exports.csvw import write_csvw
from obsite.data.exports.dataset import Dataset, dataset_of, read_rows
from obsite.data.exports.flat import write_csv, write_parquet
from obsite.data.exports.jsonstat import write_jsonstat
from obsite.data.exports.spreadsheet import write_xlsx
from obsite.data.flags import FLAG_NAMES
from obsite.data.indicator import Indicator
from obsite.engine.reader import Reader
from obsite.engine.task import Rendered, Task

FOLDER = "data"
FORMS = ("csv", "xlsx", "parquet", "json")
METADATA = ".csv-metadata.json"
CATALOGUE = f"{FOLDER}/catalog.jsonld"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetView:
    """An indicator to be given away. `words` are those of its spreadsheet."""

    dataset: Dataset
    partition: str  # its file below the folder of state
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """A dataset as the catalogue lists it. `page` and `base` are absolute addresses."""

    dataset: Dataset
    page: str
    base: str  # of its files, without their endings
    spatial: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueView:
    catalogue: Catalogue
    entries: tuple[EntryView, ...]


def output_of(indicator: str, form: str = "csv") -> str:
    """Return the output file of an indicator's table in a form."""
    return f"{FOLDER}/{indicator}.{form}"


def companions_of(indicator: str) -> tuple[str, ...]:
    """Return the further files that are made with an indicator's CSV."""
    return (*(output_of(indicator, form) for form in FORMS[1:]), f"{FOLDER}/{indicator}{METADATA}")


def render(task: Task, reader: Reader) -> Rendered:
    """Return the CSV; the other formats are its companions. Facts: size and SHA-256 of each."""
    view = task.view
    assert isinstance(view, DatasetView)
    name = view.dataset.id
    facts: dict[str, str | int | float] = {}
    made: dict[str, bytes] = {}
    for form in FORMS:
        data = made[form] = _written(view.dataset, form, reader.state_path(view.partition), view.words)
        facts[f"{form}_bytes"] = len(data)
        facts[f"{form}_sha256"] = hashlib.sha256(data).hexdigest()
    return Rendered(
        data=made["csv"],
        facts=facts,
        companions={
            **{output_of(name, form): data for form, data in made.items() if form != "csv"},
            f"{FOLDER}/{name}{METADATA}": write_csvw(view.dataset, f"{name}.csv"),
        },
    )


def proof(task: Task, _reader: Reader) -> Rendered:
    """Return no files, but facts for the pages that offer them: where nothing is published, to check it."""
    facts: dict[str, str | int | float] = {f"{form}_bytes": 0 for form in FORMS}
    return Rendered(data=b"", facts=facts, companions=dict.fromkeys(task.companions, b""))


def dataset_bytes(indicator: Indicator, form: str, state: Path, *, lang: str) -> bytes:
    """Return one indicator in one format, for who takes it at the command line."""
    dataset = dataset_of(indicator, FLAG_NAMES, synthetic="Synthetic figures", lang=lang)
    return _written(dataset, form, state / FOLDER / f"{indicator.partition.digest}.parquet", {})


def _written(dataset: Dataset, form: str, partition: Path, words: Mapping[str, str]) -> bytes:
    """Return a table in one format. Rows go from the partition to the file: there may be millions."""
    rows = read_rows(partition, tuple(one.name for one in dataset.dimensions))
    match form:
        case "csv":
            return write_csv(dataset, rows)
        case "xlsx":
            return write_xlsx(dataset, rows, words)
        case "parquet":
            return write_parquet(dataset, partition)
        case _:
            return write_jsonstat(dataset, rows)


def render_catalogue(task: Task, reader: Reader) -> Rendered:
    """Return the catalogue as JSON-LD."""
    view = task.view
    assert isinstance(view, CatalogueView)
    entries = [_entry(entry, reader) for entry in view.entries]
    document = dcat(view.catalogue, entries)
    return Rendered(data=(json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode())


def _entry(entry: EntryView, reader: Reader) -> Entry:
    facts = reader.facts(output_of(entry.dataset.id))
    return Entry(
        dataset=entry.dataset,
        page=entry.page,
        spatial=entry.spatial,
        distributions=tuple(
            Distribution(
                form=form,
                url=f"{entry.base}.{form}",
                bytes=int(facts.get(f"{form}_bytes", 0)),
                digest=str(facts.get(f"{form}_sha256", "")),
            )
            for form in FORMS
        ),
    )
