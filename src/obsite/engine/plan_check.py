"""What can be wrong with a plan as a whole: outputs that cannot exist together in one folder."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from obsite.diagnostics.model import Diagnostic
from obsite.engine.findings import duplicate_route
from obsite.engine.task import Task


class _Place(NamedTuple):
    output: str
    task: Task


def check_plan(tasks: Sequence[Task]) -> list[Diagnostic]:
    """Return a diagnostic for each task whose output collides with an earlier one.

    File systems may ignore case and the composition of accented letters, so both are ignored here.
    """
    taken: dict[str, _Place] = {}
    found: list[Diagnostic] = []
    for place in (_Place(output, task) for task in tasks for output in task.outputs):
        _check_path(place.output)
        other = taken.setdefault(folded(place.output), place)
        if other is not place:
            found.append(_collision(place, other))
    found.extend(_folders_in_the_way(taken))
    return found


def folded(output: str) -> str:
    """Return a spelling that is the same for all names that some file systems take for one."""
    return output.casefold() if output.isascii() else unicodedata.normalize("NFC", output).casefold()


def _check_path(output: str) -> None:
    parts = output.split("/")
    if "\\" in output or "\0" in output or any(part in {"", ".", ".."} for part in parts):
        raise ValueError(f"not a path inside the output folder: {output!r}")


def _folders_in_the_way(taken: dict[str, _Place]) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for name, place in taken.items():
        folder = name.rpartition("/")[0]
        while folder and folder not in seen:
            seen.add(folder)
            if folder in taken:
                yield _collision(place, taken[folder])
            folder = folder.rpartition("/")[0]


def _collision(place: _Place, other: _Place) -> Diagnostic:
    output, mine, theirs = place.output, place.task.source, other.task.source
    by = f", which {theirs} makes" if theirs else ""
    if output == other.output:
        message = f"{output} is made twice" if mine == theirs else f"This makes {output} a second time{by}"
    else:
        message = f"This makes {output}, which cannot stand beside {other.output}{by}"
    return duplicate_route(mine or theirs or output, message)
