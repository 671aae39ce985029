"""What new words come to before anything is rendered: what is found now, what of the plan is to be amended.

Models of front matter are imported only where texts have to be read with their headers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from obsite.diagnostics.model import Diagnostic, Span
from obsite.engine.kept_plan import KeptPlan, KeptText
from obsite.engine.pickling import dumps
from obsite.engine.task import Task
from obsite.site.names import Names
from obsite.stages.known_texts import KnownText, NewWords, Shelf

if TYPE_CHECKING:
    from obsite.outputs.planning.amending import Change
    from obsite.stages.retelling import Anew


class Told(Protocol):
    """What was known before."""

    @property
    def files(self) -> Mapping[str, str]: ...

    @property
    def findings(self) -> tuple[Diagnostic, ...]: ...

    @property
    def names(self) -> Names: ...

    @property
    def characters(self) -> Mapping[str, int]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A site whose texts have new words: what was known of it, and where its files are now."""

    told: Told
    known: Mapping[str, KnownText]  # of the texts with new words
    digests: Mapping[str, str]  # of all files, as they are now
    read: Callable[[str], bytes | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What there is to tell of a site with new words, and to amend in its plan."""

    findings: tuple[Diagnostic, ...]  # until rendering
    characters: Mapping[str, int]
    texts: Mapping[str, Anew]  # that can be seen in other ways than before, by path
    changes: tuple[Change, ...] = ()

    def tasks(self, kept: KeptPlan, words: Mapping[str, str]) -> tuple[Task, ...]:
        """Return the tasks that show the new words, as they would be planned now."""
        tasks = kept.tasks_showing(words)
        if not self.changes:
            return tasks
        from obsite.outputs.planning.amending import amended

        return tuple(amended(task, self.changes) for task in tasks)

    def renewed(self, kept: KeptText, known: KnownText, digest: str) -> KeptText:
        """Return what is to be kept of a text from now on."""
        anew = self.texts.get(kept.path)
        return replace(kept, digest=digest, data=dumps(anew.known(known)) if anew else kept.data)


def outlook_of(look: Look, shelf: Shelf, texts: Iterable[NewWords], *, keeps: bool = True) -> Outlook | None:
    """Return what new words come to; None if that cannot be told from here.

    What was read with its header is kept for the next time, unless a build will do so.
    """
    told = look.told
    touched = {span.path for found in told.findings for span in _places(found)}
    talked_of = [text for text in texts if not text.alike or text.diagnostics or text.path in touched]
    if not talked_of:
        return Outlook(findings=told.findings, characters=told.characters, texts={})
    from obsite.stages.amending import changes_of
    from obsite.stages.retelling import keep, read_anew, retold

    read = read_anew(shelf, (told.files, look.digests), talked_of)
    others = [text for text in read if not text.words.alike]
    amendments = changes_of(others, look.known, told.characters)
    found = retold(told, look.read, read) if amendments is not None else None
    if amendments is None or found is None:
        return None
    if keeps:
        keep(shelf, read)
    changes, characters = amendments
    return Outlook(
        findings=found,
        characters=characters,
        texts={text.words.path: text for text in others},
        changes=changes,
    )


def _places(found: Diagnostic) -> tuple[Span, ...]:
    return (found.span, *(place.span for place in found.related))
