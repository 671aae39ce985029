"""What a chart asks for is checked before it is drawn."""

from __future__ import annotations

import shutil

import pytest

from obsite.charts.answering import chart_data
from obsite.charts.model import ChartSpec
from obsite.charts.spec_check import check_spec
from obsite.data.databank import Databank
from obsite.diagnostics.model import Diagnostic, Span
from tests.support.compiled import SITE, compile_folder


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Databank:
    root = tmp_path_factory.mktemp("saltmarsh") / "site"
    shutil.copytree(SITE, root)
    compiled = compile_folder(root)
    assert not compiled.found
    return compiled.bank


def spec(**wanted: object) -> ChartSpec:
    asked = {"preset": "trend", "indicators": ("waders",), "dimension": "shore", "codes": ("N1",), **wanted}
    return ChartSpec(**asked)  # type: ignore[arg-type]


def check(bank: Databank, **wanted: object) -> tuple[bool, list[Diagnostic]]:
    found: list[Diagnostic] = []
    drawn = check_spec(spec(**wanted), bank, lambda key: Span(path=key), found.append)
    return drawn, found


@pytest.mark.parametrize(
    ("wanted", "code", "place", "words", "help"),
    [
        ({"indicators": ("wader",)}, "unknown-indicator", "indicators", "no indicator `wader`", "Did you mean `waders`?"),
        ({"dimension": "shor"}, "unknown-dimension", "dimension", "no dimension `shor`", "Did you mean `shore`?"),
        ({"where": (("sex", "F"),)}, "unknown-dimension", "where.sex", "no dimension `sex`", "It has shore, species"),
        ({"where": (("species", "knott"),)}, "unknown-code", "where.species", "`knott` is not", "Did you mean `knot`?"),
        ({"codes": ("N1", "North Flats")}, "unknown-code", "codes", "`North Flats` is not", "Did you mean `N2`?"),
        ({"reference": ("X99",)}, "unknown-code", "reference", "`X99` is not a code", "Codes are N1, N2, S1, ..."),
        ({"start": "2019-13"}, "invalid-period", "start", "no month 13", ""),
        ({"preset": "ranking", "period": "1999"}, "no-data", "period", "no values of 1999", "It has 2017 to 2021"),
        ({"codes": ("N1",), "start": "2031"}, "no-data", "codes", "no values for what this chart asks for", ""),
        ({"dimension": "species", "codes": ("knot",)}, "unknown-dimension", "where.shore", "no total of `shore`", ""),
        ({"indicators": ("ringed-birds",), "codes": ("N",)}, "unweighted-aggregate", "codes", "not declared to be added up", "Declare `aggregate:`"),
        ({"indicators": ("ringed",), "codes": ("S",)}, "no-data", "codes", "SC of S has no values", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_told_at_its_place(bank, wanted, code, place, words, help):
    drawn, found = check(bank, **wanted)
    assert not drawn
    assert [(one.code, one.span.path) for one in found] == [(code, place)]
    assert words in found[0].message
    assert help in found[0].help


def test_a_code_without_values_does_not_keep_the_others_from_being_drawn(bank):
    drawn, found = check(bank, indicators=("ringed",), codes=("N1", "S"))
    assert drawn
    assert [one.code for one in found] == ["no-data"]


def test_roles_come_in_the_order_in_which_they_are_told(bank):
    data = chart_data(spec(codes=("SA", "N2"), reference=("N1",), field=("*",)), bank)
    assert [(one.code, one.role) for one in data.series] == [
        ("SA", "focus"), ("N2", "compared"), ("N1", "reference"),
        ("S1", "field"), ("S2", "field"), ("SB", "field"), ("SC", "field"),
    ]  # fmt: skip


def test_names_are_those_of_the_version_and_the_language(bank):
    assert [one.label for one in chart_data(spec(codes=("N1", "SA")), bank).series] == [
        "North Spit",
        "South Creek",
    ]
    german = chart_data(spec(codes=("N1",)), bank, "de")
    assert german.series[0].label == "Nordspitze"


def test_a_recoded_series_goes_on_with_a_break_that_is_told(bank):
    [series] = chart_data(spec(codes=("SA",)), bank).series
    assert [one.period for one in series.observations] == ["2017", "2018", "2019", "2020", "2021"]
    assert [(one.period, one.note) for one in series.breaks] == [("2020", "S1 → SA (2010 → 2020)")]


def test_periods_are_cut_with_the_breaks_that_lie_outside(bank):
    data = chart_data(spec(codes=("SA",), start="2020"), bank)
    assert data.periods == ("2020", "2021")
    assert data.series[0].breaks == ()


def test_a_chart_of_a_moment_shows_the_latest_that_most_have(bank):
    data = chart_data(spec(preset="ranking", codes=()), bank)
    assert data.period == "2020"
    assert {seen.period for one in data.series for seen in one.observations} == {"2020"}
    assert {one.role for one in data.series} == {"compared"}


def test_flags_and_facts_come_along(bank):
    data = chart_data(spec(codes=("N1", "N2")), bank, hrefs={"waders": "/indicators/waders/"})
    assert data.flags == {
        "b": "break in the series",
        "e": "estimated",
        "p": "provisional",
        "c": "confidential",
    }
    [facts] = data.indicators
    assert facts.source == "Source: Saltmarsh ringing group (WD1)"
    assert facts.versions == ("Stretches of shore 2010/2020",)
    assert (facts.decimals, facts.is_total, facts.href) == (0, True, "/indicators/waders/")


def test_what_is_computed_says_how(bank):
    [series] = chart_data(spec(codes=("SPITS",)), bank).series
    assert series.computed == "sum of N1, SA"
    [rate] = chart_data(spec(indicators=("ringed",), codes=("SPITS",)), bank).series
    assert rate.computed == "mean of N1, SA, weighted by waders"


def test_a_chart_without_a_dimension_is_a_single_series(bank):
    [series] = chart_data(spec(indicators=("tides",), dimension="", codes=()), bank).series
    assert (series.role, series.label) == ("focus", "Spring tides above the mark")
    assert series.observations[0].value == 3.5


@pytest.mark.parametrize(
    ("wanted", "words", "help"),
    [
        ({"preset": "composition", "indicators": ("ringed",)}, "are no amounts", "`kind: total`"),
        ({"preset": "scatter"}, "shows 2 indicators and 1 is named", "indicators: [across, upwards]"),
        (
            {"preset": "trend", "indicators": ("waders", "ringed")},
            "shows one indicator and 2 are named",
            "scatter",
        ),
    ],
)
def test_a_preset_that_does_not_suit_is_told(bank, wanted, words, help):
    drawn, found = check(bank, **wanted)
    assert not drawn
    told = [one for one in found if one.code == "unsuitable-chart"]
    assert [one.span.path for one in told] == ["preset"]
    assert words in told[0].message
    assert help in told[0].help
