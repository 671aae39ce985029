"""Bare `Key: value` lines at the start of a file, as Pelican and MultiMarkdown have them.

Values are taken literally, so a colon or a quote in a title does no harm. A line that is indented
by four spaces goes on with the value above it. `front_matter` decides where such a header ends.
"""

from __future__ import annotations

import re

from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Diagnostic, Emit, Related, Span
from obsite.text.yaml_builder import Extent, Path, Place, Tree
from obsite.text.yaml_nodes import Node

# A header is only believed when its first key is one of these: a text may begin "Note: ...".
BARE_KEYS = frozenset(
    (
        *("title", "subtitle", "date", "updated", "modified", "lastmod", "slug", "number", "category"),
        *("categories", "tags", "keywords", "author", "authors", "status", "summary", "description"),
        *("layout", "lang", "language", "url", "permalink", "template", "id", "save_as"),
    )
)
BARE_LINE = re.compile(r"(?P<key>[A-Za-z][\w-]*):[ \t]*(?P<value>(?:.*\S)?)[ \t]*$")
CONTINUED_LINE = re.compile(r"(?: {4}|\t)[ \t]*(?P<value>\S.*?)[ \t]*$")


def read_bare_headers(text: str, *, path: str, first_line: int, emit: Emit) -> Node:
    """Return the node of the lines; keys stay as they are written."""
    value: dict[str, Tree] = {}
    places: dict[Path, Place] = {(): (None, (first_line, 1, 0, 0))}
    last = ""
    for number, line in enumerate(text.split("\n"), first_line):
        if continued := CONTINUED_LINE.match(line):
            if last:
                value[last] = f"{value[last] or ''}\n{continued['value']}".strip()
        elif found := BARE_LINE.match(line):
            key, place = found["key"], _place(found, number)
            last = "" if key in value else key
            if last:
                value[key], places[key,] = found["value"] or None, place
            else:
                emit(_repeated(key, place, places[key,], path))
    return Node(value=value, path=path, places=places)


def _place(found: re.Match[str], number: int) -> Place:
    start, end = found.start("value") + 1, found.end("value") + 1
    key = (number, found.start("key") + 1, number, found.end("key") + 1)
    return key, (number, start, number, end) if end > start else (number, start, 0, 0)


def _repeated(key: str, place: Place, first: Place, path: str) -> Diagnostic:
    related = (Related(message="first defined here", span=_span(first[0] or first[1], path)),)
    span = _span(place[0] or place[1], path)
    help = "Keep one of the two and remove the other"
    return finding("repeated-key", f"The key `{key}` is given twice", span, help, related)


def _span(extent: Extent, path: str) -> Span:
    line, column, end_line, end_column = extent
    return Span(path=path, line=line, column=column, end_line=end_line, end_column=end_column)
