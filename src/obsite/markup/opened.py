"""Raw HTML around Markdown: between blank lines, elsewhere, the text inside a container is Markdown.

Python-Markdown wants to be told so by an attribute, which is put into the tag here. Containers whose
inside is HTML alone stay as they are, however it is indented.
"""

from __future__ import annotations

import re

CONTAINER = r"[ ]{0,3}<(?i:div|details|section|article|aside|center|main)\b"
_OPENS = re.compile(
    r"^[ ]{0,3}<(div|details|section|article|aside|center|main)\b(?![^>]*\bmarkdown\s*=)[^<>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<(/?)([a-z]+)\b[^<>]*?(/?)>", re.IGNORECASE)
_MARKDOWN = re.compile(r"^[ ]{0,3}[^\s<]")


def open_containers(lines: list[str], plain: list[str]) -> list[str]:
    """Return the lines with containers marked whose text is Markdown; `plain` has them without code."""
    lines = list(lines)
    for number, bare in enumerate(plain):
        tag = _OPENS.match(bare)
        end = _closing(plain, number, tag[1].lower()) if tag else None
        if tag and end is not None and _holds_markdown(plain[number + 1 : end]):
            at = tag.end() - 1
            lines[number] = f'{lines[number][:at]} markdown="1"{lines[number][at:]}'
    return lines


def _closing(plain: list[str], start: int, name: str) -> int | None:
    """Return the line in which the container that opens in line `start` is closed."""
    depth = 0
    for number in range(start, len(plain)):
        for tag in _TAG.finditer(plain[number]):
            if tag[2].lower() == name and not tag[3]:
                depth += -1 if tag[1] else 1
                if depth == 0:
                    return number
    return None


def _holds_markdown(inside: list[str]) -> bool:
    """Return whether a line of text follows a blank one, and no HTML is indented like code."""
    pairs = list(zip(["-", *inside], inside, strict=False))
    return any(not before.strip() and _MARKDOWN.match(line) for before, line in pairs) and not any(
        not before.strip() and line.startswith("    ") and line.lstrip().startswith("<")
        for before, line in pairs
    )
