"""YAML as a tree of untyped strings that remembers the place of every key and value.

Scalars stay as they were written, so that the type of a field decides how they are read. Faults
are reported as diagnostics. After a syntax error the line at fault is set aside and reading goes
on, so that the other faults of the file are found in the same run; `Node.broken` names such lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Diagnostic, Emit, Span
from obsite.text.yaml_builder import Extent, FaultError, Path, Place, Tree, TreeBuilder
from obsite.text.yaml_faults import explain, set_aside
from obsite.text.yaml_plain import read_plain

# What YAML does not allow in a text; lone surrogates cannot even be handed to the parser.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MAX_SET_ASIDE = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A value with the places of all that is in it; `value` is a dict, a list, a string or None.

    `prefix` is where this node stands in the file. A place is (key, value), each as
    (line, column, end line, end column); what was reached through an alias has none of its own.
    """

    value: Tree
    path: str
    places: Mapping[Path, Place] = field(repr=False)
    prefix: Path = ()
    broken: frozenset[int] = frozenset()

    def span(self, at: Path = ()) -> Span:
        """Return the span of the value at a path below this node, or of what contains it."""
        return self._span(self._place(self.prefix + at)[1])

    def key_span(self, at: Path) -> Span:
        """Return the span of the key at a path below this node, or of its value when it has no key."""
        key, value = self._place(self.prefix + at)
        return self._span(key or value)

    def child(self, *at: str | int) -> Node:
        """Return the node at a path below this one."""
        value: Any = self.value
        for step in at:
            value = value[step]
        return replace(self, value=value, prefix=self.prefix + at)

    def children(self) -> Iterator[tuple[str, Node]]:
        """Yield the keys of a mapping with their nodes."""
        if isinstance(self.value, dict):
            for key in self.value:
                yield key, self.child(key)

    def _place(self, at: Path) -> Place:
        while at and at not in self.places:
            at = at[:-1]
        return self.places.get(at, (None, (1, 1, 0, 0)))

    def _span(self, extent: Extent) -> Span:
        line, column, end_line, end_column = extent
        return Span(path=self.path, line=line, column=column, end_line=end_line, end_column=end_column)


def compose(text: str, *, path: str, emit: Emit, first_line: int = 1, first_column: int = 1) -> Node | None:
    """Return the tree of a YAML text, or None when it cannot be understood (a diagnostic says why).

    `first_line` and `first_column` say where in its file the text begins; a column applies to each
    line, as in an indented block of options. An empty text gives a node with the value None.
    """
    if plain := read_plain(text, first_line, first_column):
        value, places = plain
        return Node(value=value, path=path, places=places)
    shift = _Shift(path=path, line=first_line, column=first_column)
    text = _without_unprintable(text, shift, emit)
    attempts: Counter[int] = Counter()  # how often a line has been set aside
    for _ in range(_MAX_SET_ASIDE):
        builder = TreeBuilder(text, first_line=first_line, first_column=first_column)
        fault = _build(builder, text)
        if fault is None:
            for minor in builder.faults:
                emit(shift.diagnostic(minor))
            broken = frozenset(line + first_line for line in attempts)
            return Node(value=builder.root, path=path, places=builder.places, broken=broken)
        if not attempts[fault.line]:
            emit(shift.diagnostic(fault))
        attempts[fault.line] += 1
        repaired = set_aside(text, fault.line, attempts[fault.line])
        if repaired is None:
            break
        text = repaired
    return None


def _build(builder: TreeBuilder, text: str) -> FaultError | None:
    """Return the fault that reading stopped at, or None if it came to the end."""
    try:
        builder.build()
    except FaultError as fault:
        return fault
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # the latter for absurd escapes
        return explain(text, error)
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shift:
    """Where in a file a text begins; turns faults, which count from 0 in the text, into diagnostics."""

    path: str
    line: int
    column: int

    def span(self, line: int, column: int, end_column: int) -> Span:
        line += self.line
        end_line = line if end_column > column else 0
        end = end_column + self.column if end_line else 0
        return Span(path=self.path, line=line, column=column + self.column, end_line=end_line, end_column=end)

    def diagnostic(self, fault: FaultError) -> Diagnostic:
        span = self.span(fault.line, fault.column, fault.end_column)
        related = tuple(replace(place, span=replace(place.span, path=self.path)) for place in fault.related)
        return finding(fault.code, fault.message, span, fault.help, related)


def _without_unprintable(text: str, shift: _Shift, emit: Emit) -> str:
    """Return the text with a blank for each character that YAML refuses; the first one is reported."""
    found = _UNPRINTABLE.search(text)
    if not found:
        return text
    line = text.count("\n", 0, found.start())
    column = found.start() - (text.rfind("\n", 0, found.start()) + 1)
    emit(
        finding(
            "yaml-syntax",
            f"There is an invisible control character here (U+{ord(found[0]):04X})",
            shift.span(line, column, column + 1),
            "Delete the character; it often comes along when text is pasted from another program",
        )
    )
    return _UNPRINTABLE.sub(" ", text)
