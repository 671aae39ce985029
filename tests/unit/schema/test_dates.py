"""Dates as people and other tools write them."""

import datetime as dt
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from obsite.schema.dates import DateError, parse_date, parse_moment

DAY = dt.date(2019, 6, 19)
NAIVE = dt.datetime(2019, 6, 19, 10, 0)
UTC = NAIVE.replace(tzinfo=dt.UTC)
SUMMER = NAIVE.replace(tzinfo=dt.timezone(dt.timedelta(hours=2)))
NEW_YORK = NAIVE.replace(tzinfo=dt.timezone(dt.timedelta(hours=-4)))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2019-06-19", DAY),
        (" 2019-06-19 ", DAY),
        ("2019/06/19", DAY),
        ("2019.06.19", DAY),
        ("2019-6-19", DAY),
        ("19 June 2019", DAY),
        ("19. June 2019", DAY),
        ("19th June 2019", DAY),
        ("19-Jun-2019", DAY),
        ("June 19, 2019", DAY),
        ("Jun. 19th 2019", DAY),
        ("Wednesday, June 19, 2019", DAY),
        ("Wed 19 June 2019", DAY),
        ("Sept 1, 2019", dt.date(2019, 9, 1)),
        ("2019-06-19 10:00", NAIVE),
        ("2019-06-19 at 10:00", NAIVE),
        ("2019-06-19T10:00:00", NAIVE),
        ("2019-06-19T10:00:00.123", NAIVE),
        ("June 19, 2019, 10:00", NAIVE),
        ("2019-06-19T10:00:00Z", UTC),
        ("2019-06-19 10:00 UTC", UTC),
        ("2019-06-19 10:00:00 +0200", SUMMER),
        ("2019-06-19T10:00:00+02:00", SUMMER),
        ("2019-06-19T10:00+02", SUMMER),
        ("Wed, 19 Jun 2019 10:00:00 +0200", SUMMER),
        ("2019-06-19 10:00 -0400", NEW_YORK),
    ],
)
def test_what_is_read(text: str, moment: dt.date):
    read = parse_moment(text)
    assert read == moment
    assert type(read) is type(moment)
    if isinstance(read, dt.datetime):
        assert read.utcoffset() == moment.utcoffset()
    assert parse_date(text) == (moment.date() if isinstance(moment, dt.datetime) else moment)


@pytest.mark.parametrize(
    ("text", "message", "help"),
    [
        ("2024-02-30", "February 2024 has 29 days", "Did you mean 2024-02-29?"),
        ("2023-02-29", "February 2023 has 28 days", "Did you mean 2023-02-28?"),
        ("June 31, 2019", "June 2019 has 30 days", "Did you mean 2019-06-30?"),
        ("2019-06-00", "June 2019 has 30 days", "Write it as 2019-06-19"),
        ("2019-19-06", "there is no month 19", "Did you mean 2019-06-19?"),
        ("2019-13-13", "there is no month 13", "Write it as"),
        ("0000-01-01", "there is no year 0", "Write it as"),
        ("06/19/2019", "not clear", "Did you mean 2019-06-19?"),
        ("19.06.2019", "not clear", "Did you mean 2019-06-19?"),
        ("05/06/2019", "not clear", "Did you mean 2019-06-05 or 2019-05-06?"),
        ("45/45/2019", "not clear", "Write it as"),
        ("2019-06", "not a complete date", "Write it as"),
        ("June 2019", "not a complete date", "Write it as"),
        ("2019", "not a complete date", "Write it as"),
        ("19 Juin 2019", "`Juin` is not the name of a month", "Write it as"),
        ("2019-06-19 25:00", "no clock shows: 25:00", "14:30"),
        ("2019-06-19 soon", "no time", "14:30"),
        ("soon", "`soon` is not a date", "Write it as"),
        ("", "empty", "Write it as"),
    ],
)
def test_what_is_said_otherwise(text: str, message: str, help: str):
    with pytest.raises(DateError, match=r"date|empty|month|time") as caught:
        parse_moment(text)
    assert message in str(caught.value)
    assert help in caught.value.help


@given(st.dates(min_value=dt.date(1000, 1, 1)))
def test_every_day_is_read_in_every_form(day: dt.date):
    for form in ("%Y-%m-%d", "%Y/%m/%d", "%d %B %Y", "%B %d, %Y", "%a, %d %b %Y"):
        assert parse_date(day.strftime(form)) == day


@given(
    st.one_of(
        st.text(max_size=30), st.from_regex(r"[0-9]{1,5}[-/. ][0-9]{1,3}[-/. ][0-9]{1,5}[ T]?[0-9:+]{0,9}")
    )
)
def test_nothing_but_a_date_error_is_raised(text: str):
    with suppress(DateError):
        assert isinstance(parse_moment(text), dt.date)
