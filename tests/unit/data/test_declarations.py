"""What an indicator's YAML says is checked whole, with the place of each fault."""

from __future__ import annotations

import pytest

from tests.unit.data.conftest import REGIONS

TABLE = "region,period,value\nA,2019,1\n"
HEAD = "title: T\ndimensions: {region: {list: regions}}\n"


def told(compile_files, yaml, table=TABLE, **more):
    files = {"classifications/regions.csv": REGIONS, "indicators/t.yaml": yaml, "indicators/t.csv": table}
    found = compile_files(files | more).found
    return [(one.code, one.span.line, one.message, one.help) for one in found]


@pytest.mark.parametrize(
    ("line", "code", "message", "help"),
    [
        ("units: persons", "unknown-key", "`units` is no key of an indicator", "Did you mean `unit`?"),
        ("direction: up", "invalid-value", "`direction` cannot be `up`", "It can be higher, lower or neutral"),
        ("decimals: few", "invalid-value", "`decimals`: `few` is not a whole number", "Write digits only, such as 12"),
        ("range: [0, x]", "invalid-value", "`x` is not a number", "Write it as range: [0, 100]"),
        ("range: [0]", "invalid-value", "`range` has too few items: 2 are needed", ""),
        ("range: 5", "invalid-value", "`range` must be a list, not text", "Write one item"),
        ("range: [9, 1]", "invalid-value", "The range ends before it begins", "Write the lower end first"),
        ("reference: {regin: A}", "unknown-dimension", "The indicator has no dimension `regin`", "Did you mean `region`?"),
        ("reference: {region: A3}", "unknown-code", "`A3` is not a code of `region`", "Did you mean `A`?"),
        ("reference_value: much", "invalid-value", "`much` is not a number", "Write digits only, such as 100"),
        ("highlight: [A1, C]", "unknown-code", "`C` is a code of none of its dimensions", ""),
        ("columns: {valeu: x}", "invalid-value", "`columns:` has no key `valeu`", "value"),
        ("columns: {region: x}", "invalid-value", "`columns:` has no key `region`", "The column of a dimension is named below it: region: {column: ...}"),
        ("aggregate: {method: mean}", "invalid-value", "`method` cannot be `mean`", "It can be sum or weighted-mean"),
        ("aggregate: {method: weighted-mean}", "invalid-value", "A weighted mean needs weights", "Name an indicator whose values are the weights, as in `weights: population`"),
        ("aggregate: {method: sum, weights: t}", "invalid-value", "A sum has no weights", "Write `method: weighted-mean`, or remove the weights"),
        ("aggregate: {method: weighted-mean, weights: x}", "unknown-indicator", "There is no indicator `x`", ""),
        ("breaks: [{period: 2019-13}]", "invalid-period", "`2019-13` is no period: there is no month 13", "Write it as 2019"),
        ("breaks: [{period: 2019, where: {region: [Z]}}]", "unknown-code", "`Z` is not a code of `region`", ""),
        ("breaks: [{note: new}]", "missing-key", "The key `period` of item 1 of `breaks` is missing", "Add a line `period: ...`"),
        ("table: u.csv", "missing-table", "There is no table `u.csv`", "Did you mean `t.csv`?"),
        ("table: t.yaml", "missing-table", "`t.yaml` is no table", ".csv"),
        ("source: {url: eurostat}", "invalid-value", "`url`: `eurostat` is not an address of the web", "https://example.org/page"),
    ],
)  # fmt: skip
def test_faults_of_a_declaration(compile_files, line, code, message, help):
    [found] = told(compile_files, f"{HEAD}{line}\n")
    assert found[:3] == (code, 3, message)
    assert help in found[3]


@pytest.mark.parametrize(
    ("dimensions", "code", "message", "help"),
    [
        ("{region: {list: regoins}}", "unknown-list", "There is no code list `regoins`", "Did you mean `regions`?"),
        ("{region: regoins}", "unknown-list", "There is no code list `regoins`", "Did you mean `regions`?"),
        ("{region: {list: regions, version: 2016}}", "unknown-list", "The code list `regions` has no version `2016`", "The list has no versions"),
        ("{region: {lst: regions}}", "unknown-key", "`lst` is no key of `region`", "Did you mean `list`?"),
        ("{value: {}, region: regions}", "invalid-value", "A dimension cannot be called `value`", "Give it another name"),
    ],
)  # fmt: skip
def test_faults_of_a_dimension(compile_files, dimensions, code, message, help):
    [found] = told(compile_files, f"title: T\ndimensions: {dimensions}\n")
    assert (found[0], found[1]) == (code, 2)
    assert message in found[2]
    assert help in found[3]


def test_all_faults_of_a_declaration_come_at_once(compile_files):
    yaml = f"{HEAD}units: x\ndirection: up\nhighlight: [C]\nbreaks: [{{period: x}}]\naggregate: {{method: weighted-mean}}\n"
    assert [code for code, *_ in told(compile_files, yaml)] == [
        "unknown-key", "invalid-value", "unknown-code", "invalid-period", "invalid-value",
    ]  # fmt: skip


def test_what_a_table_brings_itself_may_be_named(compile_files):
    yaml = "title: T\ndimensions: {region: {}}\nhighlight: [A]\nreference: {region: A}\nbreaks: [{period: 2019, where: {region: [A]}}]\n"
    assert told(compile_files, yaml) == []


def test_the_id_becomes_part_of_an_address(compile_files):
    files = {"indicators/a b.yaml": "title: T\n", "indicators/a b.csv": "period,value\n2019,1\n"}
    assert [one.message for one in compile_files(files).found] == ["`a b` cannot be the id of an indicator"]


def test_a_table_may_lie_elsewhere(compile_files):
    files = {
        "indicators/work/t.yaml": "title: T\ntable: ../tables/work.csv\n",
        "indicators/tables/work.csv": "period,value\n2019,1\n",
    }
    compiled = compile_files(files)
    assert not compiled.found
    assert compiled.bank.indicators["t"].partition.source_path == "content/indicators/tables/work.csv"


def test_weights_that_are_not_sound_leave_no_aggregate_and_no_crash(compile_files):
    compiled = compile_files({
        "classifications/regions.csv": REGIONS,
        "indicators/people.yaml": HEAD.replace("T", "People"),
        "indicators/people.csv": "region,period,value\nA1,2019,many\n",
        "indicators/rate.yaml": f"{HEAD}aggregate: {{method: weighted-mean, weights: people}}\n",
        "indicators/rate.csv": "region,period,value\nA1,2019,1\nA2,2019,2\n",
    })  # fmt: skip
    assert compiled.codes == ["invalid-number"]
    assert compiled.cube("rate").why_not({"region": "A"}).kind == "no-data"


def test_groups_that_contain_each_other_have_no_values(compile_files):
    compiled = compile_files({
        "classifications/regions.csv": REGIONS,
        "classifications/regions.groups.csv": "group,code,name\nG,A1,G\nG,B,\nB,G,\n",
        "indicators/t.yaml": f"{HEAD}aggregate: {{method: sum}}\n",
        "indicators/t.csv": "region,period,value\nA1,2019,1\n",
    })  # fmt: skip
    assert compiled.cube().series({"region": "G"}) is None
