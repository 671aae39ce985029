"""Work in a process of its own: what it tells, what it comes to, and how it may end."""

from __future__ import annotations

import os
import signal

import pytest

from obsite.diagnostics.errors import WorldRefused
from obsite.engine.apart import Tell, run_apart


def counting(upto: int, tell: Tell) -> tuple[int, int]:
    for number in range(upto):
        tell(number)
    return os.getpid(), upto


def failing(words: str, tell: Tell) -> None:
    tell("begun")
    raise LookupError(words)


def dying(_: object, tell: Tell) -> None:
    tell("begun")
    os.kill(os.getpid(), signal.SIGKILL)


def test_what_it_tells_is_heard_in_order_before_it_returns() -> None:
    heard: list[int] = []
    process, result = run_apart(counting, 5, heard.append)
    assert process != os.getpid()
    assert (result, heard) == (5, [0, 1, 2, 3, 4])


def test_an_exception_flies_out_and_tells_where_it_is_from() -> None:
    heard: list[str] = []
    with pytest.raises(LookupError, match="nowhere") as caught:
        run_apart(failing, "nowhere", heard.append)
    assert heard == ["begun"]
    assert "in failing" in "".join(caught.value.__notes__)


def test_an_end_from_outside_is_told() -> None:
    with pytest.raises(WorldRefused, match="-9"):
        run_apart(dying, None, lambda _: None)


def test_it_ends_if_we_are_interrupted() -> None:
    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_apart(counting, 1_000_000, interrupt)
