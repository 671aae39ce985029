"""What print asks of text beyond style sheets: balanced headlines, drop caps, heading levels, addresses.

Filters for templates below `print/`. WeasyPrint knows no `text-wrap: balance`, and a floated
`::first-letter` within columns stops it, so both are prepared here. Words are never changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup

# Advance widths of a text serif in em, by the look of the letters; good to a few per cent.
_NARROW, _WIDE = frozenset("fijlrtI.,:;'’‘!|()[]-– "), frozenset("mwMWOQGDHNUAKXY@%&—…")
_HEADING = re.compile(r"(</?)h([1-6])\b")
_FIRST_LETTER = re.compile(r"(\s*<p>)((?:[“‘«\"'(]|&ldquo;|&lsquo;|&quot;)?[^\W\d_])(?=[^\W_]|\s)")
_SCHEME = re.compile(r"^(?:https?://|mailto:)(?:www\.)?")
_LEVELS = 6


def text_width(text: str) -> float:
    """Return the estimated width of a line of the text font in em."""
    return sum(
        0.29 if char in _NARROW else 0.76 if char in _WIDE else 0.64 if char.isupper() else 0.53
        for char in text
    )


def balanced_width(text: str, limit: float) -> float:
    """Return the width in em at which a headline breaks into its fewest lines, all about as long.

    `limit` is the widest a line may be. One that fits a single line gets the whole width.
    """
    words = text.split()
    widths = [text_width(word) for word in words]
    lines = _lines(widths, limit)
    if lines <= 1:
        return round(limit, 2)
    narrow, wide = max(*widths, sum(widths) / lines), limit
    while wide - narrow > 0.05:
        middle = (narrow + wide) / 2
        narrow, wide = (narrow, middle) if _lines(widths, middle) <= lines else (middle, wide)
    return round(min(limit, wide * 1.035), 2)  # room for what the estimate does not know


def _lines(widths: list[float], limit: float) -> int:
    """Return how many lines words of these widths fill."""
    space = text_width(" ")
    lines, used = 1, 0.0
    for width in widths:
        if used and used + space + width > limit:
            lines, used = lines + 1, width
        else:
            used += (space if used else 0.0) + width
    return lines


def shift_headings(html: str, steps: int = 1) -> Markup:
    """Return the HTML with each heading some levels lower: an article's own title comes above them."""
    shifted = _HEADING.sub(lambda tag: f"{tag[1]}h{min(_LEVELS, int(tag[2]) + steps)}", str(html))
    return Markup(shifted)


def drop_cap(html: str) -> Markup:
    """Return the HTML with the first letter of a leading paragraph in a span of its own."""
    text = str(html)  # a Markup would escape what is put in
    first = _FIRST_LETTER.match(text)
    if first is None:
        return Markup(text)
    return Markup(f'{first[1]}<span class="drop-cap">{first[2]}</span>{text[first.end() :]}')


def bare_url(address: str) -> str:
    """Return an address as one writes it on paper: without scheme, without a closing slash."""
    return _SCHEME.sub("", address).removesuffix("/")


PRINT_FILTERS: tuple[tuple[str, Callable[..., object]], ...] = (
    ("balanced_width", balanced_width),
    ("shift_headings", shift_headings),
    ("drop_cap", drop_cap),
    ("bare_url", bare_url),
)
