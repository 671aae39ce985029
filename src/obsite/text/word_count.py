"""How many words a text has, counted without cutting it into words.

A word begins with a letter or digit and goes on with these, apostrophes, full stops and hyphens. Each
character becomes one of three signs; then words are counted by how they begin. Texts in scripts other than
Western Europe's go the plain way.
"""

from __future__ import annotations

import codecs
import re

_WORD = re.compile(r"\w[\w'’.-]*")
_LETTER = re.compile(r"\w")
_OTHER = re.compile(r"\W")
_BEGUN_LATE = re.compile(rb" -+w")  # such as .5 or 'twas
_BETWEEN = "‘“”„–—…€•›‹\u2028\ufdd0\ufdd1"  # are often met, and quickly replaced
_FEW = 50  # one character in so many


def _sign(char: str) -> bytes:
    return b"w" if _LETTER.match(char) else b"-" if char in "'.-" else b" "


_SIGNS = b"".join(_sign(chr(code)) for code in range(256))  # of the characters of Latin-1


def _like_others(fault: UnicodeError) -> tuple[str, int]:
    """Return in place of characters beyond Latin-1 some that count like them."""
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    strange = fault.object[fault.start : fault.end]
    return _LETTER.sub("a", _OTHER.sub(" ", strange)), fault.end


codecs.register_error("obsite-words", _like_others)


def count_words(text: str) -> int:
    """Return how many words a text has."""
    if text.isascii():
        return _count(text.encode())
    text = text.replace("’", "'")
    for char in _BETWEEN:
        text = text.replace(char, " ")
    strange = len(text) - len(text.encode("latin-1", "ignore"))
    if strange > len(text) // _FEW:
        return len(_WORD.findall(text))
    return _count(text.encode("latin-1", "obsite-words"))


def _count(letters: bytes) -> int:
    signs = b" " + letters.translate(_SIGNS)
    late = len(_BEGUN_LATE.findall(signs)) if b" -" in signs else 0
    return signs.count(b" w") + late
