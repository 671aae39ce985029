"""Words for dates, numbers and sizes."""

from __future__ import annotations

import datetime as dt

import pytest
from babel.dates import format_date

from obsite.outputs import filters

D = dt.date


@pytest.mark.parametrize(
    ("start", "end", "lang", "expected"),
    [
        (D(2019, 7, 22), D(2019, 7, 26), "en", "22–26 July 2019"),
        (D(2019, 7, 30), D(2019, 8, 2), "en", "30 July – 2 August 2019"),
        (D(2019, 12, 30), D(2020, 1, 2), "en", "30 December 2019 – 2 January 2020"),
        (D(2019, 7, 22), D(2019, 7, 22), "en", "22 July 2019"),
        (D(2019, 7, 22), None, "fr", "22 juillet 2019"),
        (D(2019, 7, 22), D(2019, 7, 26), "de", "22.–26. Juli 2019"),
        (D(2019, 7, 22), D(2019, 7, 26), "fr", "22–26 juillet 2019"),
        (D(2019, 7, 30), D(2019, 8, 2), "de", "30. Juli – 2. August 2019"),
    ],
)
def test_date_range(start, end, lang, expected):
    assert filters.date_range(start, end, lang) == expected


def test_other_dates():
    day = D(2019, 6, 19)
    assert filters.date_long(day, "en") == "19 June 2019"
    assert filters.date_iso(day) == "2019-06-19"
    assert filters.month_year(day, "en") == "June 2019"
    assert filters.month_year(day, "pt-BR") == "junho de 2019"
    assert filters.day_range(D(2019, 7, 22), D(2019, 7, 26)) == "22–26"
    assert filters.day_range(day, day) == "19"
    assert filters.date_long(day, "xx-yy") == "19 June 2019"


def test_numbers():
    assert filters.number(12345.5, "en") == "12,345.5"
    assert filters.number(12345.5, "de") == "12.345,5"
    assert filters.filesize(640_321, "en") == "640\u00a0kB"
    assert filters.filesize(1_240_000, "en") == "1.2\u00a0MB"
    assert filters.filesize(999_700, "en") == "1\u00a0MB"
    assert filters.minutes(7, "en") == "7 min"


@pytest.mark.parametrize("lang", ["en", "fr", "de", "pt-BR", "zh", "ja", "fa", "th", "lv", "ca", "xx"])
def test_long_dates_are_as_babel_has_them(lang):
    for day in (dt.date(2019, 6, 9), dt.date(999, 12, 31), dt.datetime(2026, 5, 1, 23, 59)):
        assert filters.date_long(day, lang) == format_date(day, "long", locale=filters.locale_for(lang))
