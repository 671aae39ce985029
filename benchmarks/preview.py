"""From saving a file to the new page: how long each tool's preview takes, over HTTP on this machine alone."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

from benchmarks.corpus import Page
from benchmarks.meter import reap_orphans, surroundings
from benchmarks.results import Preview
from benchmarks.rounds import Contestant
from benchmarks.tools.tool import write

_LOOK_EVERY_S = 0.004
_REST_S = 0.5  # between edits, so that none falls into the time in which another still settles
_SETTLES_WITHIN_S = 3.0  # after the first build: some only begin to watch then
_AN_EDIT_TAKES_AT_MOST_S = 180.0
_PATIENCE_S = 240.0  # for all edits of one tool
_WORTH_KEEPING = 3  # edits that were seen before one was missed
_STARTS_WITHIN_S = 600.0


class Silent(Exception):
    """A preview did not answer in time."""


def preview(contestant: Contestant, pages: int, edits: int) -> Preview:
    """Start a tool's preview, save edits one after another, and return how long each took to be seen."""
    page = Page(number=pages // 2, of=pages)
    # Once this page is there again, the server has built, and does not just show what was there before.
    contestant.tool.published(contestant.root, page).unlink(missing_ok=True)
    with _served(contestant) as port:
        _wait_for(port, page, "</html>", _STARTS_WITHIN_S)
        time.sleep(_SETTLES_WITHIN_S)
        seconds, begun = [], time.monotonic()
        for number in range(edits):
            try:
                seconds.append(_edit(contestant, page, number, port))
            except Silent as silence:
                if len(seconds) < _WORTH_KEEPING:
                    raise
                print(f"{contestant.tool.name}'s preview missed an edit: {silence}", file=sys.stderr)
                break
            if time.monotonic() - begun > _PATIENCE_S:
                break
            time.sleep(_REST_S)
    return Preview(tool=contestant.tool.name, pages=pages, seconds=tuple(seconds))


def _edit(contestant: Contestant, page: Page, number: int, port: int) -> float:
    word = f"Saved{number}word"
    text = contestant.tool.text(page, page.title).replace("See [", f"{word}. See [", 1)
    source = contestant.tool.source(contestant.root, page)
    started = time.perf_counter()
    write(source, text)
    _wait_for(port, page, word, _AN_EDIT_TAKES_AT_MOST_S)
    return time.perf_counter() - started


def _wait_for(port: int, page: Page, word: str, seconds: float) -> None:
    until = time.monotonic() + seconds
    while word not in _fetched(port, f"/{page.path}/"):
        if time.monotonic() > until:
            raise Silent(f"{word!r} was not in /{page.path}/ after {seconds:.0f} s")
        time.sleep(_LOOK_EVERY_S)


def _fetched(port: int, path: str) -> str:
    """Return a page, "" while there is none: what stands in for it does not count."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.read().decode("utf-8", "replace") if answer.status == HTTPStatus.OK else ""
    except (OSError, http.client.HTTPException):
        return ""
    finally:
        connection.close()


@contextmanager
def _served(contestant: Contestant) -> Iterator[int]:
    """Run a tool's server; give its port."""
    tool, port = contestant.tool, _free_port()
    log = contestant.root / "serve.log"
    with log.open("wb") as said:
        process = subprocess.Popen(
            tool.serve(contestant.program, port),
            cwd=contestant.root,
            env=surroundings(tool.environment),
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield port
    except Silent as silence:
        said_last = log.read_text(encoding="utf-8", errors="replace")[-500:]
        print(f"{tool.name}'s preview is left out: {silence}. {said_last}", file=sys.stderr)
        raise
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a server and all that it started, which is a process group of its own."""
    for number in (signal.SIGINT, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
            process.wait(timeout=5)
        except ProcessLookupError:
            break
        except subprocess.TimeoutExpired:
            continue
    reap_orphans()


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
        return port
