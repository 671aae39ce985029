"""What a finding about authored text is. No rules and no printing live here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters: an error stops publication, a note only informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of an authored file. Lines and columns count from 1, columns in characters.

    `end_column` is exclusive. An `end_line` of 0 means that only the start is known.
    """

    path: str  # relative to the site's root, with forward slashes
    line: int = 1
    column: int = 1
    end_line: int = 0
    end_column: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A second place that explains a finding, such as "first defined here"."""

    message: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding about authored text, with its place and its cure."""

    code: str  # stable, kebab-case, an entry of the catalogue
    severity: Severity
    message: str  # one phrase in the author's words
    span: Span
    help: str = ""
    related: tuple[Related, ...] = ()

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order of a report: by path, line, column, code, message."""
        return (self.span.path, self.span.line, self.span.column, self.code, self.message)


Emit = Callable[[Diagnostic], None]
