"""Python-Markdown's block processors, each asked only about blocks in which its sign occurs.

The library asks each of some twenty processors about each block of a text, most of them with a regular
expression that begins nowhere in particular. As with the inline patterns (see `gated`), a sign is a
character sequence that every block contains in which a processor finds anything: without it, the
processor would say no, so it need not be asked. Most find something only at the beginning of a line: of
a block whose other lines begin with letters, the first character tells who has to be asked at all. A test
compares both on many texts. Processors without an entry are always asked. Nothing here knows of obsite: the
library could take it over.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown

from obsite.markup.plain_blocks import PlainBlocks, TableRows

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
# With what a line begins, after any spaces, in which a processor finds something.
BLOCK_STARTS: dict[str, str] = {
    "admonition": r"!",
    "details": r"\?",
    "indent": r"\Z",  # these find something only below four spaces
    "defindent": r"\Z",
    "code": r"\Z",
    "blocks": r"/",
    "hashheader": r"#",
    "setextheader": r"[=-]",
    "hr": r"[-_*]",
    "olist": r"\d",
    "ulist": r"[*+-]",
    "deflist": r":",
    "quote": r">",
    "footnote": r"\[",
    "abbr": r"\*",
    "reference": r"\[",
}
_ALWAYS = ("",)
_ODD_LINE = re.compile(r"\n(?![ ]*[^\W\d_])")

_Gate = tuple[Any, tuple[str, ...]]


class GatedBlocks:
    """Stands in for `BlockParser.parseBlocks`: the library's loop with a gate before each processor."""

    def __init__(self, processors: Any, plain: PlainBlocks) -> None:
        self._plain = plain
        names = [item.name for item in sorted(processors._priority, key=lambda item: -item.priority)]
        self._gates: list[_Gate] = [(processors[name], BLOCK_SIGNS.get(name, _ALWAYS)) for name in names]
        self._starts = [re.compile(BLOCK_STARTS.get(name, "")) for name in names]
        # A processor that is in the middle of a block of its own takes whatever follows.
        self._opened = [gate[0].stack for gate in self._gates if hasattr(gate[0], "stack")]
        self._while_open: list[_Gate] = [
            (processor, _ALWAYS if hasattr(processor, "stack") else signs) for processor, signs in self._gates
        ]
        self._by_start: dict[str, list[_Gate]] = {}

    def __call__(self, parent: Element, blocks: list[str]) -> None:
        while blocks:
            if not any(self._opened) and self._plain(parent, blocks):
                continue
            for processor, signs in self._gates_of(blocks[0]):
                block = blocks[0]
                for sign in signs:
                    if sign in block:
                        break
                else:
                    continue
                if processor.test(parent, block) and processor.run(parent, blocks) is not False:
                    break

    def _gates_of(self, block: str) -> list[_Gate]:
        """Return the processors that may find something in a block."""
        if any(self._opened):
            return self._while_open
        if INDENT in block or _ODD_LINE.search(block):
            return self._gates
        start = block.lstrip(" ")[:1]
        known = self._by_start.get(start)
        if known is None:
            known = self._by_start[start] = [
                gate for gate, pattern in zip(self._gates, self._starts, strict=True) if pattern.match(start)
            ]
        return known


def gate_blocks(md: Markdown) -> None:
    """Put gates before the block processors of a converter. To be called after all extensions are loaded."""
    parser: Any = md.parser
    tables = parser.blockprocessors["table"]
    tables._build_row = TableRows(tables)
    parser.parseBlocks = GatedBlocks(parser.blockprocessors, PlainBlocks(md))
