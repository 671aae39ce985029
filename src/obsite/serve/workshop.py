"""Builds the site again whenever something changed, and knows how it stands."""

from __future__ import annotations

import asyncio
import secrets
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from obsite import pipeline
from obsite.config import CONFIG_PATH, load_config
from obsite.diagnostics.errors import ObsiteError, UsageError
from obsite.diagnostics.model import Diagnostic, Severity
from obsite.engine.findings import CHANGED as OVERTAKEN
from obsite.engine.manifest import Files, Manifest
from obsite.pipeline import BuildOptions, BuildReport
from obsite.serve.addresses import address_of, base_path_of, output_of, what_changed
from obsite.serve.ahead import PagesAhead
from obsite.serve.faults import overlay_of, overlay_of_stop
from obsite.serve.news import Hub, News
from obsite.serve.watching import Changes, Notice
from obsite.serve.worker import Ended, Worker

_FETCHING_S = 0.05  # in which browsers get the pages that are ahead, before a build takes the processor
_ASKED = 4  # pages asked for last: whoever looks may have no script that tells of it
_PATIENCE = 20  # builds in a row that may be overtaken by new changes
_HALF_SAVED = 2  # failed builds in a row that are not told of, as more was saved meanwhile
PRINTS = "serve"  # the folder in .obsite for PDFs that were asked for


