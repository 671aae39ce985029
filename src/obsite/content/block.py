"""The base of what may be said in a `/// name | argument` block."""

from __future__ import annotations

from typing import ClassVar

from obsite.schema.model import Model


class BlockOptions(Model):
    """The options of one block. `ARGUMENT` says what the text after the bar means, "" that none is taken.

    `COUNTS` says what a block is counted as: "figure", "table", or "" for none of them. `OPEN` names
    the option in which keys are gathered that the block does not know by itself, "" if there is none.
    """

    ARGUMENT: ClassVar[str] = ""
    COUNTS: ClassVar[str] = ""
    OPEN: ClassVar[str] = ""
