"""Every fault of a table is found in one pass, with its line, and nothing is guessed."""

from __future__ import annotations

import io

import pytest

from obsite.data.observation import Observation

HEAD = "region,sex,period,value\n"
PLAIN = "title: T\n"


def told(compile_table, rows, **more):
    return compile_table(HEAD + rows, **more).told


def values(compiled, **where):
    series = compiled.cube().series(where)
    return {seen.period: (seen.value, seen.flag) for seen in series.observations} if series else None


NO_NUMBERS = [
    ("12 %", "Write 12;"), ("12%", "Write 12;"), ("12.5 €", "Write 12.5;"), ("n/a", "leave the cell empty"), ("-", "leave the cell empty"),
    ("..", "leave the cell empty"), ("nan", "leave the cell empty"), ("NaN", "leave the cell empty"), ("null", "leave the cell empty"),
    ("inf", "nullif"), ("1 234", "Write it without separators of thousands: 1234"), ("1\u202f234", "thousands: 1234"),
    ("1'234.5", "thousands: 1234.5"), ("−3", "Write the minus as a hyphen: -3"), ("1_000", "Write digits"), ("0x1F", "Write digits"),
    ("1e999", "Write digits"), ("twelve", "Write digits"), ("12 men", "Write digits"), ("1/2", "Write digits"),
    ('"1,5"', "Write 1.5"), ('"1,234.5"', "1234.5"), ('"1.234,5"', "1234.5"), ('"1,234"', "1234"), ("12 km", "Write digits"), ("p", "Write digits"),
]  # fmt: skip


@pytest.mark.parametrize("part", [NO_NUMBERS[:13], NO_NUMBERS[13:]], ids=["first", "second"])
def test_what_is_no_number_is_told_with_its_cure(compile_table, part):
    rows = "".join(f"{1990 + at},{cell}\n" for at, (cell, _) in enumerate(part))
    found = compile_table(f"period,value\n{rows}", PLAIN).found
    assert [one.message for one in found] == [
        f"`{cell.strip(chr(34)).replace(chr(0x202F), ' ')}` is not a number" for cell, _ in part
    ]
    for at, ((cell, help), one) in enumerate(zip(part, found, strict=True)):
        assert help in one.help, cell
        assert (one.code, one.span.line) == ("invalid-number", at + 2)
        assert one.span.column == 6


def test_what_is_a_number(compile_table):
    cells = {
        "1": 1,
        "-1.5": -1.5,
        "+2": 2,
        ".5": 0.5,
        "5.": 5,
        "1e3": 1000,
        "1.5E-2": 0.015,
        " 7 ": 7,
        "0": 0,
        "007": 7,
    }
    rows = "".join(f"{2000 + at},{cell}\n" for at, cell in enumerate(cells))
    compiled = compile_table(f"period,value\n{rows}", PLAIN)
    assert not compiled.found
    assert [value for value, _ in values(compiled).values()] == list(cells.values())


def test_missing_is_never_zero(compile_table):
    compiled = compile_table("period,value,flag\n2016,,\n2017,:,\n2018,,c\n2019,0,\n", PLAIN)
    assert not compiled.found
    assert values(compiled) == {"2016": (None, ""), "2017": (None, ":"), "2018": (None, "c"), "2019": (0, "")}


def test_flags_behind_the_value(compile_table):
    cells = {
        "7.8 p": (7.8, "p"),
        "7.8p": (7.8, "p"),
        ": c": (None, "c:"),
        ":": (None, ":"),
        "7 be": (7, "be"),
        "-3.5 e": (-3.5, "e"),
    }
    rows = "".join(f"{2000 + at},{cell}\n" for at, cell in enumerate(cells))
    compiled = compile_table(f"period,value\n{rows}", PLAIN)
    assert not compiled.found
    assert list(values(compiled).values()) == list(cells.values())


def test_flags_of_a_column(compile_table):
    cells = {"p": "p", "P": "p", "pb": "bp", "e p": "ep", '"b,e"': "be", "e;e": "e"}
    rows = "".join(f"{2000 + at},1,{cell}\n" for at, cell in enumerate(cells))
    compiled = compile_table(f"period,value,flag\n{rows}", PLAIN)
    assert not compiled.found
    assert [flag for _, flag in values(compiled).values()] == list(cells.values())