class Listener(Protocol):
    """Whoever tells the person at the terminal."""

    def opened(self, url: str) -> None: ...

    def built(self, report: BuildReport) -> None: ...

    def stopped(self, stop: Exception) -> None: ...


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a PDF could not be made: an overlay that says so, or "" if there is no such PDF."""

    overlay: str = ""


class Workshop:
    """The site as it was last built, and the next build."""

    def __init__(self, options: BuildOptions, listener: Listener) -> None:
        self.options = replace(options, pdf=False)
        self.hub = Hub()
        self.overlay = ""
        self.base = "/"
        self._listener = listener
        self._worker = Worker()
        self._session, self._number = secrets.token_hex(4), 0
        self._builds = 0  # that have begun
        self._overtaken = 0  # of these the last ones that failed while files were saved
        self._asked = deque[str](maxlen=_ASKED)
        self._first_asked = asyncio.Queue[str]()  # pages, until the first build has ended
        self._is_first = True
        self._wanted = asyncio.Event()
        self._ahead = PagesAhead(self.options)
        self._printing = asyncio.Lock()
        self._prints: dict[str, tuple[int, Path]] = {}
        self.look_at_configuration()

    @property
    def state(self) -> str:
        """A name for what is published now; another after each build that changed something."""
        return f"{self._session}-{self._number}"

    @property
    def news(self) -> News:
        """How things stand, for a page that begins to listen."""
        return News(state=self.state, overlay=self.overlay)

    async def work(self, changes: Changes, first_built: Callable[[], None]) -> None:
        """Build, and build again after each change, also after one that comes in the middle of a build."""
        async with asyncio.TaskGroup() as group:
            group.create_task(_follow(changes, self._notice))
            group.create_task(self._show_first())
            group.create_task(self._ahead.warm_up())
            group.create_task(self._look_into_what_is_asked_for())
            await self._build_if_wanted()
            self._first_asked.put_nowait("")
            self._is_first = False
            first_built()
            group.create_task(self._ahead.warm_up())  # if there was no plan before
            while True:
                await self._build_if_wanted()

    def _notice(self, paths: frozenset[Path]) -> None:
        self._ahead.notice(paths, self._builds)
        self._wanted.set()

    async def _show_first(self) -> None:
        """Show pages on which words changed, while the site is still to be built, or is being built."""
        while True:
            pages = await self._ahead.next_pages(self._looked_at)
            if self.overlay:  # what is wrong somewhere is to be seen first
                self._ahead.forget()
            elif pages:
                self._number += 1
                changed = tuple(address_of(output, self.base) for output in pages)
                self.hub.tell(News(state=self.state, pages=changed))

    def _looked_at(self) -> frozenset[str]:
        """Return the outputs that open pages show, and the last ones that were asked for."""
        return frozenset((*self._asked, *(output_of(address, self.base) for address in self.hub.looked_at)))

    async def _look_into_what_is_asked_for(self) -> None:
        """While the first build goes on, pages that are asked for may be of texts that were edited before."""
        seen: set[str] = set()
        while output := await self._first_asked.get():
            if output not in seen:
                seen.add(output)
                await self._ahead.look_into(output, self._builds - 1)

    def page(self, output: str) -> bytes | None:
        """Return a page that is newer than its file; None if none is. It is asked for to be looked at."""
        self._asked.append(output)
        if self._is_first:
            self._first_asked.put_nowait(output)
        return None if self.overlay else self._ahead.pages.get(output)

    def look_at_configuration(self) -> None:
        """Learn below which path the site is to be seen."""
        given = self.options.base_url
        if given is None:
            try:
                data = (self.options.root / CONFIG_PATH).read_bytes()
            except OSError:
                return
            given = load_config(data, lambda _: None).base_url
        self.base = base_path_of(given)

    async def _build_if_wanted(self) -> None:
        await self._wanted.wait()
        await self._ahead.idle.wait()
        if self._ahead.pages:
            await asyncio.sleep(_FETCHING_S)
        self._wanted.clear()
        self._builds += 1
        await self._build()

    async def _build(self) -> None:
        try:
            report, changed = await self._worker.do(lambda: build_and_compare(self.options))
        except Ended:
            return
        except Exception as stop:
            # Whatever it is, the next change may cure it, and until then the last good build is shown.
            if self._goes_on(_HALF_SAVED, more=self._wanted.is_set()):
                return
            self.overlay = overlay_of_stop(stop)
            self.hub.tell(self.news)
            self._listener.stopped(stop)
            return
        if self._was_overtaken(report):
            return
        if report.published:
            self._publish(changed)
        else:
            self._fail(report.diagnostics)
        self._listener.built(report)

    def _was_overtaken(self, report: BuildReport) -> bool:
        """Whether a file was saved in the middle of a failed build, which is no fault: another build follows.

        So it is while a hundred files are saved, or one is deleted and written anew. Nothing is told of it,
        and pages that are ahead stay, unless it happens again and again.
        """
        errors = {found.code for found in report.diagnostics if found.severity is Severity.ERROR}
        if errors == {OVERTAKEN}:
            return self._goes_on(_PATIENCE, more=True)
        return self._goes_on(_HALF_SAVED, more=not report.published and self._wanted.is_set())

    def _goes_on(self, most: int, *, more: bool) -> bool:
        self._overtaken = self._overtaken + 1 if more else 0
        if not 0 < self._overtaken <= most:
            return False
        self._wanted.set()
        return True

    def _publish(self, changed: Iterable[str]) -> None:
        self.overlay = ""
        before, base = self.state, self.base
        outputs = self._ahead.settle(self._builds, changed)
        self._number += bool(outputs)
        self.look_at_configuration()
        styles, pages = what_changed(outputs, self.base)
        if base != self.base or self.state == before:
            styles, pages = (), None
        self.hub.tell(News(state=self.state, styles=styles, pages=pages))

    def _fail(self, found: Iterable[Diagnostic]) -> None:
        self._ahead.settle(self._builds, ())
        self.overlay = overlay_of(found, pipeline.read_lines(self.options.root))
        self.hub.tell(self.news)

    async def print(self, output: str) -> Path | Refused:
        """Return the PDF of an issue as its texts are now, made unless nothing was built since the last."""
        async with self._printing:
            made = self._prints.get(output)
            if made and made[0] == self._builds and made[1].is_file() and not self.overlay:
                return made[1]
            builds = self._builds
            result = await self._worker.do(lambda: self._make_pdf(output))
            if isinstance(result, Path):
                self._prints[output] = (builds, result)
            return result

    def _make_pdf(self, output: str) -> Path | Refused:
        source = source_of_pdf(output, self.options)
        if not source:
            return Refused()
        target = self.options.state / PRINTS / output
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            written, found = pipeline.make_pdf(self.options, self.options.root / source, target)
        except UsageError:  # a page, not an issue
            return Refused()
        except ObsiteError as stop:
            return Refused(overlay_of_stop(stop))
        return written or Refused(overlay_of(found, pipeline.read_lines(self.options.root)))

    def end(self) -> None:
        """Let go of the listeners and the thread."""
        self.hub.close()
        self._ahead.end()
        self._worker.end()


async def _follow(changes: Changes, notice: Notice) -> None:
    await changes(notice)


def build_and_compare(options: BuildOptions) -> tuple[BuildReport, frozenset[str]]:
    """Build, and return the report with the outputs whose bytes are others than before."""
    before = _digests(options)
    report = pipeline.build(options)
    if not report.published or not (report.rendered or report.removed):
        return report, frozenset()
    after = _digests(options)
    changed = {output for output in before.keys() | after.keys() if before.get(output) != after.get(output)}
    return report, frozenset(changed)


def _manifest(options: BuildOptions) -> Manifest | None:
    return Manifest.load(Files(options.state, options.root, options.output_folder).manifest)


def _digests(options: BuildOptions) -> Mapping[str, str]:
    manifest = _manifest(options)
    return {output: record.digest for output, record in manifest.records.items()} if manifest else {}


def source_of_pdf(output: str, options: BuildOptions) -> str:
    """Return the text of the page that a PDF of this name would belong to, "" if there is none.

    An issue's PDF lies beside its page, under the name of their folder.
    """
    folder, _, name = output.rpartition("/")
    manifest = _manifest(options)
    record = manifest.records.get(f"{folder}/index.html") if manifest else None
    return record.source if record and name == f"{folder.rpartition('/')[2]}.pdf" else ""
