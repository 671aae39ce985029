"""Figures on maps in the reader's language."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal

MISSING = "–"


@lru_cache(maxsize=32)
def _locale(lang: str) -> Locale:
    if lang.lower() in {"", "en"}:
        return Locale("en", "GB")
    try:
        return Locale.parse(lang.replace("_", "-"), sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale("en", "GB")


def figure(value: float | None, decimals: int, lang: str) -> str:
    """Return a value with exactly its indicator's decimals; a dash for none."""
    if value is None:
        return MISSING
    zeros = "0" * decimals
    pattern = f"#,##0.{zeros};-#,##0.{zeros}" if decimals else "#,##0;-#,##0"
    text = format_decimal(value, format=pattern, locale=_locale(lang))
    return text.replace("-", "\N{MINUS SIGN}", 1) if text.startswith("-") else text


def limit_figure(value: float, lang: str) -> str:
    """Return a limit of a class, with no more decimals than it needs."""
    text = format_decimal(round(value, 10), format="#,##0.##########;-#,##0.##########", locale=_locale(lang))
    return text.replace("-", "\N{MINUS SIGN}", 1) if text.startswith("-") else text
