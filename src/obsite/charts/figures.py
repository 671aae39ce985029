"""Numbers and periods as charts write them, in the reader's language."""

from __future__ import annotations

import re
from functools import lru_cache
from math import floor, log10

from babel import Locale, UnknownLocaleError
from babel.dates import format_skeleton, get_quarter_names
from babel.numbers import format_compact_decimal, get_decimal_symbol, get_group_symbol

from obsite.charts.model import IndicatorFacts

_MINUS = "\u2212"
_LEAST = 1e-6  # what is smaller has come of computing
_MONTH = re.compile(r"^(\d{4})-(\d{2})$")
_DAY = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
_EQUATION = re.compile(r"([^\W\d][^=,;:()]*?)\s*=\s*(\d+(?:[.,]\d+)?)")  # "EU = 100"
_PART = re.compile(r"^(\d{4})-([HQ])(\d)$")


@lru_cache(maxsize=64)
def locale_of(lang: str) -> Locale:
    """Return Babel's locale for a language tag; plain English is British."""
    if lang.lower() in {"", "en"}:
        return Locale("en", "GB")
    try:
        return Locale.parse(lang.replace("_", "-"), sep="-")
    except (ValueError, UnknownLocaleError):
        language = lang.split("-", maxsplit=1)[0]
        return locale_of(language if language != lang else "en")


@lru_cache(maxsize=32768)
def number(value: float, decimals: int, lang: str) -> str:
    """Return a value with its decimals and the language's separators; what is not zero is not told as it."""
    if _LEAST <= abs(value) < 1 and not round(value, decimals):
        decimals = -floor(log10(abs(value)))
    value = round(value, decimals) + 0.0  # no negative zero
    text = f"{value:,.{decimals}f}".translate(_separators(lang))
    return text.replace("-", _MINUS, 1) if value < 0 else text


@lru_cache(maxsize=64)
def _separators(lang: str) -> dict[int, str]:
    """Return how to write Python's own number in a language: Babel takes fifty times as long."""
    locale = locale_of(lang)
    return {ord(","): get_group_symbol(locale), ord("."): get_decimal_symbol(locale)}


def compact(value: float, lang: str) -> str:
    """Return "1.2 million" shortened as the language does: "1.2M", "1,2 Mio."."""
    text = format_compact_decimal(value, format_type="short", locale=locale_of(lang), fraction_digits=1)
    return text.replace("-", _MINUS, 1)


def with_symbol(text: str, symbol: str, lang: str) -> str:
    """Return a written number with its unit's symbol after it."""
    symbol = symbol.strip()
    if not symbol:
        return text
    if symbol in {"%", "‰"}:
        # English closes up; most others leave a space, as their own pattern of percentages says
        return f"{text}{_percent_space(lang)}{symbol}"
    return f"{text}\u00a0{symbol}".replace(" ", "\u00a0")  # "16,776 m €" stays on one line


@lru_cache(maxsize=64)
def _percent_space(lang: str) -> str:
    pattern = str(locale_of(lang).percent_formats[None].pattern)
    before = pattern[: pattern.find("%")][-1:]
    return before if before in "\u00a0\u202f" else ""


def value_text(value: float | None, facts: IndicatorFacts, lang: str, *, symbol: bool = True) -> str:
    """Return a value as it is written beside a mark: with its decimals, and its symbol if it has one."""
    if value is None:
        return "–"
    decimals = facts.decimals
    if value and abs(value) < 0.5 / 10**decimals:
        decimals = min(9, 1 - floor(log10(abs(value))))  # what is small is not nothing
    if abs(value) >= 1000:
        decimals = min(decimals, 1) if abs(value) < 10000 else 0
    text = compact(value, lang) if abs(value) >= 1e7 else number(value, decimals, lang)
    return with_symbol(text, facts.unit_symbol if symbol else "", lang)


def reference_words(facts: IndicatorFacts, lang: str) -> str:
    """Return what a fixed reference is called: "EU = 100" where the indicator's own words say so."""
    value = facts.reference_value
    if value is None:
        return ""
    written = value_text(value, facts, lang)
    for words in (facts.unit, facts.subtitle, facts.title):
        for name, number_ in _EQUATION.findall(words):
            if float(number_.replace(",", ".")) == value:
                return f"{name.strip()} = {number_}"
    return written


def signed(value: float, decimals: int, lang: str) -> str:
    """Return a difference with its sign."""
    text = number(value, decimals, lang)
    return text if value < 0 or not round(value, decimals) else f"+{text}"


@lru_cache(maxsize=4096)
def period_text(period: str, lang: str) -> str:
    """Return a period as readers write it: "June 2019", "Q3 2019", "2019"."""
    import datetime as dt

    locale = locale_of(lang)
    if found := _DAY.match(period):
        moment = dt.datetime(int(found[1]), int(found[2]), int(found[3]), 12)
        return str(format_skeleton("yMMMd", moment, locale=locale))
    if found := _MONTH.match(period):
        return str(format_skeleton("yMMM", dt.datetime(int(found[1]), int(found[2]), 1, 12), locale=locale))
    if found := _PART.match(period):
        if found[2] == "Q":
            return f"{get_quarter_names('abbreviated', locale=locale)[int(found[3])]} {found[1]}"
        half = "S" if locale.language in {"fr", "es", "it", "pt"} else "H"  # semestre, semestre, ...
        return f"{half}{found[3]} {found[1]}"
    return period.replace("-", "–") if re.fullmatch(r"\d{4}-\d{4}", period) else period
