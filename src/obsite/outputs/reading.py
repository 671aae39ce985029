"""What a renderer asks of the engine's reader, and the templates seen through it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from obsite.engine.task import Stored, Task
from obsite.outputs.environments import Shelf


class Reading(Protocol):
    """The only way of a renderer to a file: it refuses what the task does not declare."""

    @property
    def memo(self) -> dict[object, Any]: ...

    def read(self, kind: str, name: str) -> bytes: ...

    def template(self, name: str) -> bytes: ...

    def has_template(self, name: str) -> bool: ...

    def output(self, name: str) -> bytes: ...

    def text(self, name: str) -> Any: ...

    def stored(self, stored: Stored) -> Any: ...

    def keepsake(self, name: Sequence[str], make: Callable[[], bytes]) -> bytes: ...

    def facts(self, name: str) -> Mapping[str, str | int | float]: ...


def shelf_of(reader: Reading, task: Task) -> Shelf:
    """Return where the environment of a task's templates is kept for the next task with the same."""
    declared = (entry for entry in task.inputs if entry.kind in ("template", "absent"))
    key = tuple((entry.name, entry.digest) for entry in declared)
    return Shelf(kept=reader.memo, key=key, keepsake=reader.keepsake)


def templates_of(reader: Reading) -> Callable[[str], bytes | None]:
    """Return the templates that a task may use, by name; None for those declared absent."""
    return lambda name: reader.template(name) if reader.has_template(name) else None
