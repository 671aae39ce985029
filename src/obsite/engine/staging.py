"""Rendering of one task, in whichever process: its bytes go to the staging folder."""

from __future__ import annotations

import functools
import importlib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import cast

from obsite.diagnostics.model import Diagnostic
from obsite.engine.digest import digest_bytes
from obsite.engine.errors import refused
from obsite.engine.findings import changed_while_building
from obsite.engine.reader import Facts, InputChanged, Job, Reader, Workshop
from obsite.engine.spell import Spell, now, spell_since
from obsite.engine.task import Rendered, Task

_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
Renderer = Callable[[Task, Reader], Rendered]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What the parent process needs to know about a rendered output."""

    digest: str = ""  # "": nothing was made
    size: int = 0
    staged: bool = False  # False: the published file has these bytes already
    facts: Facts = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    spell: Spell | None = None
    companions: Mapping[str, Done] = field(default_factory=dict)


def stage_task(workshop: Workshop, job: Job) -> Done:
    """Render a task into the staging folder; return what was made."""
    started = now()
    render = load_renderer(workshop.formats[job.task.format])
    try:
        rendered = render(job.task, Reader(workshop, job))
    except InputChanged as error:
        return Done(diagnostics=(changed_while_building(error.message),))
    if set(rendered.companions) != set(job.task.companions):
        raise ValueError(f"{job.task.output} was rendered with other companions than planned")
    companions = {}
    for name, data in rendered.companions.items():
        digest, staged = _stage(workshop, job, name, data)
        companions[name] = Done(digest=digest, size=len(data), staged=staged)
    digest, staged = _stage(workshop, job, job.task.output, rendered.data)
    return Done(
        digest=digest,
        size=len(rendered.data),
        staged=staged,
        facts=_checked(rendered.facts),
        diagnostics=rendered.diagnostics,
        spell=spell_since(started),
        companions=companions,
    )


def _stage(workshop: Workshop, job: Job, output: str, data: bytes) -> tuple[str, bool]:
    """Write an output, unless it is published already; return its digest, and whether it was written."""
    digest = digest_bytes(data)
    staged = digest != job.have.get(output)
    if staged:
        _write(workshop.staged(output), data)
    return digest, staged


@functools.cache
def load_renderer(path: str) -> Renderer:
    """Import a renderer by "package.module:function"; only formats that are rendered are imported."""
    module, _, name = path.partition(":")
    return cast(Renderer, getattr(importlib.import_module(module), name))


def _write(path: str, data: bytes) -> None:
    try:
        file = _new_file(path)
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(file, rest) :]
        finally:
            os.close(file)
    except OSError as error:
        raise refused(f"write {path}", error) from error


def _new_file(path: str) -> int:
    try:
        return os.open(path, _NEW_FILE, 0o666)
    except FileNotFoundError:  # the first of its folder
        os.makedirs(os.path.dirname(path), exist_ok=True)
        return os.open(path, _NEW_FILE, 0o666)


def _checked(facts: Facts) -> Facts:
    """Return the facts, if they come back from the manifest as they go in."""
    for name, value in facts.items():
        if type(value) not in {str, int, float, bool}:
            raise TypeError(f"the fact {name} is {type(value).__name__}, not a string or number")
    return dict(sorted(facts.items()))  # in the order in which the manifest gives them back
