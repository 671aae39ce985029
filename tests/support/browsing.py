"""Chromium driven by the tests, and what it tells about a page."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Playwright, Request, Response

from tests.support.demonstration import Built
from tests.support.html import parse

MARKS = [pytest.mark.browser, pytest.mark.slow]

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]

DESKTOP, TABLET, PHONE, NARROW = 1280, 768, 390, 320

_COUNT_SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries())
    window.shifts.push([entry.value, entry.sources.map((source) => source.node && source.node.nodeName
      + "." + source.node.className).join(" ")]);
}).observe({ type: "layout-shift", buffered: true });
"""
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
SCROLL_WIDTH = "() => document.scrollingElement.scrollWidth"


def find_chromium() -> str:
    """Return the system's Chromium; without one the tests fail, since nothing else stands in for a browser."""
    found = [path for name in NAMES if (path := shutil.which(name))]
    found += [path for path in APPLICATIONS if Path(path).exists()]
    if not found:
        pytest.fail(
            "no Chromium on this machine: install it (`apt-get install chromium`, or `sh tools/setup_system.sh "
            f"chromium`); looked for {', '.join(NAMES)}",
            pytrace=False,
        )
    return found[0]


def launch(playwright: Playwright) -> Browser:
    """Start the system's Chromium without a window."""
    return playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)


@dataclass(frozen=True, slots=True)
class Site:
    """A published site and where it is offered."""

    built: Built
    url: str  # of the home page

    def kinds(self) -> dict[str, str]:
        """Return the first page of each kind of page, by the class of its body."""
        found: dict[str, str] = {}
        for name in self.built.pages():
            found.setdefault(parse(self.built.text(name)).find("body").get("class"), name)
        return found


@dataclass  # without slots: playwright keeps a note of its own on whoever listens
class Watch:
    """What a page did while it was looked at."""

    faults: list[str] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)

    def follow(self, page: Page) -> None:
        """Write down every fault of a page, and all it loads."""
        page.on("console", lambda said: self._note(said.type in {"error", "warning"}, said.text))
        page.on("pageerror", lambda error: self._note(True, str(error)))
        page.on("requestfailed", lambda asked: self._note(_failed(asked), f"{asked.url}: {asked.failure}"))
        page.on("request", lambda asked: self._note(_foreign(asked.url), f"foreign request: {asked.url}"))
        page.on("response", self._answer)

    def _note(self, fault: bool, words: str) -> None:
        if fault:
            self.faults.append(words)

    def _answer(self, response: Response) -> None:
        self.responses.append(response)
        self._note(response.status >= 400, f"{response.status} {response.url}")

    def loaded(self) -> list[str]:
        """Return the names of the files that were loaded."""
        return [urlsplit(response.url).path.rpartition("/")[2] for response in self.responses]

    def weight(self) -> int:
        """Return how many bytes a server that compresses texts sends."""
        total = 0
        for response in list(self.responses):
            body = response.body()
            packed = response.url.endswith((".woff2", ".png", ".webp", ".jpg"))
            total += len(body) if packed else len(gzip.compress(body, 6))
        return total


def _failed(request: Request) -> bool:
    return request.failure != "net::ERR_ABORTED"  # given up, because the page was left


def _foreign(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme not in {"file", "data", "blob"} and parts.hostname != "127.0.0.1"


@contextmanager
def opened(browser: Browser, *, width: int = DESKTOP, **options: object) -> Iterator[tuple[Page, Watch]]:
    """Open an empty page of its own, and watch it."""
    settings: dict[str, object] = {
        "viewport": {"width": width, "height": 844 if width < TABLET else 900},
        "color_scheme": "light",
        "reduced_motion": "reduce",
    } | options
    context = browser.new_context(**settings)  # type: ignore[arg-type]
    watch = Watch()
    try:
        context.add_init_script(_COUNT_SHIFTS)
        page = context.new_page()
        watch.follow(page)
        yield page, watch
    finally:
        context.close()


def shift(page: Page) -> float:
    """Return how far things moved while the page came up (the sum of its layout shifts)."""
    page.evaluate(PAINTED)
    return sum(value for value, _ in page.evaluate("() => window.shifts"))
