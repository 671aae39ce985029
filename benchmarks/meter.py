"""What a command costs: time on the wall, time on processors and memory, of all processes that it starts.

Processors: what the system counts of the command and of every process below it, also of those that
outlive it, which come to us when they end (Linux; elsewhere those are missed).

Memory: the proportional set size of all processes together, where what they share counts once, looked at
again and again (Linux); never less than the most that any one of them had resident.
"""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of prctl(2)
_LOOK_EVERY_S = 0.05
_LOOKING_IS_A = 20  # a look that takes long is followed by as many times as long without one
_LEFTOVERS_END_IN_S = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one run took."""

    wall: float  # seconds
    cpu: float  # seconds of all processors
    memory: float  # MB
    said: str = ""  # on standard output


class Failed(Exception):
    """A command ended with an error; the message is what it said at last."""


def measure(command: list[str], folder: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end and return what it cost; raises Failed."""
    adopt_orphans()
    before = _children_seconds()
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complained:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=surroundings(environment), stdout=said, stderr=complained
        )
        with Watch(process.pid) as watch:
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        reap_orphans()
        told, complaint = (_read(file) for file in (said, complained))
    if process.returncode:
        raise Failed(f"{told}\n{complaint}".strip()[-2000:])
    resident = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    peak = max(resident, watch.peak)
    return Cost(wall=wall, cpu=_children_seconds() - before, memory=peak / 1e6, said=told)


def _read(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")


def surroundings(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment of measured programs: as users have it, compiled Python is kept."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return kept | dict(more or {})


def adopt_orphans() -> None:
    """Let processes whose parent ends become ours, so that their time is counted."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)


def reap_orphans() -> None:
    """Wait for what a command has left running, which ends by itself."""
    until = time.monotonic() + _LEFTOVERS_END_IN_S
    while time.monotonic() < until:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not pid:
            time.sleep(0.005)


def _children_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


@dataclass(slots=True)
class Watch:
    """Looks at the memory of a process and of all below it, as long as the block lasts."""

    process: int
    peak: int = 0  # bytes
    _done: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def __enter__(self) -> Watch:
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        if self._thread:
            self._thread.join()

    def _run(self) -> None:
        pause = 0.0
        while not self._done.wait(pause):
            started = time.perf_counter()
            self.peak = max(self.peak, sum(map(memory_of, family_of(self.process))))
            pause = max(_LOOK_EVERY_S, _LOOKING_IS_A * (time.perf_counter() - started))


def family_of(process: int) -> Iterator[int]:
    """Yield a process and all below it."""
    parents = dict(_parents())
    for pid in parents:
        above = pid
        while above in parents and above != process:
            above = parents[above]
        if above == process:
            yield pid


def _parents() -> Iterator[tuple[int, int]]:
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            yield int(entry.parent.name), int(entry.read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):  # it has just ended
            continue


def memory_of(process: int) -> int:
    """Return the proportional set size of a process in bytes; 0 where the system does not tell."""
    try:
        rows = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(row.split()[1]) * 1024 for row in rows if row.startswith("Pss:")), 0)
