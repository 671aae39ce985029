"""What is wrong, as HTML to lay over the last good page: places, lines, cures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from obsite.diagnostics.catalogue import ENTRIES
from obsite.diagnostics.errors import ObsiteError
from obsite.diagnostics.model import Diagnostic, Severity, Span
from obsite.diagnostics.printers.excerpt import cell_width, excerpt
from obsite.diagnostics.severities import summary

if TYPE_CHECKING:
    from jinja2 import Template

ReadLines = Callable[[str], list[str] | None]
MOST_SHOWN = 40  # nobody mends more at once, and a browser has to lay them out


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a source, cut where the fault in it begins and ends."""

    number: int
    before: str
    marked: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong, as the overlay shows it."""

    message: str
    cure: str = ""
    place: str = ""
    code: str = ""
    line: Line | None = None


def overlay_of(found: Iterable[Diagnostic], read_lines: ReadLines) -> str:
    """Return the overlay of a build that failed: its errors, since nothing else stands in the way."""
    errors = [each for each in found if each.severity is Severity.ERROR]
    shown = [_fault(each, read_lines) for each in errors[:MOST_SHOWN]]
    return _render(f"{summary(errors)}: nothing was published", shown, more=len(errors) - len(shown))


def overlay_of_stop(stop: Exception) -> str:
    """Return the overlay of a build that could not be done at all."""
    if isinstance(stop, ObsiteError):
        return _render("The site could not be built", [Fault(message=stop.message, cure=stop.help)])
    message = f"{type(stop).__name__}: {stop}"
    return _render("This is a bug in obsite, not a fault of yours", [Fault(message=message)])


def _fault(found: Diagnostic, read_lines: ReadLines) -> Fault:
    entry = ENTRIES.get(found.code)
    return Fault(
        message=found.message,
        cure=found.help or (entry.cure if entry else ""),
        place=f"{found.span.path}:{found.span.line}:{found.span.column}",
        code=found.code,
        line=_line(found.span, read_lines(found.span.path)),
    )


def _line(span: Span, lines: list[str] | None) -> Line | None:
    if not lines or not 1 <= span.line <= len(lines):
        return None
    shown = excerpt(lines[span.line - 1], span)
    start = _letters(shown.line, shown.start)
    end = _letters(shown.line, shown.start + shown.width)
    text = shown.line
    return Line(number=span.line, before=text[:start], marked=text[start:end], after=text[end:])


def _letters(text: str, columns: int) -> int:
    """Return how many letters of a text fill so many columns of a screen."""
    used = 0
    for at, letter in enumerate(text):
        if used >= columns:
            return at
        used += cell_width(letter)
    return len(text)


def _render(headline: str, faults: list[Fault], *, more: int = 0) -> str:
    return _template().render(headline=headline, faults=faults, more=more)


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(asset("overlay.html").decode())


@cache
def asset(name: str) -> bytes:
    """Return a file that the preview brings with it."""
    return files("obsite.serve").joinpath("assets", name).read_bytes()
