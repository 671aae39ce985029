"""How much a scoreboard's order hangs on its weights: ranks under other ones.

Each region's rank is taken again with all weights equal, and without each indicator in turn. A board
whose ranks move by dozens of places under such changes says less than its decimals pretend.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from obsite.data import distribution
from obsite.data.scoreboard import combine
from obsite.data.scoreboard_columns import Column
from obsite.data.scoreboard_figures import Scoreboard


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """What one change does to the ranks: by how many places the median region moves, and the one that
    moves most. `without` is the index of the column left out, -1 where weights are equal."""

    without: int
    median: float
    largest: int
    region: str  # that moves most
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """The ranks of one score under all changes. `spans` is region -> its best and worst rank."""

    dimension: str  # "" for the overall score
    count: int  # regions that have a rank
    shifts: tuple[Shift, ...]
    spans: Mapping[str, tuple[int, int, int]]  # region -> rank as declared, best, worst
    equal_already: bool  # weights are equal as declared

    @property
    def median_span(self) -> float:
        """How many places lie between best and worst rank of the median region."""
        widths = [worst - best for _, best, worst in self.spans.values()]
        return distribution.percentile(widths, 50) if widths else 0.0


def sensitivity_of(board: Scoreboard) -> tuple[Sensitivity, ...]:
    """Return how ranks move: in each dimension of several indicators, and of the overall score if any."""
    found = [
        _sensitivity(board, name, _dimension_ranker(board, name))
        for name, declared in board.meta.dimensions.items()
        if len(declared.indicators) > 1
    ]
    if board.meta.overall:
        found.append(_sensitivity(board, "", _overall_ranker(board)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Ranker:
    """What is needed to rank by one score: its columns, and how they are put together under weights."""

    columns: tuple[int, ...]
    weights: tuple[float, ...]  # as declared
    scores: Mapping[str, tuple[float | None, ...]]  # region -> score of each of the columns
    groups: tuple[tuple[int, ...], ...]  # positions of columns that are put together first
    group_weights: tuple[float, ...]


def _dimension_ranker(board: Scoreboard, name: str) -> _Ranker:
    numbers = tuple(n for n, column in enumerate(board.columns) if column.dimension == name)
    return _ranker(board, numbers, (tuple(range(len(numbers))),), (1.0,))


def _overall_ranker(board: Scoreboard) -> _Ranker:
    inner = [name for name, declared in board.meta.dimensions.items() if not declared.outside]
    numbers = tuple(n for n, column in enumerate(board.columns) if column.dimension in inner)
    groups = tuple(
        tuple(at for at, number in enumerate(numbers) if board.columns[number].dimension == name)
        for name in inner
    )
    return _ranker(board, numbers, groups, tuple(board.meta.dimensions[name].weight for name in inner))


def _ranker(
    board: Scoreboard,
    numbers: tuple[int, ...],
    groups: tuple[tuple[int, ...], ...],
    group_weights: tuple[float, ...],
) -> _Ranker:
    own: list[Column] = [board.columns[number] for number in numbers]
    scores = {region: tuple(column.score(region) for column in own) for region in board.pool}
    return _Ranker(numbers, tuple(column.weight for column in own), scores, groups, group_weights)


def _sensitivity(board: Scoreboard, name: str, ranker: _Ranker) -> Sensitivity:
    declared = _ranks(board, ranker, ranker.weights, ranker.group_weights)
    shifts: list[Shift] = []
    seen: dict[str, list[int]] = {region: [place] for region, place in declared.items()}
    for without, weights, group_weights in _changes(ranker):
        ranks = _ranks(board, ranker, weights, group_weights)
        for region, place in ranks.items():
            if region in seen:
                seen[region].append(place)
        shifts.append(_shift(without, declared, ranks))
    spans = {region: (places[0], min(places), max(places)) for region, places in seen.items()}
    equal = len(set(ranker.weights)) <= 1 and len(set(ranker.group_weights)) <= 1
    return Sensitivity(
        dimension=name, count=len(declared), shifts=tuple(shifts), spans=spans, equal_already=equal
    )


def _changes(ranker: _Ranker) -> Iterator[tuple[int, tuple[float, ...], tuple[float, ...]]]:
    """Yield (column left out or -1, weights, weights of groups)."""
    equal, equal_groups = (1.0,) * len(ranker.weights), (1.0,) * len(ranker.group_weights)
    yield -1, equal, equal_groups
    for at, number in enumerate(ranker.columns):
        weights = tuple(0.0 if place == at else weight for place, weight in enumerate(ranker.weights))
        if any(weights):
            yield number, weights, ranker.group_weights


def _ranks(
    board: Scoreboard, ranker: _Ranker, weights: Sequence[float], group_weights: Sequence[float]
) -> dict[str, int]:
    """Return region -> rank under some weights."""
    totals: dict[str, float] = {}
    for region, scores in ranker.scores.items():
        parts = [
            combine(
                [scores[at] for at in group], [weights[at] for at in group], board.meta.mean, board.gaps
            ).score
            for group in ranker.groups
        ]
        if len(parts) > 1:
            mean = board.meta.overall or "arithmetic"
            whole = combine(parts, group_weights, mean, board.gaps).score
        else:
            whole = parts[0]
        if whole is not None:
            totals[region] = whole
    ordered = sorted(totals.values())
    return {region: distribution.rank(total, ordered) for region, total in totals.items()}


def _shift(without: int, before: Mapping[str, int], after: Mapping[str, int]) -> Shift:
    moved = {region: abs(after[region] - place) for region, place in before.items() if region in after}
    if not moved:
        return Shift(without=without, median=0.0, largest=0, region="", before=0, after=0)
    most = min(moved, key=lambda region: (-moved[region], region))
    return Shift(
        without=without,
        median=distribution.percentile(moved.values(), 50),
        largest=moved[most],
        region=most,
        before=before[most],
        after=after[most],
    )
