"""Blanking code and comments in Markdown source, so that nothing is found inside them."""

from __future__ import annotations

import re

# A fence begins after the line end before it, so that the search leaps from line to line.
_FENCE = re.compile(r"\n[ >]*(`{3,}|~{3,})[^`\n]*(?=\n|\Z)")
_CONTAINER = re.compile(r"^[ ]{0,3}(?:[*+-]|\d+[.)]|\[\^[^\]]+\]:|:|!!!|\?\?\?)[ \t+]")
_INDENTS = ("    ", "\t")
_INDENTED = re.compile(r"\n[^\S\n]*\n(?:    |\t)[^\n]*\S")
# The sign before the tick is looked for behind it, so that the search leaps from tick to tick.
_CODE = re.compile(
    r"(?P<ticks>`(?<![\\`]`)`*)(?!`)(?:[^`\n]++|\n(?![ \t]*\n)|(?!(?P=ticks)(?!`))`++)++(?P=ticks)(?!`)"
)
_COMMENT_OR_CODE = re.compile(f"<!--.*?-->|{_CODE.pattern}", re.DOTALL)


def mask_code(text: str) -> str:
    """Return the text, of the same length, with NULs for code and spaces for comments."""
    masked = _without_fenced(text) if "```" in text or "~~~" in text else text
    if _INDENTED.search(f"\n\n{masked}"):
        masked = "\n".join(_without_indented(masked.split("\n")))
    if "<!--" in masked:
        return _COMMENT_OR_CODE.sub(_blank, masked)
    return _CODE.sub(_blank, masked) if "`" in masked else masked


def _blank(match: re.Match[str]) -> str:
    return blanked(match.group(), " " if match.group().startswith("<") else "\x00")


def blanked(text: str, sign: str) -> str:
    """Return a sign for each character of a text but for its line ends."""
    if "\n" not in text:
        return sign * len(text)
    return "\n".join([sign * len(line) for line in text.split("\n")])


def _without_fenced(text: str) -> str:
    """Return the text without the code between fences. A fence that nothing closes opens nothing."""
    fences = list(_FENCE.finditer(f"\n{text}"))
    bare = [fence[0].strip(" >\n") for fence in fences]
    last = {fence: number for number, fence in enumerate(bare)}
    pieces: list[str] = []
    done, start, opened = 0, 0, ""
    for number, fence in enumerate(fences):
        if opened and bare[number] == opened:
            pieces += (text[done:start], blanked(text[start : fence.end() - 1], "\x00"))
            done, opened = fence.end() - 1, ""
        elif not opened and last.get(fence[1], -1) > number:
            start, opened = fence.start(), fence[1]
    return "".join((*pieces, text[done:]))


def _without_indented(lines: list[str]) -> list[str]:
    """Return the lines without those that are code for their indentation; fenced ones are blanked already."""
    out: list[str] = []
    in_container, after_blank, in_code = False, True, False
    for line in lines:
        if line.startswith("\x00"):
            out.append(line)
            after_blank = in_code = False
            continue
        bare = line.strip()
        indented = line.startswith(_INDENTS)
        if _CONTAINER.match(line):
            in_container = True
        elif bare and after_blank and not indented:
            in_container = False
        in_code = indented and not in_container and (after_blank or in_code)
        out.append("\x00" * len(line) if in_code and bare else line)
        after_blank = not bare
    return out
