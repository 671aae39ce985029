"""Where `/// name | argument` blocks begin and end in Markdown source.

A header opens a block, a line of as many slashes closes the innermost open block that was opened
with as many. Option lines are those indented directly below the header. Whether a name is known and
what its options mean is not judged here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEADER = re.compile(r"^([ \t]*)(/{3,})[ \t]*([A-Za-z][\w-]*)[ \t]*(?:\|[ \t]*(.*?))?[ \t]*$")
_CLOSER = re.compile(r"^[ \t]*(/{3,})[ \t]*$")


@dataclass(slots=True, kw_only=True)
class FoundBlock:
    """A block by the numbers of its lines, from 0; `end` is the line of its closing slashes."""

    name: str
    argument: str
    indent: str
    fence: int
    header: int
    column: int  # of the first slash, from 0
    options_end: int  # the line after the last option
    end: int = -1
    closed: bool = False
    height: int = 0  # how deep blocks are nested inside


def scan_blocks(masked: str) -> tuple[FoundBlock, ...]:
    """Return the blocks of a text whose code is masked, in the order of their headers.

    An unclosed block ends where the block around it ends, or with the text.
    """
    if "///" not in masked:
        return ()
    lines = masked.split("\n")
    blocks: list[FoundBlock] = []
    opened: list[FoundBlock] = []
    for number, line in enumerate(lines):
        if "///" not in line:
            continue
        if header := _HEADER.match(line):
            indent, fence, name, argument = header.groups()
            block = FoundBlock(
                name=name.lower(),
                argument=argument or "",
                indent=indent,
                fence=len(fence),
                header=number,
                column=len(indent),
                options_end=_options_end(lines, number + 1, indent),
            )
            blocks.append(block)
            opened.append(block)
        elif closer := _CLOSER.match(line):
            _close(opened, len(closer.group(1)), number)
    _close_rest(opened, len(lines))
    return tuple(blocks)


def _options_end(lines: list[str], start: int, indent: str) -> int:
    """Return the line after the options: lines indented deeper than the header, without a gap."""
    margin = len(indent.expandtabs(4)) + 2
    end = start
    while end < len(lines) and lines[end].strip():
        expanded = lines[end].expandtabs(4)
        if len(expanded) - len(expanded.lstrip()) < margin or _HEADER.match(lines[end]):
            break
        end += 1
    return end


def _close(opened: list[FoundBlock], fence: int, number: int) -> None:
    depth = next((i for i in range(len(opened) - 1, -1, -1) if opened[i].fence == fence), None)
    if depth is None:
        return
    block = opened[depth]
    block.closed = True
    _close_rest(opened[depth:], number)
    del opened[depth:]
    for parent_distance, parent in enumerate(reversed(opened), start=1):
        parent.height = max(parent.height, block.height + parent_distance)


def _close_rest(opened: list[FoundBlock], number: int) -> None:
    for distance, block in enumerate(reversed(opened)):
        block.height = max(block.height, distance)
        block.end = number
