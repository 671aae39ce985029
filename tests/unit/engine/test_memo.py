"""Values of planning that are kept from build to build."""

from __future__ import annotations

import os
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from obsite.engine.memo import Memo
from obsite.engine.task import Stored, Task
from tests.unit.engine.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    name: str
    values: tuple[float, ...]


ONE = Figures(name="one", values=(1.0, 2.0))


def never() -> object:
    raise AssertionError("this was known")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "memo.sqlite"


def test_a_value_is_computed_once(path: Path) -> None:
    with Memo(path, "maker") as memo:
        stored = memo.value(("a", "b"), lambda: ONE)
        assert memo.value(("a", "b"), never) == stored
        assert memo.get(stored) == ONE
    with Memo(path, "maker") as memo:
        assert memo.value(("a", "b"), never) == stored
        assert memo.get(stored) == ONE


def test_keys_are_all_their_parts_and_the_maker(path: Path) -> None:
    with Memo(path, "maker") as memo:
        memo.value(("a", "b"), lambda: ONE)
        assert memo.get(memo.value(("ab",), lambda: "other")) == "other"
    with Memo(path, "another") as memo:
        assert memo.get(memo.value(("a", "b"), lambda: "new")) == "new"


def test_equal_values_are_one(path: Path) -> None:
    with Memo(path, "m") as memo:
        first = memo.value(("a",), lambda: ONE)
        second = memo.value(("b",), lambda: Figures(name="on" + "e", values=(1.0, 2.0)))
        assert first == second == Stored(digest=first.digest)


def test_many_are_computed_together(path: Path) -> None:
    asked = []

    def compute(missing: object) -> list[str]:
        asked.append(list(missing))  # type: ignore[call-overload]
        return [f"value {index}" for index in asked[-1]]

    with Memo(path, "m") as memo:
        memo.value(("1",), lambda: "value 1")
        stored = memo.values([("0",), ("1",), ("2",)], compute)
        assert [memo.get(item) for item in stored] == ["value 0", "value 1", "value 2"]
        memo.values([("0",), ("1",), ("2",)], compute)
    assert asked == [[0, 2]]


def test_what_was_not_asked_for_is_dropped(path: Path) -> None:
    with Memo(path, "m") as memo:
        kept, dropped = memo.value(("a",), lambda: ONE), memo.value(("b",), lambda: "x")
    with Memo(path, "m") as memo:
        memo.value(("a",), never)
        memo.keep_used()
        assert memo.get(kept) == ONE
        with pytest.raises(KeyError):
            memo.get(dropped)


def test_a_list_is_no_value(path: Path) -> None:
    with Memo(path, "m") as memo, pytest.raises(TypeError, match="list is not a frozen value"):
        memo.value(("a",), lambda: [1])


@pytest.mark.parametrize("damage", ["cut", "text", "content", "lost content", "lost"])
def test_a_damaged_file_heals(path: Path, damage: str) -> None:
    with Memo(path, "m") as memo:
        stored = memo.value(("a",), lambda: ONE)
    if damage == "cut":
        path.write_bytes(path.read_bytes()[:5000])
    elif damage == "text":
        path.write_text("this is no database " * 500)
    elif damage == "lost":
        path.unlink()
    else:
        connection = sqlite3.connect(path)
        connection.execute(
            "DELETE FROM contents" if damage == "lost content" else "UPDATE contents SET data = x'00'"
        )
        connection.commit()
        connection.close()
    with Memo(path, "m") as memo:
        assert memo.get(memo.value(("a",), lambda: ONE)) == ONE
        assert memo.value(("a",), never) == stored


def test_damage_that_keeps_size_and_time_is_seen(path: Path) -> None:
    with Memo(path, "m") as memo:
        stored = memo.value(("a",), lambda: ONE)
    data, status = path.read_bytes(), path.stat()
    assert data.count(stored.digest.encode()) >= 2
    time.sleep(0.02)  # the system's clock ticks
    with path.open("r+b") as file:
        file.write(data.replace(stored.digest.encode(), stored.digest[::-1].encode(), 1))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    with Memo(path, "m") as memo:
        assert memo.get(memo.value(("a",), lambda: ONE)) == ONE


def test_a_killed_build_leaves_a_sound_file(path: Path) -> None:
    def killed() -> object:
        raise KeyboardInterrupt

    def build() -> None:
        with Memo(path, "m") as memo:
            memo.value(("a",), lambda: ONE)
            memo.commit()
            memo.value(("b",), killed)

    with pytest.raises(KeyboardInterrupt):
        build()
    with Memo(path, "m") as memo:
        memo.value(("a",), never)
        assert memo.get(memo.value(("b",), lambda: "again")) == "again"


@pytest.mark.parametrize("jobs", [1, 2])
def test_renderers_read_what_they_declare(desk: Desk, jobs: int) -> None:
    with Memo(desk.place.memo_file, "m") as memo:
        stored = [memo.value((str(index),), lambda index=index: (index, 1.5)) for index in range(4)]
    tasks = [_tells(item, f"{index}.txt") for index, item in enumerate(stored)]
    assert desk.build(*tasks, jobs=jobs).published
    assert desk.tree()["3.txt"] == b"(3, 1.5)"
    assert desk.build(*tasks, jobs=jobs).rendered == ()


def test_a_renderer_reads_nothing_else(desk: Desk) -> None:
    with Memo(desk.place.memo_file, "m") as memo:
        stored = memo.value(("a",), lambda: ONE)
    with pytest.raises(Exception, match="stored"):
        desk.build(Task(output="a.txt", format="tells", view=stored))


def test_a_value_that_is_gone_publishes_nothing(desk: Desk) -> None:
    with Memo(desk.place.memo_file, "m") as memo:
        stored = memo.value(("a",), lambda: ONE)
    desk.place.memo_file.unlink()
    result = desk.build(_tells(stored, "a.txt"))
    assert not result.published
    assert [found.code for found in result.diagnostics] == ["changed-while-building"]


def _tells(stored: Stored, output: str) -> Task:
    return Task(output=output, format="tells", view=stored, inputs=(stored.input,), weight=150.0)
