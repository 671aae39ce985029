"""One face, two bodies."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys

import pytest

from obsite.engine.pool import Dead, choose_jobs, make_batches, open_pool, start_early
from obsite.engine.spell import Timed, now


def scale(factor: int, number: int) -> int:
    if number == 13:
        os._exit(3)
    if number == 99:
        raise ValueError("ninety-nine")
    return factor * number


@pytest.mark.parametrize(
    ("weights", "jobs", "cpus", "expected"),
    [
        ([], None, 2, 1),
        ([1.0] * 50, None, 2, 1),
        ([1.0] * 10_000, None, 2, 2),
        ([1.0] * 10_000, 1, 2, 1),
        ([1.0] * 10_000, 4, 2, 4),
        ([1.0] * 10_000, None, 64, 8),
        ([100.0] * 8, None, 2, 2),
        ([100.0] * 2, None, 2, 1),
        ([5000.0], None, 8, 1),
    ],
)
def test_jobs_are_chosen_by_work(weights: list[float], jobs: int | None, cpus: int, expected: int) -> None:
    assert choose_jobs(weights, jobs, cpus) == expected


def test_batches_hold_each_item_once_heavy_ones_first() -> None:
    weights = [1.0, 100.0, 1.0, 300.0] + [1.0] * 500
    batches = make_batches(weights, 2)
    assert batches[:2] == [[3], [1]]
    assert sorted(index for batch in batches for index in batch) == list(range(len(weights)))
    assert all(len(batch) <= 41 for batch in batches)


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_order(jobs: int) -> None:
    with open_pool(scale, 10, jobs=jobs) as pool:
        assert list(pool.run(range(5), [1.0, 50.0, 1.0, 90.0, 1.0])) == [0, 10, 20, 30, 40]
        assert list(pool.run([7], [1.0])) == [70]
        assert list(pool.run([], [])) == []


def test_death_is_a_result_and_bugs_fly() -> None:
    with open_pool(scale, 1, jobs=2) as pool:
        results = list(pool.run([1, 13, 2, 13, 3, 4], [1.0] * 6))
        assert results == [1, Dead(13, 3), 2, Dead(13, 3), 3, 4]
        with pytest.raises(ValueError, match="ninety-nine") as caught:
            list(pool.run([1, 99], [1.0, 1.0]))
    assert "in a worker process" in caught.value.__notes__[0]


def double(_: object, data: bytes) -> bytes:
    return data + data


def test_neither_side_waits_for_the_other_while_both_send() -> None:
    items = [bytes([number]) * 300_000 for number in range(48)]  # more than a pipe holds
    with open_pool(double, None, jobs=2) as pool:
        assert list(pool.run(items, [9.0] * 48)) == [item + item for item in items]


def test_what_a_dead_process_had_not_begun_is_done_by_another() -> None:
    numbers = [13 if number in {5, 95, 180} else 1000 + number for number in range(200)]
    with open_pool(scale, 1, jobs=2) as pool:
        results = list(pool.run(numbers, [1.0] * 200))
    assert results == [Dead(13, 3) if number == 13 else number for number in numbers]


def in_which_process(_: object, number: int) -> tuple[int, int]:
    return os.getpid(), number


def test_the_fork_server_may_begin_early() -> None:
    start_early(["obsite.engine.spell"])
    with open_pool(in_which_process, None, jobs=2) as pool:
        answers = list(pool.run(range(4), [1.0] * 4))
    assert [number for _, number in answers] == [0, 1, 2, 3]  # type: ignore[misc]
    assert os.getpid() not in {process for process, _ in answers}  # type: ignore[misc]


STRUCK = """
import os, signal, time
from obsite.engine.pool import start_early
try:
    start_early(["obsite.outputs.pdf_preload"])
    time.sleep(0.15)  # it imports for longer
    os.killpg(0, signal.SIGINT)
    time.sleep(5)
except KeyboardInterrupt:
    time.sleep(0.3)
    print("ended")
"""


@pytest.mark.skipif(
    "forkserver" not in multiprocessing.get_all_start_methods(), reason="there is no fork server"
)
def test_a_fork_server_that_still_imports_says_nothing_of_ctrl_c() -> None:
    program = [sys.executable, "-c", STRUCK]
    run = subprocess.run(
        program, capture_output=True, check=False, text=True, timeout=60, start_new_session=True
    )
    assert (run.stdout, run.stderr) == ("ended\n", "")


def test_leaving_early_ends_the_workers() -> None:
    workers = []

    def interrupted() -> None:
        with open_pool(scale, 1, jobs=2) as pool:
            next(pool.run(range(12), [1.0] * 12))
            workers.extend(worker.process for worker in pool._workers)  # type: ignore[union-attr]
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert len(workers) == 2
    assert all(process.exitcode is not None for process in workers)


def test_timed_work_says_in_which_process_and_when_it_was_done() -> None:
    begun = now()
    with open_pool(Timed(scale), 10, jobs=2) as pool:
        answers = list(pool.run([1, 2, 13], [50.0, 50.0, 1.0]))
    assert [answer[0] for answer in answers[:2]] == [10, 20]  # type: ignore[index]
    assert answers[2] == Dead(13, 3)
    for _, spell in answers[:2]:  # type: ignore[misc]
        assert spell.process != os.getpid()
        assert begun <= spell.started <= spell.started + spell.seconds <= now()
