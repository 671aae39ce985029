"""The columns of a scoreboard: each indicator's value in every region, and how it becomes a score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from obsite.data import distribution
from obsite.data.databank import Databank
from obsite.data.indicator import Indicator
from obsite.data.observation import Observation
from obsite.data.scoreboard import Scale, normalised
from obsite.data.scoreboard_meta import ScoreboardMeta, ScoreMeta


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One indicator of the board: the values of all regions, and how they become scores."""

    indicator: str
    dimension: str
    weight: float
    lower: bool
    period: str
    scale: Scale
    synthetic: bool
    values: Mapping[str, Observation]  # of the pool and of other regions; each with its own period
    imputed: Mapping[str, float]  # by declaration, where a region of the pool has no value

    def score(self, region: str) -> float | None:
        """Return the score of a region."""
        seen = self.values.get(region)
        value = seen.value if seen else self.imputed.get(region)
        return None if value is None else normalised(value, self.scale)


def column_of(
    meta: ScoreboardMeta, dimension: str, score: ScoreMeta, databank: Databank, pool: tuple[str, ...]
) -> Column:
    indicator = databank.indicators[score.indicator]
    lower = (score.direction or indicator.meta.direction) == "lower"
    values, period = _values(score, databank, pool)
    ordered = tuple(sorted(v.value for code in pool if (v := values.get(code)) and v.value is not None))
    scale = Scale(
        method=meta.normalise_of(score),
        ordered=ordered,
        lower=lower,
        size=meta.scale,
        target=score.target,
        bounds=score.bounds,
    )
    return Column(
        indicator=score.indicator,
        dimension=dimension,
        weight=score.weight,
        lower=lower,
        period=period,
        scale=scale,
        synthetic=indicator.meta.synthetic,
        values=values,
        imputed=_imputed(meta, indicator, values, pool),
    )


def _values(
    score: ScoreMeta, databank: Databank, pool: tuple[str, ...]
) -> tuple[dict[str, Observation], str]:
    """Return region -> its value in the period, or an older one if the declaration allows; and the period."""
    cube = databank.cube(score.indicator)
    dimension = cube.indicator.dimension_of_kind("region")
    assert dimension is not None
    period = score.period or cube.latest(dimension.name, score.where, pool)
    periods = cube.indicator.partition.periods
    older = [
        p for p in periods if p <= period and p[:4] != period[:4] and _years(p, period) <= score.lookback
    ]
    found: dict[str, Observation] = {}
    for each in (*older, period):  # the later replaces the older
        across = cube.across(dimension.name, each, score.where)
        found |= {code: seen for code, seen in across.items() if seen.value is not None}
    for group in dimension.codelist.groups:
        whole = cube.series({**score.where, dimension.name: group}) if group not in found else None
        seen = whole.at(period) if whole else None
        if seen and seen.value is not None:
            found[group] = seen
    return found, period


def _years(first: str, last: str) -> int:
    """Return how many years lie between two periods; very many if they are of no year."""
    known = first[:4].isdigit() and last[:4].isdigit()
    return int(last[:4]) - int(first[:4]) if known else 9999


def _imputed(
    meta: ScoreboardMeta, indicator: Indicator, values: Mapping[str, Observation], pool: tuple[str, ...]
) -> dict[str, float]:
    """Return the declared stand-ins for regions without a value: the median of the pool or of siblings."""
    if meta.gaps.treatment != "impute":
        return {}
    dimension = indicator.dimension_of_kind("region")
    assert dimension is not None
    codes = dimension.codelist.codes
    filled: dict[str, float] = {}
    for region in pool:
        if region not in values:
            parent = codes[region].parent if region in codes else ""
            kin = [
                seen.value
                for code, seen in values.items()
                if seen.value is not None
                and code in pool
                and (meta.gaps.by == "pool" or (parent and code in codes and codes[code].parent == parent))
            ]
            if kin:
                filled[region] = distribution.percentile(kin, 50)
    return filled
