"""The scoreboard as a table: scores written out and shaded, and the method that they were made by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from obsite.charts import figures as written
from obsite.charts.facts import decimals_of
from obsite.data import distribution
from obsite.data.databank import Databank
from obsite.data.indicator import Indicator
from obsite.data.scoreboard_columns import Column
from obsite.data.scoreboard_figures import Scoreboard
from obsite.data.scoreboard_meta import ScoreboardMeta
from obsite.outputs.planning.observatory.naming import Name
from obsite.outputs.views.observatory.scoreboard import (
    BoardGroup,
    BoardHead,
    BoardRow,
    BoardTable,
    CellView,
    ColumnView,
    DimensionView,
)
from obsite.site.observatory import indicator_route

_SHADES = 7


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the figures of a scoreboard in a language."""

    board: Scoreboard
    databank: Databank
    lang: str
    naming: Callable[[str], Name]

    @property
    def meta(self) -> ScoreboardMeta:
        return self.board.meta

    def indicator(self, column: Column) -> Indicator:
        return self.databank.indicators[column.indicator]

    def number(self, value: float | None, decimals: int) -> str:
        return "" if value is None else written.number(value, decimals, self.lang)

    def score(self, value: float | None) -> str:
        """Return a score with as many decimals as its scale bears."""
        return self.number(
            value, 0 if self.meta.scale >= 100 and not self.z_scores else 1 if not self.z_scores else 2
        )

    @property
    def z_scores(self) -> bool:
        return any(column.scale.method == "z-score" for column in self.board.columns)

    def value(self, value: float | None, column: Column) -> str:
        """Return an observation as its indicator is written."""
        if value is None:
            return ""
        indicator = self.indicator(column)
        decimals = decimals_of(indicator)
        text = self.number(value, decimals)
        return written.with_symbol(text, indicator.meta.unit_symbol.strip(), self.lang)

    def percent(self, share: float) -> str:
        return written.with_symbol(self.number(100 * share, 0), "%", self.lang)

    def ends(self, column: Column) -> tuple[str, str]:
        """Return the values of the worst and the best score; of z-scores the mean and the deviation."""
        if not column.scale.ordered:
            return "", ""
        if column.scale.method == "z-score":
            middle = distribution.mean(column.scale.ordered)
            spread = distribution.deviation(column.scale.ordered)
            return self.value(middle, column), self.value(spread, column)
        worst, best = column.scale.ends
        return self.value(worst, column), self.value(best, column)


def board_head(writer: Writer) -> BoardHead:
    """Return what is true of the whole board."""
    meta, board = writer.meta, writer.board
    weights = {column.weight for column in board.columns}
    return BoardHead(
        scale="" if writer.z_scores else writer.number(meta.scale, 0),
        z_scores=writer.z_scores,
        mean=meta.mean,
        overall=meta.overall,
        ranking=meta.ranking,
        gaps=meta.gaps.treatment,
        gaps_share=writer.percent(meta.gaps.share),
        gaps_by=meta.gaps.by,
        gaps_note=meta.gaps.note,
        pool=meta.pool.title,
        pool_count=len(board.pool),
        equal_weights=len(weights) == 1,
        synthetic=any(column.synthetic for column in board.columns),
        dimensions=tuple(
            _dimension(writer, name, count) for name, count in zip(meta.dimensions, board.counts, strict=True)
        ),
    )


def _dimension(writer: Writer, name: str, count: int) -> DimensionView:
    declared = writer.meta.dimensions[name]
    own = [column for column in writer.board.columns if column.dimension == name]
    whole = sum(column.weight for column in own)
    return DimensionView(
        anchor=name,
        title=declared.title,
        short_title=declared.short_title or declared.title,
        description=" ".join(declared.description.split()),
        weight=f"{declared.weight:g}",
        outside=declared.outside,
        columns=tuple(_column(writer, column, whole) for column in own),
        count=count,
    )


def column_title(writer: Writer, column: Column) -> str:
    """Return what an indicator is called on the board."""
    declared = next(
        score
        for score in writer.meta.dimensions[column.dimension].indicators
        if score.indicator == column.indicator
    )
    return declared.title or writer.indicator(column).short_title


def _column(writer: Writer, column: Column, whole: float) -> ColumnView:
    indicator = writer.indicator(column)
    worst, best = writer.ends(column)
    return ColumnView(
        title=column_title(writer, column),
        href=indicator_route(indicator.id),
        unit=indicator.meta.unit,
        weight=f"{column.weight:g}",
        share=writer.percent(column.weight / whole) if whole else "",
        lower=column.lower,
        method=column.scale.method.replace("-", "_"),
        worst=worst,
        best=best,
        period=column.period,
        vintage=indicator.meta.vintage,
        source=source_line(indicator),
        synthetic=column.synthetic,
        count=len(column.scale.ordered),
    )


def source_line(indicator: Indicator) -> str:
    """Return the line that names an indicator's source."""
    source = indicator.meta.source
    named = f"{source.name} ({source.dataset})" if source.name and source.dataset else source.name
    return source.attribution or named


def board_table(writer: Writer) -> BoardTable:
    """Return all regions with their scores: by parent and name, or by rank where that is asked for."""
    board = writer.board
    rows = [(writer.naming(code), code) for code in board.regions]
    pool = set(board.pool)
    within = [(name, _row(writer, name, code)) for name, code in rows if code in pool]
    others = [_row(writer, name, code) for name, code in rows if code not in pool and name.href]
    if writer.meta.ranking:
        ordered = sorted(within, key=lambda pair: (pair[1].rank or 10**6, pair[1].label))
        groups = [BoardGroup(label="", rows=tuple(row for _, row in ordered))]
    else:
        found: dict[str, list[BoardRow]] = {}
        for name, row in sorted(within, key=lambda pair: (pair[0].group, pair[0].label, pair[0].code)):
            found.setdefault(name.group, []).append(row)
        groups = [BoardGroup(label=label, rows=tuple(held)) for label, held in found.items()]
    shown = tuple(row for row in others if any(cell.shade for cell in row.cells))
    return BoardTable(head=board_head(writer), groups=tuple(groups), others=shown)


def _row(writer: Writer, name: Name, code: str) -> BoardRow:
    scores = writer.board.regions[code]
    return BoardRow(
        code=code,
        label=name.label,
        href=name.href,
        cells=tuple(
            CellView(
                text=writer.score(one.score),
                shade=_shade(writer, one.score),
                covered=one.covered > 1 - 1e-9,
                number=one.score,
            )
            for one in scores.dimensions
        ),
        overall=writer.score(scores.overall),
        rank=scores.overall_rank if writer.meta.ranking else 0,
        overall_number=scores.overall,
    )


def _shade(writer: Writer, score: float | None) -> int:
    """Return which of the shades a score has; of z-scores, those between -2 and 2 are told apart."""
    if score is None:
        return 0
    share = (score + 2) / 4 if writer.z_scores else score / writer.meta.scale
    return min(_SHADES, max(1, 1 + int(share * _SHADES)))
