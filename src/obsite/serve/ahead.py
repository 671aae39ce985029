"""Pages that are ahead of the build: rendered at once, in a thread of their own, when only words changed.

What somebody looks at comes first: of a hundred texts saved at once those that an open page shows, then the
others, if they are few. A build that began after a change has it in it; when it ends, pages that were shown
ahead of it are dropped. Pages of a change that came in the middle of a build stay until the next one ends.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from obsite.pipeline import BuildOptions
from obsite.serve.worker import Worker
from obsite.stages.page_first import PageFirst

_FEW = 20  # texts that nobody looks at; more of them only hold up the build that has them all


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
        self._later: frozenset[Path] = frozenset()  # of these what nobody looks at
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
        self._begun = max(begun, self._begun)
        self.idle.clear()
        self._changed.set()

    async def look_into(self, output: str, begun: int) -> None:
        """Hear of the texts of a page that may have changed before anybody listened."""
        with contextlib.suppress(Exception):
            if paths := await self._worker.do(lambda: self._page_first.texts_on(output)):
                self.notice(paths, begun)

    async def warm_up(self) -> None:
        """Do what is to be done once, before somebody waits for it."""
        with contextlib.suppress(Exception):  # whatever it is, the build will tell
            await self._worker.do(self._page_first.warm_up)

    async def next_pages(self, looked_at: Callable[[], Collection[str]]) -> tuple[str, ...]:
        """Wait for changes; return the outputs that can be shown as they are now, those looked at first."""
        await self._changed.wait()
        self._changed.clear()
        paths, begun = await self._next_paths(looked_at()), self._begun
        found: Mapping[str, bytes] = {}
        with contextlib.suppress(Exception):  # whatever it is, the build will tell
            found = await self._worker.do(lambda: self._newer(paths))
        if self._later:
            self._changed.set()
        if not self._changed.is_set():
            self.idle.set()
        if begun < self._ended:  # a build was quicker
            return ()
        self._pages |= {output: (begun, data) for output, data in found.items()}
        return tuple(found)

    async def _next_paths(self, outputs: Collection[str]) -> frozenset[Path]:
        """Return what is to be shown next: texts on pages that are looked at, then the others."""
        paths, self._noticed = self._later | self._noticed, set()
        first = frozenset[Path]()
        if outputs and len(paths) > 1:
            with contextlib.suppress(Exception):
                first = await self._worker.do(lambda: self._page_first.shown_by(outputs, paths))
        self._later = paths - first if first else frozenset()
        if len(self._later) > _FEW:
            self._later = frozenset()
        return first or (paths if len(paths) <= _FEW else frozenset())

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

    def _newer(self, paths: Collection[Path]) -> dict[str, bytes]:
        pages = self._page_first.pages(paths)
        if (
            not pages and len(paths) > 1
        ):  # one of the texts has more than new words, which is no matter for others
            pages = {
                output: page for path in paths for output, page in self._page_first.pages((path,)).items()
            }
        return {output: data for output, data in pages.items() if not _is(self._folder / output, data)}

    def _is_published(self, output: str) -> bool:
        kept = self._pages.get(output)
        return kept is not None and _is(self._folder / output, kept[1])


def _is(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False
