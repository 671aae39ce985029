"""Words a YAML parser's complaint as an author would put it, and sets the line at fault aside.

The parser stops where it can go on no longer, which is often after the slip. So the lines around
are read for the slips that people make: a colon in a title, a quote that is not closed, a tab.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from obsite.text.yaml_builder import FaultError

# An entry of a mapping on one line: indentation and list dashes, key, value.
_ENTRY = re.compile(
    r"(?P<lead>[ \t]*(?:- +)*)(?P<key>[^\s:#'\"\[\]{},&*!|>%@`?-][^:#]*?)[ \t]*:[ \t]+(?P<value>\S.*)$"
)
_KEY = re.compile(r"[ \t]*(?:- +)*(?:[\w.-]+|'[^']*'|\"[^\"]*\")[ \t]*:(?:\s|$)")
_TIGHT = re.compile(r"[ \t]*(?P<key>[A-Za-z_][\w-]*):(?P<value>[^\s/].*)$")
_SPECIAL = {
    "@": "an at sign",
    "`": "a backquote",
    "%": "a percent sign",
    "*": "an asterisk",
    "&": "an ampersand",
    "!": "an exclamation mark",
    "|": "a bar",
    ">": "a greater-than sign",
    ",": "a comma",
    "]": "a closing bracket",
    "}": "a closing brace",
    "?": "a question mark",
    "-": "a hyphen",
}


def explain(text: str, error: Exception) -> FaultError:
    """Return the fault behind a parser's error, at the place where the author has to act."""
    lines = text.split("\n")
    problem = str(getattr(error, "problem", None) or "")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = min(mark.line, len(lines) - 1) if mark else 0
    column = min(mark.column, len(lines[line])) if mark else 0
    context = getattr(error, "context_mark", None)
    start = (min(context.line, len(lines) - 1), context.column) if context else (line, column)
    for rule in _RULES:
        fault = rule(_Case(lines, line, column, start, problem, str(getattr(error, "context", None) or "")))
        if fault:
            return fault
    last = max(i for i in range(line + 1) if lines[i].strip() or i == 0)
    return _at(
        lines, last, "This line does not fit what stands above it", "Check its indentation and its quotes"
    )


class _Case:
    """A parser's complaint: the lines, where it stopped, where what it was reading began."""

    __slots__ = ("column", "context", "line", "lines", "problem", "start")

    def __init__(  # noqa: PLR0913, PLR0917
        self, lines: list[str], line: int, column: int, start: tuple[int, int], problem: str, context: str
    ) -> None:
        self.lines, self.line, self.column = lines, line, column
        self.start, self.problem, self.context = start, problem, context


def _tab(case: _Case) -> FaultError | None:
    for number in {case.line, case.start[0]}:
        line = case.lines[number]
        lead = line[: len(line) - len(line.lstrip())]
        if "\t" in lead:
            at = lead.index("\t")
            message = "A tab is used for indentation"
            return FaultError(
                line=number, column=at, end_column=at + 1, message=message, help="Use spaces instead"
            )
    return None


def _open_quote(case: _Case) -> FaultError | None:
    """A quote that opens a value and is not closed on its line, with a new key on the next one."""
    for number in range(case.line + 1):
        entry = _ENTRY.match(case.lines[number])
        if not entry or entry["value"][0] not in "'\"" or _closes(entry["value"]):
            continue
        following = next((line for line in case.lines[number + 1 :] if line.strip()), None)
        if following is None or _KEY.match(following) or case.problem.endswith("end of stream"):
            at = entry.start("value")
            message = f"The quote that begins the value of `{entry['key']}` is never closed"
            quote = entry["value"][0]
            help = f"Write {quote} at the end of the value as well"
            return FaultError(line=number, column=at, end_column=at + 1, message=message, help=help)
    if "quoted scalar" in case.context and case.problem.endswith("end of stream"):
        number, at = case.start
        return FaultError(
            line=number, column=at, message="This quote is never closed", help="Close it, or remove it"
        )
    return None


