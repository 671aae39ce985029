"""Spellings of periods that statistical offices use, and what they are read as."""

from __future__ import annotations

import pytest

from obsite.data.periods import PeriodError, next_period, parse_period

SPELLINGS = {
    "2018 to 2020": "2018-2020",
    "2016–2018": "2016-2018",
    "2018-20": "2018-2020",
    "2018–20": "2018-2020",
    "2018/2020": "2018-2020",
    "2018-10": "2018-10",
    "2018-12": "2018-12",
    "1998-02": "1998-02",
    "1993 01": "1993-01",
    "2013 Q1": "2013-Q1",
    "2001/2002": "2001/02",
    "2017/18 to 2019/20": "2017/18-2019/20",
    "2012/13-2017/18": "2012/13-2017/18",
}


@pytest.mark.parametrize(("written", "canonical"), SPELLINGS.items())
def test_a_spelling_has_one_canonical_form(written: str, canonical: str) -> None:
    assert parse_period(written).text == canonical
    assert parse_period(canonical) == parse_period(written)


def test_school_years_in_a_range_follow_each_other() -> None:
    assert next_period("2017/18-2019/20") == "2020/21-2022/23"
    assert next_period("2016-2018") == "2019-2021"


@pytest.mark.parametrize(
    "text", ["2021-22", "2018–11", "2019-13", "2019/20-2017/18", "2013/16", "2021/22 [Note 5]"]
)
def test_what_is_not_clear_is_refused(text: str) -> None:
    with pytest.raises(PeriodError):
        parse_period(text)
