"""What a CSV file's columns are, as CSV on the Web metadata (W3C Recommendation, 17 December 2015)."""

from __future__ import annotations

import json
from typing import Any

from obsite.data.exports.dataset import Column, Dataset, columns_of

Node = dict[str, Any]


def write_csvw(dataset: Dataset, csv_name: str) -> bytes:
    """Return the metadata document that stands beside `<id>.csv` as `<id>.csv-metadata.json`."""
    columns = columns_of(dataset)
    keys = ["period", *(one.name for one in dataset.dimensions)]
    document: Node = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": dataset.lang}],
        "url": csv_name,
        "dc:title": dataset.title,
        "dc:description": " ".join(dataset.description.split()),
        "dc:source": dataset.source_url or dataset.source,
        "dc:license": {"@id": dataset.licence_url} if dataset.licence_url else dataset.licence,
        "dc:modified": {"@value": dataset.updated, "@type": "xsd:date"} if dataset.updated else "",
        "dc:rights": dataset.source,
        "dc:hasVersion": dataset.vintage,
        "schema:keywords": list(dataset.keywords),
        "notes": [{"@type": "oa:Annotation", "oa:hasBody": {"rdf:value": note}} for note in dataset.notes],
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\n"]},
        "tableSchema": {
            "columns": [_column(dataset, column) for column in columns],
            "primaryKey": keys,
            "aboutUrl": f"#{dataset.id}-" + "-".join(f"{{{key}}}" for key in keys),
        },
    }
    kept = {key: value for key, value in document.items() if value not in ("", [], None)}
    return (json.dumps(kept, ensure_ascii=False, indent=2) + "\n").encode()


def _column(dataset: Dataset, column: Column) -> Node:
    node: Node = {"name": column.name, "titles": [column.name], "dc:title": column.title}
    match column.kind:
        case "value":
            node |= {"datatype": "number", "required": False}
            if dataset.unit:
                node["dc:description"] = f"Unit: {dataset.unit}"
        case "period":
            node |= {"datatype": _period_type(dataset.frequency), "required": True}
        case "code":
            node |= {"datatype": "string", "required": True}
        case "flag":
            said = "; ".join(f"{letter}: {text}" for letter, text in dataset.flags.items())
            node |= {"datatype": "string", "required": False, "dc:description": said}
        case _:
            node |= {"datatype": "string", "required": False}
    return node


def _period_type(frequency: str) -> str:
    return {"year": "gYear", "month": "gYearMonth", "day": "date"}.get(frequency, "string")
