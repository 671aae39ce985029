"""Builds the tree of one YAML text from the parser's events; used by yaml_nodes alone.

Events instead of PyYAML's own tree: the depth can be limited before the C code overflows the
stack, aliases can be counted, and it takes half the time.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from obsite.diagnostics.model import Related, Span

Tree: TypeAlias = "dict[str, Tree] | list[Tree] | str | None"
Path = tuple[str | int, ...]
Extent = tuple[int, int, int, int]
Place = tuple[Extent | None, Extent]

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_DEPTH = 40
MAX_ALIASED = 10_000  # values that aliases may add in all: far above any honest use
NULLS = frozenset(("", "~", "null", "Null", "NULL"))
# Line ends to YAML, but not to editors nor to the rest of obsite.
_ODD_LINE_ENDS = ("\x85", "\u2028", "\u2029")
_COMMENT = re.compile(r"[ \t]+#(?=\S).*")
_QUOTE_IT = "If it is meant as text, put the whole value in quotes"


@dataclass(slots=True, kw_only=True)
class FaultError(Exception):
    """A fault of a text; `line` and the columns count from 0 within the text."""

    line: int
    column: int
    message: str
    end_column: int = 0
    help: str = ""
    code: str = "yaml-syntax"
    related: tuple[Related, ...] = ()


class _Frame:
    """A mapping or list that is being filled."""

    __slots__ = ("anchor", "count", "key", "key_extent", "keys", "merged", "path", "value")

    def __init__(self, value: dict[str, Tree] | list[Tree], path: Path, anchor: str | None) -> None:
        self.value = value
        self.path = path
        self.anchor = anchor
        self.count = 1
        self.key: str | None = None  # the key whose value comes next
        self.key_extent: Extent | None = None
        self.keys: dict[str, Extent] = {}
        self.merged: list[Tree] = []


class TreeBuilder:
    """Builds one tree: its `root`, the `places` in it, and the `faults` that do not stop reading."""

    def __init__(self, text: str, *, first_line: int, first_column: int) -> None:
        self.places: dict[Path, Place] = {}
        self.faults: list[FaultError] = []
        self._text = text
        self._last_line = text.count("\n")
        self._line, self._column = first_line, first_column
        self._stack: list[_Frame] = []
        self.root: Tree = None
        self._anchors: dict[str, tuple[Tree, int] | None] = {}
        self._aliased = 0
        self._lines = text.split("\n") if " #" in text else None
        odd = any(sign in text for sign in _ODD_LINE_ENDS)
        self._starts = [0, *(i + 1 for i, sign in enumerate(text) if sign == "\n")] if odd else None

    def build(self) -> None:
        """Fill `root` and `places`; raises FaultError, or what PyYAML raises."""
        next_event = LOADER(self._text).get_event
        documents = 0
        while (kind := type(event := next_event())) is not yaml.StreamEndEvent:
            if kind is yaml.ScalarEvent:
                self._scalar(event)
            elif kind is yaml.MappingStartEvent:
                self._open(event, {})
            elif kind is yaml.SequenceStartEvent:
                self._open(event, [])
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self._close()
            elif kind is yaml.AliasEvent:
                self._alias(event)
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise self._fault(event, "A second document begins here", "Remove the line of dashes")

    def _scalar(self, event: Any) -> None:
        value: str | None = event.value
        if event.tag is not None:
            self._check_tag(event)
        if event.implicit[0]:
            if self._lines is not None:
                self._check_comment(event, self._lines)
            if value in NULLS:
                value = None
        self._put(event, (value or "") if self._wants_key() else value, 1)

    def _open(self, event: Any, value: dict[str, Tree] | list[Tree]) -> None:
        if event.tag is not None:
            self._check_tag(event)
        if len(self._stack) >= MAX_DEPTH:
            raise self._fault(
                event, f"Values are nested more than {MAX_DEPTH} levels deep", "Use fewer levels"
            )
        if self._wants_key():
            raise self._fault(
                event, "These brackets begin a list or a group of keys, which cannot stand here", _QUOTE_IT
            )
        path = self._next_path()
        key_extent = self._stack[-1].key_extent if self._stack else None
        extent = self._extent(event)
        self.places[path] = (key_extent, (*extent[:2], 0, 0))
        if event.anchor is not None:
            self._anchors[event.anchor] = None  # known, but not complete: it cannot be used within itself
        self._stack.append(_Frame(value, path, event.anchor))

    def _close(self) -> None:
        frame = self._stack.pop()
        value = frame.value
        if isinstance(value, dict):
            for merged in frame.merged:
                if isinstance(merged, dict):
                    frame.value = value = {**merged, **value}
        if frame.anchor is not None:
            self._anchors[frame.anchor] = (value, frame.count)
        self._store(value, frame.count)

    def _alias(self, event: Any) -> None:
        known = self._anchors.get(event.anchor)
        if known is None:
            name = f"*{event.anchor}"
            raise self._fault(event, f"`{name}` refers to a value that is not defined", _QUOTE_IT)
        value, count = known
        self._aliased += count
        if self._aliased > MAX_ALIASED:
            raise self._fault(event, "References multiply to far too many values", "Write the values out")
        self._put(event, value, count)

    def _put(self, event: Any, value: Tree, count: int) -> None:
        """Take a complete value: a key, or the next value of what is being filled."""
        extent = self._extent(event)
        if self._wants_key():
            self._take_key(event, value, extent)
            return
        self.places[self._next_path()] = (self._stack[-1].key_extent if self._stack else None, extent)
        anchor = getattr(event, "anchor", None)
        if anchor is not None and not isinstance(event, yaml.AliasEvent):
            self._anchors[anchor] = (value, count)
        self._store(value, count)

    def _store(self, value: Tree, count: int) -> None:
        if not self._stack:
            self.root = value
            return
        frame = self._stack[-1]
        frame.count += count
        if isinstance(frame.value, list):
            frame.value.append(value)
            return
        key = frame.key or ""
        if key == "<<":
            frame.merged.extend(value if isinstance(value, list) else [value])
        elif not key.endswith("\0"):
            frame.value[key] = value
        frame.key = frame.key_extent = None

    def _take_key(self, event: Any, key: Tree, extent: Extent) -> None:
        if not isinstance(key, str):
            raise self._fault(
                event, "These brackets begin a list or a group of keys, which cannot stand here", _QUOTE_IT
            )
        frame = self._stack[-1]
        frame.key_extent = extent
        if first := frame.keys.get(key):
            self._repeated(event, key, first)
            key += "\0"  # its value is read, for its faults, and not kept
        else:
            frame.keys[key] = extent
        frame.key = key

    def _repeated(self, event: Any, key: str, first: Extent) -> None:
        line, column, end_line, end_column = first
        span = Span(path="", line=line, column=column, end_line=end_line, end_column=end_column)
        fault = self._fault(
            event, f"The key `{key}` is given twice", "Keep one of the two and remove the other"
        )
        fault.code = "repeated-key"
        fault.related = (Related(message="first defined here", span=span),)
        self.faults.append(fault)

    def _wants_key(self) -> bool:
        return bool(self._stack) and self._stack[-1].key is None and isinstance(self._stack[-1].value, dict)

    def _next_path(self) -> Path:
        if not self._stack:
            return ()
        frame = self._stack[-1]
        if isinstance(frame.value, list):
            return (*frame.path, len(frame.value))
        return (*frame.path, frame.key or "")

    def _check_tag(self, event: Any) -> None:
        # `! "text"` is an old way to say that a value is text; Octopress wrote titles so.
        if event.tag == "!" and getattr(event, "style", None) in ("'", '"'):
            return
        if not event.tag.startswith("tag:yaml.org,2002:"):
            raise self._fault(event, f"A value cannot begin with `{event.tag}`", _QUOTE_IT)

    def _check_comment(self, event: Any, lines: list[str]) -> None:
        """Report `title: Issue #3`, which is read as "Issue"; a comment proper has a space behind its #."""
        line, column = self._position(event.end_mark)
        if line < len(lines) and (found := _COMMENT.match(lines[line], column)):
            start = found.end() - len(found[0].lstrip())
            self.faults.append(
                FaultError(
                    code="comment-in-value",
                    line=line,
                    column=start,
                    end_column=len(lines[line].rstrip()),
                    message=f"`{found[0].strip()}` is read as a comment and not as part of the value",
                    help="Put the value in quotes; if it is a comment, write a space behind the #",
                )
            )

    def _position(self, mark: Any) -> tuple[int, int]:
        if self._starts is None:
            if mark.line > self._last_line:  # the parser counts a line end that the text does not have
                return self._last_line, len(self._text) - (self._text.rfind("\n") + 1)
            return mark.line, mark.column
        line = bisect_right(self._starts, mark.index) - 1
        return line, mark.index - self._starts[line]

    def _extent(self, event: Any) -> Extent:
        line, column = self._position(event.start_mark)
        end_line, end_column = self._position(event.end_mark)
        if (end_line, end_column) <= (line, column):
            return line + self._line, column + self._column, 0, 0
        return line + self._line, column + self._column, end_line + self._line, end_column + self._column

    def _fault(self, event: Any, message: str, help: str) -> FaultError:
        line, column = self._position(event.start_mark)
        end_line, end_column = self._position(event.end_mark)
        end = end_column if end_line == line else 0
        return FaultError(line=line, column=column, end_column=end, message=message, help=help)
