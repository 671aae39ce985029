"""What goes wrong in a template, said to its author: file, line, column, and what was meant."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import Any

from jinja2 import Environment, StrictUndefined, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.utils import missing

from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Diagnostic, Span
from obsite.text.suggest import did_you_mean

_FOLDER = "templates/"
_FUNCTIONS = ("page", "href", "body", "t", "pdf_facts", "loading", "lang", "medium", "route")


class UndefinedNameError(UndefinedError):
    """A name that the view or the template does not have, with the names that it has."""

    def __init__(self, message: str, name: str, candidates: tuple[str, ...]) -> None:
        super().__init__(message)
        self.name = name
        self.candidates = candidates


class Missing(StrictUndefined):
    """An undefined value that remembers, for the message, what could have been meant."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[Exception] = UndefinedNameError,
    ) -> None:
        del exc
        raiser: Any = partial(UndefinedNameError, name=str(name), candidates=_names(obj))
        super().__init__(hint or _hint(obj, name), obj, name, raiser)


def _names(obj: Any) -> tuple[str, ...]:
    if obj is missing:
        return _FUNCTIONS
    if dataclasses.is_dataclass(obj):
        return tuple(field.name for field in dataclasses.fields(obj))
    return tuple(map(str, obj)) if isinstance(obj, dict) else ()


def _hint(obj: Any, name: str | None) -> str:
    if obj is missing:
        return f"{name!r} is not defined in this template"
    return f"{type(obj).__name__} has no {name!r}"


def diagnose(
    error: Exception, name: str, templates: Callable[[str], bytes | None], environment: Environment
) -> Diagnostic:
    """Return the finding that an exception out of a template stands for."""
    at_name, line = _place(error, name)
    if isinstance(error, TemplateNotFound):
        wanted = " or ".join(getattr(error, "templates", None) or [str(error.name)])
        return finding(
            "missing-template", f"there is no template {wanted}", _span(at_name, line, wanted, templates)
        )
    if isinstance(error, TemplateSyntaxError):
        place = Span(path=_FOLDER + (error.name or name), line=error.lineno)
        return finding(
            "template-syntax", error.message or "cannot be read", place, _syntax_hint(error, environment)
        )
    if isinstance(error, UndefinedError):
        word = getattr(error, "name", "")
        hint = _meant(word, getattr(error, "candidates", ()))
        return finding("template-undefined", str(error.message), _span(at_name, line, word, templates), hint)
    message = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return finding("template-error", message, _span(at_name, line, "", templates))


def _place(error: Exception, name: str) -> tuple[str, int]:
    """Return the template and line where an exception came up: the innermost frame of a template."""
    place = (name, 1)
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.startswith(_FOLDER):
            place = (file.removeprefix(_FOLDER), trace.tb_lineno)
        trace = trace.tb_next
    return place


def _span(name: str, line: int, word: str, templates: Callable[[str], bytes | None]) -> Span:
    data = templates(name)
    rows = data.decode("utf-8", "replace").splitlines() if data is not None else []
    text = rows[line - 1] if 0 < line <= len(rows) else ""
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) if word else None
    if found is None:
        return Span(path=_FOLDER + name, line=line)
    return Span(
        path=_FOLDER + name, line=line, column=found.start() + 1, end_line=line, end_column=found.end() + 1
    )


def _syntax_hint(error: TemplateSyntaxError, environment: Environment) -> str:
    named = re.match(r"No (filter|test) named '(\w+)'", error.message or "")
    if named is None:
        return ""
    known = environment.filters if named[1] == "filter" else environment.tests
    return _meant(named[2], tuple(known))


def _meant(word: str, candidates: tuple[str, ...]) -> str:
    meant = did_you_mean(word, candidates) if word else None
    return meant or (f"Known here: {', '.join(candidates)}" if candidates else "")
