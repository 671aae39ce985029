"""Pages with new words, rendered before the site is built: for a preview, where somebody is looking on.

Nothing is published and nothing is kept. A build follows in any case, so what cannot be shown at once
(a new heading, a fault) just waits for it.
"""

from __future__ import annotations

import contextlib
import pickle
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from obsite.engine.kept_plan import KeptPlan, KeptText, Unusable
from obsite.engine.manifest import Files
from obsite.engine.reader import Job, Place, Reader, Workshop
from obsite.engine.staging import load_renderer
from obsite.engine.task import Task
from obsite.markup.body import Passages
from obsite.outputs.formats import FORMATS
from obsite.stages.discovery import template_folders
from obsite.stages.known_texts import new_words
from obsite.stages.options import BuildOptions

_PAGE = "page"
_MOST = 20  # pages; a text that more of them show is not worth the wait


class PageFirst:
    """The pages of one site. What rendering remembers (compiled templates) is kept from call to call."""

    def __init__(self, options: BuildOptions) -> None:
        self._root = options.root
        place = Place(
            root=options.root,
            output=options.output_folder,
            state=options.state,
            template_folders=template_folders(options.root),
        )
        self._plan = Files(place.state, place.root, place.output).plan
        self._workshop = Workshop(place, self._plan.parent / "stage", FORMATS)

    def pages(self, paths: Iterable[Path]) -> dict[str, bytes]:
        """Return the pages that show changed texts, by output, a text's own first.

        Nothing is returned if anything but words changed since the last build.
        """
        names = [name for path in paths if (name := self._name(path))]
        with contextlib.suppress(Unusable), contextlib.closing(KeptPlan(self._plan)) as kept:
            known = kept.texts(names)
            texts = {name: self._passages(known[name]) for name in names if name in known}
            words = {name: text[1] for name, text in texts.items() if text}
            if not names or len(words) < len(names):
                return {}
            shown = {name: text[0] for name, text in texts.items() if text}
            tasks = [task for task in kept.tasks_showing(words) if task.format == _PAGE]
            tasks.sort(key=lambda task: task.source not in words)
            return dict(self._render(tasks[:_MOST], shown))
        return {}

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

    def _passages(self, known: KeptText) -> tuple[Passages, str] | None:
        """Return a text's words with their digest; None if there is more to it than words."""
        text = new_words(pickle.loads(known.data), (self._root / known.path).read_bytes())
        return (text.passages.value(), text.passages.digest) if text else None

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
