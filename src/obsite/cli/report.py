"""What a command says at its end: findings, the summary line, the JSON object, the exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from obsite.cli.invocation import SITE_FILE, Invocation, in_colour
from obsite.diagnostics.model import Diagnostic, Severity

if TYPE_CHECKING:
    from obsite.pipeline import BuildReport

THEME_FOLDER = "templates/"
FAULTS_OF_THE_MACHINE = {"pdf-unavailable", "dead-worker"}


def exit_code(diagnostics: Sequence[Diagnostic]) -> int:
    """0 without errors; 4 when only the machine is at fault; 3 for configuration or theme; else 1."""
    errors = [d for d in diagnostics if d.severity is Severity.ERROR]
    if errors and all(d.code in FAULTS_OF_THE_MACHINE for d in errors):
        return 4
    places = [d.span.path for d in errors if d.code not in FAULTS_OF_THE_MACHINE]
    if any(path == SITE_FILE or path.startswith(THEME_FOLDER) for path in places):
        return 3
    return 1 if errors else 0


def worth_showing(diagnostics: Sequence[Diagnostic], invocation: Invocation) -> tuple[Diagnostic, ...]:
    """Notes only for those who ask for more; warnings not for those who ask for less."""
    if invocation.verbose:
        return tuple(diagnostics)
    hidden = {Severity.NOTE, Severity.WARNING} if invocation.quiet else {Severity.NOTE}
    return tuple(d for d in diagnostics if d.severity not in hidden)


def show(diagnostics: Sequence[Diagnostic], root: Path, invocation: Invocation) -> None:
    """Print findings for a person, on the error stream."""
    shown = list(worth_showing(diagnostics, invocation))
    hidden = len(diagnostics) - len(shown)
    more: list[str] = []
    if not invocation.verbose:
        from obsite.diagnostics.severities import shorten

        shown, more = shorten(shown)
    if shown:
        from obsite.diagnostics.printers import text
        from obsite.pipeline import read_lines

        click.echo(text.render(shown, read_lines(root), color=in_colour(sys.stderr)), err=True)
    if hidden and not invocation.quiet:
        more.append(f"{counted(hidden, 'note')} not shown; -v shows them")
    for line in more:
        click.echo(line, err=True)


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def summary(report: BuildReport) -> str:
    """The last line of a build."""
    numbers = ((report.pages, "page"), (report.pdfs, "PDF"), (report.files, "other file"))
    made = ", ".join(counted(number, noun) for number, noun in numbers)
    done = [f"{report.rendered} rendered", f"{report.unchanged} unchanged"]
    if report.removed:
        done.append(f"{report.removed} removed")
    return f"{made}: {', '.join(done)}, {report.seconds:.1f} s"


def failure(report: BuildReport, invocation: Invocation) -> str:
    """The last line of a build that came to nothing."""
    from obsite.diagnostics.severities import summary as count

    found = count(d for d in report.diagnostics if d.severity is not Severity.NOTE)
    return f"{found}: nothing was published, {invocation.shown(report.output)} is as it was"


def as_json(report: BuildReport) -> str:
    """The summary and all findings as one JSON object."""
    from obsite.diagnostics.printers import json as printer

    found = printer.report(report.diagnostics)
    told = {
        "ok": not found["errors"],
        "output": str(report.output),
        "pages": report.pages,
        "pdfs": report.pdfs,
        "files": report.files,
        "rendered": report.rendered,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "seconds": round(report.seconds, 3),
    }
    return json.dumps(told | found, ensure_ascii=False, indent=2)
