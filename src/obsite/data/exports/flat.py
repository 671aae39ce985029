"""A whole indicator as CSV (RFC 4180, with LF) and as Parquet."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable
from pathlib import Path

from obsite.data.connecting import connect
from obsite.data.exports.dataset import Dataset, Row, cells_of, columns_of
from obsite.data.exports.safe import number_text, safe_text


def write_csv(dataset: Dataset, rows: Iterable[Row]) -> bytes:
    """Return the table as CSV: a header line, one line an observation."""
    columns = columns_of(dataset)
    out = io.BytesIO()
    text = io.TextIOWrapper(out, "utf-8", newline="")  # in memory, texts may take four bytes a character
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([safe_text(column.name) for column in columns])
    for row in rows:
        writer.writerow(
            [
                safe_text(cell) if isinstance(cell, str) else number_text(cell)
                for cell in cells_of(dataset, columns, row)
            ]
        )
    text.flush()
    return out.getvalue()


def write_parquet(dataset: Dataset, partition: Path) -> bytes:
    """Return the table as Parquet, with what is told of it as the file's key-value metadata."""
    names = ", ".join(f'"{one.name}"' for one in dataset.dimensions)
    chosen = ", ".join(filter(None, ("period", names, "value", "flag")))
    order = ", ".join(filter(None, (names, "period")))
    told = ", ".join(f"{key}: {_quoted(text)}" for key, text in about(dataset).items() if text)
    with tempfile.TemporaryDirectory() as folder, connect({"threads": 1}) as connection:
        target = Path(folder) / "table.parquet"
        connection.execute(
            f"COPY (SELECT {chosen} FROM read_parquet({_quoted(str(partition))}) ORDER BY {order}) "
            f"TO {_quoted(str(target))} (FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{told}}})"
        )
        return target.read_bytes()


def about(dataset: Dataset) -> dict[str, str]:
    """Return what travels within a file that has room for pairs of key and text."""
    versions = ", ".join(f"{one.title} {one.version}" for one in dataset.dimensions if one.version)
    return {
        "title": dataset.title,
        "description": " ".join(dataset.description.split()),
        "unit": dataset.unit,
        "source": dataset.source,
        "source_url": dataset.source_url,
        "licence": dataset.licence,
        "licence_url": dataset.licence_url,
        "vintage": dataset.vintage,
        "updated": dataset.updated,
        "code_lists": versions,
        "flags": "; ".join(f"{letter}: {said}" for letter, said in dataset.flags.items()),
        "notes": " ".join(dataset.notes),
        "synthetic": "yes" if dataset.synthetic else "",
    }


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
