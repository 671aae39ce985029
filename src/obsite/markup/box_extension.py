"""What tells Python-Markdown of our `///` blocks. Imported for texts that have any: it brings much along."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, SubElement

from pymdownx.blocks import BlocksExtension  # type: ignore[import-untyped]
from pymdownx.blocks.block import Block as PymdownBlock  # type: ignore[import-untyped]

from obsite.markup.body import BOX, marker


class _BoxBlock(PymdownBlock):  # type: ignore[misc]
    """Leaves an element that the last pass recognises; authors cannot write its marker."""

    NAME = BOX
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        return SubElement(parent, "div", {"data-box": marker("b", int(self.argument))})


class BoxExtension(BlocksExtension):  # type: ignore[misc]
    def extendMarkdownBlocks(self, md: Any, block_mgr: Any) -> None:  # noqa: N802, ARG002
        block_mgr.register(_BoxBlock, self.getConfigs())
