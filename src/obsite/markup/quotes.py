"""Typographic quotation marks, dashes and dots in one text, as Python-Markdown's smarty makes them.

The library puts aside each mark that it makes and tries its next pattern on a text with a placeholder. Here
the marks stay in the text, between the two characters that a placeholder begins and ends with, so that a
pattern sees the same on both sides; and a text whose only marks are apostrophes within words takes one step.
A test compares both on many texts. Nothing here knows of obsite: the library could take it over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from markdown.util import ETX, STX

MARKS = re.compile(r"[\"'\-.](?:(?<=[\"'])|(?<=-)-|(?<=\.)\.\.)")
_APOSTROPHE = re.compile(r"'(?<=\w')(?=[^\W\d_])")
_MADE = re.compile(f"{STX}:([^{ETX}]*){ETX}")


class Quotes:
    """Stands in for the patterns of smarty, on a text that may hold escaped characters put aside."""

    def __init__(self, rules: Iterable[tuple[Any, tuple[str, ...]]]) -> None:
        """Take over the library's patterns, in their order, each with the signs of which it needs one."""
        self._rules = tuple((pattern.compiled_re, pattern.replace, signs) for pattern, signs in rules)
        self._apostrophe = self._marked("a'b")[1:-1]

    def __call__(self, text: str) -> str:
        if not MARKS.search(text):
            return text
        simple = _APOSTROPHE.sub(self._apostrophe, text)
        return self._marked(text) if MARKS.search(simple) else simple

    def _marked(self, text: str) -> str:
        for pattern, parts, signs in self._rules:
            if not any(sign in text for sign in signs):
                continue
            found = pattern.search(text)
            while found:
                mark = "".join(found[part] if isinstance(part, int) else part for part in parts)
                made = f"{STX}:{mark}{ETX}"
                text = text[: found.start()] + made + text[found.end() :]
                found = pattern.search(text, found.start() + len(made))
        return _MADE.sub(r"\1", text)
