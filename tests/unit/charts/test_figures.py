"""Numbers are written as Babel writes them, faster."""

from __future__ import annotations

import pickle

import pytest
from babel.numbers import format_decimal
from hypothesis import assume, given
from hypothesis import strategies as st

from obsite.charts.figures import locale_of, number
from obsite.charts.model import SeriesData
from obsite.data.observation import Break, Observation
from obsite.engine.encoding import Encoder

LANGUAGES = ("en", "de", "fr", "es", "pl", "hi", "de-CH", "sv", "pt-BR", "ar", "nb", "xx")


@pytest.mark.parametrize("lang", LANGUAGES)
@given(value=st.floats(-1e9, 1e9), decimals=st.integers(0, 3))
def test_numbers_are_babels(lang: str, value: float, decimals: int) -> None:
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    rounded = round(value, decimals) + 0.0
    assume(rounded or abs(value) < 1e-6)
    expected = format_decimal(rounded, format=pattern, locale=locale_of(lang))
    assert number(value, decimals, lang) == (expected.replace("-", "−", 1) if rounded < 0 else expected)


def test_series_come_back_as_they_went() -> None:
    series = SeriesData(
        code="N", label="North", role="focus", indicator=0, breaks=(Break("2020", "new"),), computed="sum",
        observations=(Observation("2019", 1.5), Observation("2020", None, ":"), Observation("2021", 2.0, "e")),
    )  # fmt: skip
    assert pickle.loads(pickle.dumps(series)) == series


def test_series_that_differ_in_one_flag_are_encoded_apart() -> None:
    def series(flag: str) -> SeriesData:
        seen = (Observation("2019", 1.5, flag),)
        return SeriesData(code="N", label="North", role="focus", indicator=0, observations=seen)

    encode = Encoder().encode
    assert encode(series("")) != encode(series("e"))
    assert encode(series("e")) == encode(series("e"))


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0.0127, 1, "0.01"),
        (0.4, 0, "0.4"),
        (-0.004, 2, "−0.004"),
        (0.0, 1, "0.0"),
        (1e-12, 1, "0.0"),
        (0.06, 1, "0.1"),
    ],
)
def test_what_is_not_zero_is_not_told_as_zero(value, decimals, text):
    assert number(value, decimals, "en") == text
