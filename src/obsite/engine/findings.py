"""The diagnostics that the engine itself emits, and diagnostics as plain lists for the manifest."""

from __future__ import annotations

from typing import Any

from obsite.diagnostics.model import Diagnostic, Related, Severity, Span

CHANGED = "changed-while-building"


def _finding(code: str, path: str, message: str, help: str = "") -> Diagnostic:
    # Only here, because most runs find nothing, and a run with nothing to do must start fast.
    from obsite.diagnostics.catalogue import finding

    return finding(code, message, Span(path=path), help=help)


def unreadable_file(path: str, reason: str) -> Diagnostic:
    """A file or folder that the system does not let us read."""
    help = "Check that it exists and that you may read it"
    return _finding("unreadable-file", path, f"This cannot be read: {reason}", help)


def link_leaves_site(path: str) -> Diagnostic:
    """A symbolic link out of the site's folder, which is not followed."""
    message = "This link leads out of the site's folder and is not followed"
    return _finding("link-leaves-site", path, message, "Copy the file or folder into the site")


def changed_while_building(path: str) -> Diagnostic:
    """A file that was saved between being found and being read."""
    return _finding(CHANGED, path, "This was changed while the site was built", "Build again")


def dead_worker(path: str, output: str, exit_code: int | None) -> Diagnostic:
    """A worker process that ended in the middle of a task."""
    ending = f"killed by signal {-exit_code}" if exit_code and exit_code < 0 else f"exit code {exit_code}"
    message = f"The process that made {output} ended without a word ({ending})"
    help = "Look for a picture or font that is damaged or very large, or build with -j 1"
    return _finding("dead-worker", path, message, help)


def duplicate_route(path: str, message: str) -> Diagnostic:
    """Two outputs that cannot both exist in one folder."""
    return _finding("duplicate-route", path, message, "Give one of them another slug or permalink")


def output_replaced(path: str) -> Diagnostic:
    """A file that obsite did not write, in the place of one that it makes."""
    message = "This was not written by obsite and has been replaced"
    return _finding("output-not-ours", path, message, "Keep files of your own in content/")


def output_blocked(path: str) -> Diagnostic:
    """A folder with files that obsite did not write, in the place of a file that it makes."""
    message = "A file has to go here, but this is a folder with files that obsite did not write"
    return _finding("output-blocked", path, message, "Move the folder away")


def pack(diagnostic: Diagnostic) -> list[Any]:
    """Return a diagnostic as a list that JSON can keep."""
    related = [[entry.message, _pack_span(entry.span)] for entry in diagnostic.related]
    severity = diagnostic.severity.value
    place = _pack_span(diagnostic.span)
    return [diagnostic.code, severity, diagnostic.message, place, diagnostic.help, related]


def unpack(row: list[Any]) -> Diagnostic:
    """Return the diagnostic that `pack` made a list of."""
    code, severity, message, place, help, related = row
    return Diagnostic(
        code=code,
        severity=Severity(severity),
        message=message,
        span=_unpack_span(place),
        help=help,
        related=tuple(Related(message=text, span=_unpack_span(span)) for text, span in related),
    )


def _pack_span(span: Span) -> list[str | int]:
    return [span.path, span.line, span.column, span.end_line, span.end_column]


def _unpack_span(row: list[Any]) -> Span:
    path, line, column, end_line, end_column = row
    return Span(path=path, line=line, column=column, end_line=end_line, end_column=end_column)
