"""One build at a time into one output folder.

The system drops a lock with its process, so a lock file that a killed build left behind is free.
The file itself stays; it holds the number of the process that last worked under it.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from obsite.diagnostics.errors import WorldRefused
from obsite.engine.errors import refused

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        os.lseek(descriptor, 1 << 20, os.SEEK_SET)  # beyond the text, which others want to read
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Lock:
    """A lock that is held."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def sign(self) -> None:
        """Write who works here; left undone by a build that has nothing to do, which writes no byte."""
        with contextlib.suppress(OSError):
            os.ftruncate(self._descriptor, 0)
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.write(self._descriptor, f"{os.getpid()}\n".encode())


@contextlib.contextmanager
def locked(path: Path) -> Iterator[Lock]:
    """Hold the lock at `path`; WorldRefused if another process has it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise refused(f"open {path}", error) from error
    try:
        try:
            _take(descriptor)
        except OSError:
            raise _at_work(path) from None
        yield Lock(descriptor)
    finally:
        os.close(descriptor)


def _at_work(path: Path) -> WorldRefused:
    try:
        number = path.read_text("ascii", "replace").strip()
    except OSError:
        number = ""
    who = f" (process {number})" if number.isdigit() else ""
    message = f"another build is writing this output folder{who}"
    return WorldRefused(message, "wait for it to end, or build into another folder with -o")
