"""Words to addresses: "Über Clusters & more" to "uber-clusters-more"."""

from __future__ import annotations

import hashlib
import re
import unicodedata

# Letters that do not fall apart into a base letter and an accent.
_LETTERS = str.maketrans(
    {
        "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "đ": "d",
        "Đ": "D",
        "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ł": "l", "Ł": "L", "ħ": "h", "Ħ": "H", "ı": "i", "ŋ": "n",
        "Ŋ": "N", "’": "", "'": "", "‘": "", "ʼ": "", "&": " ", "\xad": "",
    }
)  # fmt: skip
_ASCII_GAPS = re.compile(r"[^a-z0-9]+")
_GAPS = re.compile(r"[\W_]+")
_MOST_BYTES = 100  # file systems have 255 for a name


def slugify(text: str) -> str:
    """Return lower-case words joined by hyphens, in ASCII.

    A text in another script keeps its letters; "" if there are neither letters nor digits.
    """
    if text.isascii():
        plain = ascii_text = text.replace("'", "").replace("&", " ").lower()
    else:
        plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        ascii_text = plain.encode("ascii", "ignore").decode().lower()
    if (
        text.isascii()
        or any(sign.isalpha() for sign in ascii_text)
        or not any(sign.isalpha() for sign in plain)
    ):
        slug = _ASCII_GAPS.sub("-", ascii_text).strip("-")
        if slug:
            return slug
    return _GAPS.sub("-", unicodedata.normalize("NFC", text).lower()).strip("-")


def slug_of_any(text: str) -> str:
    """Return a slug that is never empty, and that a file can be called.

    Signs that are no words, such as "+++", become their codes. A long text is cut, and told from others that
    begin alike by a few signs.
    """
    slug = slugify(text) or "-".join(f"{ord(sign):x}" for sign in text.strip()[:12]) or "0"
    if (short := shortened(slug)) == slug:
        return slug
    return f"{short}-{hashlib.blake2b(text.encode(), digest_size=3).hexdigest()}"


def shortened(slug: str) -> str:
    """Return as many words of a slug as the name of a file has room for, with what may be put behind it."""
    if len(slug.encode()) <= _MOST_BYTES:
        return slug
    start = slug.encode()[: _MOST_BYTES + 1].decode(errors="ignore")
    return start.rpartition("-")[0] or start[:-1]
