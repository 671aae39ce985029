"""Cells that a spreadsheet does not take for a formula.

Excel, LibreOffice and Google Sheets run a text cell that begins with = + - @ (or a tab or a carriage
return before one) when a CSV file is opened. OWASP names the cure: an apostrophe before it. Numbers
are left alone, a minus sign included.
"""

from __future__ import annotations

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe_text(text: str) -> str:
    """Return a text as a cell that no spreadsheet runs."""
    return f"'{text}" if text.startswith(_STARTS) else text


def number_text(value: float | None) -> str:
    """Return a number as written to files: the shortest digits that give it back; "" for none."""
    if value is None:
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
