"""Numbers asked for in a text: `{{ value("unemployment-rate", region="ES13", year=2018) | round(0) }}`.

One call with literal arguments, and filters after bars: there is nothing else to be said between the
braces, so that nothing else can happen. Braces around anything but our functions are the author's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# What may be asked for; `period` and `latest` are one, as are `year` and `period` among arguments.
FUNCTIONS = ("value", "change", "rank", "share", "compare", "period", "latest", "unit", "name")
FILTERS = ("round", "words", "plain", "unit", "signed", "abs")

Literal = str | int | float | bool

# In place of an expression, so that all that follows keeps its place in the line.
PAD = "\ufdd2"

_OURS = re.compile(rf"(?<!\\)\{{\{{[ \t]*(?:{'|'.join(FUNCTIONS)})[ \t]*\((?:[^\n]|\n(?![ \t]*\n))*?\}}\}}")
_TOKEN = re.compile(
    r"""\s*(?:(?P<text>"[^"\n]*"|'[^'\n]*'|“[^”\n]*”)|(?P<number>-?\d+(?:\.\d+)?)(?![\w/-])"""
    r"""|(?P<name>[^\W\d]\w*)|(?P<mark>[(),=|:]))"""
)
_LOOSE = re.compile(r"[^\s,()|]+")


class ExpressionError(ValueError):
    """An expression that cannot be read; `at` is the place in it, `help` what to write instead."""

    def __init__(self, message: str, at: int, help: str = "") -> None:
        super().__init__(message)
        self.at = at
        self.help = help


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A function or filter with its arguments, as they were written."""

    name: str
    arguments: tuple[Literal, ...] = ()
    options: tuple[tuple[str, Literal], ...] = ()

    def option(self, name: str, default: Literal = "") -> Literal:
        """Return the argument of a name."""
        return dict(self.options).get(name, default)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    call: Call
    filters: tuple[Call, ...] = ()


def find_expressions(masked: str) -> Iterator[tuple[int, int]]:
    """Yield where expressions of ours stand in a text whose code is masked."""
    if "{{" in masked:
        yield from (match.span() for match in _OURS.finditer(masked))


def parse_expression(text: str) -> Parsed:
    """Return what an expression says; raises ExpressionError. `text` has its braces."""
    return _Parser(text).parsed()


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text[:-2]
        self._at = 2
        self._kind = ""
        self._token = ""
        self._start = 2
        self._next()

    def parsed(self) -> Parsed:
        call = self._call()
        filters = []
        while self._token == "|":
            self._next()
            filters.append(self._filter())
        if self._kind:
            self._fail(f"`{self._token}` is not expected here")
        return Parsed(call=call, filters=tuple(filters))

    def _next(self) -> None:
        found = _TOKEN.match(self._text, self._at)
        if found is None:
            rest = self._text[self._at :]
            self._start = self._at + len(rest) - len(rest.lstrip())
            if rest.strip():
                loose = _LOOSE.match(self._text, self._start)
                what = loose[0] if loose else self._text[self._start]
                help = f'Write it in quotation marks: "{what}"' if loose else ""
                raise ExpressionError(f"`{what}` is not understood", self._start, help)
            self._kind = self._token = ""
            self._at = len(self._text)
            return
        self._kind = found.lastgroup or ""
        self._token = found[self._kind]
        self._start = found.start(self._kind)
        self._at = found.end()

    def _fail(self, message: str, help: str = "") -> None:
        raise ExpressionError(message, self._start, help)

    def _call(self) -> Call:
        name = self._token
        self._next()
        return self._arguments(name)

    def _filter(self) -> Call:
        name = self._token
        if name not in FILTERS:
            known = ", ".join(FILTERS)
            self._fail(f"There is no filter `{name}`", f"Filters are {known}")
        self._next()
        return self._arguments(name) if self._token == "(" else Call(name=name)

    def _arguments(self, name: str) -> Call:
        self._next()  # the bracket
        arguments: list[Literal] = []
        options: dict[str, Literal] = {}
        while self._token != ")":
            key, start = self._token, self._start
            if self._kind == "name" and self._peek() == "=":
                self._next()
                self._next()
                if key in options:
                    raise ExpressionError(f"`{key}` is given twice", start)
                options[key] = self._literal()
            else:
                if options:
                    self._fail("What has no name comes before what has one")
                arguments.append(self._literal())
            if self._token == ",":
                self._next()
            elif self._token != ")":
                self._fail("A comma or the closing bracket is missing here")
        self._next()
        return Call(name=name, arguments=tuple(arguments), options=tuple(options.items()))

    def _peek(self) -> str:
        found = _TOKEN.match(self._text, self._at)
        return found["mark"] or "" if found else ""

    def _literal(self) -> Literal:
        kind, token = self._kind, self._token
        if kind == "text":
            self._next()
            return token[1:-1]
        if kind == "number":
            self._next()
            return float(token) if "." in token else int(token)
        if token.lower() in {"true", "false"}:
            self._next()
            return token.lower() == "true"
        if kind == "name":
            self._fail(f"`{token}` is not in quotation marks", f'Write "{token}"')
        self._fail("A value is missing here", "Write a text in quotation marks or a number")
        raise AssertionError  # not reached: `_fail` raises
