"""Which files changed, as the system tells it. The output and obsite's own memory are not looked at."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from obsite.diagnostics.errors import WorldRefused
from obsite.stages.discovery import CONFIG, CONTENT, TEMPLATES

if TYPE_CHECKING:
    from watchfiles import Change

Notice = Callable[[frozenset[Path]], None]
# Tells of changes until it is cancelled. The first notice has no paths: from then on nothing is missed.
Changes = Callable[[Notice], Awaitable[None]]

SOURCES = (CONFIG, CONTENT, TEMPLATES)
# A save is often several events (write beside, rename, set the date); those within a step are one.
STEP_MS, AT_MOST_MS = 10, 400
_BESIDE = ("~", ".swp", ".tmp", "___jb_tmp___", "___jb_old___")  # how names end of copies that editors make
_WRITING_S = 0.1  # in which what is being written is there


def watch(root: Path) -> Changes:
    """Return the source of changes to a site's content, templates and configuration."""

    async def follow(notice: Notice) -> None:
        await _Follower(root.resolve(), notice).follow()  # some systems tell of files by their real path

    return follow


class _Follower:
    """Looks at the site's folder for what stands in it, and into the folders of sources with all below."""

    def __init__(self, root: Path, notice: Notice) -> None:
        self._root = root
        self._notice = notice
        self._below: asyncio.Task[None] | None = None
        self._known: dict[Path, int] = {}
        self._stop = asyncio.Event()

    async def follow(self) -> None:
        try:
            self._look_below()
            top = asyncio.create_task(self._listen(self._root))
            await asyncio.sleep(0)  # both have begun to listen
            self._notice(frozenset())
            await top
            if self._below and self._below.done():
                await self._below  # which says what went wrong
        finally:
            self._stop.set()
            if self._below:
                self._below.cancel()

    def _look_below(self) -> None:
        """Listen to the folders that are there now; anew when one came, went or was replaced.

        What happens meanwhile is not lost: the notice that brought us here has a build follow it.
        """
        folders = {path: path.stat().st_ino for name in SOURCES if (path := self._root / name).is_dir()}
        if folders == self._known:
            return
        self._known = folders
        if self._below:
            self._below.cancel()
        self._below = asyncio.create_task(self._listen(*folders)) if folders else None
        if self._below:
            self._below.add_done_callback(self._ended)

    def _ended(self, below: asyncio.Task[None]) -> None:
        if not below.cancelled() and below.exception():
            self._stop.set()

    async def _listen(self, *paths: Path) -> None:
        from watchfiles import awatch

        top = paths == (self._root,)
        stop = self._stop if top else None
        found = awatch(
            *paths,
            watch_filter=self._matters,
            debounce=AT_MOST_MS,
            step=STEP_MS,
            stop_event=stop,
            recursive=not top,
        )
        try:
            async for changes in found:
                if top:
                    self._look_below()
                changed = frozenset(Path(path) for _, path in changes)
                if any(map(_is_empty, changed)):
                    await asyncio.sleep(_WRITING_S)
                self._notice(changed)
        except FileNotFoundError:
            pass  # the folder went in this moment, which the folder above it tells
        except (OSError, RuntimeError) as refusal:
            cure = (
                "let the system watch more files, or set WATCHFILES_FORCE_POLLING=1 to look at them in turn"
            )
            raise WorldRefused(f"changes cannot be watched: {refusal}", cure) from refusal

    def _matters(self, _change: Change, path: str) -> bool:
        try:
            parts = Path(path).relative_to(self._root).parts
        except ValueError:
            return False
        return bool(parts) and parts[0] in SOURCES and not any(map(_of_editors, parts))


def _is_empty(path: Path) -> bool:
    """Whether there is nothing in a file: perhaps somebody is just about to write into it."""
    try:
        return path.is_file() and path.stat().st_size == 0
    except OSError:
        return False


def _of_editors(name: str) -> bool:
    """Whether editors keep a file of this name beside a text while it is open."""
    return name.startswith((".", "#")) or name.endswith(_BESIDE) or name == "4913"
