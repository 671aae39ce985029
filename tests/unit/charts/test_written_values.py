"""Numbers and periods as charts write them."""

from __future__ import annotations

import pytest

from obsite.charts.figures import period_text, reference_words, value_text
from tests.support.charting import facts


@pytest.mark.parametrize(
    ("value", "lang", "written"),
    [
        (7.84, "en", "7.8%"),
        (7.84, "de", "7,8\u00a0%"),
        (7.84, "fr", "7,8\u00a0%"),
        (-0.5, "en", "−0.5%"),
        (-0.004, "en", "−0.0040%"),
        (0.0, "en", "0.0%"),
        (None, "en", "–"),
    ],
)
def test_percentages(value, lang, written):
    assert value_text(value, facts(unit_symbol="%"), lang) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [(1234.56, "1,234.6\u00a0€"), (123456.7, "123,457\u00a0€"), (12_345_678.0, "12.3M\u00a0€"), (0.00012, "0.00012\u00a0€")],
)  # fmt: skip
def test_amounts(value, written):
    assert value_text(value, facts(unit_symbol="€"), "en") == written


@pytest.mark.parametrize(
    ("period", "lang", "written"),
    [
        ("2019", "en", "2019"),
        ("2019-Q3", "en", "Q3 2019"),
        ("2019-06", "en", "Jun 2019"),
        ("2019-06", "de", "Juni 2019"),
        ("2019-06-19", "en", "19 Jun 2019"),
        ("2021/22", "en", "2021/22"),
        ("2016-2018", "en", "2016–2018"),
    ],
)
def test_periods(period, lang, written):
    assert period_text(period, lang) == written


@pytest.mark.parametrize(
    ("unit", "words"),
    [("index, EU-27 = 100", "EU-27 = 100"), ("2015=100", "100.0"), ("points (all shores = 100)", "all shores = 100"), ("index", "100.0")],
)  # fmt: skip
def test_a_fixed_reference_has_the_name_that_its_unit_gives_it(unit, words):
    assert reference_words(facts(unit=unit, reference_value=100.0), "en") == words
