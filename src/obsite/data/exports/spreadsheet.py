"""A whole indicator as an Excel workbook: the table, and a sheet that says what it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from obsite.data.exports.dataset import Dataset, Row, cells_of, columns_of
from obsite.data.exports.flat import about
from obsite.data.exports.workbook import NAME, NUMBER, PLAIN, TEXT, About, Worksheet, write_workbook

_WIDTHS = {"period": 10, "code": 12, "label": 36, "version": 12, "value": 16, "flag": 8}


def write_xlsx(dataset: Dataset, rows: Iterable[Row], words: Mapping[str, str]) -> bytes:
    """Return the workbook. `words` names the sheets ("data", "about") and the pairs of the second."""
    columns = columns_of(dataset)
    table = Worksheet(
        name=words.get("data", "Data"),
        head=[column.name for column in columns],
        rows=(list(cells_of(dataset, columns, row)) for row in rows),
        widths=[_WIDTHS[column.kind] for column in columns],
        looks=[NUMBER if column.kind == "value" else PLAIN for column in columns],
    )
    told = [
        (words.get(key, key.replace("_", " ").capitalize()), text)
        for key, text in about(dataset).items()
        if text
    ]
    notes = Worksheet(name=words.get("about", "About"), rows=told, widths=(22, 100), looks=(NAME, TEXT))
    digits = "0" * dataset.decimals if dataset.decimals else ""
    number = f"#,##0.{digits}" if digits else "General"
    return write_workbook((table, notes), About(title=dataset.title, comments=dataset.source, number=number))
