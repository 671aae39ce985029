"""The scoreboard of a site: every region's scores, each with the observations it was made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from obsite.data import distribution
from obsite.data.codelist import CodeList
from obsite.data.databank import Databank
from obsite.data.pools import pool_codes
from obsite.data.scoreboard import Combined, Gaps, combine
from obsite.data.scoreboard_columns import Column, column_of
from obsite.data.scoreboard_meta import ScoreboardMeta


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorScore:
    """What one indicator says of a region. `points` is what it brings to its dimension's score: by these
    the score can be added up, if its mean is arithmetic."""

    column: int  # index into Scoreboard.columns
    value: float | None
    period: str
    flag: str
    imputed: bool
    score: float | None
    rank: int  # among the pool, best first; 0 without a value
    points: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionScore:
    """The score of a region in one dimension. `covered` is the share of the weight that had figures."""

    dimension: str
    score: float | None
    covered: float
    rank: int
    parts: tuple[IndicatorScore, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionScores:
    """All scores of a region."""

    region: str
    dimensions: tuple[DimensionScore, ...]
    overall: float | None = None
    overall_rank: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoreboard:
    """The whole board. `counts` are how many regions of the pool have a score in each dimension."""

    meta: ScoreboardMeta
    pool: tuple[str, ...]
    columns: tuple[Column, ...]
    regions: Mapping[str, RegionScores]  # the pool's, in its order; then others that have figures
    counts: tuple[int, ...]

    @property
    def gaps(self) -> Gaps:
        """What becomes of gaps."""
        return gaps_of(self.meta)


def gaps_of(meta: ScoreboardMeta) -> Gaps:
    """Return what becomes of gaps, as declared."""
    return Gaps(treatment=meta.gaps.treatment, share=meta.gaps.share)


def scoreboard_of(meta: ScoreboardMeta, databank: Databank) -> Scoreboard:
    """Return the scores of every region, of a declaration that was found sound."""
    regions = _regions(meta, databank)
    pool = pool_codes(meta.pool, regions)
    columns = tuple(
        column_of(meta, name, score, databank, pool)
        for name, dimension in meta.dimensions.items()
        for score in dimension.indicators
    )
    known = {code for column in columns for code in column.values}
    others = tuple(code for code in regions.codes if code in known and code not in set(pool))
    # A group is the sum of others: it has figures only where these were aggregated.
    codes = (
        *pool,
        *others,
        *(code for code in regions.groups if code in known and code not in regions.codes),
    )
    raw = {code: _combined(meta, columns, code) for code in codes}
    ranked = _ranks(meta, columns, pool, raw)
    found = {code: _region(meta, columns, code, raw[code], ranked) for code in codes}
    counts = tuple(len(ranked.dimensions[name]) for name in meta.dimensions)
    return Scoreboard(meta=meta, pool=pool, columns=columns, regions=found, counts=counts)


def _regions(meta: ScoreboardMeta, databank: Databank) -> CodeList:
    first = next(score for dimension in meta.dimensions.values() for score in dimension.indicators)
    dimension = databank.indicators[first.indicator].dimension_of_kind("region")
    assert dimension is not None, "checked when the declaration was read"
    return dimension.codelist


@dataclass(frozen=True, slots=True)
class _Raw:
    """Scores of one region before ranks are known."""

    dimensions: dict[str, Combined]
    overall: float | None


def _combined(meta: ScoreboardMeta, columns: tuple[Column, ...], region: str) -> _Raw:
    gaps = gaps_of(meta)
    found: dict[str, Combined] = {}
    for name in meta.dimensions:
        own = [column for column in columns if column.dimension == name]
        found[name] = combine(
            [column.score(region) for column in own], [column.weight for column in own], meta.mean, gaps
        )
    overall = None
    if meta.overall:
        inner = [
            (name, declared.weight) for name, declared in meta.dimensions.items() if not declared.outside
        ]
        overall = combine(
            [found[name].score for name, _ in inner], [weight for _, weight in inner], meta.overall, gaps
        ).score
    return _Raw(found, overall)


@dataclass(frozen=True, slots=True)
class _Ranks:
    """The scores and values of the pool in ascending order, from which ranks are taken."""

    dimensions: dict[str, tuple[float, ...]]
    overall: tuple[float, ...]
    columns: tuple[tuple[float, ...], ...]


def _ranks(
    meta: ScoreboardMeta, columns: tuple[Column, ...], pool: tuple[str, ...], raw: Mapping[str, _Raw]
) -> _Ranks:
    def ordered(scores: list[float | None]) -> tuple[float, ...]:
        return tuple(sorted(score for score in scores if score is not None))

    return _Ranks(
        {name: ordered([raw[code].dimensions[name].score for code in pool]) for name in meta.dimensions},
        ordered([raw[code].overall for code in pool]),
        tuple(ordered([column.score(code) for code in pool if code in column.values]) for column in columns),
    )


def _region(
    meta: ScoreboardMeta, columns: tuple[Column, ...], region: str, raw: _Raw, ranks: _Ranks
) -> RegionScores:
    dimensions = []
    for name in meta.dimensions:
        whole = raw.dimensions[name]
        own = [(number, column) for number, column in enumerate(columns) if column.dimension == name]
        covered = sum(column.weight for _, column in own if column.score(region) is not None)
        dimensions.append(
            DimensionScore(
                dimension=name,
                score=whole.score,
                covered=whole.covered,
                rank=_place(whole.score, ranks.dimensions[name]),
                parts=tuple(_part(number, column, region, covered, ranks) for number, column in own),
            )
        )
    return RegionScores(
        region=region,
        dimensions=tuple(dimensions),
        overall=raw.overall,
        overall_rank=_place(raw.overall, ranks.overall),
    )


def _part(number: int, column: Column, region: str, covered: float, ranks: _Ranks) -> IndicatorScore:
    seen = column.values.get(region)
    filled = column.imputed.get(region)
    score = column.score(region)
    return IndicatorScore(
        column=number,
        value=seen.value if seen else filled,
        period=seen.period if seen else "",
        flag=seen.flag if seen else "",
        imputed=seen is None and filled is not None,
        score=score,
        rank=_place(score, ranks.columns[number]) if seen else 0,
        points=score * column.weight / covered if score is not None and covered else None,
    )


def _place(score: float | None, ordered: tuple[float, ...]) -> int:
    return distribution.rank(score, ordered) if score is not None and ordered else 0
