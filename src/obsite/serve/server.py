"""The preview as a whole: a socket, the server on it, the workshop behind it, until Ctrl-C."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType

import uvicorn

from obsite.diagnostics.errors import WorldRefused
from obsite.pipeline import BuildOptions
from obsite.serve.app import make_app
from obsite.serve.hosts import LOOPBACK, names_for, reachable
from obsite.serve.watching import Changes, watch
from obsite.serve.workshop import Listener, Workshop

PORT = 8000


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeOptions:
    """What to build, and where to offer it."""

    build: BuildOptions
    host: str = LOOPBACK
    port: int = PORT  # 0: any that is free


def serve(options: ServeOptions, listener: Listener, when_built: Callable[[str], None]) -> None:
    """Build, offer and watch until Ctrl-C; `when_built` is called with the address after the first build."""
    one = Preview(options=options, listener=listener, when_built=when_built)
    with open_socket(options.host, options.port) as listening, contextlib.suppress(KeyboardInterrupt):
        asyncio.run(one.run(listening))
    gc.freeze()  # the program ends at once: nobody is to look through all that builds have made


def open_socket(host: str, port: int) -> socket.socket:
    """Return a socket that listens; WorldRefused if that cannot be."""
    plain = host.strip("[]")
    family = socket.AF_INET6 if ":" in plain else socket.AF_INET
    try:
        return socket.create_server((plain, port), family=family, backlog=128)
    except socket.gaierror:
        raise WorldRefused(
            f"{host} is not a name or an address of this machine", "leave --host out, or name one that is"
        ) from None
    except OSError as refusal:
        message = f"port {port} of {host} cannot be had: {os.strerror(refusal.errno or 0)}"
        another = port + 1 if 1024 <= port < 65535 else PORT
        cure = f"end the program that has it, or take another: obsite serve -p {another}"
        raise WorldRefused(message, cure) from None


class _Server(uvicorn.Server):
    """Ends at once when it is told to, though browsers hold streams open."""

    def __init__(self, config: uvicorn.Config, workshop: Workshop) -> None:
        super().__init__(config)
        self._workshop = workshop
        self._loop = asyncio.get_running_loop()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        super().handle_exit(sig, frame)
        self._loop.call_soon_threadsafe(self._workshop.end)


@dataclass(slots=True)
class Handle:
    """Ends a preview from another thread."""

    server: _Server
    workshop: Workshop
    loop: asyncio.AbstractEventLoop

    def stop(self) -> None:
        """Do what Ctrl-C does."""
        self.server.should_exit = True
        self.loop.call_soon_threadsafe(self.workshop.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A site that is offered while it is written."""

    options: ServeOptions
    listener: Listener
    changes: Changes | None = None  # default: what the system tells of the site's files
    when_built: Callable[[str], None] = lambda _: None  # called with the address after the first build
    when_open: Callable[[Handle], None] = lambda _: None  # called with what ends the preview

    async def run(self, listening: socket.socket) -> None:
        """Offer the site on a socket and follow its changes until the server is told to end."""
        build = self.options.build
        workshop = Workshop(build, self.listener)
        server = _Server(_configuration(workshop, self.options.host), workshop)
        url = f"http://{reachable(self.options.host)}:{listening.getsockname()[1]}{workshop.base}"
        self.listener.opened(url)
        self.when_open(Handle(server, workshop, asyncio.get_running_loop()))
        changes = self.changes or watch(build.root)
        work = asyncio.create_task(workshop.work(changes, lambda: self.when_built(url)))
        work.add_done_callback(lambda task: _end_with(task, server))
        try:
            await server.serve(sockets=[listening])
        finally:
            workshop.end()
            work.cancel()
            await _result_of(work)


async def _result_of(work: asyncio.Task[None]) -> None:
    """Raise what ended the work, if it was not we."""
    try:
        await work
    except asyncio.CancelledError:
        pass
    except ExceptionGroup as group:
        raise group.exceptions[0] from None


def _end_with(task: asyncio.Task[None], server: _Server) -> None:
    """A preview that no longer follows its site must not pretend to."""
    if not task.cancelled():
        server.should_exit = True


def _configuration(workshop: Workshop, host: str) -> uvicorn.Config:
    return uvicorn.Config(
        make_app(workshop, names_for(host)),
        http="h11",
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=1,  # seconds; a download that goes on longer is broken off
    )
