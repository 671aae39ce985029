"""What new words come to before anything is rendered: what is found now, what of the plan is to be amended.

Models of front matter are imported only where texts have to be read with their headers.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from obsite.diagnostics.model import Diagnostic, Span
from obsite.engine.kept_plan import KeptPlan, KeptText
from obsite.engine.pickling import dumps
from obsite.engine.task import Task
from obsite.site.names import Names
from obsite.stages.known_texts import KnownText, NewWords, Shelf

if TYPE_CHECKING:
    from obsite.outputs.planning.amending import Amendments
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
    kept: KeptPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What there is to tell of a site with new words, and to amend in its plan."""

    findings: tuple[Diagnostic, ...]  # until rendering
    characters: Mapping[str, int]
    texts: Mapping[str, Anew]  # that can be seen in other ways than before, by path
    amendments: Amendments | None = None

    def tasks(self, kept: KeptPlan, words: Mapping[str, str]) -> tuple[Task, ...]:
        """Return the tasks that show what is new, as they would be planned now; none if they have to be."""
        if not self.amendments:
            return kept.tasks_showing(words)
        from obsite.outputs.planning.amended_lengths import Undecided

        amended = self.amendments.of
        with contextlib.suppress(Undecided):
            naming = kept.tasks_naming(self.amendments.names)
            others = [task.output for task in naming if amended(task) is not task]
            return tuple(map(amended, kept.tasks_showing(words, others)))
        return ()

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
    from obsite.outputs.planning.amended_lengths import Undecided
    from obsite.stages.retelling import keep, read_anew

    read = read_anew(shelf, (told.files, look.digests), talked_of)
    with contextlib.suppress(Undecided):
        outlook = _amended(look, shelf, read)
        if outlook and keeps:
            keep(shelf, read)
        return outlook
    return None


def _amended(look: Look, shelf: Shelf, read: Sequence[Anew]) -> Outlook | None:
    from obsite.stages.amending import Amending, characters_with
    from obsite.stages.library import Library
    from obsite.stages.retelling import retold

    others = [text for text in read if not text.words.alike]
    amending = Amending(look.kept, Library(look.kept, shelf), look.told.findings)
    amendments = amending.amendments(others)
    characters = characters_with(others, look.told.characters)
    found = retold(look.told, look.read, read)
    if found is None:
        return None
    texts = {text.words.path: text for text in others}
    return Outlook(findings=found, characters=characters, texts=texts, amendments=amendments)


def _places(found: Diagnostic) -> tuple[Span, ...]:
    return (found.span, *(place.span for place in found.related))