def _after_quote(case: _Case) -> FaultError | None:
    """Text that goes on after a quoted value: `"A" and B`, or an apostrophe in single quotes."""
    entry = _ENTRY.match(case.lines[case.line])
    if not entry or entry["value"][0] not in "'\"" or "quoted scalar" in case.context:
        return None
    if case.column <= entry.start("value") or "expected" not in case.problem:
        return None
    value = entry["value"]
    if value[0] == "'" and value[-1] == "'" and len(value) > 2:
        inner = value[1:-1].replace("''", "'")
        message = f"The value of `{entry['key']}` ends at its apostrophe"
    else:
        inner = value
        message = f"The value of `{entry['key']}` goes on after its closing quote"
    return _entry_fault(
        case.line, entry, message, f"Put quotes around all of it: `{entry['key']}: {quoted(inner)}`"
    )


def _colon(case: _Case) -> FaultError | None:
    """A second colon in a value: `title: Clusters: what comes next`."""
    if "mapping values are not allowed" not in case.problem:
        return None
    entry = _ENTRY.match(case.lines[case.line])
    if entry and case.column >= entry.start("value"):
        message = f"The value of `{entry['key']}` contains a colon and is not in quotes"
        help = f"Put the value in quotes: `{entry['key']}: {quoted(entry['value'].rstrip())}`"
        return FaultError(
            line=case.line, column=case.column, end_column=case.column + 1, message=message, help=help
        )
    return None


def _no_colon(case: _Case) -> FaultError | None:
    """A line that should be `key: value` and has no colon, or no space after it."""
    simple = "could not find expected ':'" in case.problem
    if not simple and "mapping values are not allowed" not in case.problem:
        return None
    number = case.start[0] if simple else _before(case.lines, case.line)
    line = case.lines[number]
    if not line.strip() or _KEY.match(line):
        return None
    if tight := _TIGHT.match(line):
        help = f"Write `{tight['key']}: {tight['value'].strip()}`"
        return _at(case.lines, number, f"A space is missing after the colon of `{tight['key']}`", help)
    return _at(
        case.lines, number, "This line has no colon between a key and a value", "Write it as `key: value`"
    )


def _indentation(case: _Case) -> FaultError | None:
    line = case.lines[case.line]
    if "mapping values are not allowed" in case.problem and line[:1] == " ":
        help = "Start it in the same column as the key above, or put the value above in quotes"
        return _at(case.lines, case.line, "This line is indented further than the key above it", help)
    # The second is what the parser says when it runs without its C library.
    signs = ("did not find expected key", "expected <block end>", "expected '-' indicator")
    if any(sign in case.problem for sign in signs):
        if line.lstrip().startswith("- "):
            help = "Put the list below a key that has no value on its own line, and indent it"
            return _at(case.lines, case.line, "A list stands here in place of a key", help)
        if line[:1] == " " and case.column == len(line) - len(line.lstrip()):
            help = "Let keys that belong together start in the same column"
            return _at(case.lines, case.line, "The indentation of this line fits no line above it", help)
    return None


def _brackets(case: _Case) -> FaultError | None:
    """A list or group in brackets that is not closed, or text after it, as in a Markdown link."""
    number, column = case.start
    if "flow" in case.context and "expected" in case.problem:
        sign = case.lines[number][column : column + 1]
        other = "]" if sign == "[" else "}"
        help = f"Write {other} at the end of the list, or put the value in quotes if it is text"
        message = f"The bracket {sign} is never closed"
        return FaultError(line=number, column=column, end_column=column + 1, message=message, help=help)
    entry = _ENTRY.match(case.lines[case.line])
    if entry and entry["value"][0] in "[{" and case.column > entry.start("value"):
        help = f"If it is text, put it in quotes: `{entry['key']}: {quoted(entry['value'])}`"
        return _entry_fault(
            case.line, entry, f"Something follows the closing bracket of `{entry['key']}`", help
        )
    return None


