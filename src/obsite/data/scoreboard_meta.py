"""What content/scoreboard.yaml declares: dimensions, their indicators, and how values become scores.

    title: Conditions in the regions
    pool: {level: "2"}
    dimensions:
      labour:
        title: Labour market
        indicators:
          - {indicator: unemployment-rate, direction: lower}
          - {indicator: employment-rate, weight: 2}

What has to fit the site's data is checked by `scoreboard_checks`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field, model_validator

from obsite.data.portfolio import Number, PoolMeta
from obsite.schema.model import Model
from obsite.schema.types import Count, Flag, refuse

SCOREBOARD_PATH = "content/scoreboard.yaml"

Normalise = Literal["min-max", "z-score", "rank", "target"]
Mean = Literal["arithmetic", "geometric"]


class GapsMeta(Model):
    """What becomes of a region that lacks a figure.

    exclude: its score is the mean of the figures there are; require: the same, but only if these have at
    least a `share` of the weight; impute: the gap is filled `by` the median of the pool or of the regions
    with the same parent, which is flagged on every score and must be explained in `note`.
    """

    treatment: Literal["exclude", "require", "impute"] = "require"
    share: Number = 0.5
    by: Literal["", "pool", "parent"] = ""
    note: str = ""

    @model_validator(mode="after")
    def _is_honest(self) -> GapsMeta:
        if not 0 < self.share <= 1:
            refuse("The share of the weight lies between 0 and 1", "Write 0.5 for one half", key="share")
        if self.treatment == "impute" and not (self.by and self.note):
            refuse(
                "Filling gaps with made-up values has to be declared in full",
                "Say `by: pool` or `by: parent`, and in `note` why; or write treatment: require",
                key="treatment",
            )
        return self


class ScoreMeta(Model):
    """One indicator of a dimension."""

    indicator: str
    title: str = ""
    weight: Number = 1.0
    direction: Literal["", "higher", "lower"] = ""  # "" is the indicator's own
    period: str = ""  # "" is the latest that most regions have
    lookback: Count = 0  # how many years older a value may be where the period has none
    where: Mapping[str, str] = Field(default_factory=dict)  # codes of its other dimensions
    normalise: Normalise | Literal[""] = ""
    target: Number | None = None
    bounds: tuple[Number, Number] | None = None  # of min-max; "" is the lowest and highest of the pool


class ScoreDimensionMeta(Model):
    """A dimension: several indicators that say something together."""

    title: str
    short_title: str = ""
    description: str = ""
    weight: Number = 1.0
    indicators: tuple[ScoreMeta, ...]
    outside: Flag = False  # an outside check, which is shown but no part of an overall score


class ScoreboardMeta(Model):
    """The whole of content/scoreboard.yaml."""

    title: str = ""
    description: str = ""  # Markdown
    method: str = ""  # Markdown, beside what is said of the method anyway
    pool: PoolMeta = PoolMeta()
    dimensions: Mapping[str, ScoreDimensionMeta]
    normalise: Normalise = "min-max"
    scale: Number = 100.0  # of the best score; z-scores have none
    mean: Mean = "arithmetic"  # of a dimension's indicators
    overall: Literal["", "arithmetic", "geometric"] = ""  # of the dimensions; "" makes no overall score
    ranking: Flag = False  # conditions are no ranking, unless asked
    gaps: GapsMeta = GapsMeta()

    @model_validator(mode="after")
    def _fits_together(self) -> ScoreboardMeta:
        if self.scale <= 0:
            refuse("The scale must be above zero", "Write 10 or 100", key="scale")
        if "geometric" in (self.mean, self.overall) and self._has_z_scores():
            refuse(
                "A geometric mean cannot be taken of z-scores, which may be below zero",
                "Normalise by min-max, or take the arithmetic mean",
                key="mean" if self.mean == "geometric" else "overall",
            )
        if self.ranking and not self.overall:
            refuse(
                "There is nothing to rank by without an overall score",
                "Write overall: arithmetic, or leave out ranking",
                key="ranking",
            )
        return self

    def _has_z_scores(self) -> bool:
        scores = (score for dimension in self.dimensions.values() for score in dimension.indicators)
        return any((score.normalise or self.normalise) == "z-score" for score in scores)

    def normalise_of(self, score: ScoreMeta) -> Normalise:
        """Return how an indicator's values become scores."""
        return score.normalise or self.normalise
