"""What goes wrong in a template, said to its author: file, line, column, and what was meant."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import TracebackType

from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError, UndefinedError

from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Diagnostic, Span
from obsite.engine.errors import UndeclaredInput
from obsite.engine.task import OF_TASKS
from obsite.text.suggest import did_you_mean

FOLDER = "templates/"
_TAG = re.compile(r"\{[{%#]-?\s*(?=\S)")
Lookup = Callable[[str], bytes | None]


def diagnose(error: Exception, name: str, templates: Lookup, environment: Environment) -> Diagnostic:
    """Return the finding that an exception out of a template stands for."""
    at_name, line = _place(error, name)
    if isinstance(error, TemplateNotFound):
        wanted = " or ".join(getattr(error, "templates", None) or [str(error.name)])
        place = _span(at_name, line, wanted, templates)
        return finding("missing-template", f"There is no template `{wanted}`", place)
    if isinstance(error, TemplateSyntaxError):
        return _syntax(error, name, templates, environment)
    if isinstance(error, UndefinedError):
        return undefined(error, at_name, line, templates)
    if isinstance(error, UndeclaredInput):
        return _undeclared(error, at_name, line, templates)
    return finding("template-error", _failure(error), _span(at_name, line, "", templates))


def _undeclared(error: UndeclaredInput, name: str, line: int, templates: Lookup) -> Diagnostic:
    place = _span(name, line, "", templates)
    if error.kind in OF_TASKS:
        return finding("template-error", f"This page does not offer the PDF {error.name}", place)
    message = f"`{error.name}` is not the name of a template that is written out here"
    cure = "A template includes and imports others by names in quotes, not by a variable"
    return finding("missing-template", message, place, cure)


def undefined(error: UndefinedError, name: str, line: int, templates: Lookup) -> Diagnostic:
    """Return the finding of a name, or an interface string, that is not defined."""
    word = getattr(error, "name", "")
    hint = getattr(error, "cure", "") or _meant(word, getattr(error, "candidates", ()))
    return finding("template-undefined", str(error.message), _span(name, line, word, templates), hint)


def _failure(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "This template includes or calls itself without end"
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


def _place(error: Exception, name: str) -> tuple[str, int]:
    """Return the template and line where an exception came up: the innermost frame of a template."""
    place = (name, 1)
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.startswith(FOLDER):
            place = (file.removeprefix(FOLDER), trace.tb_lineno)
        trace = trace.tb_next
    return place


def _span(name: str, line: int, word: str, templates: Lookup) -> Span:
    """Return where a word stands in a line, or else what the first tag of the line begins with."""
    try:
        data = templates(name)
    except UndeclaredInput:
        data = None
    rows = data.decode("utf-8-sig", "replace").splitlines() if data is not None else []
    text = rows[line - 1] if 0 < line <= len(rows) else ""
    if word and (found := re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)):
        start, end = found.span()
        return Span(path=FOLDER + name, line=line, column=start + 1, end_line=line, end_column=end + 1)
    tag = _TAG.search(text)
    return Span(path=FOLDER + name, line=line, column=tag.start() + 1 if tag else 1)


def _syntax(error: TemplateSyntaxError, name: str, templates: Lookup, environment: Environment) -> Diagnostic:
    message = (error.message or "cannot be read").rstrip(".")
    quoted = re.search(r"'(\w+)'", message)
    at_name = (error.name or name).removeprefix(FOLDER)  # the lexer gives the file, the parser the name
    place = _span(at_name, error.lineno, quoted[1] if quoted else "", templates)
    return finding(
        "template-syntax", message[:1].upper() + message[1:], place, _syntax_hint(message, environment)
    )


def _syntax_hint(message: str, environment: Environment) -> str:
    named = re.match(r"No (filter|test) named '(\w+)'", message)
    if named is None:
        return ""
    known = environment.filters if named[1] == "filter" else environment.tests
    return _meant(named[2], tuple(known))


def _meant(word: str, candidates: tuple[str, ...]) -> str:
    meant = did_you_mean(word, candidates) if word else None
    return meant or (f"Known here: {', '.join(candidates)}" if candidates else "")
