"""Splits a file into its header and its text, and reads the header.

Three forms of header are known: YAML between lines of three dashes, bare `Key: value` lines at the
very start (Pelican, MultiMarkdown), and TOML between lines of three plus signs (Hugo, Zola).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum

from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Diagnostic, Emit, Span
from obsite.text.bare_headers import BARE_KEYS, BARE_LINE, CONTINUED_LINE, read_bare_headers
from obsite.text.yaml_nodes import Node, compose


class Style(Enum):
    """The form of a file's header."""

    NONE = "none"
    YAML = "yaml"
    UNCLOSED = "unclosed"  # three dashes and keys, but no second line of dashes
    HEADERS = "headers"
    TOML = "toml"


_RULE = re.compile(r"---[ \t]*$")
_END = re.compile(r"(?:---|\.\.\.)[ \t]*$")
_END_LINE = re.compile(rf"^{_END.pattern}", re.MULTILINE)
_PLUS = re.compile(r"\+\+\+[ \t]*$")
_ALMOST_END = re.compile(r"(?:-{2}|-{4,}|—+|–+|={3,}|- - -|\*{3})[ \t]*$")
_YAML_LINE = re.compile(r"(?:[\w\"'.-][^:]*:(?:\s|$)|[ \t]+\S|- |#|[\[{\]}])")
_KEY_LINE = re.compile(r"(?:[\w.-]+|\"[^\"]+\"|'[^']+')[ \t]*:(?:\s|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """A header and a text; each with the line of the file, from 1, that it begins on.

    Nothing but the lines of dashes is left out of the two together.
    """

    style: Style
    yaml: str = ""  # the header without the lines around it, whatever its form
    yaml_line: int = 1
    body: str
    body_line: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A header that has been read. `node` is None if there is none, or if it could not be understood."""

    node: Node | None
    style: Style
    body: str
    body_line: int
    source: str  # the header as it is written, and its form: two that are equal say the same


def split(text: str) -> FrontMatter:
    """Return the header and the text of a file; blank lines above a header do not count."""
    start = len(text) - len(text.lstrip())
    blank = text.count("\n", 0, start)
    if not blank:
        return _split(text)
    parts = _split(text[text.rfind("\n", 0, start) + 1 :])
    if parts.style is Style.NONE:
        return FrontMatter(style=Style.NONE, body=text)
    return replace(parts, yaml_line=parts.yaml_line + blank, body_line=parts.body_line + blank)


def _split(text: str) -> FrontMatter:
    first, _, _ = text.partition("\n")
    if _RULE.match(first):
        return _split_yaml(text)
    if _PLUS.match(first):
        return _split_toml(text)
    if (found := BARE_LINE.match(first)) and found["key"].lower() in BARE_KEYS:
        return _split_bare(text)
    return FrontMatter(style=Style.NONE, body=text)


def read_front_matter(text: str, *, path: str, emit: Emit) -> Header:
    """Return the header of a file as a node, and its text; faults go to `emit`."""
    parts = split(text)
    if parts.style is Style.UNCLOSED:
        emit(_unclosed(parts, path))
    if parts.style in (Style.HEADERS, Style.TOML):
        emit(_foreign(parts, path))
    node = _node(parts, path, emit)
    return Header(
        node=node,
        style=parts.style,
        body=parts.body,
        body_line=parts.body_line,
        source=source_of(parts),
    )


def source_of(parts: FrontMatter) -> str:
    """Return a header as it is written, with its form."""
    return f"{parts.style.value}\n{parts.yaml}"


def _node(parts: FrontMatter, path: str, emit: Emit) -> Node | None:
    if parts.style is Style.NONE:
        return None
    if parts.style is Style.HEADERS:
        return read_bare_headers(parts.yaml, path=path, first_line=parts.yaml_line, emit=emit)
    if parts.style is Style.TOML:
        # Imported here: few sites have any.
        from obsite.text.toml_nodes import compose_toml

        return compose_toml(parts.yaml, path=path, first_line=parts.yaml_line, emit=emit)
    return compose(parts.yaml, path=path, first_line=parts.yaml_line, emit=emit)


def _split_yaml(text: str) -> FrontMatter:
    start = text.find("\n") + 1
    if start and (found := _END_LINE.search(text, start)):
        yaml = text[start : found.start()]
        if not yaml or yaml.partition("\n")[0].strip():
            body, line = text[found.end() + 1 :], yaml.count("\n") + 3
            return FrontMatter(style=Style.YAML, yaml=yaml, yaml_line=2, body=body, body_line=line)
    lines = text.split("\n")
    end = next((i for i in range(1, len(lines)) if _END.match(lines[i])), None)
    opening = next((i for i in range(1, end or len(lines)) if lines[i].strip()), None)
    # Three dashes, a blank line and then prose: a line drawn across the page, not a header.
    if opening is not None and opening > 1 and not _KEY_LINE.match(lines[opening]):
        return FrontMatter(style=Style.NONE, body=text)
    if end is not None:
        return _cut(lines, Style.YAML, 1, end, end + 1)
    if opening is None or not _KEY_LINE.match(lines[opening]):
        return FrontMatter(style=Style.NONE, body=text)
    end = next((i for i in range(opening, len(lines)) if not _YAML_LINE.match(lines[i])), len(lines))
    return _cut(lines, Style.UNCLOSED, 1, end, end)


def _split_toml(text: str) -> FrontMatter:
    lines = text.split("\n")
    end = next((i for i in range(1, len(lines)) if _PLUS.match(lines[i])), None)
    if end is None:
        return FrontMatter(style=Style.NONE, body=text)
    return _cut(lines, Style.TOML, 1, end, end + 1)


def _split_bare(text: str) -> FrontMatter:
    lines = text.split("\n")
    end = 1
    while end < len(lines) and (BARE_LINE.match(lines[end]) or CONTINUED_LINE.match(lines[end])):
        end += 1
    # A single such line with text right below it is the beginning of a text.
    if end == 1 and end < len(lines) and lines[end].strip():
        return FrontMatter(style=Style.NONE, body=text)
    # Where only the first line of dashes was forgotten, or left out as MultiMarkdown allows.
    closed = end > 1 and end < len(lines) and _RULE.match(lines[end]) is not None
    return _cut(lines, Style.HEADERS, 0, end, end + 1 if closed else end)


def _cut(lines: list[str], style: Style, start: int, end: int, body: int) -> FrontMatter:
    yaml = "".join(f"{line}\n" for line in lines[start:end])
    text = "\n".join(lines[body:])
    if body == end and end == len(lines):
        yaml = yaml[:-1]  # the last line of the file had no line end
    return FrontMatter(style=style, yaml=yaml, yaml_line=start + 1, body=text, body_line=body + 1)


def _unclosed(parts: FrontMatter, path: str) -> Diagnostic:
    help = f"Write a line of exactly three dashes above line {parts.body_line}"
    first, _, _ = parts.body.partition("\n")
    if _ALMOST_END.match(first):
        help = f"Line {parts.body_line} is `{first.strip()}`: write exactly three dashes there"
    line = parts.yaml_line - 1
    span = Span(path=path, line=line, column=1, end_line=line, end_column=4)
    return finding("unclosed-front-matter", "The header begins here and is never closed", span, help)


def _foreign(parts: FrontMatter, path: str) -> Diagnostic:
    form = "TOML" if parts.style is Style.TOML else "bare `key: value` lines"
    span = Span(path=path, line=parts.yaml_line)
    message = f"The header of this file is written as {form}"
    return finding("foreign-front-matter", message, span, "It is read as it is; nothing needs doing")
