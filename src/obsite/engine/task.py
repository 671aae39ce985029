"""What the engine works on: a Task is one output file to make (or a few), with all that it may read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from obsite.diagnostics.model import Diagnostic

OF_TASKS = ("output", "facts")  # kinds of inputs that other tasks make


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """Something beside its view that a task may read.

    kind "source": a file of the site, name relative to the site's root.
    kind "template": a file of the theme, name relative to the templates folder.
    kind "absent": a template name that was looked for and not found (digest "").
    kind "output": another task's output, digest is that task's fingerprint.
    kind "facts": what another task tells about its output; digest is that of these facts.
    kind "state": a file of the folder of state that is named by its content, relative to that folder.
    kind "text": the words of an authored text, digest is that of their stored value.
    kind "stored": a value that planning computed (see `memo`), name and digest are the value's digest.
    """

    kind: str
    name: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A value kept in the memo, known by the digest of its content: two are equal if their values are."""

    digest: str

    @property
    def input(self) -> Input:
        """What a task declares that reads the value."""
        return Input(kind="stored", name=self.digest, digest=self.digest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One output file to make: where, how, from what."""

    output: str  # relative to the output folder, forward slashes
    format: str  # a key of FORMATS
    view: object  # a frozen dataclass, str, or tuple of them: all content this file shows, by value
    inputs: tuple[Input, ...] = ()
    wave: int = 0  # a task may read outputs of lower waves only
    weight: float = 1.0  # estimated work, 1 is a page; a PDF is about 200
    source: str = ""  # the authored file it is mainly made from, for messages
    sources: tuple[str, ...] = ()  # further authored files its view was made from, for `why`
    companions: tuple[str, ...] = ()  # further outputs that the same rendering yields

    @property
    def outputs(self) -> tuple[str, ...]:
        """All files that this task makes."""
        return (self.output, *self.companions)

    @property
    def reads(self) -> tuple[str, ...]:
        """The outputs that it reads, or of which it tells."""
        return tuple(entry.name for entry in self.inputs if entry.kind in OF_TASKS)

    @property
    def tells_of(self) -> tuple[str, ...]:
        """The outputs of which it tells facts."""
        return tuple(entry.name for entry in self.inputs if entry.kind == "facts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """The bytes of one output, what later tasks may know about it, and what was found on the way."""

    data: bytes
    facts: Mapping[str, str | int | float] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    companions: Mapping[str, bytes] = field(default_factory=dict)  # by output, just those of the task
