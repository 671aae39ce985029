"""The `///` blocks of a text: reading their options, and preparing the source for the converter.

The source lines of each block are rewritten before conversion: our own blocks become `box | <index>`
without their options, and the number of slashes is made to fit the nesting that the scan found. So
the scan alone decides what a block is, and the converter cannot see it differently.
"""

from __future__ import annotations

from dataclasses import dataclass

from obsite.content.block import BlockOptions
from obsite.content.blocks import BLOCKS
from obsite.diagnostics.model import Span
from obsite.markup.body import BOX
from obsite.text.block_scan import FoundBlock

MODELS: dict[str, type[BlockOptions]] = dict(BLOCKS)

# Blocks that pymdown-extensions brings and that keep their own options.
LIBRARY_BLOCKS = frozenset(
    {"admonition", "attention", "caution", "danger", "definition", "details", "error", "hint", "html"}
    | {"important", "note", "tab", "tip", "warning"}
)
LIBRARY_OPTIONS = {"admonition": ("type",), "details": ("open", "type"), "html": ("markdown",)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One of our blocks as found, before its content is converted."""

    found: FoundBlock
    options: BlockOptions
    places: tuple[tuple[str, Span], ...] = ()


def rewrite(text: str, blocks: tuple[FoundBlock, ...], numbers: dict[int, int], bare: frozenset[int]) -> str:
    """Return the source with every block's fences put in order.

    `numbers` maps the header lines of our own blocks to the numbers the converter is to see;
    blocks that are neither ours nor the library's lose their fences and keep their content. The
    library's blocks whose headers are in `bare` lose their options, at which they would stumble.
    """
    if not blocks:
        return text
    lines = text.split("\n")
    replaced: dict[int, list[str]] = {}
    for block in reversed(blocks):  # inner blocks first, so that they also end first
        fence = block.indent + "/" * (3 + block.height)
        ours = block.name not in LIBRARY_BLOCKS
        # Tabs need a script or tricks of style sheets, and paper has none: all of them are shown.
        name = "admonition" if block.name == "tab" else block.name
        head = f"{fence} {name}" + (f" | {block.argument}" if block.argument else "")
        if ours:
            number = numbers.get(block.header)
            head = "" if number is None else f"{fence} {BOX} | {number}"
            fence = "" if number is None else fence
        if ours or block.header in bare:
            replaced.update((line, []) for line in range(block.header + 1, block.options_end))
        replaced[block.header] = ["", head, ""] if ours else ["", head]
        replaced.setdefault(block.end, []).extend(["", fence, ""])
    out: list[str] = []
    for number, line in enumerate(lines):
        out += replaced.get(number, [line])
    return "\n".join([*out, *replaced.get(len(lines), [])])
