"""How far a build has come: one line rewritten on a terminal, a line a stage elsewhere, or nothing."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, TextIO

from obsite.cli.invocation import Invocation, on_terminal
from obsite.stages.options import Unwatched

if TYPE_CHECKING:
    from obsite.pipeline import Progress

BAR_WIDTH = 24
REDRAW_AFTER_S = 0.08
CLEAR_LINE = "\r\x1b[2K"


class Lines(Unwatched):
    """One line for each stage that has something to do, for logs."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def stage(self, name: str, total: int) -> None:
        if total:
            print(f"{name}: {total}", file=self._stream, flush=True)


class Bar(Unwatched):
    """One line that is rewritten as work goes on, and gone at the end."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._name = ""
        self._done = self._total = 0
        self._drawn_at = 0.0

    def stage(self, name: str, total: int) -> None:
        self._name, self._done, self._total = name, 0, total
        self._draw()

    def advance(self, n: int = 1) -> None:
        self._done += n
        if time.monotonic() - self._drawn_at >= REDRAW_AFTER_S:
            self._draw()

    def finish(self) -> None:
        self._stream.write(CLEAR_LINE)
        self._stream.flush()

    def _draw(self) -> None:
        self._drawn_at = time.monotonic()
        line = self._name
        if self._total:
            filled = min(BAR_WIDTH, BAR_WIDTH * self._done // self._total)
            bar = "━" * filled + "─" * (BAR_WIDTH - filled)
            line = f"{self._name:<10} {bar} {self._done}/{self._total}"
        self._stream.write(CLEAR_LINE + line)
        self._stream.flush()


def progress_for(invocation: Invocation, *, silent: bool = False) -> Progress:
    """What suits who is watching."""
    if silent or invocation.quiet:
        return Unwatched()
    return Bar(sys.stderr) if on_terminal() else Lines(sys.stderr)
