"""Findings to hand to commands."""

from __future__ import annotations

from obsite.diagnostics.model import Diagnostic, Severity, Span


def finding(severity: Severity, path: str = "content/a.md", code: str = "broken-link") -> Diagnostic:
    return Diagnostic(code=code, severity=severity, message="it leads nowhere", span=Span(path=path))
