"""Pages that are ahead of the build: rendered at once, in a thread of their own, when only words changed.

A build that began after a change has it in it; when it ends, pages that were shown ahead of it are
dropped. Pages of a change that came in the middle of a build stay until the next one ends.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from obsite.pipeline import BuildOptions
from obsite.serve.worker import Worker
from obsite.stages.page_first import PageFirst


class PagesAhead:
    """The pages of one site that are newer than their files. Belongs to one event loop."""

    def __init__(self, options: BuildOptions) -> None:
        self._folder = options.output_folder
        self._page_first = PageFirst(options)
        self._worker = Worker()
        self._changed = asyncio.Event()
        self.idle = asyncio.Event()  # a build that begins before would only slow down what is wanted first
        self.idle.set()
        self._noticed: set[Path] = set()
        self._begun = 0  # builds that had begun at the last notice
        self._ended = 0  # the last build that ended
        self._pages: dict[str, tuple[int, bytes]] = {}  # output -> builds that had begun, page

    @property
    def pages(self) -> Mapping[str, bytes]:
        """All of them, by output."""
        return {output: data for output, (_, data) in self._pages.items()}

    def notice(self, paths: Iterable[Path], begun: int) -> None:
        """Hear of changes, after so many builds have begun."""
        self._noticed.update(paths)
        self._begun = begun
        self.idle.clear()
        self._changed.set()

    async def warm_up(self) -> None:
        """Do what is to be done once, before somebody waits for it."""
        with contextlib.suppress(Exception):  # whatever it is, the build will tell
            await self._worker.do(self._page_first.warm_up)

    async def next_pages(self) -> tuple[str, ...]:
        """Wait for changes, and return the outputs that can be shown as they are now."""
        await self._changed.wait()
        self._changed.clear()
        paths, self._noticed = tuple(self._noticed), set()
        begun = self._begun
        found: Mapping[str, bytes] = {}
        with contextlib.suppress(Exception):  # whatever it is, the build will tell
            found = await self._worker.do(lambda: self._newer(paths))
        if not self._changed.is_set():
            self.idle.set()
        if begun < self._ended:  # a build was quicker
            return ()
        self._pages |= {output: (begun, data) for output, data in found.items()}
        return tuple(found)

    def forget(self) -> None:
        """Drop all pages: they are not shown to anybody."""
        self._pages = {}

    def settle(self, build: int, changed: Iterable[str]) -> list[str]:
        """Drop the pages that a build has caught up with; return what changed that was not shown before."""
        unseen = [name for name in changed if not self._is_published(name)]
        self._ended = build
        self._pages = {output: kept for output, kept in self._pages.items() if kept[0] >= build}
        return unseen

    def end(self) -> None:
        """Let the thread go."""
        self._worker.end()

    def _newer(self, paths: Iterable[Path]) -> dict[str, bytes]:
        pages = self._page_first.pages(paths)
        return {output: data for output, data in pages.items() if not _is(self._folder / output, data)}

    def _is_published(self, output: str) -> bool:
        kept = self._pages.get(output)
        return kept is not None and _is(self._folder / output, kept[1])


def _is(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False
