"""TOML headers (Hugo, Zola) as the same tree of strings that YAML gives.

The standard library's reader keeps no places, so keys are looked up in the text line by line:
top-level keys and those of `[tables]` have theirs, what is deeper has that of its key.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from typing import Any

from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Emit, Span
from obsite.text.yaml_builder import Path, Place, Tree
from obsite.text.yaml_nodes import Node

_KEY = re.compile(r"[ \t]*(?P<key>[\w-]+|\"[^\"]+\"|'[^']+')[ \t]*=[ \t]*(?P<value>\S.*)?$")
_TABLE = re.compile(r"[ \t]*\[(?P<name>[\w.-]+)\]")
_WHERE = re.compile(r"\(at line (\d+), column (\d+)\)")


def compose_toml(text: str, *, path: str, first_line: int, emit: Emit) -> Node | None:
    """Return the tree of a TOML text, or None after a diagnostic."""
    try:
        value = _strings(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        where = _WHERE.search(str(error))
        line, column = (int(where[1]), int(where[2])) if where else (1, 1)
        span = Span(path=path, line=line + first_line - 1, column=column)
        emit(
            finding(
                "yaml-syntax", "This header is not valid TOML here", span, "Check quotes, commas and brackets"
            )
        )
        return None
    return Node(value=value, path=path, places=_places(text, first_line))


def _strings(value: Any) -> Tree:
    if isinstance(value, dict):
        return {str(key): _strings(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_strings(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def _places(text: str, first_line: int) -> dict[Path, Place]:
    places: dict[Path, Place] = {(): (None, (first_line, 1, 0, 0))}
    prefix: Path = ()
    for number, line in enumerate(text.split("\n"), first_line):
        if table := _TABLE.match(line):
            prefix = tuple(table["name"].split("."))
            extent = (number, table.start("name") + 1, number, table.end("name") + 1)
            places.setdefault(prefix, (extent, extent))
        elif found := _KEY.match(line):
            key = (number, found.start("key") + 1, number, found.end("key") + 1)
            start = found.start("value") + 1 if found["value"] else key[3]
            value = (number, start, number, len(line.rstrip()) + 1)
            places.setdefault((*prefix, found["key"].strip("\"'")), (key, value))
    return places
