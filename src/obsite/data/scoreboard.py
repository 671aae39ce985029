"""From values to scores: how values are made comparable, and how scores are put together.

Formulas alone, each with its definition, source and a worked example. `scoreboard_figures` feeds them
from a site's indicators. Source of all of them: OECD and JRC, "Handbook on Constructing Composite
Indicators" (2008), steps 5 and 6.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from obsite.data import distribution
from obsite.data.scoreboard_meta import Mean, Normalise


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How the values of one indicator become scores: by which method, and against which values.

    `ordered` are the values of the pool, ascending. `lower` tells that low values are good.
    """

    method: Normalise
    ordered: tuple[float, ...]
    lower: bool = False
    size: float = 100.0  # the best score, except of z-scores
    target: float | None = None
    bounds: tuple[float, float] | None = None

    @property
    def ends(self) -> tuple[float, float]:
        """The value of the worst score, and that of the best one."""
        low, high = self.bounds or (self.ordered[0], self.ordered[-1])
        worst, best = (high, low) if self.lower else (low, high)
        return (worst, self.target) if self.method == "target" and self.target is not None else (worst, best)


def normalised(value: float, scale: Scale) -> float | None:
    """Return the score of a value, None where the pool does not let it have one.

    min-max   how far it is from the worst to the best value of the pool (or of `bounds`)
    target    how far it is from the worst value to the target; at the target and beyond, the whole scale
    rank      which share of the other regions it leaves behind
    z-score   by how many standard deviations it is better than the mean of the pool

    >>> normalised(7, Scale(method="min-max", ordered=(2, 4, 12)))
    50.0
    >>> normalised(4, Scale(method="min-max", ordered=(2, 4, 12), lower=True))
    80.0
    >>> normalised(4, Scale(method="rank", ordered=(2, 4, 12)))
    50.0
    >>> normalised(6, Scale(method="target", ordered=(2, 4, 12), target=10))
    50.0
    >>> normalised(4, Scale(method="z-score", ordered=(2, 4, 6)))
    0.0
    """
    if not scale.ordered:
        return None
    match scale.method:
        case "z-score":
            spread = distribution.deviation(scale.ordered)
            score = (value - distribution.mean(scale.ordered)) / spread if spread else None
            return -score if score and scale.lower else score
        case "rank":
            below = distribution.share_below(value, scale.ordered)
            return scale.size * (1 - below if scale.lower else below)
        case "min-max" | "target":
            worst, best = scale.ends
            if worst == best:
                return None
            return scale.size * min(1.0, max(0.0, (value - worst) / (best - worst)))


def weighted_mean(scores: Sequence[float], weights: Sequence[float], mean: Mean) -> float | None:
    """Return the mean of scores by their weights, None if these are zero.

    A geometric mean is lower the more unlike the scores are: a poor one cannot be made up for by a good
    one. A score of zero makes it zero.

    >>> weighted_mean([20, 80], [1, 1], "arithmetic")
    50.0
    >>> round(weighted_mean([20, 80], [1, 1], "geometric"), 6)
    40.0
    """
    total = math.fsum(weights)
    if total <= 0:
        return None
    if mean == "arithmetic":
        return math.fsum(s * w for s, w in zip(scores, weights, strict=True)) / total
    if any(score <= 0 for score in scores):
        return 0.0
    logs = (math.log(s) * w for s, w in zip(scores, weights, strict=True))
    return math.exp(math.fsum(logs) / total)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """What becomes of a mean in which scores are missing: it needs a `share` of the weight, 0 for any."""

    treatment: Literal["exclude", "require", "impute"] = "require"
    share: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Combined:
    """A mean of several scores. `covered` is which share of the weight had a score (0 to 1)."""

    score: float | None
    covered: float


def combine(
    scores: Sequence[float | None], weights: Sequence[float], mean: Mean, gaps: Gaps = Gaps()
) -> Combined:
    """Return the mean of the scores there are; none if too little of the weight is covered.

    >>> combine([60, None], [3, 1], "arithmetic")
    Combined(score=60.0, covered=0.75)
    >>> combine([60, None], [1, 3], "arithmetic").score is None
    True
    """
    pairs = [(s, w) for s, w in zip(scores, weights, strict=True) if s is not None]
    total = math.fsum(weights)
    covered = math.fsum(w for _, w in pairs) / total if total > 0 else 0.0
    enough = bool(pairs) and (gaps.treatment != "require" or covered >= gaps.share - 1e-9)
    score = weighted_mean([s for s, _ in pairs], [w for _, w in pairs], mean) if enough else None
    return Combined(score=score, covered=covered)
