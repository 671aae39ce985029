"""Dates, numbers and sizes in the words of the reader's language.

Pure functions: the value, then the language as a BCP 47 tag ("en", "pt-BR"). The templates'
filters of the same names take the language of the page when none is given.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_skeleton
from babel.numbers import format_decimal
from babel.units import format_unit

from obsite.charts import figures

_FIELD = re.compile(r"%\(([^)]*)\)s")


@lru_cache(maxsize=64)
def locale_for(lang: str) -> Locale:
    """Return Babel's locale for a language tag, British English where the tag is not known.

    Plain "en" is read as British: day before month is what readers in most countries expect.
    """
    if lang.lower() in {"", "en"}:
        return Locale("en", "GB")
    try:
        return Locale.parse(lang.replace("_", "-"), sep="-")
    except (ValueError, UnknownLocaleError):
        language = lang.split("-", maxsplit=1)[0]
        return locale_for(language if language != lang else "en")


def date_long(value: dt.date, lang: str) -> str:
    """Return "19 June 2019"."""
    known = _long_pattern(lang)
    if known is None:
        return format_date(value, "long", locale=locale_for(lang))
    pattern, months = known
    return pattern % {"d": value.day, "MMMM": months[value.month], "y": value.year}


@lru_cache(maxsize=64)
def _long_pattern(lang: str) -> tuple[str, Mapping[int, str]] | None:
    """Return the pattern of long dates and the months' names, if no more is needed for them."""
    locale = locale_for(lang)
    pattern = locale.date_formats["long"].format
    if not {"d", "MMMM", "y"}.issuperset(_FIELD.findall(pattern)):
        return None
    return pattern, dict(locale.months["format"]["wide"])


def date_iso(value: dt.date, lang: str = "") -> str:
    """Return "2019-06-19", for attributes and downloads."""
    del lang  # the same in every language; taken so that all filters are called alike
    return value.isoformat()[:10]


def date_short(value: dt.date, lang: str) -> str:
    """Return "19 Jun"."""
    return format_skeleton("MMMd", _noon(value), locale=locale_for(lang))


def month_year(value: dt.date, lang: str) -> str:
    """Return "June 2019"."""
    return format_skeleton("yMMMM", _noon(value), locale=locale_for(lang))


def date_range(start: dt.date, end: dt.date | None, lang: str) -> str:
    """Return "22–26 July 2019", "30 July – 2 August 2019", or one date where both are the same."""
    if end is None or _day(end) <= _day(start):
        return date_long(start, lang)
    locale = locale_for(lang)
    parts = _interval(locale, "y" if start.year != end.year else "M" if start.month != end.month else "d")
    if parts is None:
        return f"{date_long(start, lang)} – {date_long(end, lang)}"
    first, last = (
        format_datetime(_noon(day), part, locale=locale)
        for day, part in zip((start, end), parts, strict=True)
    )
    return first + last


def _interval(locale: Locale, differing: str) -> tuple[str, str] | None:
    """Return CLDR's patterns for both ends of an interval of dates, with the month written out."""
    patterns = locale.interval_formats.get("yMMMd", {}).get(differing)
    if patterns is None or len(patterns) != 2:
        return None
    first, last = (part.replace("\u2009–\u2009", " – ").replace("MMM", "MMMM") for part in patterns)
    return first, last


def day_range(start: dt.date, end: dt.date | None, lang: str = "") -> str:
    """Return the days alone, "22–26" or "22"; across months "30–2"."""
    del lang  # figures are set in the same digits in every language
    if end is None or _day(end) <= _day(start):
        return str(start.day)
    return f"{start.day}–{end.day}"


def number(value: float | int, lang: str) -> str:
    """Return a number with the language's separators: "12,345.6"."""
    return format_decimal(value, locale=locale_for(lang))


def measure(value: float, decimals: int, symbol: str = "", *, lang: str) -> str:
    """Return a figure with exactly its indicator's decimals, and its unit's symbol if it has one: "7.8%"."""
    return figures.with_symbol(figures.number(value, decimals, lang), symbol.strip(), lang)


def brief(value: float, lang: str) -> str:
    """Return a round number of a scale, with no more decimals than it needs: "20", "1.5", "2M"."""
    if abs(value) >= 1_000_000:
        return figures.compact(value, lang)
    decimals = next((n for n in range(6) if abs(value - round(value, n)) < 1e-9), 6)
    return figures.number(value, decimals, lang)


def period(value: str, lang: str) -> str:
    """Return a period as readers write it: "June 2019", "Q3 2019", "2019"."""
    return figures.period_text(value, lang)


def told_size(size: int) -> int:
    """Return a size with as many digits as readers are told."""
    if size < 1_000_000 and (kilobytes := max(1, round(size / 1000))) < 1000:
        return kilobytes * 1000
    return round(round(size / 1_000_000, 1) * 1_000_000)


def filesize(size: int, lang: str) -> str:
    """Return "640 kB" or "1.2 MB", in powers of ten as file managers count."""
    locale, told = locale_for(lang), told_size(size)
    amount: float | int
    if told < 1_000_000:
        amount, unit = told // 1000, "kB"
    else:
        amount, unit = told / 1_000_000, "MB"
    return f"{format_decimal(amount, locale=locale)}\u00a0{unit}"


def minutes(count: int, lang: str) -> str:
    """Return "7 min" in the words of the language."""
    locale = locale_for(lang)
    # British English would say "mins"; the symbol is the same for one and many.
    locale = Locale("en") if locale.language == "en" else locale
    return format_unit(max(1, count), "duration-minute", length="short", locale=locale)


def plural_form(count: float | int, lang: str) -> str:
    """Return the CLDR plural category: one, few, many, other and so on."""
    return locale_for(lang).plural_form(count)


def _day(value: dt.date) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value


def _noon(value: dt.date) -> dt.datetime:
    # Skeletons want a moment; noon stays on the same day in any zone Babel may assume.
    return dt.datetime(value.year, value.month, value.day, 12)


FILTERS: tuple[tuple[str, Callable[..., str]], ...] = (
    ("date_long", date_long),
    ("date_iso", date_iso),
    ("date_short", date_short),
    ("month_year", month_year),
    ("date_range", date_range),
    ("day_range", day_range),
    ("number", number),
    ("measure", measure),
    ("brief", brief),
    ("period", period),
    ("filesize", filesize),
    ("minutes", minutes),
)
