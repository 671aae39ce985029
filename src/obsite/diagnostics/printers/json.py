"""The report as one JSON object, for programs that build upon obsite."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from obsite.diagnostics.model import Diagnostic, Severity, Span


def render(diagnostics: Iterable[Diagnostic]) -> str:
    """Return `{"diagnostics": [...], "errors": n, "warnings": n, "notes": n}`, with a line end."""
    return json.dumps(report(diagnostics), ensure_ascii=False, indent=2) + "\n"


def report(diagnostics: Iterable[Diagnostic]) -> dict[str, Any]:
    """Return the report as plain values, so that a command can put it into a larger object."""
    found = list(diagnostics)
    severities = [diagnostic.severity for diagnostic in found]
    counts = {f"{severity.value}s": severities.count(severity) for severity in Severity}
    return {"diagnostics": [_entry(diagnostic) for diagnostic in found], **counts}


def _entry(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "help": diagnostic.help,
        **_place(diagnostic.span),
        "related": [{"message": place.message, **_place(place.span)} for place in diagnostic.related],
    }


def _place(span: Span) -> dict[str, Any]:
    place: dict[str, Any] = {"path": span.path, "line": span.line, "column": span.column}
    if span.end_line:
        place |= {"end_line": span.end_line, "end_column": span.end_column}
    return place
