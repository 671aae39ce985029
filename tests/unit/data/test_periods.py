"""Periods: every spelling comes to one canonical form, and they have an order."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from obsite.data.periods import (
    PeriodError,
    decimal_year,
    frequency_of,
    is_period,
    label_period,
    midpoint,
    next_period,
    parse_period,
    sort_periods,
)

YEARS = st.integers(1000, 2900)
CANONICAL = st.one_of(
    YEARS.map(lambda year: f"{year:04}"),
    st.builds(lambda year, half: f"{year}-H{half}", YEARS, st.integers(1, 2)),
    st.builds(lambda year, quarter: f"{year}-Q{quarter}", YEARS, st.integers(1, 4)),
    st.builds(lambda year, month: f"{year}-{month:02}", YEARS, st.integers(1, 12)),
    st.builds(lambda year, week: f"{year}-W{week:02}", YEARS, st.integers(1, 52)),
    st.dates(dt.date(1000, 1, 1), dt.date(2998, 12, 31)).map(dt.date.isoformat),
    YEARS.map(lambda year: f"{year}/{(year + 1) % 100:02}"),
    st.builds(lambda year, more: f"{year}-{min(year + more, 2999)}", YEARS, st.integers(1, 30)),
)


@pytest.mark.parametrize(
    ("text", "canonical", "frequency"),
    [
        ("2019", "2019", "year"), (" 2019 ", "2019", "year"),
        ("2019-H1", "2019-H1", "half"), ("2019H2", "2019-H2", "half"), ("2019-S1", "2019-H1", "half"), ("2019S2", "2019-H2", "half"),
        ("2019-Q3", "2019-Q3", "quarter"), ("2019Q3", "2019-Q3", "quarter"), ("2019 q3", "2019-Q3", "quarter"), ("Q3 2019", "2019-Q3", "quarter"), ("Q3/2019", "2019-Q3", "quarter"),
        ("2019-06", "2019-06", "month"), ("2019M06", "2019-06", "month"), ("2019-M6", "2019-06", "month"),
        ("2019-W05", "2019-W05", "week"), ("2019W5", "2019-W05", "week"), ("2020-W53", "2020-W53", "week"),
        ("2019-06-19", "2019-06-19", "day"), ("2019-06-19 00:00:00", "2019-06-19", "day"), ("2020-02-29", "2020-02-29", "day"),
        ("2021/22", "2021/22", "school-year"), ("2021/2022", "2021/22", "school-year"), ("1999/00", "1999/00", "school-year"),
        ("2016-2018", "2016-2018", "range"), ("2016–2018", "2016-2018", "range"), ("2016 - 2018", "2016-2018", "range"),
    ],
)  # fmt: skip
def test_spellings(text, canonical, frequency):
    period = parse_period(text)
    assert (period.text, period.frequency) == (canonical, frequency)


@pytest.mark.parametrize(
    ("text", "words", "help"),
    [
        ("2021-22", "not clear", "2021/22 for a school year, or 2021-2022 for a range"),
        ("2010–12", "not clear", "2010-12 for a month, or 2010-2012 for a range"),
        ("2019-13", "no month 13", ""),
        ("2019-00", "no month 0", ""),
        ("2019-Q5", "4 quarters", ""),
        ("2019-H3", "2 halves", ""),
        ("2019-W53", "2019 has 52 weeks", ""),
        ("2019-02-29", "no such day", ""),
        ("2021/24", "ends in the next one", "2016-2018"),
        ("2018-2016", "ends before it begins", ""),
        ("2019.0", "no period", "Write 2019, without decimals"),
        ("", "empty", ""),
        ("June 2019", "no period", "2019-06"),
        ("19.6.2019", "no period", "2019-06-19"),
        ("219", "no period", ""),
        ("²⁰¹⁹", "no period", ""),
    ],
)
def test_what_is_no_period_is_told_with_its_cure(text, words, help):
    with pytest.raises(PeriodError, match=words) as fault:
        parse_period(text)
    assert help in fault.value.help


@given(CANONICAL)
def test_a_canonical_period_stays_as_it_is(text):
    assert is_period(text)
    assert parse_period(text).text == text


@given(CANONICAL)
def test_the_next_period_is_of_the_same_kind_and_begins_when_the_last_has_ended(text):
    period, after = parse_period(text), parse_period(next_period(text))
    assert after.frequency == period.frequency
    assert after > period
    assert after.start == period.end + dt.timedelta(days=1)


@given(CANONICAL)
def test_the_middle_lies_within(text):
    period = parse_period(text)
    assert period.start <= midpoint(text) <= period.end
    assert period.start.year <= decimal_year(text) < period.end.year + 1


@given(st.sets(CANONICAL, max_size=12))
def test_order_is_that_of_time(texts):
    ordered = sort_periods(texts)
    starts = [parse_period(text).start for text in ordered]
    assert starts == sorted(starts)
    assert set(ordered) == texts


@given(st.text(max_size=12))
def test_any_text_is_a_period_or_told_to_be_none(text):
    try:
        period = parse_period(text)
    except PeriodError:
        return
    assert is_period(period.text)


@given(CANONICAL, st.sampled_from(["en", "de", "fr", "pt-BR", "ar", "xx", ""]))
def test_every_period_has_a_name_in_every_language(text, lang):
    assert label_period(text, lang)


@pytest.mark.parametrize(
    ("text", "lang", "label"),
    [
        ("2019", "de", "2019"), ("2019-06", "en", "Jun 2019"), ("2019-06", "de", "Juni 2019"), ("2019-06", "fr", "juin 2019"),
        ("2019-Q3", "en", "Q3 2019"), ("2019-H1", "fr", "2019 S1"), ("2021/22", "en", "2021/22"), ("2016-2018", "en", "2016–2018"),
        ("2019-W05", "en", "2019 W05"), ("soon", "en", "soon"),
    ],
)  # fmt: skip
def test_labels(text, lang, label):
    assert label_period(text, lang) == label


def test_frequency():
    assert frequency_of(["2019", "2020"]) == "year"
    assert frequency_of(["2019", "2020-Q1"]) == "mixed"
    assert frequency_of([]) == ""
