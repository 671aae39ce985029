"""What open pages are told: one message after each build, to all that listen (Server-Sent Events)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """How the site stands. A page of an older state loads itself again, unless told that it need not."""

    state: str
    overlay: str = ""  # HTML of what is wrong, "" when all is well
    styles: tuple[str, ...] = ()  # addresses of the style sheets, if nothing but these changed
    pages: tuple[str, ...] | None = None  # addresses of the pages that changed; None: any page may have

    def as_event(self) -> bytes:
        """Return the message as it goes over the wire."""
        return f"data: {json.dumps(asdict(self))}\n\n".encode()


class Hub:
    """Everyone who listens. Belongs to one event loop."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[News | None]] = set()
        self._closed = False

    def tell(self, news: News) -> None:
        """Tell all listeners."""
        for listener in self._listeners:
            listener.put_nowait(news)

    def close(self) -> None:
        """End all streams: an open one would keep the server from ending."""
        self._closed = True
        for listener in self._listeners:
            listener.put_nowait(None)

    async def listen(self, first: News) -> AsyncIterator[bytes]:
        """Yield messages, beginning with how things stand now, until the hub is closed."""
        listener: asyncio.Queue[News | None] = asyncio.Queue()
        self._listeners.add(listener)
        try:
            yield b"retry: 500\n\n"  # milliseconds until a browser asks again for a server that went away
            yield first.as_event()
            while not self._closed and (news := await listener.get()):
                yield news.as_event()
        finally:
            self._listeners.discard(listener)