def test_an_unknown_flag_is_left_out_and_told(compile_table):
    compiled = compile_table("period,value,flag\n2019,1,pq\n2020,1,q\n2021,1,q\n", PLAIN)
    assert [(code, line) for code, line, _ in compiled.told] == [("unknown-flag", 2), ("unknown-flag", 3)]
    assert compiled.found[1].message == "`q` is not a flag, and is left out (in 2 rows)"
    assert values(compiled)["2019"] == (1, "p")


def test_codes(compile_table):
    assert told(
        compile_table, "A1,F,2019,1\na1,F,2019,1\nA9,F,2019,1\nA9,M,2019,1\n,F,2019,1\nB,X,2019,1\n"
    ) == [
        ("unknown-code", 3, "`a1` is not in the code list `regions`"),
        ("unknown-code", 4, "`A9` is not in the code list `regions` (in 2 rows)"),
        ("unknown-code", 6, "The cell of `region` is empty"),
        ("unknown-code", 7, "`X` is not one of the codes that `sex` declares"),
    ]


def test_an_empty_cell_means_the_total_where_there_is_one(compile_table):
    compiled = compile_table(f"{HEAD}A,,2019,5\nA,F,2019,2\nA,T,2020,6\n")
    assert not compiled.found
    assert values(compiled, region="A") == {"2019": (5, ""), "2020": (6, "")}


def test_a_dimension_without_a_list_takes_the_codes_of_the_table(compile_table):
    compiled = compile_table(
        "year,sex,value\n2019,Male,1\n2019,,3\n2019,Female,2\n", "title: T\ndimensions: {sex: {}}\n"
    )
    [dimension] = compiled.bank.indicators["t"].dimensions
    assert (dimension.used, dimension.total) == (("_T", "Male", "Female"), "_T")
    assert dimension.codelist.label("_T", lang="de") == "Insgesamt"
    assert values(compiled) == {"2019": (3, "")}


def test_keys_that_come_twice_are_told_with_both_lines(compile_table):
    compiled = compile_table(f"{HEAD}A,,2019,1\nA,T,2019,2\nB,,2019,3\nA,,2019,1\n")
    assert [(code, line) for code, line, _ in compiled.told] == [("duplicate-key", 3), ("duplicate-key", 5)]
    assert compiled.found[0].message == "There are two values for A, T, 2019; the other is in line 2"
    assert compiled.found[0].related[0].span.line == 2


def test_two_spellings_of_a_period_are_one_period(compile_table):
    compiled = compile_table("period,value\n2019Q1,1\n2019-Q1,2\n", PLAIN)
    assert compiled.codes == ["duplicate-key"]


def test_values_out_of_the_range(compile_table):
    assert told(compile_table, "A,,2019,100\nA,,2020,100.1\nA,,2021,-1\n") == [
        ("out-of-range", 3, "100.1 is outside the range from 0 to 100"),
        ("out-of-range", 4, "-1 is outside the range from 0 to 100"),
    ]


def test_a_range_may_be_open(compile_table):
    compiled = compile_table("period,value\n2019,-1\n2020,1e9\n", 'title: T\nrange: [0, ""]\n')
    assert [line for _, line, _ in compiled.told] == [2]


def test_mixed_frequencies_and_units(compile_table):
    compiled = compile_table("period,value,unit\n2019,1,pc\n2019-Q1,2,pc\n2020,3,ths\n", PLAIN)
    assert [(code, line) for code, line, _ in compiled.told] == [("mixed-frequencies", 3), ("mixed-units", 4)]


def test_a_unit_that_is_a_dimension_is_no_mixture(compile_table):
    compiled = compile_table(
        "period,value,unit\n2019,1,pc\n2019,2,ths\n", "title: T\ndimensions: {unit: {}}\n"
    )
    assert not compiled.found


def test_months_that_look_like_school_years(compile_table):
    assert compile_table("year,value\n2008-09,1\n2009-10,2\n", PLAIN).codes == ["ambiguous-period"]
    assert not compile_table("year,value\n2008-09,1\n2008-10,2\n", PLAIN).found


@pytest.mark.parametrize(
    ("header", "missing", "help"),
    [
        ("region,sex,period,vale", "value", "Did you mean `vale`?"),
        ("regoin,sex,period,value", "region", "Did you mean `regoin`?"),
        ("region,sex,when,value", "period", "Did you mean `when`?"),
        ("region,sex,period", "value", "Rename a column"),
    ],
)
def test_columns_that_are_missing(compile_table, header, missing, help):
    found = compile_table(
        f"{header}\nA,F,2019,1\n"[: None if header.count(",") == 3 else 0] or f"{header}\nA,F,2019\n"
    )
    assert found.codes == ["missing-column"]
    assert f"`{missing}`" in found.found[0].message
    assert help in found.found[0].help


