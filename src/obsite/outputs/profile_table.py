"""The output format "profile-table": all figures of a profile as CSV and, beside it, as XLSX.

Each row is an indicator with its value, those it is held against, the rank, and what must be known
of it: unit, period, flag, source, licence and release.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from obsite.charts.downloads import safe
from obsite.data.exports.workbook import NAME, TEXT, About, Cell, Worksheet, write_workbook
from obsite.engine.task import Rendered, Stored, Task
from obsite.outputs.reading import Reading
from obsite.outputs.views.observatory.figures import ProfileFigures, StandingView

COLUMNS = (
    "code", "name", "theme", "indicator_id", "indicator", "unit", "period", "value", "flag", "computed",
    "rank", "ranked_among", "first_rank_is", "parent", "parent_value", "reference", "reference_value",
    "synthetic", "source", "licence", "release",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileTable:
    code: str
    name: str
    publisher: str
    url: str
    figures: Stored  # ProfileFigures
    sources: tuple[tuple[str, str, str, str], ...]  # indicator, source, licence, release


def render(task: Task, reader: Reading) -> Rendered:
    """Return the CSV, with the XLSX as its companion."""
    view = task.view
    assert isinstance(view, ProfileTable)
    figures: ProfileFigures = reader.stored(view.figures)
    rows = list(_rows(view, figures))
    [book] = task.companions
    return Rendered(data=_csv(rows), companions={book: _xlsx(view, rows, figures)})


def _rows(view: ProfileTable, figures: ProfileFigures) -> Iterator[list[Cell]]:
    sources = {name: rest for name, *rest in view.sources}
    for theme in figures.themes:
        for one in theme.rows:
            yield [view.code, view.name, theme.theme, *_row(one), *sources.get(one.id, ("", "", ""))]


def _row(one: StandingView) -> list[Cell]:
    parent, reference = one.parent, one.reference
    return [
        one.id, one.title, one.unit, one.period, one.value, one.flag, one.computed,
        one.rank or None, one.count or None, "lowest" if one.low_first else "highest",
        parent.label if parent else "", parent.value if parent else None,
        reference.label if reference else "", reference.value if reference else None,
        "yes" if one.synthetic else "",
    ]  # fmt: skip


def _csv(rows: list[list[Cell]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([safe(cell) if isinstance(cell, str) else _plain(cell) for cell in row] for row in rows)
    return out.getvalue().encode()


def _plain(cell: float | int | None) -> float | int | str:
    if cell is None:
        return ""
    return int(cell) if float(cell).is_integer() else cell


def _xlsx(view: ProfileTable, rows: list[list[Cell]], figures: ProfileFigures) -> bytes:
    data = Worksheet(name="data", head=COLUMNS, rows=rows, widths=[16] * len(COLUMNS))
    told = [("profile", f"{view.name} ({view.code})"), ("publisher", view.publisher), ("address", view.url)]
    if figures.synthetic:
        told.append(("notice", "Some of these figures are made up; they are marked in the column synthetic."))
    notes = Worksheet(name="about", rows=told, widths=(40, 40), looks=(NAME, TEXT))
    return write_workbook((data, notes), About(title=view.name, creator=view.publisher))
