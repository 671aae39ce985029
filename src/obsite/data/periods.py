"""Periods: how they are written, in which order they come, and what they are called.

A period is a text in one canonical form, so that tables, keys and files can carry it as it is:

    2019   2019-H1   2019-Q3   2019-06   2019-W23   2019-06-19   2021/22   2016-2018   2016/17-2018/19
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

# From the longest to the shortest; the words of `Partition.frequency`.
FREQUENCIES = ("range", "year", "school-year", "half", "quarter", "month", "week", "day")

_YEAR = r"(?P<year>[12]\d{3})"
_YEAR_ALONE = re.compile(rf"{_YEAR}$")
_PART = re.compile(rf"{_YEAR}[- ]?(?P<kind>[HSQTMWhsqtmw])(?P<number>\d{{1,2}})$")
_PART_FIRST = re.compile(rf"(?P<kind>[HSQTWhsqtw])(?P<number>\d{{1,2}})[-/ ]{_YEAR}$")
_MONTH = re.compile(rf"{_YEAR}[- ](?P<month>\d{{2}})$")
_DAY = re.compile(rf"{_YEAR}-(?P<month>\d{{2}})-(?P<day>\d{{2}})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$")
_SCHOOL = re.compile(rf"{_YEAR}/(?P<end>\d{{2}}|\d{{4}})$")
_TO = r" ?(?:[-–]| to ) ?"
_RANGE = re.compile(rf"{_YEAR}(?:{_TO}|/)(?P<end>[12]\d{{3}})$")
_SHORT_RANGE = re.compile(rf"{_YEAR}{_TO}(?P<end>\d{{2}})$")  # 2018–20; with a hyphen it is read as a month
_SCHOOL_RANGE = re.compile(rf"(?P<first>[12]\d{{3}}/\d{{2,4}}){_TO}(?P<last>[12]\d{{3}}/\d{{2,4}})$")
_WHOLE_FLOAT = re.compile(rf"{_YEAR}\.0+$")
_KINDS = {"H": "half", "S": "half", "Q": "quarter", "T": "quarter", "M": "month", "W": "week"}
_MOST = {"half": 2, "quarter": 4, "month": 12, "week": 53}
_FORMS = "Write it as 2019, 2019-H1, 2019-Q3, 2019-06, 2019-06-19, 2021/22 or 2016-2018"


class PeriodError(ValueError):
    """A text that is no period; `help` says what to write instead."""

    def __init__(self, message: str, help: str = _FORMS) -> None:
        super().__init__(message)
        self.help = help


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of time. They sort by their first day; of two that begin together, the longer is first."""

    start: dt.date
    length_rank: int  # index into FREQUENCIES
    end: dt.date  # the last day
    text: str  # canonical

    @property
    def frequency(self) -> str:
        return FREQUENCIES[self.length_rank]


@lru_cache(maxsize=8192)
def parse_period(text: str) -> Period:  # noqa: PLR0911
    """Return the period that a text gives in any of the accepted spellings; raises PeriodError."""
    text = text.strip()
    if found := _YEAR_ALONE.match(text):
        return _year(int(found["year"]))
    if found := _PART.match(text) or _PART_FIRST.match(text):
        return _part(_KINDS[found["kind"].upper()], int(found["year"]), int(found["number"]), text)
    if found := _MONTH.match(text):
        return _month(int(found["year"]), int(found["month"]), text)
    if found := _DAY.match(text):
        return _day(found, text)
    if found := _SHORT_RANGE.match(text):
        return _short_range(int(found["year"]), int(found["end"]), text)
    if (found := _SCHOOL.match(text)) and not _spans_years(found):
        return _school_year(int(found["year"]), found["end"], text)
    if found := _RANGE.match(text):
        return _range(_year(int(found["year"])), _year(int(found["end"])), text)
    if found := _SCHOOL_RANGE.match(text):
        return _range(parse_period(found["first"]), parse_period(found["last"]), text)
    raise _no_period(text)


def is_readable(text: str) -> bool:
    """Return whether a text is a period in any of the accepted spellings."""
    try:
        parse_period(text)
    except PeriodError:
        return False
    return True


def is_period(text: str) -> bool:
    """Return whether a text is a period in canonical form."""
    return is_readable(text) and parse_period(text).text == text


