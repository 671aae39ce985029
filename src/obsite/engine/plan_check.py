"""What can be wrong with a plan as a whole: outputs that cannot exist together in one folder."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from obsite.diagnostics.model import Diagnostic
from obsite.engine.findings import duplicate_route
from obsite.engine.task import Task


def check_plan(tasks: Sequence[Task]) -> list[Diagnostic]:
    """Return a diagnostic for each task whose output collides with an earlier one.

    File systems may ignore case and the composition of accented letters, so both are ignored here.
    """
    taken: dict[str, Task] = {}
    found: list[Diagnostic] = []
    for task in tasks:
        _check_path(task.output)
        other = taken.setdefault(folded(task.output), task)
        if other is not task:
            found.append(_collision(task, other))
    found.extend(_folders_in_the_way(taken))
    return found


def folded(output: str) -> str:
    """Return a spelling that is the same for all names that some file systems take for one."""
    return output.casefold() if output.isascii() else unicodedata.normalize("NFC", output).casefold()


def _check_path(output: str) -> None:
    parts = output.split("/")
    if "\\" in output or "\0" in output or any(part in {"", ".", ".."} for part in parts):
        raise ValueError(f"not a path inside the output folder: {output!r}")


def _folders_in_the_way(taken: dict[str, Task]) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for name, task in taken.items():
        folder = name.rpartition("/")[0]
        while folder and folder not in seen:
            seen.add(folder)
            if folder in taken:
                yield _collision(task, taken[folder])
            folder = folder.rpartition("/")[0]


def _collision(task: Task, other: Task) -> Diagnostic:
    by = f", which {other.source} makes" if other.source else ""
    if task.output == other.output:
        message = f"This makes {task.output} a second time{by}"
        if task.source == other.source:
            message = f"{task.output} is made twice"
    else:
        message = f"This makes {task.output}, which cannot stand beside {other.output}{by}"
    return duplicate_route(task.source or other.source or task.output, message)
