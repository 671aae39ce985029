"""Blocks that show at once what they are: paragraphs, headings, plain lists, tables, notes.

A block of which every line begins with a word, or with the sign of one and the same thing, is no
matter for argument: what the library's processors would ask of it, one after another, is answered by one
pattern, and the elements are made here. Whatever begins otherwise is left to the processors. A test compares
both on many texts. Nothing here knows of obsite: the library could take it over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown

# With what a line of words may begin: nothing that any processor looks for.
_START = (
    r"(?:[^!?/#=\-_*\d+:>\[\s\x02|]|\[(?!\^)|\*\*?(?=[^\s*\[])|__?(?=[^\s_])|\d++(?!\. )|!(?=\[)|/(?!//))"
)
_LINE = rf"{_START}[^\n\x02]*+"
_NESTED = r"(?:\n {4}(?:[-*+]|\d++\.) [^\n\x02]*+(?:\n {4}[^\n\x02]*+)*+)?+"
_ITEM = rf" ++{_LINE}(?:\n {{0,3}}{_LINE})*+{_NESTED}"
_TARGET = r"\[(?!\^)[^\[\]\n\x02|]*+\]: *+[^\s\x02|]++"
_BLOCK = re.compile(
    rf"(?:(?P<targets>{_TARGET}(?:\n{_TARGET})*+)"
    rf"|(?P<paragraph>{_LINE}|{_START}[^\n\x02|]*+(?:\n {{0,3}}{_START}[^\n\x02|]*+)++)"
    r"|(?P<heading>#{1,6}(?P<title>[^#\\\n\x02]*+)(?:\n(?P<below>[\s\S]++))?+)"
    rf"|(?P<bullets>[-*+]{_ITEM}(?:\n[-*+]{_ITEM})*+)"
    rf"|(?P<numbers>(?P<first>\d++)\.{_ITEM}(?:\n\d++\.{_ITEM})*+)"
    r"|(?P<table>\|[^\n\x02]*+(?:\n\|[^\n\x02]*+)++)"
    r"|(?P<note>\[\^(?P<label>[^\]\n\x02]*+)\]: *+(?P<text>[^\n\x02]*+))"
    r"|(?P<gap>\n(?P<rest>[^\x02]*+))"
    r"|(?P<nothing>))\Z"
)
_BULLET = re.compile(r"(?:^|\n)[-*+] +")
_NUMBER = re.compile(r"(?:^|\n)\d+\. +")
_COME_FIRST = ("!!!", "???", "///")  # are looked for in a whole block before headings are
_LISTS = ("bullets", "numbers")
_DEFINED = "]:"  # may end the definition of a reference


class PlainBlocks:
    """Stands in for the block processors, on blocks that show at once what they are."""

    def __init__(self, md: Markdown) -> None:
        parser: Any = md.parser
        processors = parser.blockprocessors
        self._parser = parser
        self._state = parser.state
        self._paragraph = processors["paragraph"]
        self._table = processors["table"]
        self._targets = processors["reference"]
        self._notes = processors["footnote"].footnotes
        self._makers: dict[str | None, Callable[[Element, list[str], re.Match[str]], bool]] = {
            "paragraph": self._make_paragraph,
            "heading": self._make_heading,
            "bullets": self._make_bullets,
            "numbers": self._make_numbers,
            "table": self._make_table,
            "note": self._make_note,
            "targets": self._make_targets,
            "gap": self._make_gap,
            "nothing": self._make_nothing,
        }

    def __call__(self, parent: Element, blocks: list[str]) -> bool:
        """Take the first of some blocks and put it into the tree, or tell that it has to be looked at."""
        block = _BLOCK.match(blocks[0])
        return block is not None and self._makers[block.lastgroup](parent, blocks, block)

    def _make_paragraph(self, parent: Element, blocks: list[str], block: re.Match[str]) -> bool:
        text = block[0]
        if _DEFINED in text:
            return False
        if self._state.isstate("list"):
            self._paragraph.run(parent, blocks)
            return True
        SubElement(parent, "p").text = text
        del blocks[0]
        return True

    def _make_heading(self, parent: Element, blocks: list[str], block: re.Match[str]) -> bool:
        title, below = block["title"], block["below"]
        if below and (
            self._state.isstate("looselist") or "|" in title or any(sign in below for sign in _COME_FIRST)
        ):
            return False
        SubElement(parent, f"h{block.start('title')}").text = title.strip()
        blocks[:1] = [below] if below else []
        return True

    def _make_bullets(self, parent: Element, blocks: list[str], block: re.Match[str]) -> bool:
        return self._make_list(parent, blocks, "ul", _BULLET.split(block[0])) is not None

    def _make_numbers(self, parent: Element, blocks: list[str], block: re.Match[str]) -> bool:
        made = self._make_list(parent, blocks, "ol", _NUMBER.split(block[0]))
        if made is None:
            return False
        if block["first"] != "1":
            made.set("start", block["first"])
        return True

    def _make_list(self, parent: Element, blocks: list[str], tag: str, items: list[str]) -> Element | None:
        """Return a new list, unless the items belong to one that is there."""
        if parent.tag in {"ol", "ul"} or _DEFINED in blocks[0] or (len(parent) and parent[-1].tag == tag):
            return None
        made = SubElement(parent, tag)
        del blocks[0]
        for item in items[1:]:  # before the first there is nothing
            made_item = SubElement(made, "li")
            made_item.text, _, nested = item.partition("\n    ")
            if nested:
                self._nest(made_item, nested.replace("\n    ", "\n"))
        return made

    def _nest(self, item: Element, text: str) -> None:
        """Put what is indented below an item into it."""
        block = _BLOCK.match(text)
        if block and block.lastgroup in _LISTS and self._makers[block.lastgroup](item, [text], block):
            return
        self._state.set("list")
        self._parser.parseBlocks(item, [f"    {text}".replace("\n", "\n    ")])
        self._state.reset()

    def _make_table(self, parent: Element, blocks: list[str], block: re.Match[str]) -> bool:
        if not self._table.test(parent, block[0]):
            return False
        self._table.run(parent, blocks)
        return True

    def _make_note(self, parent: Element, blocks: list[str], block: re.Match[str]) -> bool:  # noqa: ARG002
        if len(blocks) > 1 and blocks[1].startswith("    "):  # belongs to the note
            return False
        self._notes.setFootnote(block["label"], block["text"].rstrip())
        del blocks[0]
        return True

    def _make_targets(self, parent: Element, blocks: list[str], block: re.Match[str]) -> bool:  # noqa: ARG002
        self._targets.run(parent, blocks)
        return True

    def _make_gap(self, parent: Element, blocks: list[str], block: re.Match[str]) -> bool:
        if len(parent) and parent[-1].tag == "pre":  # which keeps blank lines
            return False
        blocks[:1] = [block["rest"]] if block["rest"] else []
        return True

    def _make_nothing(self, parent: Element, blocks: list[str], block: re.Match[str]) -> bool:  # noqa: ARG002
        if len(parent) and parent[-1].tag == "pre":  # which keeps blank lines
            return False
        del blocks[0]
        return True


class TableRows:
    """Stands in for `TableProcessor._build_row`, with less work for a row without code or backslashes."""

    def __init__(self, table: Any) -> None:
        self._table = table
        self._build = table._build_row
        self._is_attribute = table.config["use_align_attribute"]

    def __call__(self, row: str, parent: Element, align: Sequence[str | None]) -> None:
        if "`" in row or "\\" in row or not self._is_attribute:
            self._build(row, parent, align)
            return
        if self._table.border:
            row = row.removeprefix("|").removesuffix("|")
        made, tag = SubElement(parent, "tr"), "th" if parent.tag == "thead" else "td"
        for side, cell in zip(align, [*row.split("|"), *[""] * len(align)], strict=False):
            SubElement(made, tag, {"align": side} if side else {}).text = cell.strip(" ")
