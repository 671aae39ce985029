"""The output format "sheet": tables of clusters, scores and queries as CSV, with XLSX and JSON beside it.

They are made from the same figures as the page that offers them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from obsite.data.answers import Answer
from obsite.data.exports.sheet import Sheet, write_csv, write_json, write_xlsx
from obsite.data.exports.workbook import Cell
from obsite.engine.reader import Reader
from obsite.engine.task import Rendered, Stored, Task
from obsite.outputs.views.observatory.clusters import ClusterView, RegionClusters, SectorClusters
from obsite.outputs.views.observatory.scoreboard import BoardTable, RegionScoresView

BESIDE = (".xlsx", ".json")

_CLUSTER_COLUMNS = (
    "portfolio", "period", "region", "region_name", "sector", "sector_name", "size", "size_unit",
    "share_percent", "location_quotient", "employed", "stars", "factor", "value", "unit", "threshold",
    "distance", "rank", "compared", "state", "near_miss", "outlier", "remark", "flag",
)  # fmt: skip
_SCORE_COLUMNS = (
    "region", "region_name", "dimension", "dimension_score", "indicator", "period", "value", "unit", "flag",
    "filled_in", "score", "weight_percent", "points", "worst", "best", "normalised_by",
    "indicator_source", "vintage",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetView:
    """A table to be given away. `words` are interface strings by key: measures, reasons, the notice."""

    title: str
    figures: tuple[Stored, ...]
    words: Mapping[str, str]
    about: tuple[tuple[str, str], ...]


def render(task: Task, reader: Reader) -> Rendered:
    """Return the table in its three files."""
    view = task.view
    assert isinstance(view, SheetView)
    sheet = _sheet(view, [reader.stored(one) for one in view.figures])
    base = task.output.removesuffix(".csv")
    beside = {f"{base}.xlsx": write_xlsx(sheet), f"{base}.json": write_json(sheet)}
    return Rendered(data=write_csv(sheet), companions=beside)


def _sheet(view: SheetView, figures: list[object]) -> Sheet:
    first = figures[0]
    if isinstance(first, BoardTable):
        columns, rows = _board(first)
    elif isinstance(first, Answer):
        columns, rows = first.columns, first.rows
    elif isinstance(first, RegionScoresView):
        columns, rows = _SCORE_COLUMNS, tuple(_scores(first))
    else:
        columns, rows = _CLUSTER_COLUMNS, tuple(row for one in figures for row in _clusters(one, view.words))
    told = tuple(tuple(map(_plain, row)) for row in rows)
    return Sheet(title=view.title, columns=columns, rows=told, about=view.about)


def _plain(cell: Cell) -> Cell:
    """Return a cell without the last digits of a computed number, which are noise."""
    return float(f"{cell:.12g}") if isinstance(cell, float) else cell


def _clusters(found: object, words: Mapping[str, str]) -> Iterator[tuple[Cell, ...]]:
    if isinstance(found, RegionClusters):
        for portfolio in found.portfolios:
            for one in portfolio.clusters:
                named = (found.code, found.label, one.code, one.label)
                yield from _factors(portfolio.head, named, one, words)
    elif isinstance(found, SectorClusters):
        for one in found.clusters:
            yield from _factors(found.head, (one.code, one.label, found.code, found.label), one, words)


def _factors(
    head: object, named: tuple[str, str, str, str], one: ClusterView, words: Mapping[str, str]
) -> Iterator[tuple[Cell, ...]]:
    from obsite.outputs.views.observatory.clusters import PortfolioHead

    assert isinstance(head, PortfolioHead)
    size, share, quotient, persons = one.figures
    for mark, factor in zip(one.marks, head.factors, strict=True):
        remarks = [words.get(f"reasons.{mark.reason}", "") if mark.reason else "", mark.broken]
        distance = None
        if mark.number is not None and mark.line_number is not None and mark.state != "unknown":
            distance = mark.number - mark.line_number
        yield (
            head.title, head.period, *named, size, head.size_unit, share, quotient, persons, one.stars,
            factor.name or words.get(f"measures.{factor.measure}", factor.measure), mark.number, factor.unit,
            mark.line_number, distance, mark.rank or None, mark.count, mark.state,
            "yes" if mark.near else "", "yes" if mark.outlier else "", "; ".join(filter(None, remarks)),
            one.flag,
        )  # fmt: skip


def _scores(found: RegionScoresView) -> Iterator[tuple[Cell, ...]]:
    for one in found.scores:
        for part in one.parts:
            yield (
                found.code, found.label, one.title, one.number, part.title, part.period, part.number,
                part.unit, part.flag, "yes" if part.imputed else "", part.score_number, part.share_number,
                part.points_number, part.worst, part.best, part.method, part.source, part.vintage,
            )  # fmt: skip


def _board(found: BoardTable) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    head = found.head
    columns = ("region", "region_name", "compared", *(one.anchor for one in head.dimensions))
    rows = [
        (row.code, row.label, compared, *(cell.number for cell in row.cells), *overall)
        for compared, held in (
            *(("yes", group.rows) for group in found.groups),
            ("no", found.others),
        )
        for row in held
        for overall in ([(row.overall_number,)] if head.overall else [()])
    ]
    return (*columns, "overall") if head.overall else columns, tuple(rows)
