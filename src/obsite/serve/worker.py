"""The thread that builds, one job after the other, so that the server goes on answering meanwhile."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, TypeVar

Result = TypeVar("Result")


class Ended(Exception):
    """The program ends before the job does."""


class Worker:
    """Runs jobs in a thread that does not hold up the end of the program."""

    def __init__(self) -> None:
        self._jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._pending: set[asyncio.Future[Any]] = set()
        self._thread = threading.Thread(target=self._work, name="obsite-build", daemon=True)
        self._thread.start()

    async def do(self, job: Callable[[], Result]) -> Result:
        """Return what the job returns, or raise what it raises."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Result] = loop.create_future()
        self._pending.add(future)
        future.add_done_callback(self._pending.discard)

        def run() -> None:
            try:
                result = job()
            except BaseException as stop:
                _later(loop, _settle, future.set_exception, stop, future)
            else:
                _later(loop, _settle, future.set_result, result, future)

        self._jobs.put(run)
        return await future

    def end(self) -> None:
        """Let the thread end after what it is doing, and nobody wait for it."""
        for future in tuple(self._pending):
            _settle(future.set_exception, Ended(), future)
        self._jobs.put(None)

    def _work(self) -> None:
        while job := self._jobs.get():
            job()


def _settle(give: Callable[[Any], None], value: object, future: asyncio.Future[Any]) -> None:
    if not future.done():  # nobody waits for it any more
        give(value)


def _later(loop: asyncio.AbstractEventLoop, call: Callable[..., None], *arguments: object) -> None:
    with contextlib.suppress(RuntimeError):  # the server has ended in the meantime
        loop.call_soon_threadsafe(call, *arguments)
