"""Questions to the observations of an indicator, and sums that are made of them or refused."""

from __future__ import annotations

import shutil

import pytest

from obsite.data.databank import Databank, Refusal
from obsite.data.observation import Break, Observation
from tests.support.compiled import SITE, compile_folder


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Databank:
    root = tmp_path_factory.mktemp("saltmarsh") / "site"
    shutil.copytree(SITE, root)
    return compile_folder(root).bank


def test_a_series_has_what_the_table_has(bank):
    series = bank.cube("waders").series({"shore": "N2"})
    assert series.key == (("shore", "N2"), ("species", "all"))
    assert series.observations == (
        Observation("2017", 800), Observation("2018", 810, "e"), Observation("2019", None, "c"),
        Observation("2020", 820), Observation("2021", 830),
    )  # fmt: skip


def test_dimensions_that_are_not_named_have_their_total(bank):
    cube = bank.cube("waders")
    assert cube.series({"shore": "N1"}) == cube.series({"shore": "N1", "species": "all"})
    assert cube.series({"shore": "N1", "species": "knot"}).observations[0] == Observation("2019", 400)
    assert cube.series({}) is None


def test_select_gives_all_combinations_in_the_order_of_the_lists(bank):
    found = bank.cube("waders").select({"shore": ["N2", "N1"], "species": {"knot", "all"}})
    assert [tuple(code for _, code in series.key) for series in found] == [
        ("N1", "all"),
        ("N1", "knot"),
        ("N2", "all"),
    ]


def test_across_names_every_code_with_a_row_once(bank):
    found = bank.cube("waders").across("shore", "2018", {})
    assert {code: seen.value for code, seen in found.items()} == {"N1": 1250, "N2": 810, "SA": 510, "S2": 910}
    assert bank.cube("waders").across("shore", "1999", {}) == {}
    assert list(bank.cube("waders").across("species", "2020", {"shore": "N1"})) == ["all", "knot"]


def test_the_latest_period_is_one_that_most_codes_have(bank):
    cube = bank.cube("waders")
    assert cube.latest("shore", {}) == "2020"
    assert cube.latest("shore", {}, ["N2", "SA"]) == "2021"
    assert cube.latest("shore", {}, ["S2"]) == "2018"
    assert cube.latest("shore", {"species": "dunlin"}) == ""


def test_declared_breaks_and_flags_and_territory(bank):
    cube = bank.cube("waders")
    assert cube.series({"shore": "N1"}).breaks == (Break("2019", "counted from boats"),)
    assert cube.series({"shore": "N1", "species": "knot"}).breaks == ()
    assert cube.series({"shore": "N2"}).breaks == (Break("2020", "N2: 2010 → 2020"),)


def test_a_pure_recoding_goes_on_under_the_new_code_with_a_break(bank):
    series = bank.cube("waders").series({"shore": "SA"})
    assert [seen.period for seen in series.observations] == ["2017", "2018", "2019", "2020", "2021"]
    assert series.breaks == (Break("2020", "S1 → SA (2010 → 2020)"),)


def test_what_was_split_is_not_joined(bank):
    cube = bank.cube("waders")
    assert [seen.period for seen in cube.series({"shore": "S2"}).observations] == ["2017", "2018"]
    assert [seen.period for seen in cube.series({"shore": "SB"}).observations] == ["2020"]


def test_versions(bank):
    cube = bank.cube("waders")
    assert {code: cube.series({"shore": code}).version for code in ("N1", "S2", "SB")} == {
        "N1": "2020",
        "S2": "2010",
        "SB": "2020",
    }
    assert bank.cube("ringed").series({"shore": "N1"}).version == "2020"


def test_amounts_are_added_where_no_member_is_missing(bank):
    series = bank.cube("waders").series({"shore": "N"})
    assert series.computed == "sum of N1, N2"
    assert [(seen.period, seen.value, seen.flag) for seen in series.observations] == [
        ("2017", 2000, ""), ("2018", 2060, "e"), ("2019", None, ""), ("2020", 2130, "p"), ("2021", None, ""),
    ]  # fmt: skip
    assert [known.period for known in series.breaks] == ["2019", "2020"]


def test_a_group_is_its_members(bank):
    series = bank.cube("waders").series({"shore": "SPITS"})
    assert series.computed == "sum of N1, SA"
    assert series.at("2020").value == 1840


def test_rates_are_weighted_by_what_is_declared(bank):
    series = bank.cube("ringed").series({"shore": "SPITS"})
    assert series.computed == "mean of N1, SA, weighted by waders"
    assert series.at("2020").value == pytest.approx((4.5 * 1310 + 7.0 * 530) / 1840)
    assert series.at("2021").value is None


def test_refusals_say_why(bank):
    assert bank.cube("waders").why_not({"shore": "N"}) is None
    assert bank.cube("ringed-birds").why_not({"shore": "N"}).kind == "unweighted-aggregate"
    assert bank.cube("ringed").why_not({"shore": "S"}) == Refusal("missing-member", "SC of S has no values")
    assert bank.cube("ringed").why_not({"shore": "SC"}).kind == "no-data"
    assert bank.cube("ringed-birds").series({"shore": "N"}) is None


