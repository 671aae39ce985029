"""A table is read when something about it is new, and else its findings are told from memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from obsite.data import compiling
from obsite.diagnostics.errors import WorldRefused
from tests.support.compiled import compile_site

FILES = {
    "classifications/regions.csv": "code,name\nA,Alpha\nB,Beta\n",
    "indicators/one.yaml": "title: One\ndimensions: {region: regions}\n",
    "indicators/one.csv": "region,period,value,flag,note\nA,2019,1,q,\nB,2019,2,,\n",
    "indicators/two.yaml": "title: Two\n",
    "indicators/two.csv": "period,value\n2019,30\n",
    "indicators/sum.yaml": "title: Sum\nquery: SELECT period, sum(value) AS value FROM one GROUP BY period\n",
}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The indicators whose tables were read."""
    names: list[str] = []
    real = compiling.compile_table

    def noted(job: compiling.Job, *more):
        names.append(job.declaration.id)
        return real(job, *more)

    monkeypatch.setattr(compiling, "compile_table", noted)
    return names


def test_nothing_new_reads_nothing_and_tells_the_same(tmp_path, read):
    first = compile_site(tmp_path, FILES)
    assert sorted(read) == ["one", "sum", "two"]
    assert first.codes == ["unknown-column", "unknown-flag"]
    read.clear()
    second = compile_site(tmp_path, {})
    assert (read, second.found) == ([], first.found)
    assert {i.id: i.digest for i in second.bank.indicators.values()} == {
        i.id: i.digest for i in first.bank.indicators.values()
    }
    assert second.cube("sum").series({}) == first.cube("sum").series({})


@pytest.mark.parametrize(
    ("path", "text", "names"),
    [
        ("indicators/two.csv", "period,value\n2019,4\n", ["two"]),
        ("indicators/one.csv", "region,period,value\nA,2019,5\n", ["one", "sum"]),
        ("indicators/one.csv", "region,period,value,flag,note\nA,2019,1,q,\nB,2019,2.0,,\n", ["one"]),
        ("indicators/two.yaml", "title: Two and a half\n", []),
        ("indicators/two.yaml", "title: Two\nrange: [0, 10]\n", ["two"]),
        ("classifications/regions.csv", "code,name\nA,Alpha\nB,Beta\nC,Gamma\n", ["one"]),
        (
            "indicators/sum.yaml",
            "title: Sum\nquery: SELECT period, max(value) AS value FROM one GROUP BY period\n",
            ["sum"],
        ),
        ("index.md", "Good morning.\n", []),
    ],
)
def test_only_what_is_new_is_read(tmp_path, read, path, text, names):
    compile_site(tmp_path, FILES)
    read.clear()
    changed = compile_site(tmp_path, {path: text})
    assert sorted(read) == names
    elsewhere = compile_site(tmp_path / "elsewhere", FILES | {path: text})
    assert changed.found == elsewhere.found
    digests = ({i.id: i.digest for i in one.bank.indicators.values()} for one in (changed, elsewhere))
    assert next(digests) == next(digests)


def test_partitions_that_nobody_needs_are_removed_and_lost_ones_made_again(tmp_path, read):
    compile_site(tmp_path, FILES)
    folder = tmp_path / ".obsite" / "data"
    kept = {path.name for path in folder.glob("*.parquet")}
    changed = compile_site(tmp_path, {"indicators/two.csv": "period,value\n2019,4\n"})
    now = {path.name for path in folder.glob("*.parquet")}
    assert len(kept) == len(now) == 3
    assert f"{changed.bank.indicators['two'].partition.digest}.parquet" in now - kept
    for path in folder.glob("*.parquet"):
        path.unlink()
    read.clear()
    again = compile_site(tmp_path, {})
    assert sorted(read) == ["one", "sum", "two"]
    assert again.cube("two").series({}).observations[0].value == 4


def test_a_table_that_is_not_sound_is_remembered_as_such(tmp_path, read):
    files = FILES | {"indicators/two.csv": "period,value\n2019,x\n"}
    first = compile_site(tmp_path, files)
    read.clear()
    second = compile_site(tmp_path, {})
    assert (read, second.found) == ([], first.found)
    assert "two" not in second.bank.indicators


def test_what_asks_for_an_unsound_table_is_left_out_in_silence(tmp_path):
    compiled = compile_site(tmp_path, FILES | {"indicators/one.csv": "region,period,value\nA,2019,x\n"})
    assert compiled.codes == ["invalid-number"]
    assert set(compiled.bank.indicators) == {"two"}


