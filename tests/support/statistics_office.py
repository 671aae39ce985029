"""A statistics office on this machine: answers over HTTP by a script, faults included."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Source:
    """A statistics office: answers by a script, and remembers what it was asked."""

    url: str = ""
    script: list[Answer | Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=list)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)


@contextmanager
def statistics_office() -> Iterator[Source]:
    """Yield the office while it is open."""
    office = Source()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            office.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            step = office.script.pop(0) if len(office.script) > 1 else office.script[0]
            if callable(step):
                return step(self)
            status, headers, body = step
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if "Content-Length" not in headers:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            return None

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    office.url = f"http://127.0.0.1:{server.server_port}"
    yield office
    server.shutdown()
    server.server_close()
    thread.join()
