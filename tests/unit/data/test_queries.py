"""Queries reach the tables of the site and nothing else, and say the same each time."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from obsite.data.connecting import connect
from obsite.data.queries import QueryError, check_tables, read_query
from obsite.data.warehouse import open_warehouse

ESCAPES = [
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_csv_auto('/etc/passwd')",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM read_blob('/etc/passwd')",
    "SELECT * FROM read_parquet('x.parquet')",
    "SELECT * FROM read_json('x.json')",
    "SELECT * FROM parquet_metadata('x.parquet')",
    "SELECT * FROM sniff_csv('/etc/passwd')",
    "SELECT * FROM glob('/etc/*')",
    "SELECT * FROM 'https://example.org/x.csv'",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM duckdb_settings()",
    "SELECT * FROM duckdb_secrets()",
    "SELECT * FROM information_schema.tables",
    "SELECT * FROM main.waders",
    "SELECT * FROM memory.main.waders",
    "SELECT * FROM query('SELECT 1')",
    "SELECT * FROM query_table('waders')",
    "SELECT * FROM pragma_version()",
    "SELECT getenv('HOME') AS value",
    "SELECT current_setting('home_directory') AS value",
    "SELECT getvariable('x') AS value",
    "SELECT version() AS value",
    "SELECT (SELECT max(content) FROM read_text('/etc/passwd')) AS value FROM waders",
    "WITH a AS (SELECT * FROM read_csv('/etc/passwd')) SELECT * FROM a",
    "SELECT * FROM waders WHERE EXISTS (FROM glob('/etc/*'))",
    "SELECT * FROM waders UNION ALL SELECT * FROM read_csv('x')",
    "SELECT * FROM waders, LATERAL (SELECT * FROM read_text('/etc/passwd'))",
    "FROM read_csv('/etc/passwd')",
    "SELECT * FROM (PIVOT read_csv('/etc/passwd') ON x USING sum(y))",
    "ATTACH '/tmp/x.db'",
    "COPY waders TO '/tmp/x.csv'",
    "COPY (SELECT 1) TO '/tmp/x.csv'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET enable_external_access = true",
    "RESET enable_external_access",
    "PRAGMA database_list",
    "CALL pragma_version()",
    "EXPORT DATABASE '/tmp/x'",
    "IMPORT DATABASE '/tmp/x'",
    "CREATE TABLE x AS SELECT 1",
    "DROP TABLE waders",
    "DELETE FROM waders",
    "UPDATE waders SET value = 0",
    "INSERT INTO waders VALUES (1)",
    "CREATE MACRO m() AS 1",
    "CREATE SECRET (TYPE s3)",
    "EXPLAIN SELECT 1",
    "DESCRIBE waders",
    "SHOW TABLES",
    "VACUUM",
    "CHECKPOINT",
    "PREPARE p AS SELECT 1",
    "EXECUTE p",
    "BEGIN",
    "USE memory",
    "SELECT 1 AS value; DROP TABLE waders",
    "SELECT 1; SELECT 2",
    "",
    ";",
    "SELECT $1",
    "SELECT ?",
]
CHANGING = [
    "random()",
    "uuid()",
    "gen_random_uuid()",
    "now()",
    "current_date",
    "current_timestamp",
    "today()",
]


@pytest.mark.parametrize("query", ESCAPES)
def test_a_query_that_looks_beyond_the_tables_is_refused(query):
    with pytest.raises(QueryError):
        check_tables(read_query(query), ["waders"], ["waders"])


@pytest.mark.parametrize("function", CHANGING)
def test_a_query_that_would_say_something_else_tomorrow_is_refused(function):
    with pytest.raises(QueryError, match="may not use"):
        read_query(f"SELECT period, {function} AS value FROM waders")


def test_the_warehouse_stands_by_itself_should_a_query_pass(tmp_path: Path):
    """What the first door lets through by mistake meets a locked second one, or harms nothing."""
    secret = tmp_path / "secret.csv"
    secret.write_text("a\nkept-from-queries\n")
    with open_warehouse(tmp_path / "spill") as warehouse:
        warehouse.fill(1, [(2, ["x"])])
        warehouse.lock(tmp_path / "target.parquet")
        for query in filter(None, ESCAPES):
            asked = query.replace("/etc/passwd", str(secret)).replace("/etc/*", f"{tmp_path}/*")
            asked = asked.replace("/tmp/x", str(tmp_path / "x"))
            try:
                answer = str(warehouse.sql.execute(asked).fetchall())
            except (duckdb.Error, AttributeError):
                continue
            assert "kept-from-queries" not in answer, query
            assert "secret.csv" not in answer, query
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "spill") == ["secret.csv"]


def test_settings_cannot_be_changed_behind_locked_doors(tmp_path: Path):
    with open_warehouse(tmp_path / "spill") as warehouse:
        warehouse.lock(tmp_path / "target.parquet")
        for setting in ("enable_external_access = true", "lock_configuration = false", "threads = 4"):
            with pytest.raises(duckdb.Error):
                warehouse.sql.execute(f"SET {setting}")


def test_names_are_not_variables_of_the_program(tmp_path: Path):
    waders = {"a": [1]}
    with open_warehouse(tmp_path / "spill") as warehouse, pytest.raises(duckdb.Error):
        warehouse.rows("SELECT * FROM waders")
    assert waders


@pytest.mark.parametrize(
    ("query", "tables"),
    [
        ("SELECT * FROM waders", ("waders",)),
        ("SELECT * FROM waders;", ("waders",)),
        ("FROM waders", ("waders",)),
        (
            'SELECT w.value / r.value AS value FROM "ringed-birds" r JOIN waders w USING (shore)',
            ("waders", "ringed-birds"),
        ),
        (
            "WITH a AS (SELECT * FROM waders), b AS (SELECT * FROM a) SELECT * FROM b JOIN shores USING (x)",
            ("shores", "waders"),
        ),
        ("WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 3) SELECT n FROM r", ()),
        ("SELECT * FROM (VALUES (1, 2)) t(a, b)", ()),
        ("SELECT unnest([1, 2]) AS value", ()),
        ("SELECT * FROM generate_series(1, 3)", ()),
        ("SELECT sum(value) OVER (PARTITION BY shore ORDER BY period) AS value FROM waders", ("waders",)),
        ("SELECT * FROM (PIVOT waders ON period IN ('2019', '2020') USING sum(value))", ("waders",)),
        ("SELECT 1 AS value -- no more", ()),
    ],
)
def test_tables_of_a_query_are_known(query, tables):
    assert sorted(read_query(query).tables) == sorted(tables)


def test_a_table_that_is_not_there_is_named_with_its_line_and_a_guess():
    query = read_query("SELECT *\nFROM shores\nJOIN wader USING (shore)")
    with pytest.raises(QueryError, match="no table `wader`") as fault:
        check_tables(query, ["shores"], ["shores", "waders"])
    assert fault.value.line == 3
    assert fault.value.help == "Did you mean `waders`?"


def test_a_fault_of_syntax_has_its_line():
    with pytest.raises(QueryError) as fault:
        read_query("SELECT period,\n  value\nFRM waders")
    assert fault.value.line == 3


def test_nothing_is_drawn_on_standard_output():
    with connect() as connection:
        assert connection.execute("SELECT current_setting('enable_progress_bar')").fetchone() == (False,)
