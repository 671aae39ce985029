"""What renderers read of the memo: the right value in every order, and few questions where they go in turn."""

from __future__ import annotations

from pathlib import Path

import pytest

from obsite.engine.memo import Memo
from obsite.engine.shelf import Shelf
from obsite.engine.task import Stored

COUNT = 100


def value_of(number: int) -> str:
    return f"{number} " * (40_000 if number % 17 == 0 else 10)  # some are long, or compressed


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "memo.sqlite"


@pytest.fixture
def stored(path: Path) -> list[Stored]:
    with Memo(path, "maker") as memo:
        return [memo.value((str(number),), lambda number=number: value_of(number)) for number in range(COUNT)]


@pytest.mark.parametrize(
    "order",
    [
        range(COUNT),
        range(COUNT - 1, -1, -1),
        [*range(40, 80), *range(30), *range(90, 60, -1), 1, 99, 0],
        [number * 37 % COUNT for number in range(2 * COUNT)],
        [number // 2 for number in range(2 * COUNT)],
    ],
)
def test_every_value_is_found(path: Path, stored: list[Stored], order: list[int]) -> None:
    shelf = Shelf(path)
    assert [shelf.value(stored[number]) for number in order] == [value_of(number) for number in order]
    with pytest.raises(KeyError):
        shelf.value(Stored(digest="none"))


@pytest.mark.parametrize(("order", "most"), [(1, COUNT // 3), (-1, COUNT // 3), (37, COUNT)])
def test_values_in_turn_are_fetched_together(path: Path, stored: list[Stored], order: int, most: int) -> None:
    shelf = Shelf(path)
    shelf.value(stored[50])
    asked: list[str] = []
    assert shelf._connection is not None
    shelf._connection.set_trace_callback(asked.append)
    for number in range(0, COUNT * order, order):
        shelf.value(stored[number % COUNT])
    assert len(asked) <= most


def test_a_value_that_was_damaged_is_not_given(path: Path, stored: list[Stored]) -> None:
    with Memo(path, "maker") as memo:
        memo._connection.execute("UPDATE contents SET checksum = '' WHERE digest = ?", (stored[5].digest,))
    shelf = Shelf(path)
    assert [shelf.value(one) for one in stored[:5]] == [value_of(number) for number in range(5)]
    with pytest.raises(KeyError):
        shelf.value(stored[5])
    assert shelf.value(stored[6]) == value_of(6)
