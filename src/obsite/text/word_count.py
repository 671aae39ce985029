"""How many words a text has, counted without cutting it into words.

A word begins with a letter or digit and goes on with these, apostrophes, full stops and hyphens. Each
character becomes one of three signs; then words are counted by how they begin. Texts with characters
beyond Western Europe's go the plain way.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"\w[\w'’.-]*")
_BETWEEN = "‘“”„–—…€•›‹\u2028\ufdd0\ufdd1"
_BEGUN_LATE = re.compile(rb" -+w")  # such as .5 or 'twas


def _sign(char: str) -> bytes:
    return b"w" if re.match(r"\w", char) else b"-" if char in "'.-" else b" "


_SIGNS = b"".join(_sign(chr(code)) for code in range(256))  # of the characters of Latin-1


def count_words(text: str) -> int:
    """Return how many words a text has."""
    if not text.isascii():
        text = text.replace("’", "'")
        for char in _BETWEEN:
            text = text.replace(char, " ")
    try:
        signs = b" " + text.encode("latin-1").translate(_SIGNS)
    except UnicodeEncodeError:
        return len(_WORD.findall(text))
    late = len(_BEGUN_LATE.findall(signs)) if b" -" in signs else 0
    return signs.count(b" w") + late
