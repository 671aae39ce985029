"""How a number is written in a table, and what is said of a cell that is none."""

from __future__ import annotations

import math
import re

# As SQL and Python both understand it; what floats can be written as otherwise (nan, 1_000) is no number.
NUMBER = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
_PLAIN = re.compile(NUMBER)
_SIMPLE = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)"
# Eurostat and others write the flag behind the value: "7.8 p", ": c". Other letters may be a unit.
WITH_FLAGS = rf"(?:({_SIMPLE})\s*([bdefnprsuz]{{1,3}})|(:)\s*([a-z]{{1,3}}))"

_COMMA = re.compile(r"([+-−]?)(\d+),(\d+)$")
_GROUPS = re.compile(r"[+-−]?\d{1,3}(?:[ ,.'’\u00a0\u202f]\d{3})+(?:[.,]\d+)?$")
_PERCENT = re.compile(r"([+-]?[\d.,]+)\s*(%|‰|€|\$|£)$")
_MISSING = {"", "-", "–", "—", ".", "..", "...", "…", "n/a", "na", "n.a.", "nan", "null", "none", "x", "nd"}
_GAP = "Leave the cell empty, or write `:`"


def read_number(text: str) -> float | None:
    """Return the number that a text is, or None."""
    text = text.strip()
    if not _PLAIN.fullmatch(text):
        return None
    value = float(text)
    return value if math.isfinite(value) else None


def explain_number(text: str) -> str:  # noqa: PLR0911
    """Return what to write in place of a text that is not a number."""
    text = text.strip()
    if text.lower() in _MISSING:
        return f"If the value is missing: {_GAP[0].lower()}{_GAP[1:]}"
    if found := _PERCENT.match(text):
        return f"Write {found[1].replace(',', '.')}; the sign belongs to `unit_symbol:` of the indicator"
    if text.startswith("#"):
        return "A formula has failed here; correct it in the spreadsheet"
    if text.lower().lstrip("+-") in ("inf", "infinity"):
        return f"Nothing can be divided by zero. {_GAP}; in a query, divide by nullif(..., 0)"
    if "−" in text:
        return f"Write the minus as a hyphen: {text.replace('−', '-')}"
    if _GROUPS.match(text):
        return f"Write it without separators of thousands: {_ungrouped(text)}"
    if found := _COMMA.match(text):
        return f"Write {found[1]}{found[2]}.{found[3]}"
    return "Write digits, with a point before decimals: 4.5. A missing value is an empty cell or `:`"


def _ungrouped(text: str) -> str:
    """Return a number with separators of thousands as it is written without; the last sign may be decimal."""
    found = re.match(r"([+-]?\d{1,3}(?:([ ,.'’\u00a0\u202f])\d{3})(?:\2\d{3})*)(?:[.,](\d+))?$", text)
    if not found:
        return re.sub(r"[^\d+-]", "", text)
    whole = re.sub(r"[^\d+-]", "", found[1])
    return f"{whole}.{found[3]}" if found[3] else whole