@pytest.mark.parametrize(
    "header", ["Region,SEX,Year,Value", "region,sex,TIME_PERIOD,OBS_VALUE", " region , sex ,period, value"]
)
def test_usual_names_of_columns_need_no_declaration(compile_table, header):
    assert not compile_table(f"{header}\nA,F,2019,1\n").found


def test_columns_may_be_declared(compile_table):
    yaml = "title: T\ncolumns: {period: when, value: much}\ndimensions: {region: {list: regions, column: where}}\n"
    assert not compile_table("where,when,much\nA,2019,1\n", yaml).found


def test_a_column_that_is_not_declared_is_told(compile_table):
    compiled = compile_table("period,value,age\n2019,1,old\n2019,2,young\n", PLAIN)
    assert compiled.codes == ["unknown-column", "duplicate-key"]
    assert "such as `age`, as a dimension" in compiled.found[1].help


def test_blanks_around_codes_are_ignored_and_told(compile_table):
    compiled = compile_table(f"{HEAD}A ,F,2019,1\n\u00a0A1,F, 2019 ,2\n")
    assert [(code, line) for code, line, _ in compiled.told] == [
        ("stray-whitespace", line) for line in (2, 3, 3)
    ]
    assert values(compiled, region="A1", sex="F") == {"2019": (2, "")}


def test_twenty_of_a_kind_are_told_and_the_rest_counted(compile_table):
    rows = "".join(f"A,F,{1900 + n},x{n}\nZ{n},F,2019,1\n" for n in range(60))
    compiled = compile_table(HEAD + rows)
    for code in ("invalid-number", "unknown-code"):
        found = [one.message for one in compiled.found if one.code == code]
        assert len(found) == 21
        assert [message for message in found if message.startswith("…")] == [
            "… and the same in 40 more places of this table"
        ]


@pytest.mark.parametrize("table", ["", "\n\n", HEAD, f"{HEAD},,,\n,,,\n"])
def test_empty_tables(compile_table, table):
    assert compile_table(table).codes == ["empty-table"]


def test_all_faults_come_in_one_run(compile_table):
    compiled = compile_table(f"{HEAD}A,F,2019\nA,F,20x,1\nZ,F,2019,y\nA,F,2018,200\nA,F,2017,1\nA,F,2017,1\n")
    assert compiled.codes == [
        "ragged-row",
        "invalid-period",
        "unknown-code",
        "invalid-number",
        "out-of-range",
        "duplicate-key",
    ]
    assert "t" not in compiled.bank.indicators


def test_a_spreadsheet_says_the_same(compile_table):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["notes"])
    sheet = book.create_sheet("data")
    for row in (
        (),
        ("Year", "Value", "Flag"),
        (2019, 1.5, None),
        (2020.0, 2, "p"),
        (None, None, None),
        ("2021", ":", None),
    ):
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    compiled = compile_table(file.getvalue(), "title: T\nsheet: data\n", "t.xlsx")
    assert not compiled.found
    assert values(compiled) == {"2019": (1.5, ""), "2020": (2, "p"), "2021": (None, ":")}
    missing = compile_table(file.getvalue(), "title: T\nsheet: Data\n", "t.xlsx").only("table-syntax")
    assert missing.help == "Did you mean `data`?"


def test_parquet_says_the_same(compile_table, tmp_path):
    import duckdb

    path = tmp_path / "made.parquet"
    duckdb.sql(
        "SELECT * FROM (VALUES (2019, 1.5::DOUBLE, NULL), (2020, 'NaN'::DOUBLE, 'c')) t(period, value, flag)"
    ).write_parquet(str(path))
    compiled = compile_table(path.read_bytes(), PLAIN, "t.parquet")
    assert not compiled.found
    assert values(compiled) == {"2019": (1.5, ""), "2020": (None, "c")}


@pytest.mark.parametrize(
    "table",
    [
        '[{"period": 2019, "value": 1.50}, {"period": "2020", "value": null}]',
        '{"period": [2019, 2020], "value": [1.50, null]}',
        '{"data": [{"period": 2019, "value": 1.50}, {"period": "2020"}]}',
    ],
)
def test_json_says_the_same(compile_table, table):
    compiled = compile_table(table, PLAIN, "t.json")
    assert not compiled.found
    assert compiled.cube().series({}).observations == (Observation("2019", 1.5), Observation("2020", None))
    assert compiled.bank.indicators["t"].partition.decimals == 2


