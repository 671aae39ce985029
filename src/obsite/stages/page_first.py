"""Pages with new words, rendered before the site is built: for a preview, where somebody is looking on.

Nothing is published and nothing is kept. A build follows in any case, so what cannot be shown at once
(a new title, a fault) just waits for it.
"""

from __future__ import annotations

import contextlib
import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from obsite.engine.digest import digest_bytes
from obsite.engine.kept_plan import KeptPlan, Unusable
from obsite.engine.manifest import Files
from obsite.engine.reader import Job, Place, Reader, Workshop
from obsite.engine.stage import Stage
from obsite.engine.staging import load_renderer
from obsite.engine.task import Task
from obsite.markup.body import Passages
from obsite.outputs.formats import FORMATS
from obsite.stages.discovery import template_folders
from obsite.stages.known_texts import KnownText, NewWords, Shelf, new_words
from obsite.stages.options import DOCUMENTS, BuildOptions
from obsite.stages.outlook import Look, outlook_of
from obsite.stages.rewording import Basis

_PAGE = "page"
_MOST = 20  # pages; a text that more of them show is not worth the wait


class PageFirst:
    """The pages of one site. What rendering remembers (compiled templates) is kept from call to call."""

    def __init__(self, options: BuildOptions) -> None:
        self._root, self._state = options.root, options.state
        place = Place(
            root=options.root,
            output=options.output_folder,
            state=options.state,
            template_folders=template_folders(options.root),
        )
        self._plan = Files(place.state, place.root, place.output).plan
        self._workshop = Workshop(place, Stage(self._plan.parent / "stage"), FORMATS)

    def pages(self, paths: Iterable[Path]) -> dict[str, bytes]:
        """Return the pages that show changed texts, by output, a text's own first.

        Nothing is returned if anything but words changed since the last build.
        """
        names = [name for path in paths if (name := self._name(path))]
        with contextlib.suppress(Unusable), contextlib.closing(KeptPlan(self._plan)) as kept:
            known: dict[str, KnownText] = {
                path: pickle.loads(text.data) for path, text in kept.texts(names).items()
            }
            texts = [text for name in names if name in known and (text := self._read(known[name]))]
            if not names or len(texts) < len(names):
                return {}
            words = {text.path: text.passages.digest for text in texts}
            tasks = [task for task in self._tasks(kept, known, texts) if task.format == _PAGE]
            tasks.sort(key=lambda task: task.source not in words)
            return dict(self._render(tasks[:_MOST], {text.path: text.passages.value() for text in texts}))
        return {}

    def shown_by(self, outputs: Iterable[str], paths: Iterable[Path]) -> frozenset[Path]:
        """Return which of some files are texts that outputs show."""
        with contextlib.suppress(Unusable), contextlib.closing(KeptPlan(self._plan)) as kept:
            texts = kept.shown_by(outputs)
            return frozenset(path for path in paths if self._name(path) in texts)
        return frozenset()

    def texts_on(self, output: str) -> frozenset[Path]:
        """Return the texts that an output shows."""
        with contextlib.suppress(Unusable), contextlib.closing(KeptPlan(self._plan)) as kept:
            return frozenset(self._root / name for name in kept.shown_by((output,)))
        return frozenset()

    def warm_up(self) -> None:
        """Make some page, so that the first one that somebody waits for takes no longer than the others."""
        text = ""
        with contextlib.suppress(Unusable), contextlib.closing(KeptPlan(self._plan)) as kept:
            text = kept.any_text()
        if text:
            self.pages((self._root / text,))

    def _name(self, path: Path) -> str:
        """Return a file's path within the site; "" for what is not there any more."""
        for root in (self._root, self._root.resolve()):
            if path.is_relative_to(root) and path.is_file():
                return path.relative_to(root).as_posix()
        return ""

    def _read(self, known: KnownText) -> NewWords | None:
        """Return a text; None if there is more to it than words below the same header."""
        return new_words(known, (self._root / known.header.path).read_bytes())

    def _tasks(
        self, kept: KeptPlan, known: Mapping[str, KnownText], texts: Sequence[NewWords]
    ) -> tuple[Task, ...]:
        """Return the tasks that show texts, as they would be planned now; none if they have to be planned."""
        words = {text.path: text.passages.digest for text in texts}
        if all(text.alike for text in texts):
            return kept.tasks_showing(words)
        told: Basis = pickle.loads(kept.basis)
        paths = (text.path for text in texts)
        digests = {path: digest_bytes((self._root / path).read_bytes()) for path in paths}
        look = Look(told=told, known=known, digests=digests, read=self._bytes, kept=kept)
        shelf = Shelf(root=self._root, documents=self._state / DOCUMENTS, maker=told.maker)
        outlook = outlook_of(look, shelf, texts, keeps=False)
        return outlook.tasks(kept, words) if outlook else ()

    def _bytes(self, path: str) -> bytes | None:
        with contextlib.suppress(OSError):
            return (self._root / path).read_bytes()
        return None

    def _render(self, tasks: Iterable[Task], texts: Mapping[str, Passages]) -> Iterator[tuple[str, bytes]]:
        render = load_renderer(FORMATS[_PAGE])
        for task in tasks:
            rendered = render(task, _ReaderOfNews(self._workshop, Job(task=task), texts))
            if not rendered.diagnostics:
                yield task.output, rendered.data


class _ReaderOfNews(Reader):
    """Gives the texts that have just been read as they are, and everything else as it was built."""

    def __init__(self, workshop: Workshop, job: Job, texts: Mapping[str, Passages]) -> None:
        super().__init__(workshop, job)
        self._texts = texts

    def text(self, name: str) -> Any:
        return self._texts[name] if name in self._texts else super().text(name)
