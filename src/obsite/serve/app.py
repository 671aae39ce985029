"""The HTTP side: which request gets which answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from obsite.serve.addresses import Found, Missing, Moved, look_up
from obsite.serve.faults import asset
from obsite.serve.hosts import is_ours
from obsite.serve.media import HTML, media_type_of
from obsite.serve.worker import Ended
from obsite.serve.workshop import Refused, Workshop

# What a browser may keep it must ask about first: the next save may change it.
FRESH = {"cache-control": "no-cache", "x-content-type-options": "nosniff"}
_OWN = {"reload.js": "text/javascript", "overlay.css": "text/css"}
_HEAD_END = re.compile(rb"</head\s*>", re.IGNORECASE)


def make_app(workshop: Workshop, names: Sequence[str] | None) -> Starlette:
    """Return the application; `names` are the hosts it answers for, None is any."""
    answers = _Answers(workshop)
    return Starlette(
        routes=[
            Route("/_obsite/events", answers.events),
            Route("/_obsite/{name:path}", answers.own),
            Route("/{path:path}", answers.file),
        ],
        middleware=[Middleware(_HostGate, names=names)] if names is not None else [],
    )


class _HostGate:
    """Refuses requests to other hosts: a page elsewhere could read drafts through a name of its own."""

    def __init__(self, app: ASGIApp, names: Sequence[str]) -> None:
        self._app = app
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or is_ours(Headers(scope=scope).get("host", ""), self._names):
            await self._app(scope, receive, send)
            return
        words = "This preview answers on this machine only. `obsite serve --host` says for whom else.\n"
        await PlainTextResponse(words, status_code=421)(scope, receive, send)


class _Answers:
    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    async def events(self, request: Request) -> Response:
        page = request.query_params.get("page", "")
        stream = self._workshop.hub.listen(self._workshop.news, page)
        return StreamingResponse(
            stream, media_type="text/event-stream", headers={"cache-control": "no-store"}
        )

    async def own(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _OWN:
            return PlainTextResponse("not found\n", status_code=404)
        return Response(asset(name), media_type=_OWN[name], headers=FRESH)

    async def file(self, request: Request) -> Response:
        path, query = request.scope["path"], request.scope["query_string"].decode("latin-1")
        match await run_in_threadpool(
            look_up, path, self._workshop.options.output_folder, self._workshop.base
        ):
            case Moved(address):
                return RedirectResponse(f"{address}?{query}" if query else address, headers=FRESH)
            case Found(found):
                return await self._send(found)
            case Missing(output) if output.endswith(".pdf"):
                return await self._print(output)
            case Missing(output) if output and (ahead := self._workshop.page(output)):
                return self._alive(ahead, self._workshop.state, 200)
        return await self._lost()

    async def _send(self, path: Path) -> Response:
        media_type = media_type_of(path.name)
        if media_type == HTML:
            return await self._page(path)
        try:
            facts = await run_in_threadpool(path.stat)
        except OSError:  # a build took it away in this moment
            return await self._lost()
        return FileResponse(path, media_type=media_type, headers=FRESH, stat_result=facts)

    async def _page(self, path: Path, status: int = 200) -> Response:
        state = self._workshop.state  # before the bytes are read: a page newer than its state loads once more
        ahead = self._workshop.page(_output(path, self._workshop.options.output_folder))
        try:
            data = await run_in_threadpool(path.read_bytes) if ahead is None else ahead
        except OSError:
            return await self._lost() if status == 200 else self._alive(b"not found", state, status)
        return self._alive(data, state, status)

    async def _lost(self) -> Response:
        path = self._workshop.options.output_folder / "404.html"
        if not await run_in_threadpool(path.is_file):
            return self._alive(asset("waiting.html"), self._workshop.state, 503)
        return await self._page(path, 404)

    async def _print(self, output: str) -> Response:
        try:
            made = await self._workshop.print(output)
        except Ended:
            return PlainTextResponse("the preview has ended\n", status_code=503)
        if isinstance(made, Path):
            return await self._send(made)
        return (
            Response(in_page(made), status_code=500, media_type=HTML, headers=FRESH)
            if made.overlay
            else await self._lost()
        )

    def _alive(self, data: bytes, state: str, status: int) -> Response:
        return Response(with_script(data, state), status_code=status, media_type=HTML, headers=FRESH)


def _output(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def with_script(page: bytes, state: str) -> bytes:
    """Return a page that listens for news of its state; the file on disk has nothing of it."""
    script = f'<script src="/_obsite/reload.js" data-state="{state}" defer></script>\n'.encode()
    end = _HEAD_END.search(page)
    return page[: end.start()] + script + page[end.start() :] if end else page + script


def in_page(refused: Refused) -> bytes:
    """Return what is wrong as a page of its own, for an answer that has no page below it."""
    head = '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>No PDF</title>\n'
    style = '<link rel="stylesheet" href="/_obsite/overlay.css"></head>\n'
    return f"{head}{style}<body>{refused.overlay}</body></html>\n".encode()
