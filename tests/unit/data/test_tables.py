"""CSV as it comes: encodings, separators, quotes and line ends; what is odd is told with its line."""

from __future__ import annotations

import pytest

from obsite.data.observation import Observation

PLAIN = "title: T\n"
BOTH = (Observation("2019", 1.5), Observation("2020", 2.0))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("t.csv", "period,value\n2019,1.5\n2020,2\n"),
        ("t.csv", "period,value\n2019,1.5\n2020,2"),
        ("t.csv", "\ufeffperiod,value\r\n2019,1.5\r\n2020,2\r\n"),
        ("t.csv", "period,value\r2019,1.5\r2020,2\r"),
        ("t.csv", "period;value\n2019;1.5\n2020;2\n"),
        ("t.csv", "period;value\n2019;1,5\n2020;2\n"),
        ("t.csv", "period\tvalue\n2019\t1.5\n2020\t2\n"),
        ("t.tsv", "period\tvalue\n2019\t1.5\n2020\t2\n"),
        ("t.csv", '"period","value"\n"2019","1.5"\n"2020","2"\n'),
        ("t.csv", "\n\nperiod,value\n\n2019,1.5\n\n2020,2\n\n"),
        ("t.csv", "period,value,\n2019,1.5,\n2020,2,\n"),
        ("t.csv", "period,value\n2019,1.5,,\n2020,2\n,\n"),
        ("t.csv", "note,period,value\n\"a \"\"quoted\"\"\nnote\",2019,1.5\nplain,2020,2\n"),
    ],
)  # fmt: skip
def test_tables_come_in_many_forms(compile_table, name, data):
    compiled = compile_table(data, PLAIN, name)
    assert [code for code in compiled.codes if code != "unknown-column"] == []
    assert compiled.cube().series({}).observations == BOTH


def test_a_decimal_comma_beside_decimal_points_is_a_fault(compile_table):
    compiled = compile_table("period;value\n2019;1,5\n2020;2.5\n", PLAIN)
    assert compiled.only("invalid-number").span.line == 2


def test_lines_are_those_of_the_file_whatever_lies_between(compile_table):
    table = 'note,period,value\n"two\nlines",2019,1\n\n"and\n\nmore",2020,x\nz,20x,1\n'
    compiled = compile_table(table, "title: T\ndimensions: {note: {}}\n")
    assert [(code, line) for code, line, _ in compiled.told] == [("invalid-number", 5), ("invalid-period", 8)]


def test_lines_of_a_file_without_surprises(compile_table):
    compiled = compile_table("period,value\n2019,1\n2020,x\n2021,y\n", PLAIN)
    assert [line for _, line, _ in compiled.told] == [3, 4]


@pytest.mark.parametrize(
    ("row", "words", "help"),
    [
        (
            "2019,1,5",
            "This row has 3 cells, but the header names 2 columns",
            "If 1,5 is a number, write it as 1.5",
        ),
        ("2019", "This row has 1 cell, but the header names 2 columns", ""),
    ],
)
def test_ragged_rows(compile_table, row, words, help):
    found = compile_table(f"period,value\n2018,1\n{row}\n", PLAIN).only("ragged-row")
    assert (found.message, found.help, found.span.line) == (words, help, 3)


def test_a_quotation_mark_that_is_never_closed_hides_no_other_fault(compile_table):
    compiled = compile_table('period,value\n2018,"1\n2019,x\n2020,1\n', PLAIN)
    assert [(code, line) for code, line, _ in compiled.told] == [("table-syntax", 2), ("invalid-number", 3)]


def test_many_unclosed_marks_end_in_a_count(compile_table):
    compiled = compile_table("period,value\n" + '2018,"1\n' * 500, PLAIN)
    assert 0 < compiled.codes.count("table-syntax") <= 21


def test_another_encoding_hides_no_other_fault(compile_table):
    table = "region,period,value\nÄ,2019,1\nB,2019,x\n".encode("cp1252")
    compiled = compile_table(table, "title: T\ndimensions: {region: {}}\n")
    assert sorted(compiled.codes) == ["invalid-number", "wrong-encoding"]


def test_null_bytes_and_utf16_are_told(compile_table):
    assert "wrong-encoding" in compile_table(b"period,value\n2019,\x001\n", PLAIN).codes
    assert "wrong-encoding" in compile_table("period,value\n2019,1\n".encode("utf-16"), PLAIN).codes


def test_two_columns_of_one_name(compile_table):
    compiled = compile_table("period,value,value\n2019,1,2\n", PLAIN)
    assert "table-syntax" in compiled.codes
    assert "t" not in compiled.bank.indicators


def test_texts_in_the_header_are_no_sql(compile_table):
    table = 'period,value,"x""; DROP TABLE raw; --"\n2019,1,a\n'
    assert compile_table(table, PLAIN).codes == ["unknown-column"]
    yaml = 'title: T\ndimensions: {"a\'b\\"c": {}}\n'
    compiled = compile_table('period,value,"a\'b""c"\n2019,1,x\'y\n', yaml)
    assert not compiled.found
    assert compiled.cube().series({}).key == (("a'b\"c", "x'y"),)
