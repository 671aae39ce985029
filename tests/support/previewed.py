"""A preview at work in a thread of its own, with changes that a test tells of, and HTTP as browsers speak it."""

from __future__ import annotations

import asyncio
import http.client
import json
import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from obsite.pipeline import BuildOptions, BuildReport
from obsite.serve.server import Handle, Preview, ServeOptions, open_socket
from obsite.serve.watching import Changes, Notice

PATIENCE = 60  # seconds after which a test gives up; nothing is slowed by it


@dataclass
class Told:
    """A listener, and a source of changes, both in the hands of a test."""

    builds: queue.Queue[BuildReport | Exception] = field(default_factory=queue.Queue)
    _notices: queue.Queue[tuple[asyncio.AbstractEventLoop, Notice]] = field(default_factory=queue.Queue)

    def opened(self, url: str) -> None:
        """Nothing is said to nobody."""

    def built(self, report: BuildReport) -> None:
        self.builds.put(report)

    def stopped(self, stop: Exception) -> None:
        self.builds.put(stop)

    async def changes(self, notice: Notice) -> None:
        self._notices.put((asyncio.get_running_loop(), notice))
        notice(frozenset())
        await asyncio.Event().wait()

    def change(self, *paths: Path) -> None:
        """Tell the preview that files changed; it has heard of it when this returns."""
        loop, notice = at = self._notices.get(timeout=PATIENCE)
        self._notices.put(at)
        asyncio.run_coroutine_threadsafe(_called(notice, frozenset(paths)), loop).result(PATIENCE)

    def next_build(self) -> Any:
        """Return what the next build came to."""
        return self.builds.get(timeout=PATIENCE)


async def _called(notice: Notice, paths: frozenset[Path]) -> None:
    notice(paths)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Shown:
    """A preview, seen from outside."""

    told: Told
    port: int
    base: str

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{self.base}"

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for a path; headers with underscores for hyphens."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=given)
        response = connection.getresponse()
        answer = Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        connection.close()
        return answer

    @contextmanager
    def events(self, page: str = "") -> Iterator[Iterator[dict[str, Any]]]:
        """Listen as an open page does, or somebody who looks at nothing."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", f"/_obsite/events?page={page}")
        response = connection.getresponse()
        assert response.headers.get_content_type() == "text/event-stream"
        try:
            yield (json.loads(line[6:]) for line in response if line.startswith(b"data: "))
        finally:
            response.close()
            connection.close()


@contextmanager
def previewed(options: BuildOptions, changes: Changes | None = None) -> Iterator[Shown]:
    """Preview a site on a free port; its first build is done. Without `changes`, `told.change` makes them."""
    told, opened, ended = Told(), queue.Queue[Handle | BaseException](), queue.Queue[BaseException | None]()
    listening = open_socket("127.0.0.1", 0)
    preview = Preview(
        options=ServeOptions(build=options, port=0),
        listener=told,
        changes=changes or told.changes,
        when_open=opened.put,
    )
    port = listening.getsockname()[1]

    def run() -> None:
        try:
            asyncio.run(preview.run(listening))
        except BaseException as stop:
            opened.put(stop)
            ended.put(stop)
        else:
            ended.put(None)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    handle = opened.get(timeout=PATIENCE)
    assert isinstance(handle, Handle), handle
    try:
        yield Shown(told, port, handle.workshop.base)
    finally:
        handle.stop()
        stop = ended.get(timeout=PATIENCE)
        thread.join(PATIENCE)
        listening.close()
    assert stop is None, stop
    assert not thread.is_alive()
