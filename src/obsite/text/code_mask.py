"""Blanking code and comments in Markdown source, so that nothing is found inside them."""

from __future__ import annotations

import re

_FENCE = re.compile(r"^[ >]*(`{3,}|~{3,})([^`\n]*)$")
_CONTAINER = re.compile(r"^[ ]{0,3}(?:[*+-]|\d+[.)]|\[\^[^\]]+\]:|:|!!!|\?\?\?)[ \t+]")
_INDENTS = ("    ", "\t")
_BLOCKS = ("```", "~~~", *(f"\n{indent}" for indent in _INDENTS))
# The sign before the tick is looked for behind it, so that the search leaps from tick to tick.
_CODE = re.compile(r"(?s)(?P<ticks>`(?<![\\`]`)`*)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)")
_COMMENT_OR_CODE = re.compile(f"<!--.*?-->|{_CODE.pattern.removeprefix('(?s)')}", re.DOTALL)


def mask_code(text: str) -> str:
    """Return the text, of the same length, with NULs for code and spaces for comments."""
    # Only where blocks of code may stand are lines looked at.
    may_hold = text.startswith(_INDENTS) or any(sign in text for sign in _BLOCKS)
    masked = "\n".join(_mask_lines(text.split("\n"))) if may_hold else text
    if "<!--" in masked:
        return _COMMENT_OR_CODE.sub(_blank, masked)
    return _CODE.sub(_blank, masked) if "`" in masked else masked


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " " if match.group().startswith("<") else "\x00", match.group())


def _mask_lines(lines: list[str]) -> list[str]:
    last_closer = {line.strip(" >"): number for number, line in enumerate(lines) if _FENCE.match(line)}
    out: list[str] = []
    fence = ""
    in_container, after_blank, in_code = False, True, False
    for number, line in enumerate(lines):
        bare = line.strip()
        opening = None if fence else _FENCE.match(line)
        if fence or (opening and last_closer.get(opening.group(1), -1) > number):
            closes = bool(fence) and line.strip(" >") == fence
            fence = "" if closes else fence or (opening.group(1) if opening else "")
            out.append("\x00" * len(line))
            after_blank = in_code = False
            continue
        indented = line.startswith(_INDENTS)
        if _CONTAINER.match(line):
            in_container = True
        elif bare and after_blank and not indented:
            in_container = False
        in_code = indented and not in_container and (after_blank or in_code)
        out.append("\x00" * len(line) if in_code and bare else line)
        after_blank = not bare
    return out
