"""The only way of a renderer to a file: it gives what the task declares, and nothing else.

A Reader lives for one task; a Workshop for all tasks of a process.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from obsite.diagnostics.errors import ObsiteError
from obsite.engine.digest import digest_bytes
from obsite.engine.errors import UndeclaredInput
from obsite.engine.stage import Stage
from obsite.engine.task import Stored, Task

Facts = Mapping[str, str | int | float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The folders of a build."""

    root: Path  # of the site
    output: Path
    state: Path  # `.obsite/`
    template_folders: tuple[Path, ...] = ()  # the first that has a template wins
    memo: Path | None = None  # where stored values are, if not in `state`

    @property
    def memo_file(self) -> Path:
        """The file of stored values."""
        return self.memo or self.state / "memo.sqlite"


class InputChanged(ObsiteError):
    """A file is no longer what it was when the site was read: it was saved in the meantime."""

    def __init__(self, name: str, help: str = "it was saved while the site was read; try again") -> None:
        super().__init__(name, help)


class Workshop:
    """What all tasks of a process share. Pickles without what was remembered in it."""

    def __init__(
        self, place: Place, stage: Stage, formats: Mapping[str, str], makers: Mapping[str, str] | None = None
    ) -> None:
        self.place = place
        self.stage = stage  # outputs rendered in this build, until they are published
        self.formats = formats  # format -> "package.module:function"
        self.makers = (
            makers or {}
        )  # format -> digest of the program behind it; without, there are no keepsakes
        self.memo: dict[object, Any] = {}

    def staged(self, output: str) -> str:
        """Return where an output waits for its publication."""
        return self.stage.path(output)

    def __reduce__(self) -> tuple[Any, ...]:
        return (Workshop, (self.place, self.stage, self.formats, self.makers))


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A task with what the parent process knows about it."""

    task: Task
    facts: Mapping[str, Facts] = field(default_factory=dict)  # of the outputs it may read
    have: Mapping[str, str] = field(default_factory=dict)  # digests of published files: not staged again


class Reader:
    """Gives a renderer the files that its task declares.

    `memo` lives as long as the process: for what is expensive to make (a compiled template, a
    decoded picture). Its keys must contain the digests of all that a value was made from.
    """

    def __init__(self, workshop: Workshop, job: Job) -> None:
        self._workshop = workshop
        self._job = job
        self._declared = {(entry.kind, entry.name): entry.digest for entry in job.task.inputs}

    @property
    def memo(self) -> dict[object, Any]:
        return self._workshop.memo

    def digest(self, kind: str, name: str) -> str:
        """Return the digest of a declared input ("" for an output of this plan)."""
        try:
            return self._declared[kind, name]
        except KeyError:
            raise UndeclaredInput(self._job.task.output, kind, name) from None

    def read(self, kind: str, name: str) -> bytes:
        """Return the bytes of a declared input of any kind."""
        digest = self.digest(kind, name)
        if kind == "output":
            return self._output(name)
        if kind == "template":
            return self._template(name, digest)
        if kind == "source":
            return _same(_bytes(self._workshop.place.root / name, name), digest, name)
        raise UndeclaredInput(self._job.task.output, kind, name)

    def source(self, name: str) -> bytes:
        """Return the bytes of a declared file of the site."""
        return self.read("source", name)

    def template(self, name: str) -> bytes:
        """Return the bytes of a declared template."""
        return self.read("template", name)

    def has_template(self, name: str) -> bool:
        """Return whether a template is there; that it is not must be declared as kind "absent"."""
        if ("template", name) in self._declared:
            return True
        self.digest("absent", name)
        return False

    def output(self, name: str) -> bytes:
        """Return the bytes of another task's output, of this build or an earlier one."""
        return self.read("output", name)

    def facts(self, name: str) -> Facts:
        """Return what the task of another output tells about it."""
        if ("output", name) not in self._declared:
            self.digest("facts", name)
        return self._job.facts[name]

    def text(self, name: str) -> Any:
        """Return the words of a declared text, as they were stored when it was read."""
        return self._value(Stored(digest=self.digest("text", name)))

    def stored(self, stored: Stored) -> Any:
        """Return a declared value that planning has computed."""
        self.digest("stored", stored.digest)
        return self._value(stored)

    def keepsake(self, name: Sequence[str], make: Callable[[], bytes]) -> bytes:
        """Return what `make` returns, made once for many builds; the name tells all that it depends on.

        But for the program: that of the task's format goes without saying.
        """
        from obsite.engine.keepsakes import FOLDER, keepsake

        maker = self._workshop.makers.get(self._job.task.format, "")
        return keepsake(self._workshop.place.state / FOLDER, (maker, *name), make) if maker else make()

    def _value(self, stored: Stored) -> Any:
        from obsite.engine.shelf import Shelf  # a build with nothing to do needs no database

        shelf = self.memo.get("shelf")
        if shelf is None:
            shelf = self.memo["shelf"] = Shelf(self._workshop.place.memo_file)
        try:
            return shelf.value(stored)
        except KeyError:
            raise InputChanged("figures kept in .obsite") from None

    def state_path(self, name: str) -> Path:
        """Return where a declared file of the folder of state is, for libraries that read files themselves.

        Such a file is named by its content, so what it holds is what the plan was made with.
        """
        self.digest("state", name)
        path = self._workshop.place.state / name
        if not path.is_file():
            raise InputChanged(name)
        return path

    def _output(self, name: str) -> bytes:
        staged = Path(self._workshop.staged(name))
        return _bytes(staged if staged.is_file() else self._workshop.place.output / name, name)

    def _template(self, name: str, digest: str) -> bytes:
        key = ("template bytes", name, digest)
        kept: bytes | None = self.memo.get(key)
        if kept is None:
            paths = (folder / name for folder in self._workshop.place.template_folders)
            path = next((path for path in paths if path.is_file()), None)
            kept = self.memo[key] = _same(_bytes(path, name), digest, name)
        return kept


def _bytes(path: Path | None, name: str) -> bytes:
    if path is None:
        raise InputChanged(name)
    try:
        return path.read_bytes()
    except OSError:
        raise InputChanged(name) from None


def _same(data: bytes, digest: str, name: str) -> bytes:
    """Return the data, if it is what the plan was made with; a fingerprint must not lie."""
    if digest_bytes(data) != digest:
        raise InputChanged(name)
    return data
