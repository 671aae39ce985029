"""Classes of values: what holds for any values, and the optimum of natural breaks."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from obsite.charts.maps.classes import diverging, sequential
from obsite.charts.maps.classing import class_of, limits_for, natural_breaks
from obsite.charts.maps.readable import moved, readable_limits

VALUES = st.lists(st.integers(-10_000, 10_000).map(lambda tenths: tenths / 10), min_size=1, max_size=120)
METHODS = st.sampled_from(["quantiles", "natural", "equal"])


@given(values=VALUES, count=st.integers(2, 7), method=METHODS)
def test_limits_ascend_and_no_class_is_empty(values, count, method):
    limits = limits_for(values, count, method)
    assert list(limits) == sorted(set(limits))
    assert len(limits) < count
    assert {class_of(value, limits) for value in values} == set(range(len(limits) + 1))


@given(values=VALUES, count=st.integers(2, 7), method=METHODS)
def test_readable_limits_keep_every_class(values, count, method):
    limits = limits_for(values, count, method)
    rounded = readable_limits(limits, values)
    assert list(rounded) == sorted(set(rounded))
    assert {class_of(value, rounded) for value in values} == set(range(len(limits) + 1))


@given(values=VALUES, count=st.integers(2, 8), reference=st.integers(-900, 900), method=METHODS)
def test_the_reference_is_a_limit_and_parts_the_colours(values, count, reference, method):
    classes = diverging(values, reference, method, count, ())
    assert classes.limits[classes.reference] == reference
    assert len(classes.colours) == len(classes.limits) + 1
    for value in values:
        assert classes.colours[classes.number(value)][0] == ("b" if value < reference else "a")


def deviation(values: list[float], limits: tuple[float, ...]) -> float:
    total = 0.0
    for number in range(len(limits) + 1):
        inside = [value for value in values if class_of(value, limits) == number]
        mean = sum(inside) / len(inside)
        total += sum((value - mean) ** 2 for value in inside)
    return total


@given(values=st.lists(st.integers(0, 60), min_size=4, max_size=14), count=st.integers(2, 4))
def test_natural_breaks_are_the_best_there_are(values, count):
    values = sorted(map(float, values))
    distinct = sorted(set(values))
    if len(distinct) < count:
        return
    best = min(deviation(values, chosen) for chosen in combinations(distinct[1:], count - 1))
    assert deviation(values, natural_breaks(values, count)) == pytest.approx(best, abs=1e-6)


def test_round_numbers_class_and_what_moved_is_counted():
    values = [float(number) for number in range(1, 101)]
    exact = limits_for(values, 4, "quantiles")
    rounded = readable_limits(exact, values)
    assert rounded == (25.0, 50.0, 75.0)
    assert moved(exact, rounded, values) == 3


def test_given_limits_are_taken_as_they_are():
    assert sequential([1, 2, 9], "limits", 0, (5, 3, 3)).limits == (3, 5)


def test_one_value_is_one_class():
    classes = sequential([4.0, 4.0], "quantiles", 5, ())
    assert (classes.limits, len(classes.colours)) == ((), 1)


def test_classes_of_one_whole_number_each_are_named_by_it():
    stars = sequential([0, 1, 1, 2, 3], "limits", 5, (1, 2, 3, 4))
    assert stars.singles([0, 1, 1, 2, 3]) == (0, 1, 2, 3, 4)
    assert stars.singles([0, 1.5, 3]) == ()
    assert stars.singles([0, 1, 5]) == ()
    assert sequential([0, 1, 4, 9], "limits", 3, (1, 4)).singles([0, 1, 4, 9]) == ()
