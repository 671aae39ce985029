"""Reads content/scoreboard.yaml and checks it against the data: the dimensions that can be scored."""

from __future__ import annotations

from collections.abc import Collection

from obsite.data.databank import Databank
from obsite.data.declared import Checker
from obsite.data.indicator import Indicator
from obsite.data.scoreboard_meta import SCOREBOARD_PATH, ScoreboardMeta, ScoreDimensionMeta, ScoreMeta
from obsite.diagnostics.model import Emit
from obsite.schema.load import load_model
from obsite.text.source import read_text
from obsite.text.yaml_builder import Path
from obsite.text.yaml_nodes import compose


def load_scoreboard(
    data: bytes, databank: Databank, declared: Collection[str], emit: Emit
) -> ScoreboardMeta | None:
    """Return what the file declares, without dimensions that have a fault; all faults go to `emit`."""
    text = read_text(data, SCOREBOARD_PATH, emit)
    node = compose(text, path=SCOREBOARD_PATH, emit=emit) if text is not None else None
    meta = load_model(ScoreboardMeta, node, emit=emit, model_name="the scoreboard") if node else None
    if node is None or meta is None:
        return None
    sound: dict[str, ScoreDimensionMeta] = {}
    used: list[tuple[Indicator, Path]] = []
    for name, dimension in meta.dimensions.items():
        checker = Checker(node, databank, declared, emit)
        found = _check_dimension(checker, meta, dimension, ("dimensions", name))
        if checker.sound:
            sound[name] = dimension
            used += found
    whole = Checker(node, databank, declared, emit)
    regions = whole.one_list(used) or databank.codelist_of_kind("region")
    if regions is not None:
        whole.pool(meta.pool, regions, ("pool",))
    if meta.overall and meta.dimensions and all(d.weight <= 0 or d.outside for d in meta.dimensions.values()):
        whole.fault("zero-weights", "No dimension counts for the overall score", ("overall",))
    return meta.model_copy(update={"dimensions": sound}) if whole.sound and sound else None


def _check_dimension(
    checker: Checker, meta: ScoreboardMeta, dimension: ScoreDimensionMeta, at: Path
) -> list[tuple[Indicator, Path]]:
    found: list[tuple[Indicator, Path]] = []
    _check_weight(checker, dimension.weight, (*at, "weight"))
    if not dimension.indicators:
        checker.fault("missing-figures", "This dimension has no indicators", (*at, "indicators"))
    elif all(score.weight == 0 for score in dimension.indicators):
        message = "All weights of this dimension are zero, so it has no score"
        checker.fault("zero-weights", message, (*at, "indicators"), "Give at least one indicator a weight")
    for number, score in enumerate(dimension.indicators):
        place = (*at, "indicators", number)
        _check_weight(checker, score.weight, (*place, "weight"))
        indicator = checker.indicator(score.indicator, (*place, "indicator"))
        if indicator is not None:
            _check_score(checker, meta, score, indicator, place)
            found.append((indicator, (*place, "indicator")))
    return found


def _check_weight(checker: Checker, weight: float, at: Path) -> None:
    if weight < 0:
        help = "To count what is bad against a region, write direction: lower"
        checker.fault("invalid-value", "A weight cannot be below zero", at, help)


def _check_score(
    checker: Checker, meta: ScoreboardMeta, score: ScoreMeta, indicator: Indicator, at: Path
) -> None:
    if (score.direction or indicator.meta.direction) not in ("higher", "lower"):
        message = f"Nothing says whether high values of `{indicator.id}` are good or bad"
        checker.fault("missing-direction", message, (*at, "indicator"), "Write direction: higher, or lower")
    if meta.normalise_of(score) == "target" and score.target is None:
        key = "normalise" if score.normalise else "indicator"
        message = "The distance to a target needs the target"
        checker.fault("missing-figures", message, (*at, key), "Write target: 75")
    if score.bounds and score.bounds[0] >= score.bounds[1]:
        checker.fault(
            "invalid-value", "The bounds end before they begin", (*at, "bounds"), "Write the lower first"
        )
    checker.where(indicator, score.where, (*at, "where"))
    for dimension in indicator.dimensions:
        one_is_meant = dimension.total or len(dimension.used) < 2 or dimension.name in score.where
        if one_is_meant or dimension.codelist.meta.kind == "region":
            continue
        message = f"`{indicator.id}` is told by {dimension.title or dimension.name}: which is meant?"
        shown = ", ".join(f"`{code}`" for code in dimension.used[:4])
        help = f'Choose one: `where: {{{dimension.name}: "{dimension.used[0]}"}}`; there are {shown}'
        checker.fault("unknown-dimension", message, (*at, "indicator"), help)
    checker.period(indicator, score.period, (*at, "period"))