def test_records_of_json_have_lines(compile_table):
    table = '[\n {"period": 2019, "value": 1},\n {"period": 2020, "value": "x"}\n]\n'
    assert compile_table(table, PLAIN, "t.json").only("invalid-number").span.line == 3


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("t.json", "{"),
        ("t.json", "[1]"),
        ("t.json", '{"a": [1], "b": []}'),
        ("t.xlsx", "no"),
        ("t.parquet", "no"),
        ("t.json", "[" * 100_000),
    ],
)
def test_files_that_are_no_tables(compile_table, name, data):
    assert compile_table(data, PLAIN, name).codes == ["table-syntax"]


def test_a_table_with_a_column_for_each_period_is_told_what_to_do(compile_table):
    compiled = compile_table("region,sex,2019,2020,2021,2022\nA,F,1,2,3,4\n")
    found = compiled.only("missing-column")
    assert found.message == "The periods stand in the header (2019, 2020, 2021, ...), one value to a column"
    assert compiled.codes == ["missing-column"]


def test_names_of_dimensions_differ_by_more_than_capitals(compile_table):
    compiled = compile_table("period,value,sex\n2019,1,F\n", "title: T\ndimensions: {sex: {}, Sex: {}}\n")
    assert compiled.only("invalid-value").message == "Two dimensions are called `Sex` but for capitals"


def test_formulas_without_a_result_are_no_missing_values(compile_table):
    import openpyxl

    book = openpyxl.Workbook()
    for row in (("period", "value"), (2019, 1), (2020, "=B2*2")):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    fault = compile_table(file.getvalue(), PLAIN, "t.xlsx").only("table-syntax")
    assert fault.message == "The formula in B3 has never been computed"
    assert (fault.span.line, fault.span.column) == (3, 2)


def test_json_that_breaks_off_is_told_where(compile_table):
    span = compile_table('[{"period": 2019 "value": 1}]', PLAIN, "t.json").only("table-syntax").span
    assert (span.line, span.column) == (1, 18)


def test_of_an_unreadable_declaration_no_table_is_checked(compile_table):
    table = "period,sex,value\n2019,F,1\n2019,M,2\n"
    assert compile_table(table, 'title: "T\ndimensions: {sex: {}}\n').codes == ["yaml-syntax"]


def test_failed_formulas_are_told_as_such(compile_table):
    assert "formula" in compile_table("period,value\n2019,#N/A\n", PLAIN).only("invalid-number").help


def test_moments_fall_on_the_same_day_on_every_machine(compile_table, tmp_path, monkeypatch):
    import time

    import duckdb

    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    path = tmp_path / "made.parquet"
    duckdb.sql("SELECT TIMESTAMPTZ '2019-06-30 20:00:00+00' AS period, 1 AS value").write_parquet(str(path))
    assert values(compile_table(path.read_bytes(), PLAIN, "t.parquet")) == {"2019-06-30": (1, "")}
    monkeypatch.undo()
    time.tzset()


def test_an_indicator_without_a_single_value_is_left_out(compile_table):
    compiled = compile_table(f"{HEAD}A,F,2019,\nA,F,2020,:\n")
    assert compiled.codes == ["no-data"]
    assert "t" not in compiled.bank.indicators


@pytest.mark.parametrize(
    ("values", "decimals"),
    [
        (("1.0", "25.0"), 0),
        (("1.5", "25.0"), 1),
        (("4.123456", "7.98765"), 1),
        (("0.0127311", "0.0204567"), 3),
        (("4123.45678", "1234.56789"), 0),
        (("0.0612345", "0.0712345", "4123.45678", "5123.4567"), 1),
    ],
)
def test_decimals_that_are_shown_are_worth_it(compile_table, values, decimals):
    rows = "".join(f"{2000 + at},{value}\n" for at, value in enumerate(values))
    assert compile_table(f"period,value\n{rows}", PLAIN).bank.indicators["t"].partition.decimals == decimals


def test_a_code_as_long_as_a_page_is_told_in_short(compile_table):
    found = compile_table(
        f"sex,period,value\n{'A' * 5000},2019,1\n", "title: T\ndimensions: {sex: {codes: {F: Women}}}\n"
    ).found
    assert [one.code for one in found] == ["unknown-code"]
    assert len(found[0].message) < 140
