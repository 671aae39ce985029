"""What all PDFs of a process share: style sheets are taken apart once, fonts are unpacked once.

A site with a factsheet for each of its regions sets hundreds of PDFs with the same ten sheets and the
same faces. Both are known by their bytes, so that what comes of them cannot be another file's.
"""

from __future__ import annotations

import io
from functools import lru_cache
from types import ModuleType
from typing import Any

_PACKED = b"wOF2"


class _Once:
    """A module, with one function that remembers: bytes of a style sheet -> its rules."""

    def __init__(self, module: ModuleType) -> None:
        self._module = module
        self.parse_stylesheet_bytes = lru_cache(maxsize=32)(module.parse_stylesheet_bytes)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._module, name)


def read_sheets_once() -> None:
    """Let WeasyPrint remember the rules of style sheets, which it only ever reads. Idempotent."""
    import weasyprint  # type: ignore[import-untyped]

    parser = getattr(weasyprint, "tinycss2", None)
    if isinstance(parser, ModuleType):  # another version of WeasyPrint: as it comes
        weasyprint.tinycss2 = _Once(parser)


@lru_cache(maxsize=32)
def unpacked(font: bytes) -> bytes:
    """Return a font as WeasyPrint would unpack it itself, for each document anew."""
    if font[:4] != _PACKED:
        return font
    from fontTools.ttLib.woff2 import decompress  # type: ignore[import-untyped]

    out = io.BytesIO()
    decompress(io.BytesIO(font), out)
    return out.getvalue()
