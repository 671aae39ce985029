"""What is compared when our converter and the library's own convert a text."""

from __future__ import annotations

import re

from obsite.markup.dialect import Dialect, Raw

_LEFT_OVER = re.compile("\x02klzzwxh:[0-9]+\x03")


def comparable(converter: Dialect, text: str) -> tuple[str, Raw]:
    """Return what a text becomes, without the placeholders that the library may forget in an address."""
    raw = converter.convert(text)
    return _LEFT_OVER.sub("", raw.html), Raw(html="", notes=raw.notes, has_raw_html=raw.has_raw_html)


def agree(one: Dialect, other: Dialect, text: str) -> bool:
    """Tell whether two converters make the same of a text."""
    return comparable(one, text) == comparable(other, text)