def test_drafts_are_left_out_unless_asked_for(tmp_path):
    files = FILES | {"indicators/two.yaml": "title: Two\ndraft: yes\n"}
    assert set(compile_site(tmp_path, files).bank.indicators) == {"one", "sum"}
    assert set(compile_site(tmp_path, files, drafts=True).bank.indicators) == {"one", "sum", "two"}


def test_tables_that_belong_to_nothing_are_told(tmp_path):
    compiled = compile_site(tmp_path, FILES | {"indicators/tow.csv": "period,value\n2019,1\n"})
    assert compiled.only("unused-data-file").help == "Did you mean `two`?"


def test_a_site_without_data_is_empty(tmp_path):
    compiled = compile_site(tmp_path, {"classifications.md": "Words.\n", "indicators/index.md": "Words.\n"})
    assert (compiled.found, dict(compiled.bank.indicators)) == ((), {})
    assert not (tmp_path / ".obsite" / "data").exists()


@pytest.mark.parametrize(
    ("path", "words", "help"),
    [
        ("indicators/one.tsv", "The indicator `one` does not use this table", "It has one.csv"),
        ("indicators/sum.csv", "The indicator `sum` does not use this table", "It has its query"),
        ("classifications/region.yaml", "This belongs to no code list", "Did you mean `regions`?"),
        ("classifications/region.changes.csv", "This belongs to no code list", "Did you mean `regions`?"),
        ("classifications/regoins.groups.csv", "This belongs to no code list", "Did you mean `regions`?"),
    ],
)
def test_files_that_belong_to_nothing_are_told(tmp_path, path, words, help):
    found = [
        one
        for one in compile_site(tmp_path, FILES | {path: "a,b\n1,2\n"}).found
        if one.span.path == f"content/{path}"
    ]
    assert [one.message for one in found if one.code == "unused-data-file"] == ([words] if words else [])
    assert all(help in one.help for one in found)


def test_a_table_that_is_saved_while_it_is_read_is_told_and_not_remembered(tmp_path, monkeypatch):
    compile_site(tmp_path, FILES)
    real = compiling.compile_table
    table = tmp_path / "content/indicators/two.csv"

    def meanwhile(job: compiling.Job, *more):
        if job.declaration.id == "two":
            table.write_text("period,value\n2019,99\n")
        return real(job, *more)

    monkeypatch.setattr(compiling, "compile_table", meanwhile)
    assert (
        "changed-while-building"
        in compile_site(tmp_path, {"indicators/two.csv": "period,value\n2019,4\n"}).codes
    )
    monkeypatch.setattr(compiling, "compile_table", real)
    again = compile_site(tmp_path, {"indicators/two.csv": "period,value\n2019,4\n"})
    assert again.cube("two").series({}).last.value == 4


def test_a_table_that_is_gone_when_it_is_to_be_read_is_told(tmp_path, monkeypatch):
    real = compiling.compile_table

    def meanwhile(job: compiling.Job, *more):
        (tmp_path / "content/indicators/two.csv").unlink(missing_ok=True)
        return real(job, *more)

    monkeypatch.setattr(compiling, "compile_table", meanwhile)
    compiled = compile_site(tmp_path, FILES)
    assert "changed-while-building" in compiled.codes
    assert "two" not in compiled.bank.indicators


def test_a_damaged_partition_is_made_anew(tmp_path):
    compiled = compile_site(tmp_path, FILES)
    digest = compiled.bank.indicators["two"].partition.digest
    (tmp_path / ".obsite" / "data" / f"{digest}.parquet").write_bytes(b"PAR1 no more")
    with pytest.raises(WorldRefused, match="cannot be read"):
        compile_site(tmp_path, {}).cube("two")
    assert compile_site(tmp_path, {}).cube("two").series({}).last.value == 30


@pytest.mark.slow
def test_unchanged_data_loads_neither_duckdb_nor_numpy(tmp_path):
    program = (
        "import sys; from pathlib import Path; from tests.support.compiled import compile_folder;"
        f" bank = compile_folder(Path({str(tmp_path)!r})).bank;"
        " print(len(bank.indicators), sorted({'duckdb', 'numpy', 'openpyxl'} & set(sys.modules)))"
    )
    compile_site(tmp_path, FILES)
    root = Path(__file__).parents[3]
    command = [sys.executable, "-c", program]
    paths = {**os.environ, "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root}"}
    said = subprocess.run(command, cwd=root, env=paths, capture_output=True, text=True, check=True).stdout
    assert said.split(maxsplit=1) == ["3", "[]\n"]
