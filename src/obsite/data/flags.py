"""Status flags of observations: which there are, how they are written, and what they say.

The words for readers are the theme's; these here are for messages and for files of numbers.
"""

from __future__ import annotations

from collections.abc import Iterable

from obsite.data.observation import FLAGS

FLAG_NAMES = {
    "b": "break in the series",
    "e": "estimated",
    "p": "provisional",
    "u": "of low reliability",
    "c": "confidential",
    "d": "definition differs",
    ":": "not available",
}
_BETWEEN = " ,;|/+\t"


def read_flags(text: str) -> tuple[str, str]:
    """Return the known letters of a cell, each once and in the order of FLAGS, and what is unknown in it."""
    given = {sign for sign in text.strip().lower() if sign not in _BETWEEN}
    return "".join(flag for flag in FLAGS if flag in given), "".join(sorted(given - set(FLAGS)))


def join_flags(flags: Iterable[str]) -> str:
    """Return the letters of several observations as those of one that is made from them."""
    given = {letter for text in flags for letter in text}
    return "".join(flag for flag in FLAGS if flag in given)