def test_earlier_weights_stand_in_and_that_is_said(compile_files):
    table = "region,period,value\nA1,2018,{}\nA2,2018,{}\n"
    compiled = compile_files({
        "classifications/regions.csv": "code,name,parent\nA,Alpha,\nA1,One,A\nA2,Two,A\n",
        "indicators/people.yaml": "title: People\nkind: total\ndimensions: {region: regions}\n",
        "indicators/people.csv": table.format(100, 300),
        "indicators/rate.yaml": "title: Rate\ndimensions: {region: regions}\naggregate: {method: weighted-mean, weights: people}\n",
        "indicators/rate.csv": "region,period,value\nA1,2017,1\nA2,2017,1\nA1,2018,4\nA2,2018,8\nA1,2020,10\nA2,2020,20\n",
    })  # fmt: skip
    assert not compiled.found
    series = compiled.cube("rate").series({"region": "A"})
    assert [(seen.period, seen.value) for seen in series.observations] == [
        ("2017", None),
        ("2018", 7.0),
        ("2020", 17.5),
    ]
    assert series.computed == "mean of A1, A2, weighted by people (of 2018 where there is no later one)"


def test_codes_that_overlap_are_never_added(compile_files):
    compiled = compile_files({
        "classifications/fields.csv": "code,name,parent\nA,Alpha,\nA1,One,A\nA2,Two,A\n",
        "classifications/fields.yaml": "overlapping: true\n",
        "indicators/t.yaml": "title: T\naggregate: {method: sum}\ndimensions: {field: fields}\n",
        "indicators/t.csv": "field,period,value\nA1,2018,1\nA2,2018,1\n",
    })  # fmt: skip
    assert compiled.cube().series({"field": "A"}) is None
    assert compiled.cube().why_not({"field": "A"}).kind == "overlapping"


def test_breaks_lie_within_their_series(compile_table):
    yaml = "title: T\nbreaks: [{period: 2018}, {period: 2020, note: new method}, {period: 2030}]\n"
    series = compile_table("period,value\n2019,1\n2021,2\n", yaml).cube().series({})
    assert series.breaks == (Break("2021", "new method"),)


def test_a_table_of_one_series(bank):
    series = bank.cube("tides").series({})
    assert (series.key, series.last) == ((), Observation("2019-Q3", 2.25))


CHANGES = "from_version,to_version,code_old,code_new,change\n"


def recoded(compile_files, changes, rows, codes="A,B,C"):
    listed = "".join(f"{code},{code},\n" for code in codes.split(","))
    return compile_files({
        "classifications/regions.csv": f"code,name,versions\n{listed}",
        "classifications/regions.yaml": "versions: [1, 2, 3, 4]\n",
        "classifications/regions.changes.csv": CHANGES + changes,
        "indicators/t.yaml": "title: T\ndimensions: {region: {list: regions, version: mixed}}\n",
        "indicators/t.csv": f"region,period,value\n{rows}",
    }).cube()  # fmt: skip


def test_a_code_recoded_twice_goes_on_over_the_one_between(compile_files):
    cube = recoded(compile_files, "1,2,A,B,recoded\n2,3,B,C,recoded\n", "A,2001,1\nA,2002,2\nC,2003,3\n")
    series = cube.series({"region": "C"})
    assert [(seen.period, seen.value) for seen in series.observations] == [
        ("2001", 1),
        ("2002", 2),
        ("2003", 3),
    ]
    assert series.breaks == (Break("2003", "A → C (1 → 3)"),)
    assert list(cube.across("region", "2002", {})) == ["C"]


def test_where_both_codes_have_values_those_of_the_newer_count(compile_files):
    rows = "A,2001,1\nA,2002,2\nA,2003,9\nB,2002,20\nB,2004,40\n"
    cube = recoded(compile_files, "1,2,A,B,recoded\n", rows)
    series = cube.series({"region": "B"})
    assert [(seen.period, seen.value) for seen in series.observations] == [
        ("2001", 1),
        ("2002", 20),
        ("2004", 40),
    ]
    assert cube.across("region", "2003", {}) == {}
    assert cube.latest("region", {}) == "2004"


@pytest.mark.parametrize(
    "changes",
    [
        "1,2,A,B,split\n1,2,A,C,split\n",
        "1,2,A,B,merged\n1,2,C,B,merged\n",
        "1,2,A,B,boundary change\n",
        "1,2,A,B,recoded\n1,2,C,B,recoded\n",
        "1,2,A,B,recoded\n1,2,A,C,recoded\n",
        "1,2,A,A,boundary\n2,3,A,B,recoded\n",
        "1,2,A,,discontinued\n1,2,,B,new\n",
    ],
)
def test_series_of_other_territories_are_never_joined(compile_files, changes):
    cube = recoded(compile_files, changes, "A,2001,1\nB,2002,2\nC,2001,3\n")
    assert [seen.period for seen in cube.series({"region": "B"}).observations] == ["2002"]
    assert [seen.period for seen in cube.series({"region": "A"}).observations] == ["2001"]


def test_codes_that_go_in_a_circle_end(compile_files):
    cube = recoded(compile_files, "1,2,A,B,recoded\n2,3,B,A,recoded\n", "A,2001,1\nB,2002,2\n")
    assert cube.series({"region": "A"}) is not None
    assert cube.select({"region": ["A", "B"]})


def test_a_dimension_may_be_called_anything(compile_files):
    names = ["place", "line", "p", "v", "f", "d0", "num", "text", "select", "at", 'a"b', "x y", "ü"]
    header = ",".join('"a""b"' if name == 'a"b' else name for name in names)
    dimensions = "".join(f"  {name!r}: {{}}\n" for name in names)
    compiled = compile_files({
        "indicators/t.yaml": f"title: T\ndimensions:\n{dimensions}",
        "indicators/t.csv": f"{header},period,value\n{','.join('abcdefghijklm')},2019,1\n{','.join('abcdefghijklm')},2020,2\n",
    })  # fmt: skip
    assert not compiled.found
    assert compiled.cube().series({}).key == tuple(zip(names, "abcdefghijklm", strict=True))
