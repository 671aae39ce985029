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
        self._listeners: dict[asyncio.Queue[News | None], str] = {}  # with the addresses of their pages
        self._closed = False

    @property
    def looked_at(self) -> frozenset[str]:
        """The addresses of the pages that somebody sees."""
        return frozenset(filter(None, self._listeners.values()))

    def tell(self, news: News) -> None:
        """Tell all listeners."""
        for listener in self._listeners:
            listener.put_nowait(news)

    def close(self) -> None:
        """End all streams: an open one would keep the server from ending."""
        self._closed = True
        for listener in self._listeners:
            listener.put_nowait(None)

    async def listen(self, first: News, address: str = "") -> AsyncIterator[bytes]:
        """Yield messages to the page at an address, first how things stand, until the hub is closed."""
        listener: asyncio.Queue[News | None] = asyncio.Queue()
        self._listeners[listener] = address
        try:
            yield b"retry: 500\n\n"  # milliseconds until a browser asks again for a server that went away
            yield first.as_event()
            while not self._closed and (news := await listener.get()):
                yield news.as_event()
        finally:
            self._listeners.pop(listener, None)
