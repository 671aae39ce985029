"""The YAML that nearly all headers consist of, read without the library: `key: value`, one to a line.

A value is plain text, text in quotes without escapes, or a list: in brackets, or a dash to a line. What is
read here is read as the library would, to the last place; anything else is left to it.
"""

from __future__ import annotations

import re

from obsite.text.yaml_builder import NULLS, Extent, Path, Place, Tree

_TEXT = r"(?P<text>[\w$(./](?:[^#]*[^# ])?)"
_WORDS = r"(?P<text>\w(?:[\w ()/.+'&-]*[\w)])?)"
_QUOTED = r"(?P<quoted>\"[^\"\\]*\"|'[^']*')"
_LINE = re.compile(
    rf"(?P<key>[A-Za-z_][\w-]{{0,60}}):(?:[ ]+(?:{_TEXT}|{_QUOTED}|\[(?P<list>[^\[\]{{}}#]*)\]))?[ ]*$"
)
_ITEM = re.compile(rf"[ ]*(?:{_WORDS}|{_QUOTED})[ ]*(?:,|$)")
_DASH = re.compile(rf"(?P<dash>[ ]*-)[ ]+(?:{_WORDS}|{_QUOTED})[ ]*$")
# What YAML refuses or passes over, what ends a line to YAML alone, and tabs.
_ODD = re.compile("[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


class _NotPlainError(Exception):
    """This is left to the library."""


def read_plain(text: str, line: int, column: int) -> tuple[dict[str, Tree], dict[Path, Place]] | None:
    """Return what a text says that begins at a place of its file, and where; None if it is not that plain."""
    if _ODD.search(text):
        return None
    header = _Header(line, column)
    try:
        for row in text.removesuffix("\n").split("\n"):
            if found := _LINE.match(row):
                header.take(found)
            else:
                header.take_dash(_DASH.match(row))
            header.line += 1
    except _NotPlainError:
        return None
    return header.value, header.places


class _Header:
    """What was read so far; `line` is the one that is read, `column` that of its first character."""

    def __init__(self, line: int, column: int) -> None:
        self.value: dict[str, Tree] = {}
        self.places: dict[Path, Place] = {(): (None, (line, column, 0, 0))}
        self.line, self._column = line, column
        self._key = ""
        self._items: list[Tree] | None = None  # of the list that dashes add to, if they may
        self._dash = ""  # how its items begin

    def take(self, found: re.Match[str]) -> None:
        """Take a line with a key."""
        key, kind = found["key"], found.lastgroup or ""
        if key in self.value:
            raise _NotPlainError
        self._key, self._items = key, None
        if kind == "key":
            self._items = []
            self._put(None, self._extent(found.end("key") + 1))
        elif kind == "list":
            self._take_list(found["list"], found.start("list"))
        else:
            text = found[kind]
            if kind == "text" and (": " in text or text[-1] == ":"):
                raise _NotPlainError
            self._put(_value(kind, text), self._extent(*found.span(kind)))

    def take_dash(self, found: re.Match[str] | None) -> None:
        """Take a line with an item of a list."""
        items = self._items
        if found is None or items is None or (items and found["dash"] != self._dash):
            raise _NotPlainError
        if not items:
            self._dash = found["dash"]
            at, _ = self.places[self._key,]
            self.value[self._key] = items
            self.places[self._key,] = (at, self._extent(found.end("dash") - 1))
        self._append(items, found, 0)

    def _take_list(self, text: str, start: int) -> None:
        items: list[Tree] = []
        self._put(items, self._extent(start - 1))
        position = 0 if text.strip(" ") else len(text)
        while position < len(text):
            found = _ITEM.match(text, position)
            if found is None:
                raise _NotPlainError
            self._append(items, found, start)
            position = found.end()

    def _append(self, items: list[Tree], found: re.Match[str], before: int) -> None:
        kind = found.lastgroup or ""
        start, end = found.span(kind)
        self.places[self._key, len(items)] = (None, self._extent(start + before, end + before))
        items.append(_value(kind, found[kind]))

    def _put(self, value: Tree, extent: Extent) -> None:
        key, line, column = self._key, self.line, self._column
        self.value[key] = value
        self.places[key,] = ((line, column, line, column + len(key)), extent)

    def _extent(self, start: int, end: int = 0) -> Extent:
        line, column = self.line, self._column
        return (line, column + start, line, column + end) if end else (line, column + start, 0, 0)


def _value(kind: str, written: str) -> str | None:
    if kind == "quoted":
        return written[1:-1]
    return None if written in NULLS else written
