"""Breaking a few words into lines for a picture: as few lines as fit, all of about one length."""

from __future__ import annotations

from collections.abc import Callable

Measure = Callable[[str], float]  # the width of a text


def balanced(text: str, measure: Measure, width: int, *, broken: bool = False) -> list[str] | None:
    """Return the lines of a text, None if a word is wider than `width` (unless it may be broken)."""
    words = text.split()
    if broken:
        words = [part for word in words for part in _parts(word, measure, width)]
    lines = _greedy(words, measure, width)
    if any(measure(line) > width for line in lines):
        return None
    low, high = width // 3, width
    while low < high:
        # The narrowest column that needs no more lines is the one in which they are most alike.
        middle = (low + high) // 2
        tried = _greedy(words, measure, middle)
        if len(tried) <= len(lines) and all(measure(line) <= middle for line in tried):
            high, lines = middle, tried
        else:
            low = middle + 1
    return lines


def fitted(text: str, measure: Measure, width: int) -> str:
    """Return the text, cut with an ellipsis if it is too long for one line."""
    if measure(text) <= width:
        return text
    while text and measure(f"{text}…") > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _greedy(words: list[str], measure: Measure, width: int) -> list[str]:
    lines: list[str] = []
    for word in words:
        if lines and measure(f"{lines[-1]} {word}") <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines


def _parts(word: str, measure: Measure, width: int) -> list[str]:
    parts = [""]
    for char in word:
        if parts[-1] and measure(parts[-1] + char) > width:
            parts.append("")
        parts[-1] += char
    return parts
