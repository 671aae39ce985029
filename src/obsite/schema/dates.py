"""How an authored date is read, with or without a time of day, and what is said when it cannot be."""

from __future__ import annotations

import calendar
import datetime as dt
import re

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(MONTHS, 1)} | {
    name[:3].lower(): number for number, name in enumerate(MONTHS, 1)
} | {"sept": 9}  # fmt: skip
_FORM = "Write it as 2019-06-19"
_ZONE = r"(?P<zone>Z|UTC|GMT|[+-]\d{2}:?(?:\d{2})?)"
_TIME = re.compile(
    r"(?:[T ,]|\s+at)\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    rf"\s*{_ZONE}?$",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(
    r"(?:[A-Za-z]{3,9},?\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?[ -]"
    r"(?P<name>[A-Za-z]{3,9})\.?,?[ -](?P<year>\d{4})(?!\d)"
)
_MONTH_FIRST = re.compile(
    r"(?:[A-Za-z]{3,9},\s+)?(?P<name>[A-Za-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?"
    r"\s+(?P<year>\d{4})(?!\d)"
)
_NUMBERS = re.compile(r"(?P<one>\d{1,2})[./-](?P<two>\d{1,2})[./-](?P<year>\d{4})$")
_WITHOUT_DAY = re.compile(r"(?:\d{4}(?:[-/.]\d{1,2})?|[A-Za-z]{3,9}\.? \d{4})$")


class DateError(ValueError):
    """Text that is no date. The message is one phrase; `help` says what to write instead."""

    def __init__(self, message: str, help: str = _FORM) -> None:
        super().__init__(message)
        self.help = help


def parse_moment(text: str) -> dt.date | dt.datetime:
    """Return the date, or the date and time, that a text gives; raises DateError."""
    text = text.strip()
    # Nearly every date is written this way.
    if len(text) == 10 and text[4] == text[7] == "-":
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            pass
    found = _YEAR_FIRST.match(text) or _DAY_FIRST.match(text) or _MONTH_FIRST.match(text)
    if not found:
        raise _no_date(text)
    date = _date(found, text)
    rest = text[found.end() :].rstrip()
    return _with_time(date, rest, text) if rest else date


def parse_date(text: str) -> dt.date:
    """Return the date that a text gives, without its time of day; raises DateError."""
    moment = parse_moment(text)
    return moment.date() if isinstance(moment, dt.datetime) else moment


def _date(found: re.Match[str], text: str) -> dt.date:
    parts = found.groupdict()
    year, day = int(parts["year"]), int(parts["day"])
    name = parts.get("name")
    month = _MONTH_NUMBERS.get(name.lower(), 0) if name else int(parts["month"])
    if name and not month:
        raise DateError(f"`{name}` is not the name of a month")
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise _impossible(year, month, day, text) from None


def _impossible(year: int, month: int, day: int, text: str) -> DateError:
    if not 1 <= month <= 12:
        help = (
            f"Did you mean {year:04}-{day:02}-{month:02}?" if 1 <= day <= 12 and 1 <= month <= 31 else _FORM
        )
        return DateError(f"`{text}` is not a date: there is no month {month}", help)
    if year < 1:
        return DateError(f"`{text}` is not a date: there is no year {year}")
    days = calendar.monthrange(year, month)[1]
    message = f"`{text}` is not a date: {MONTHS[month - 1]} {year} has {days} days"
    near = f"Did you mean {year:04}-{month:02}-{days:02}?" if days < day <= 31 else _FORM
    return DateError(message, near)


def _with_time(date: dt.date, rest: str, text: str) -> dt.datetime:
    found = _TIME.match(rest)
    if not found:
        raise DateError(
            f"`{text}` begins with a date and goes on with something that is no time", f"{_FORM} 14:30"
        )
    hour, minute, second = (int(found[name] or 0) for name in ("hour", "minute", "second"))
    try:
        return dt.datetime.combine(date, dt.time(hour, minute, min(second, 59)), _zone(found["zone"]))
    except ValueError:
        clock = f"{hour:02}:{minute:02}"
        raise DateError(f"`{text}` gives a time that no clock shows: {clock}", f"{_FORM} 14:30") from None


def _zone(text: str | None) -> dt.timezone | None:
    if text is None:
        return None
    if text.upper() in ("Z", "UTC", "GMT"):
        return dt.UTC
    hours, minutes = int(text[1:3]), int(text[-2:]) if len(text) > 3 else 0
    offset = dt.timedelta(hours=hours, minutes=minutes)
    return dt.timezone(-offset if text[0] == "-" else offset)


def _no_date(text: str) -> DateError:
    if numbers := _NUMBERS.match(text):
        return DateError(f"`{text}` is not clear as a date", _order_of(numbers))
    if _WITHOUT_DAY.match(text):
        return DateError(f"`{text}` is not a complete date: it needs year, month and day")
    if not text:
        return DateError("The date is empty")
    return DateError(f"`{text}` is not a date")


def _order_of(numbers: re.Match[str]) -> str:
    """Return the question which of the possible dates is meant by two numbers and a year."""
    year, one, two = int(numbers["year"]), int(numbers["one"]), int(numbers["two"])
    possible: list[str] = []
    for month, day in ((two, one), (one, two)):
        try:
            possible.append(dt.date(year, month, day).isoformat())
        except ValueError:
            continue
    return f"Did you mean {' or '.join(dict.fromkeys(possible))}?" if possible else _FORM
