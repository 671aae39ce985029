"""Scores taken apart down to observations, and how much their order hangs on weights."""

from __future__ import annotations

from collections.abc import Mapping

from obsite.data import distribution
from obsite.data.scoreboard_figures import DimensionScore, IndicatorScore
from obsite.data.sensitivity import Sensitivity, Shift
from obsite.outputs.planning.observatory.score_rows import Writer, column_title, source_line
from obsite.outputs.views.observatory.scoreboard import (
    PartView,
    RegionScoresView,
    ScoreView,
    SensitivityView,
    ShiftView,
)
from obsite.site.observatory import indicator_route

_LINE = 1000  # units of the line that ticks stand on


def region_scores(writer: Writer, code: str, spans: Mapping[str, Sensitivity]) -> RegionScoresView | None:
    """Return a region's scores taken apart; None if it has no figures."""
    found = writer.board.regions.get(code)
    if found is None or all(part.score is None for one in found.dimensions for part in one.parts):
        return None
    return RegionScoresView(
        code=code,
        label=writer.naming(code).label,
        pooled=code in writer.board.pool,
        scale="" if writer.z_scores else writer.number(writer.meta.scale, 0),
        ranking=writer.meta.ranking,
        overall=writer.score(found.overall),
        overall_rank=found.overall_rank if writer.meta.ranking else 0,
        pool=writer.meta.pool.title,
        synthetic=any(column.synthetic for column in writer.board.columns),
        flags="".join(sorted({letter for one in found.dimensions for p in one.parts for letter in p.flag})),
        scores=tuple(_score(writer, code, one, spans.get(one.dimension)) for one in found.dimensions),
    )


def _score(writer: Writer, code: str, one: DimensionScore, moved: Sensitivity | None) -> ScoreView:
    declared = writer.meta.dimensions[one.dimension]
    at = list(writer.meta.dimensions).index(one.dimension)
    all_scores = [
        score
        for region in writer.board.pool
        if (score := writer.board.regions[region].dimensions[at].score) is not None
    ]
    span = moved.spans.get(code) if moved else None
    return ScoreView(
        title=declared.title,
        anchor=one.dimension,
        description=" ".join(declared.description.split()),
        outside=declared.outside,
        score=writer.score(one.score),
        at=_place(writer, one.score),
        ticks="".join(f"M{_place(writer, score)} 0V36" for score in sorted(all_scores)),
        median=_place(writer, distribution.percentile(all_scores, 50)) if all_scores else 0,
        covered=writer.percent(one.covered),
        complete=one.covered > 1 - 1e-9,
        rank=one.rank,
        count=len(all_scores),
        best_rank=span[1] if span else 0,
        worst_rank=span[2] if span else 0,
        parts=tuple(_part(writer, part, one) for part in one.parts),
        number=one.score,
    )


def _place(writer: Writer, score: float | None) -> int:
    """Return where a score stands on a line; -1 for none."""
    if score is None:
        return -1
    share = (score + 3) / 6 if writer.z_scores else score / writer.meta.scale
    return round(_LINE * min(1.0, max(0.0, share)))


def _part(writer: Writer, part: IndicatorScore, one: DimensionScore) -> PartView:
    column = writer.board.columns[part.column]
    indicator = writer.indicator(column)
    counted = sum(writer.board.columns[p.column].weight for p in one.parts if p.score is not None)
    worst, best = writer.ends(column)
    place = _place(writer, part.score)
    return PartView(
        title=column_title(writer, column),
        href=indicator_route(indicator.id),
        unit=indicator.meta.unit,
        value=writer.value(part.value, column),
        period=part.period,
        flag=part.flag,
        imputed=part.imputed,
        score=writer.score(part.score),
        at=place if place < 0 else round(100 * place / _LINE),
        share=writer.percent(column.weight / counted) if counted and part.score is not None else "",
        points=writer.number(part.points, 2) if writer.meta.mean == "arithmetic" else "",
        worst=worst,
        best=best,
        method=column.scale.method.replace("-", "_"),
        rank=part.rank,
        count=len(column.scale.ordered),
        vintage=indicator.meta.vintage,
        source=source_line(indicator),
        synthetic=column.synthetic,
        number=part.value,
        score_number=part.score,
        share_number=100 * column.weight / counted if counted and part.score is not None else None,
        points_number=part.points if writer.meta.mean == "arithmetic" else None,
    )


def sensitivity_views(writer: Writer, found: tuple[Sensitivity, ...]) -> tuple[SensitivityView, ...]:
    """Return how the order of each score hangs on its weights, in words of the page's language."""
    return tuple(_sensitivity(writer, one) for one in found)


def _sensitivity(writer: Writer, one: Sensitivity) -> SensitivityView:
    shifts = tuple(
        _shift(writer, shift) for shift in one.shifts if shift.without >= 0 or not one.equal_already
    )
    declared = writer.meta.dimensions.get(one.dimension)
    return SensitivityView(
        title=declared.title if declared else "",
        count=one.count,
        span=writer.number(one.median_span, 0),
        shifts=shifts,
        equal_already=one.equal_already,
        largest=max(shifts, key=lambda shift: shift.largest, default=None),
    )


def _shift(writer: Writer, shift: Shift) -> ShiftView:
    without = column_title(writer, writer.board.columns[shift.without]) if shift.without >= 0 else ""
    return ShiftView(
        without=without,
        median=writer.number(shift.median, 0),
        largest=shift.largest,
        region=writer.naming(shift.region).label if shift.region else "",
        before=shift.before,
        after=shift.after,
    )
