"""Ranks, medians, and the distance between codes."""

from __future__ import annotations

import math

import pytest

from obsite.data.observation import Observation
from obsite.data.standing import Field, field_of, most_similar
from tests.support.handmade import codelist, indicator

SHORES = codelist("shores", [(code, code, "", "") for code in "abcd"], kind="region")


def field(values: dict[str, float], *, low_first: bool = False) -> Field:
    seen = {code: Observation("2021", value) for code, value in values.items()}
    return Field(period="2021", observations=seen, low_first=low_first)


def test_the_best_is_first_and_equals_share_a_place():
    known = field({"a": 3, "b": 9, "c": 9, "d": 1})
    assert [known.rank(value) for value in (9, 3, 1)] == [1, 3, 4]
    assert [code for code, _ in known.ordered()] == ["b", "c", "a", "d"]


def test_where_low_is_better_the_lowest_is_first():
    known = field({"a": 3, "b": 9}, low_first=True)
    assert known.rank(3) == 1
    assert [code for code, _ in known.ordered()] == ["a", "b"]


def test_a_value_that_is_none_of_them_is_ranked_as_if_it_were():
    assert field({"a": 3, "b": 9}).rank(5) == 2


def test_the_period_is_the_latest_that_most_have_and_missing_values_are_left_out():
    rows = [("2020", "a", "1"), ("2020", "b", "2"), ("2020", "c", "3"), ("2021", "a", "4"), ("2020", "d", "")]
    made, cube = indicator("jobs", [("shore", SHORES, "")], rows, direction="lower")
    found = field_of(cube, "shore", ("a", "b", "c", "d"))
    assert (found.period, found.count, found.low_first, found.median) == ("2020", 3, True, 2)
    assert made.id == "jobs"


def test_distances_are_in_standard_deviations_whatever_the_unit():
    near = {"a": 0.0, "b": 1.0, "c": 2.0, "d": 3.0}
    far = {code: value * 1000 for code, value in near.items()}
    [first, second] = most_similar("a", [near, far], "abcd", 2)
    spread = math.sqrt(1.25)
    assert (first.code, second.code) == ("b", "c")
    assert first.distance == pytest.approx(1 / spread)


def test_codes_without_all_the_values_are_not_compared():
    found = most_similar("a", [{"a": 1, "b": 2, "c": 3}, {"a": 1, "c": 2, "d": 3}], "abcd", 4)
    assert [one.code for one in found] == ["c"]


def test_nothing_is_like_a_code_without_values():
    assert most_similar("d", [{"a": 1, "b": 2, "c": 3}], "abcd", 4) == ()