def _escape(case: _Case) -> FaultError | None:
    # The parser's own spelling of the second word differs between its two forms.
    if not any(word in case.problem for word in ("escape", "hexdecimal", "hexadecimal")):
        return None
    help = "Write the value in single quotes, or double the backslash"
    message = "A backslash in double quotes does not stand for itself"
    at = max(case.lines[case.line].rfind("\\", 0, case.column + 1), 0)
    return FaultError(line=case.line, column=at, end_column=at + 1, message=message, help=help)


def _special_sign(case: _Case) -> FaultError | None:
    """A value that begins with a sign of YAML's own."""
    for number in (case.line, case.start[0]):
        entry = _ENTRY.match(case.lines[number])
        if entry and (name := _SPECIAL.get(entry["value"][0])):
            message = f"The value of `{entry['key']}` begins with {name}, which has a meaning of its own here"
            help = f"Put the value in quotes: `{entry['key']}: {quoted(entry['value'])}`"
            return _entry_fault(number, entry, message, help)
    line = case.lines[case.line]
    sign = line[case.column : case.column + 1]
    if name := _SPECIAL.get(sign):
        help = "If it is meant as text, put it in quotes"
        message = f"Nothing can begin with {name} here"
        return FaultError(
            line=case.line, column=case.column, end_column=case.column + 1, message=message, help=help
        )
    return None


def _stray_line(case: _Case) -> FaultError | None:
    line = case.lines[case.line]
    if line.strip() and not _KEY.match(line):
        return _at(
            case.lines, case.line, "This line is not of the form `key: value`", "Correct it or remove it"
        )
    return None


_RULES: tuple[Callable[[_Case], FaultError | None], ...] = (
    _tab,
    _open_quote,
    _after_quote,
    _escape,
    _colon,
    _no_colon,
    _brackets,
    _indentation,
    _special_sign,
    _stray_line,
)


def set_aside(text: str, number: int, attempt: int) -> str | None:
    """Return the text without the fault of a line, or None when nothing is left to try.

    First the value is read as it stands, in quotes; then the line is left out, with the lines that
    are indented below it. The number of lines stays the same.
    """
    lines = text.split("\n")
    if number >= len(lines) or attempt > 2:
        return None
    entry = _ENTRY.match(lines[number].replace("\t", " "))
    if attempt == 1 and "\t" in lines[number]:
        lines[number] = lines[number].replace("\t", "  ")
    elif attempt == 1 and entry:
        value = json.dumps(entry["value"].strip(), ensure_ascii=False)
        lines[number] = f"{entry['lead']}{entry['key']}: {value}"
    else:
        indent = len(lines[number]) - len(lines[number].lstrip())
        lines[number] = ""
        for below in range(number + 1, len(lines)):
            line = lines[below]
            if line.strip() and len(line) - len(line.lstrip()) <= indent:
                break
            lines[below] = ""
    return "\n".join(lines)


def quoted(value: str) -> str:
    """Return a value in the quotes that need least change within."""
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"


def _closes(value: str) -> bool:
    quote, rest = value[0], value[1:]
    rest = rest.replace("''", "") if quote == "'" else rest.replace('\\"', "")
    return quote in rest


def _before(lines: list[str], number: int) -> int:
    """Return the last line with text before a line."""
    return next((i for i in range(number - 1, -1, -1) if lines[i].strip()), number)


def _entry_fault(number: int, entry: re.Match[str], message: str, help: str) -> FaultError:
    start = entry.start("value")
    end = start + len(entry["value"].rstrip())
    return FaultError(line=number, column=start, end_column=end, message=message, help=help)


def _at(lines: list[str], number: int, message: str, help: str) -> FaultError:
    line = lines[number]
    column = len(line) - len(line.lstrip())
    return FaultError(line=number, column=column, end_column=len(line.rstrip()), message=message, help=help)
