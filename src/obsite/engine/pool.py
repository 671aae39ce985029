"""Work done here or in other processes, with one face: results in the order of the items.

    with open_pool(work, shared, jobs=2) as pool:
        for result in pool.run(items, weights): ...

`work(shared, item)` is a function at module level; `shared` goes once to each process. An exception
of `work` is a bug and flies out of `run`. A process that dies is replaced; the items it had in hand are
done again one by one, and the one that kills a process comes back as a `Dead`: damaged pictures have been
known to kill whole interpreters.

Processes are never forked from this one, which may have threads: a fork server forks them where
there is one (it imports `preload` once for all), else they are spawned. `start_early` has it begin with that
while this process does something else.

A process has its next batch at hand while it works on one: it need not wait until we have time for it.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import pickle
import queue
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.reduction import ForkingPickler
from typing import Any, Generic, TypeVar

from obsite.diagnostics.errors import WorldRefused
from obsite.engine.pickling import dumps

Item = TypeVar("Item")
Result = TypeVar("Result")

_START_UP = 200.0  # what starting one process costs, in the weight of a page
_HEAVY = 20.0  # from here on an item is sent alone, and before the light ones
_BATCH = 40.0
_MOST_JOBS = 8  # by itself; more only when asked for, each may need a hundred megabytes
_FALSE_STARTS = 3
_GARBAGE = (50_000, 20, 20)  # a batch has many objects and no cycles: looking for them takes long


@dataclass(frozen=True, slots=True)
class Dead(Generic[Item]):
    """In place of a result: the process died over this item."""

    item: Item
    exit_code: int | None


def choose_jobs(weights: Sequence[float], jobs: int | None = None, cpu_count: int | None = None) -> int:
    """Return how many processes pay for this work; 1 means to do it here.

    `jobs` is the most that the user allows, None leaves it to the machine.
    """
    if jobs is None:
        jobs = min(cpu_count or usable_cpus(), _MOST_JOBS)
    return max(1, min(jobs, len(weights), int(sum(weights) / _START_UP)))


def usable_cpus() -> int:
    """Return on how many processors this process may run."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def make_batches(weights: Sequence[float], jobs: int) -> list[list[int]]:
    """Return the items' indexes in the order of sending: heavy ones first, light ones together."""
    heavy = sorted((i for i, w in enumerate(weights) if w >= _HEAVY), key=lambda i: -weights[i])
    light = [index for index, weight in enumerate(weights) if weight < _HEAVY]
    size = max(1.0, min(_BATCH, sum(weights[index] for index in light) / (4 * jobs)))
    batches: list[list[int]] = [[index] for index in heavy]
    filled = size
    for index in light:
        if filled >= size:
            batches.append([])
            filled = 0.0
        batches[-1].append(index)
        filled += weights[index]
    return batches


class Inline(Generic[Item, Result]):
    """The body that works in this process."""

    def __init__(self, work: Callable[[Any, Item], Result], shared: object) -> None:
        self._work = work
        self._shared = shared

    def run(self, items: Sequence[Item], _weights: Sequence[float]) -> Iterator[Result | Dead[Item]]:
        """Yield the result for each item."""
        for item in items:
            yield self._work(self._shared, item)


class _Worker:
    """One process, our end of its pipe, and the batches it has in hand: it is at work on the first."""

    def __init__(self, context: Any, work: Callable[[Any, Any], Any], shared: object) -> None:
        self.pipe, far_end = context.Pipe()
        self.process = context.Process(target=_serve, args=(far_end, work, shared), daemon=True)
        self.process.start()
        far_end.close()  # so that the end of the process is the end of the pipe
        self.ready = False
        self.in_hand: deque[list[int]] = deque()

    def end(self, *, kill: bool) -> None:
        if kill:
            self.process.kill()
        with contextlib.suppress(OSError):
            self.pipe.close()  # an idle worker ends by itself at the end of its pipe
        self.process.join()


