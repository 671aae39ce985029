"""Where in a text something may begin, at the speed of a search for bytes.

Each character becomes one byte that says of what class it is; then what begins is found by how it looks
in bytes. A pattern that knows better looks at these places alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import AnyStr

_LATIN = 256
# What characters beyond Latin, Greek, Cyrillic and Hebrew begin with in UTF-8, signs from U+2000 on apart.
_FAR = bytes((*range(0xD8, 0xE2), *range(0xE3, 0xF8)))
_NEAR = bytes(code for code in range(_LATIN) if code not in _FAR)


def classes(byte_of: Callable[[str], str]) -> bytes:
    """Return a table of the byte for each character of Latin-1, given what makes it."""
    return "".join(byte_of(chr(code)) for code in range(_LATIN)).encode("latin-1")


def seen(text: str, table: bytes) -> bytes:
    """Return a text as bytes of classes, at the same places; what is beyond Latin-1 is as a question mark."""
    return text.encode("latin-1", "replace").translate(table)


def occurrences(text: AnyStr, part: AnyStr) -> Iterator[int]:
    """Yield where a part of a text begins, wherever it stands in it."""
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def has_far_letters(text: str) -> bool:
    """Return whether there may be letters or digits of other scripts than Europe's."""
    return not text.isascii() and bool(text.encode("utf-8", "surrogatepass").translate(None, _NEAR))
