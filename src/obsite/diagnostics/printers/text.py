"""The report for a terminal: place, code and message, the line with a caret below it, the cure."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from obsite.diagnostics.model import Diagnostic, Severity, Span
from obsite.diagnostics.printers.excerpt import excerpt, visible

ReadLines = Callable[[str], list[str] | None]

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
_GUTTER, _HELP, _STRONG = "34", "32", "1"


def render(diagnostics: Iterable[Diagnostic], read_lines: ReadLines, color: bool = False) -> str:
    """Return the report, one paragraph for each diagnostic; "" if there are none.

    `read_lines` gives the lines of a file by its site-relative path, or None if there are none to show.
    """
    printer = _Printer(read_lines, color=color)
    return "\n".join(printer.paragraph(diagnostic) for diagnostic in diagnostics)


class _Printer:
    """Prints diagnostics, reading each file once."""

    def __init__(self, read_lines: ReadLines, *, color: bool) -> None:
        self._read_lines = read_lines
        self._color = color
        self._files: dict[str, list[str] | None] = {}

    def paragraph(self, diagnostic: Diagnostic) -> str:
        """Return all that is said about one finding, with a line end."""
        severity = _COLOURS[diagnostic.severity]
        label = self._paint(f"{diagnostic.severity}[{diagnostic.code}]", f"{_STRONG};{severity}")
        message = self._paint(visible(diagnostic.message), _STRONG)
        lines = [f"{_place(diagnostic.span)}: {label}: {message}"]
        related = [(place.span, visible(place.message)) for place in diagnostic.related]
        width = max(len(str(span.line)) for span in (diagnostic.span, *(span for span, _ in related)))
        lines += self._source(diagnostic.span, severity, width)
        if diagnostic.help:
            lines.append(f"{' ' * width} {self._paint('= help:', _HELP)} {visible(diagnostic.help)}")
        for span, words in related:
            lines.append(f"{' ' * width} {self._paint('= note:', _GUTTER)} {_place(span)}: {words}")
            lines += self._source(span, _GUTTER, width)
        return "".join(f"{line}\n" for line in lines)

    def _source(self, span: Span, color: str, width: int) -> list[str]:
        """Return the line of a span behind its number, and the caret line."""
        source = self._line(span)
        if source is None:
            return []
        shown = excerpt(source, span)
        number = self._paint(f"{span.line:>{width}} |", _GUTTER)
        gutter = self._paint(f"{' ' * width} |", _GUTTER)
        caret = self._paint("^" * shown.width, color)
        return [f"{number} {shown.line}".rstrip(), f"{gutter} {' ' * shown.start}{caret}"]

    def _line(self, span: Span) -> str | None:
        if span.path not in self._files:
            self._files[span.path] = self._read_lines(span.path)
        lines = self._files[span.path]
        return lines[span.line - 1] if lines and 1 <= span.line <= len(lines) else None

    def _paint(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._color else text


def _place(span: Span) -> str:
    return f"{visible(span.path)}:{span.line}:{span.column}"