class Processes(Generic[Item, Result]):
    """The body that works in other processes."""

    def __init__(
        self,
        work: Callable[[Any, Item], Result],
        shared: object,
        *,
        jobs: int,
        preload: Sequence[str] = (),
    ) -> None:
        self._work = work
        self._shared = shared
        self._jobs = jobs
        self._context = _context(preload)
        self._workers: list[_Worker] = []
        self._false_starts = 0

    def run(self, items: Sequence[Item], weights: Sequence[float]) -> Iterator[Result | Dead[Item]]:
        """Yield the result for each item, in the order of items."""
        waiting = deque(make_batches(weights, self._jobs))
        results: dict[int, Result | Dead[Item]] = {}
        while len(self._workers) < min(self._jobs, len(waiting)):
            self._workers.append(_Worker(self._context, self._work, self._shared))
        self._hand_out(items, weights, waiting)
        for index in range(len(items)):
            while index not in results:
                self._collect(items, waiting, results)
                self._hand_out(items, weights, waiting)
            yield results.pop(index)

    def end(self, *, kill: bool) -> None:
        """End all processes."""
        for worker in self._workers:
            worker.end(kill=kill)
        self._workers.clear()

    def _hand_out(self, items: Sequence[Item], weights: Sequence[float], waiting: deque[list[int]]) -> None:
        for worker in self._workers:
            if waiting and worker.ready and not worker.in_hand:
                self._send(worker, items, waiting.popleft())
        for worker in self._workers:
            # The last ones are for whoever is free first, and none waits behind a heavy one.
            if len(worker.in_hand) != 1 or len(waiting) < len(self._workers):
                continue
            if weights[worker.in_hand[0][0]] < _HEAVY > weights[waiting[0][0]]:
                self._send(worker, items, waiting.popleft())

    def _send(self, worker: _Worker, items: Sequence[Item], batch: list[int]) -> None:
        worker.in_hand.append(batch)
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # noticed in _collect
            worker.pipe.send_bytes(dumps([items[index] for index in batch]))

    def _collect(
        self, items: Sequence[Item], waiting: deque[list[int]], results: dict[int, Result | Dead[Item]]
    ) -> None:
        """Take what the workers have sent; replace those that died."""
        by_pipe: dict[Any, _Worker] = {worker.pipe: worker for worker in self._workers}
        for pipe in wait(list(by_pipe)):
            worker = by_pipe[pipe]
            try:
                good, answer = worker.pipe.recv()
            except (EOFError, OSError):
                dead = self._bury(worker, waiting)
                if dead is not None:
                    results[dead] = Dead(items[dead], worker.process.exitcode)
                continue
            if not good:
                raise answer
            if worker.ready:
                results.update(zip(worker.in_hand.popleft(), answer, strict=True))
            worker.ready = True

    def _bury(self, worker: _Worker, waiting: deque[list[int]]) -> int | None:
        """Replace a dead worker; return the index of the item it died over, if there can be no other."""
        worker.end(kill=True)
        self._workers.remove(worker)
        batch = worker.in_hand.popleft() if worker.in_hand else []
        if not batch:
            self._false_starts += 1
            if self._false_starts > _FALSE_STARTS:
                raise WorldRefused("worker processes cannot be started", "build with -j 1")
        waiting.extendleft(reversed(worker.in_hand))  # not begun with
        if len(batch) > 1:
            waiting.extendleft([index] for index in reversed(batch))
        if waiting or not self._workers:
            self._workers.append(_Worker(self._context, self._work, self._shared))
        return batch[0] if len(batch) == 1 else None


@contextlib.contextmanager
def open_pool(
    work: Callable[[Any, Item], Result], shared: object, *, jobs: int, preload: Sequence[str] = ()
) -> Iterator[Inline[Item, Result] | Processes[Item, Result]]:
    """Give a pool of `jobs` processes (1: none), which ends with the block, at once if it fails."""
    if jobs <= 1:
        yield Inline(work, shared)
        return
    pool = Processes(work, shared, jobs=jobs, preload=preload)
    try:
        yield pool
    except BaseException:  # also for Ctrl-C: nothing may outlive us
        pool.end(kill=True)
        raise
    pool.end(kill=False)


def _context(preload: Sequence[str]) -> Any:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver, resource_tracker

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", *preload])
    resource_tracker.ensure_running()  # it lets signals through again that were held back
    # Ctrl-C is for us alone: a server that is struck while it imports would tell of it at length.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return context


def start_early(preload: Sequence[str]) -> None:
    """Have the fork server begin to import what processes will need, if there is a fork server."""
    _context(preload)


def _serve(pipe: Connection[Any, Any], work: Callable[[Any, Any], Any], shared: object) -> None:
    """The life of a worker: take a batch, send back its results, until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears Ctrl-C and ends us
    gc.set_threshold(*_GARBAGE)
    batches: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
    # Taken from the pipe at once: the parent may be sending while we do, and two full pipes would stop both.
    threading.Thread(target=_receive, args=(pipe, batches), daemon=True).start()
    try:
        pipe.send((True, ()))
        while (batch := batches.get()) is not None:
            pipe.send_bytes(_answer(work, shared, pickle.loads(batch)))
    except (BrokenPipeError, ConnectionResetError):
        return


def _receive(pipe: Connection[Any, Any], batches: queue.SimpleQueue[bytes | None]) -> None:
    try:
        while True:
            batches.put(pipe.recv_bytes())
    except (EOFError, OSError):
        batches.put(None)


def _answer(work: Callable[[Any, Any], Any], shared: object, batch: Sequence[object]) -> Any:
    """Return the pickled results, or the pickled exception."""
    try:
        return dumps((True, [work(shared, item) for item in batch]))
    except Exception as error:
        return ForkingPickler.dumps((False, portable(error)))


def portable(error: Exception) -> Exception:
    """Return an exception that survives the pipe and tells where it came from."""
    trail = "in a worker process:\n" + traceback.format_exc()
    try:
        ForkingPickler.loads(ForkingPickler.dumps(error))
    except Exception:
        return RuntimeError(trail)
    error.add_note(trail)
    return error
