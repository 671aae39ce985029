"""Renderers for the tests of the engine, importable from worker processes."""

from __future__ import annotations

import os
from dataclasses import dataclass

from obsite.diagnostics.model import Diagnostic, Severity, Span
from obsite.engine.reader import Reader
from obsite.engine.task import OF_TASKS, Rendered, Stored, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    title: str
    text: str = ""


def page(task: Task, reader: Reader) -> Rendered:
    """The title, then the bytes of every input that can be read."""
    assert isinstance(task.view, Page)
    parts = [task.view.title.encode(), task.view.text.encode()]
    for entry in task.inputs:
        if entry.kind in OF_TASKS:
            parts.append(repr(sorted(reader.facts(entry.name).items())).encode())
        if entry.kind not in {"absent", "facts"}:
            parts.append(reader.read(entry.kind, entry.name))
    data = b"\n".join(parts)
    return Rendered(data=data, facts={"bytes": len(data)})


def warns(task: Task, reader: Reader) -> Rendered:
    found = _found(task, Severity.WARNING, "odd-title")
    return Rendered(data=page(task, reader).data, diagnostics=(found,))


def fails(task: Task, reader: Reader) -> Rendered:
    return Rendered(data=b"half a page", diagnostics=(_found(task, Severity.ERROR, "template-error"),))


def dies(task: Task, reader: Reader) -> Rendered:
    assert isinstance(task.view, Page)
    if task.view.title == "die":
        os._exit(7)
    return page(task, reader)


def breaks(task: Task, reader: Reader) -> Rendered:
    raise ZeroDivisionError("a bug")


def nosy(task: Task, reader: Reader) -> Rendered:
    return Rendered(data=reader.source("content/secret.md"))


def _found(task: Task, severity: Severity, code: str) -> Diagnostic:
    return Diagnostic(
        code=code, severity=severity, message="odd", span=Span(path=task.source or "x.md", line=3)
    )


def several(task: Task, reader: Reader) -> Rendered:
    """A page, and its title in the files beside it."""
    assert isinstance(task.view, Page)
    companions = {name: f"{name}: {task.view.title}".encode() for name in task.companions}
    return Rendered(data=page(task, reader).data, facts={"files": len(companions)}, companions=companions)


def tells(task: Task, reader: Reader) -> Rendered:
    """A stored value, as text."""
    assert isinstance(task.view, Stored)
    return Rendered(data=repr(reader.stored(task.view)).encode())