def sort_periods(periods: set[str] | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Return canonical periods in order of time."""
    return tuple(sorted(periods, key=parse_period))


def frequency_of(periods: list[str] | tuple[str, ...]) -> str:
    """Return the frequency that periods share, "mixed" if they do not, "" if there are none."""
    found = {parse_period(period).frequency for period in periods}
    return found.pop() if len(found) == 1 else ("mixed" if found else "")


def next_period(text: str) -> str:  # noqa: PLR0911
    """Return the period after one, of the same kind; after a range the one as long that follows it."""
    period = parse_period(text)
    after = period.end + dt.timedelta(days=1)
    match period.frequency:
        case "year":
            return f"{after.year:04}"
        case "half":
            return f"{after.year:04}-H{1 if after.month < 7 else 2}"
        case "quarter":
            return f"{after.year:04}-Q{(after.month + 2) // 3}"
        case "month":
            return f"{after.year:04}-{after.month:02}"
        case "week":
            year, week, _ = after.isocalendar()
            return f"{year:04}-W{week:02}"
        case "day":
            return after.isoformat()
        case "school-year":
            return f"{period.start.year + 1:04}/{(period.start.year + 2) % 100:02}"
        case _:
            return _next_range(period, after.year)


def _next_range(period: Period, year: int) -> str:
    years = period.end.year - period.start.year
    if "/" in period.text:
        return f"{year:04}/{(year + 1) % 100:02}-{year + years - 1:04}/{(year + years) % 100:02}"
    return f"{year:04}-{year + years:04}"


def midpoint(text: str) -> dt.date:
    """Return the day in the middle of a period, where a drawing over time places its value."""
    period = parse_period(text)
    return period.start + (period.end - period.start) / 2


def decimal_year(text: str) -> float:
    """Return the middle of a period as a number of years: 2019 is 2019.5, its first quarter 2019.12."""
    day = midpoint(text)
    days = 366 if calendar.isleap(day.year) else 365
    return day.year + (day.timetuple().tm_yday - 0.5) / days


def label_period(text: str, lang: str = "en") -> str:
    """Return what readers of a language call a period."""
    try:
        period = parse_period(text)
    except PeriodError:
        return text
    if period.frequency in ("month", "day", "quarter"):
        return _with_babel(period, lang)
    if period.frequency == "half":
        year, number = period.text.split("-H")
        return f"{year} {_HALVES.get(lang[:2], 'H')}{number}"
    if period.frequency == "range":
        return period.text.replace("-", "–")
    return period.text.replace("-W", " W") if period.frequency == "week" else period.text


_HALVES = {"de": "H", "fr": "S", "es": "S", "it": "S", "pt": "S"}


def _with_babel(period: Period, lang: str) -> str:
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date, format_skeleton

    try:
        locale = Locale.parse(lang.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        locale = Locale("en")
    if period.frequency == "day":
        return str(format_date(period.start, "medium", locale))
    if period.frequency == "month":
        return str(format_skeleton("yMMM", period.start, locale=locale))
    return str(format_skeleton("yQQQ", period.start, locale=locale))


def _year(year: int) -> Period:
    return _period(dt.date(year, 1, 1), dt.date(year, 12, 31), "year", f"{year:04}")


def _part(kind: str, year: int, number: int, text: str) -> Period:
    if not 1 <= number <= _MOST[kind]:
        raise PeriodError(f"`{text}` is no period: a year has {_MOST[kind]} {_plural(kind)}")
    if kind == "month":
        return _month(year, number, text)
    if kind == "week":
        try:
            start = dt.date.fromisocalendar(year, number, 1)
        except ValueError:
            raise PeriodError(f"`{text}` is no period: {year} has 52 weeks") from None
        return _period(start, start + dt.timedelta(days=6), "week", f"{year:04}-W{number:02}")
    months = 12 // _MOST[kind]
    first, last = (number - 1) * months + 1, number * months
    end = dt.date(year, last, calendar.monthrange(year, last)[1])
    return _period(dt.date(year, first, 1), end, kind, f"{year:04}-{kind[0].upper()}{number}")


def _plural(kind: str) -> str:
    return "halves" if kind == "half" else f"{kind}s"


def _month(year: int, month: int, text: str) -> Period:
    if not 1 <= month <= 12:
        return _short_range(year, month, text)
    days = calendar.monthrange(year, month)[1]
    return _period(dt.date(year, month, 1), dt.date(year, month, days), "month", f"{year:04}-{month:02}")


def _short_range(year: int, end: int, text: str) -> Period:
    """Return the range that 2018-20 is: its end is no month, and neither the next year nor an earlier one."""
    last = year // 100 * 100 + end
    if 1 <= end <= 12:
        help = f"Write {year}-{end:02} for a month, or {year}-{last} for a range of years"
        raise PeriodError(f"`{text}` is not clear as a period", help)
    if end == (year + 1) % 100:
        help = f"Write {year}/{end:02} for a school year, or {year}-{year + 1} for a range of years"
        raise PeriodError(f"`{text}` is not clear as a period: there is no month {end}", help)
    if last <= year:
        raise PeriodError(f"`{text}` is no period: there is no month {end}")
    return _range(_year(year), _year(last), text)


def _spans_years(found: re.Match[str]) -> bool:
    """Return whether 2018/2020 is meant, a range: a year that ends in the next one has no such end."""
    return len(found["end"]) == 4 and int(found["end"]) > int(found["year"]) + 1


def _day(found: re.Match[str], text: str) -> Period:
    try:
        day = dt.date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        raise PeriodError(f"`{text}` is no period: the calendar has no such day") from None
    return _period(day, day, "day", day.isoformat())


def _school_year(year: int, end: str, text: str) -> Period:
    if int(end) not in (year + 1, (year + 1) % 100):
        message = f"`{text}` is no period: a year such as {year}/{(year + 1) % 100:02} ends in the next one"
        raise PeriodError(message, "Write a range of years as 2016-2018")
    start = dt.date(year, 9, 1)
    return _period(start, dt.date(year + 1, 8, 31), "school-year", f"{year:04}/{(year + 1) % 100:02}")


def _range(first: Period, last: Period, text: str) -> Period:
    if last.start <= first.start:
        raise PeriodError(f"`{text}` is no period: it ends before it begins")
    return _period(first.start, last.end, "range", f"{first.text}-{last.text}")


def _period(start: dt.date, end: dt.date, frequency: str, text: str) -> Period:
    return Period(start=start, length_rank=FREQUENCIES.index(frequency), end=end, text=text)


def _no_period(text: str) -> PeriodError:
    if found := _WHOLE_FLOAT.match(text):
        return PeriodError(f"`{text}` is no period", f"Write {found['year']}, without decimals")
    if not text:
        return PeriodError("The period is empty")
    return PeriodError(f"`{text}` is no period")
