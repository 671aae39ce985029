"""Python-Markdown's block processors, each asked only about blocks in which its sign occurs.

The library asks each of some twenty processors about each block of a text, most of them with a regular
expression that begins nowhere in particular. As with the inline patterns (see `gated`), a sign is a
character sequence that every block contains in which a processor finds anything: without it, the
processor would say no, so it need not be asked. A test compares both on many texts. Processors
without an entry are always asked. Nothing here knows of obsite: the library could take it over.
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown

INDENT = "    "
BLOCK_SIGNS: dict[str, tuple[str, ...]] = {
    "admonition": ("!!!", INDENT),
    "markdown_block": ("\x02",),
    "details": ("???", INDENT),
    "indent": (INDENT,),
    "blocks": ("///",),
    "defindent": (INDENT,),
    "code": (INDENT,),
    "table": ("|",),
    "hashheader": ("#",),
    "setextheader": ("\n=", "\n-"),
    # Three of a kind, with up to two spaces in each gap.
    "hr": ("---", "- -", "-  -", "***", "* *", "*  *", "___", "_ _", "_  _"),
    "olist": (". ",),
    "ulist": ("* ", "- ", "+ "),
    "deflist": (": ",),
    "quote": (">",),
    "footnote": ("[^",),
    "abbr": ("*[",),
    "reference": ("]:",),
}
_ALWAYS = ("",)


class GatedBlocks:
    """Stands in for `BlockParser.parseBlocks`: the library's loop with a gate before each processor."""

    def __init__(self, processors: Any) -> None:
        names = [item.name for item in sorted(processors._priority, key=lambda item: -item.priority)]
        # A processor that is in the middle of a block of its own takes whatever follows.
        self._gates = [
            (processors[name], BLOCK_SIGNS.get(name, _ALWAYS), getattr(processors[name], "stack", None))
            for name in names
        ]

    def __call__(self, parent: Element, blocks: list[str]) -> None:
        while blocks:
            for processor, signs, opened in self._gates:
                block = blocks[0]
                for sign in signs:
                    if sign in block:
                        break
                else:
                    if not opened:
                        continue
                if processor.test(parent, block) and processor.run(parent, blocks) is not False:
                    break


def gate_blocks(md: Markdown) -> None:
    """Put gates before the block processors of a converter. To be called after all extensions are loaded."""
    parser: Any = md.parser
    parser.parseBlocks = GatedBlocks(parser.blockprocessors)
