"""Markdown as it is written elsewhere, put so that Python-Markdown reads it the same way.

Other converters let a list or a table follow a paragraph without a blank line, nest lists by two or
three spaces, number with `1)`, let fenced code touch a paragraph, and break a line at a backslash. Text
that already reads the same everywhere is left alone. Places come from the author's text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from obsite.markup.opened import CONTAINER, open_containers

_ITEM = re.compile(r"^([ ]*)([*+-]|\d{1,9}[.)])([ ]+|\t)(?=\S)")
_RULE = re.compile(r"^[ ]{0,3}(?:(?:\*[ ]*){3,}|(?:-[ ]*){3,}|(?:_[ ]*){3,})$")
_STARTS_A_LIST = re.compile(r"^[ ]{0,3}(?:[*+-]|1[.)])[ ]+\S")
_PLAIN = re.compile(r"^(?![ ]{0,3}(?:[#>|<]|[=-]+[ ]*$|/{3}|!{3}|\?{3}|:[ ]|\[\^|\*\[))\S")
_QUOTED = re.compile(r"^[ ]{0,3}>[ ]?(.*)$")
_TABLE_RULE = re.compile(r"^[ ]{0,3}\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*$")
_FENCE = re.compile(r"^(`{3,}|~{3,})")


# Each of the faults below shows where a line begins. Where there is no sign of any, lines are not looked at.
_SIGN = r"(?:[*+-]|\d{1,9}[.)])(?:[ ]+|\t)(?=\S)"
_UNSETTLED = re.compile(
    "\n(?:"
    rf"(?=[ \t])(?:[ ]{{4}})*+(?:[ ]{{1,3}}|[ ]*\t[ \t]*){_SIGN}"  # an item that is indented, but not by four
    r"|[^\S\n]*+\n(?=[ \t])(?:[ ]{4})*+(?:[ ]{1,3}[^ \n]|\t)"  # a paragraph that is
    rf"|[ \t][^\S\n]*+\n[ ]*{_SIGN}"  # an item below a line of spaces
    r"|[ ]*\d{1,9}\)[ \t]"  # 1)
    rf"|(?![#>|<]|{_SIGN})\S[^\n]*\n[ ]{{0,3}}(?:[*+-]|1[.)])[ ]"  # a list below a line of text
    rf"|[^\S\n]*+\n(?=[ \x00])(?:(?![ ]*{_SIGN})[ \x00][^\n]*\n)+[ ]*{_SIGN}"  # or below an item's paragraph
    r"|[ ]{0,3}>[^\n]*\n[ ]{0,3}>[ ]{0,4}(?:[*+-]|1[.)])[ ]"  # or within a quotation
    f"|{CONTAINER}"
    ")"
)
_BELOW_HEADER = re.compile(r"\n[ ]{0,3}\|?[ ]*:?-[-:| ]*(?=\n|\Z)")  # of a table


def settle(text: str, masked: str) -> str:
    """Return the text with lists and fences set apart; `masked` is the same text without its code."""
    return text if _is_settled(text, masked) else _settled(text, masked)


def _is_settled(text: str, masked: str) -> bool:
    """Tell at a glance that there is nothing to do; False in case of doubt."""
    if "```" in text or "~~~" in text or "<!--" in text or "\\\n" in text:
        return False
    shown = f"\n{masked}"
    return not _UNSETTLED.search(shown) and not ("|" in masked and _meets_table(shown))


def _meets_table(shown: str) -> bool:
    """Tell whether a table stands right below a line of text."""
    for rule in _BELOW_HEADER.finditer(shown):
        _, before, header = f"\n\n{shown[: rule.start()]}".rsplit("\n", 2)
        if "|" in header and before.strip() and "|" not in before:
            return True
    return False


def _settled(text: str, masked: str) -> str:
    lines, plain = text.split("\n"), masked.split("\n")
    if any(map(_ITEM.match, plain)):
        lines, plain = _lists(lines, plain)
    if "<" in masked:
        lines = open_containers(lines, plain)
    if "\\\n" in masked:
        lines = _broken(lines, plain)
    return "\n".join(_set_apart(lines, plain))


def _broken(lines: list[str], plain: list[str]) -> list[str]:
    """Return the lines with two spaces in place of a backslash that ends a line of a paragraph."""
    following = [*plain[1:], ""]
    return [
        f"{line[:-1]}  " if bare.endswith("\\") and not bare.endswith("\\\\") and after.strip() else line
        for line, bare, after in zip(lines, plain, following, strict=True)
    ]


def _meets(before: str, line: str, after: str) -> str | None:
    """Return the blank line to put between text and a table, or text and a list in a quotation."""
    if "|" in line and "|" in after and _TABLE_RULE.match(after) and before.strip() and "|" not in before:
        return "" if _PLAIN.match(before) else None
    if ">" not in line or ">" not in before:
        return None
    quoted, above = _QUOTED.match(line), _QUOTED.match(before)
    if quoted and above and _STARTS_A_LIST.match(quoted[1]) and not _ITEM.match(above[1]):
        return ">" if _PLAIN.match(above[1]) else None
    return None


def _continues(out: list[str], bare: str) -> bool:
    """Return whether an item of a list stands right below a later paragraph of the item above."""
    if not _ITEM.match(bare) or not out or not 2 <= _depth(out[-1]) < 8 or _ITEM.match(out[-1]):
        return False
    start = len(out) - 1
    while start and out[start].startswith("  ") and not _ITEM.match(out[start]):
        start -= 1
    return not out[start].strip() and start > 0


def _set_apart(lines: list[str], plain: list[str]) -> list[str]:
    """Return the lines with a blank one where a list or a fence touches a paragraph."""
    out: list[str] = []
    in_paragraph = False  # of the outermost level, without a list in it
    closes = before = ""
    for line, bare, after in zip(lines, plain, [*plain[1:], ""], strict=True):
        fence = _FENCE.match(line) if bare[:1] == "\x00" else None
        touches = in_paragraph and (bool(fence) or bool(_STARTS_A_LIST.match(bare) and not _RULE.match(bare)))
        if not closes:
            between = "" if touches or _continues(out, bare) else _meets(before, bare, after)
            out += [] if between is None else [between]
        before = bare
        out.append(line)
        if fence:
            ended = bool(closes) and line.rstrip() == closes
            closes = "" if ended else closes or fence.group(1)
            if ended:
                out.append("")
            in_paragraph = False
        elif not bare.strip() or closes or touches or _ITEM.match(bare):
            in_paragraph = False
        elif len(out) < 2 or not out[-2].strip() or in_paragraph:
            in_paragraph = bool(_PLAIN.match(bare))
    return out


@dataclass(slots=True)
class _Item:
    indent: int
    content: int  # the column where its text begins


def _lists(lines: list[str], plain: list[str]) -> tuple[list[str], list[str]]:
    """Return the lines with each list nested by four spaces that was nested by two or three."""
    number = 0
    lines, plain = list(lines), list(plain)
    while number < len(lines):
        item = _ITEM.match(plain[number])
        if not item or len(item.group(1)) > 3 or _RULE.match(plain[number]):
            number += 1
            continue
        end = _end_of_list(plain, number)
        if _is_nested_otherwise(plain[number:end]):
            lines[number:end], plain[number:end] = _indent(lines[number:end], plain[number:end])
        number = end
    if any(") " in bare or ")\t" in bare for bare in plain):
        lines = [_numbered(line, bare) for line, bare in zip(lines, plain, strict=True)]
    return lines, plain


def _numbered(line: str, bare: str) -> str:
    item = _ITEM.match(bare)
    if item and item.group(2).endswith(")"):
        end = item.end(2)
        return f"{line[: end - 1]}.{line[end:]}"
    return line


def _end_of_list(plain: list[str], start: int) -> int:
    """Return the line after a list: one that is not indented, no item, and follows a blank line."""
    blank = False
    for number in range(start + 1, len(plain)):
        line = plain[number]
        if not line.strip():
            blank = True
            continue
        outside = line[0] not in " \t\x00" and not _ITEM.match(line)
        if (blank and outside) or line.startswith("#") or _RULE.match(line):
            return number
        blank = False
    return len(plain)


def _is_nested_otherwise(plain: list[str]) -> bool:
    base = _depth(plain[0])
    blank = False
    for line in plain:
        if not line.strip():
            blank = True
            continue
        depth = _depth(line) - base
        if depth >= 2 and depth % 4 and (_ITEM.match(line) or blank):
            return True
        blank = False
    return False


def _depth(line: str) -> int:
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip(" "))


def _indent(lines: list[str], plain: list[str]) -> tuple[list[str], list[str]]:
    opened: list[_Item] = []
    blank = True
    moved: list[str] = []
    shown: list[str] = []
    for line, bare in zip(lines, plain, strict=True):
        if not line.strip():
            blank = True
            moved.append("")
            shown.append("")
            continue
        depth, item = _depth(line), _ITEM.match(bare)
        while opened and depth < opened[-1].indent + 2 and (item or (blank and len(opened) > 1)):
            opened.pop()
        margin = 4 * len(opened) + (0 if item or not opened else _beyond(depth, opened))
        moved.append(" " * margin + line.lstrip())
        shown.append(" " * margin + bare.lstrip(" \t"))
        if item:
            opened.append(_Item(depth, depth + len(item.group(2)) + len(item.group(3))))
        blank = False
    return moved, shown


def _beyond(depth: int, opened: list[_Item]) -> int:
    """Return how much deeper than its item's text a line is: code keeps its indentation."""
    ours = 4 * len(opened)
    if depth >= ours and depth % 4 == 0:
        return depth - ours
    extra = depth - opened[-1].content
    return extra if extra >= 4 else 0
