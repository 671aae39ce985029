"""`obsite data`: an analyst's way, on a small site and against an office on this machine."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from obsite.cli.main import main
from tests.support.statistics_office import statistics_office

SITE = Path(__file__).parent / "sites" / "saltmarsh"


@pytest.fixture
def site(tmp_path, monkeypatch):
    shutil.copytree(SITE, tmp_path / "marsh")
    monkeypatch.setenv("COLUMNS", "140")  # as many periods are shown as there is room for
    monkeypatch.chdir(tmp_path / "marsh")
    return tmp_path / "marsh"


@pytest.fixture
def run(site, capfd):
    """Run a command; return its exit code, what it printed and what it complained of."""

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(("data", *arguments))
        captured = capfd.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def office():
    with statistics_office() as opened:
        yield opened


def test_list_names_every_indicator_with_its_size(run):
    code, out, _ = run("list")
    assert code == 0
    assert {"waders", "tides", "ringed-birds"} <= {line.split()[0] for line in out.splitlines() if line}
    _, told, _ = run("list", "--json")
    waders = next(one for one in json.loads(told) if one["id"] == "waders")
    assert (waders["title"], waders["unit"]) == ("Waders", "birds")


def test_show_is_a_table_with_flags_and_names(run):
    code, out, _ = run("show", "waders", "-w", "shore=N1", "-w", "species=all")
    assert code == 0
    header, row = [line.split() for line in out.splitlines() if line.startswith(("shore", "N1"))]
    assert row[header.index("2017") - len(header)] != ""
    assert "1,300" in out
    assert "1,310 p" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "waderz"), "Did you mean `waders`?"),
        (("show", "waders", "-w", "shoar=N1"), "Did you mean `shore`?"),
        (("show", "waders", "-w", "shore=N9"), "there is no shore 'N9'"),
        (("show", "waders", "-p", "1917"), "has no period '1917'"),
        (("export",), "no indicator was named"),
        (("export", "waders", "tides", "-o", "-"), "do not go into one file"),
    ],
)
def test_what_is_not_there_is_wrong_usage_with_a_hint(run, arguments, said):
    code, _, err = run(*arguments)
    assert code == 2
    assert said in err


def test_check_finds_a_planted_fault_at_its_line(run, site):
    assert run("check")[0] == 0
    table = site / "content/indicators/waders.csv"
    table.write_text(table.read_text("utf-8").replace("1250,", "12S0,", 1), "utf-8")
    code, out, _ = run("check")
    assert code == 1
    assert "content/indicators/waders.csv:3:" in out


def test_export_writes_every_format(run, site):
    for form in ("csv", "xlsx", "parquet", "json"):
        assert run("export", "waders", "--format", form)[0] == 0
        assert (site / f"waders.{form}").stat().st_size > 100
    assert json.loads((site / "waders.json").read_text("utf-8"))["class"] == "dataset"
    assert run("export", "--all", "-o", "tables/")[0] == 0
    assert (site / "tables" / "tides.csv").is_file()


def test_export_to_stdout_is_the_table_alone(run):
    code, out, _ = run("export", "waders", "-o", "-")
    assert code == 0
    assert next(csv.DictReader(io.StringIO(out)))["shore"]


def declare_pull(site: Path, url: str) -> None:
    """Let the site's waders come from an office."""
    path = site / "content/indicators/waders.yaml"
    text = path.read_text("utf-8")
    pull = f"source: {{name: Office, pull: {{kind: csv, url: {url}/waders.csv, columns: {{period: year}}}}}}"
    kept = [line for line in text.splitlines() if not line.startswith("source:")]
    path.write_text("\n".join([*kept, pull, ""]), "utf-8")


def old_table(site: Path) -> str:
    return (site / "content/indicators/waders.csv").read_text("utf-8")


def as_asked(text: str) -> bytes:
    """The site's own table as the office has it: with the code of the total written out."""
    rows = list(csv.reader(io.StringIO(text)))
    place = rows[0].index("species")
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(
        [[cell or "all" if at == place else cell for at, cell in enumerate(row)] for row in rows]
    )
    return out.getvalue().encode()


def test_a_pull_shows_what_changes_and_replaces_the_table_when_told_to(run, site, office):
    declare_pull(site, office.url)
    before = old_table(site)
    new = as_asked(before).replace(b"N1,all,2018,1250", b"N1,all,2018,1251") + b"N1,all,2031,77,p\n"
    office.script = [(200, {"ETag": '"2"'}, new)]
    code, out, _ = run("pull", "waders", "--dry-run")
    assert (code, old_table(site)) == (0, before)
    assert "1 new, 1 changed, 0 vanished" in out
    assert "1250 -> 1251" in out

    code, out, err = run("pull", "waders", "--yes")
    assert code == 0, err
    assert "1251" in old_table(site)
    kept = list((site / "content/indicators/_vintages/waders").iterdir())
    assert [path.read_text("utf-8") for path in kept] == [before]
    assert "vintage:" in (site / "content/indicators/waders.yaml").read_text("utf-8")
    assert run("check")[0] == 0

    office.script = [(304, {}, b"")]
    code, out, _ = run("pull", "waders")
    assert "unchanged, says the source" in out
    assert office.asked[-1][1]["if-none-match"] == '"2"'


def test_a_table_that_is_not_sound_replaces_nothing(run, site, office):
    declare_pull(site, office.url)
    before = old_table(site)
    office.script = [(200, {}, as_asked(before) + b"NOWHERE,all,2031,77,\n")]
    code, _, err = run("pull", "waders", "--yes")
    assert code == 4
    assert "NOWHERE" in err
    assert "the old one stays" in err
    assert old_table(site) == before


def test_a_source_that_refuses_changes_nothing_and_is_the_world_refusing(run, site, office):
    declare_pull(site, office.url)
    before = old_table(site)
    office.script = [(404, {}, b"")]
    code, _, err = run("pull", "waders", "--yes")
    assert code == 4
    assert "404 Not Found" in err
    assert old_table(site) == before


def test_without_a_yes_nobody_is_asked_where_there_is_nobody(run, site, office):
    declare_pull(site, office.url)
    office.script = [(200, {}, as_asked(old_table(site)) + b"N1,all,2031,77,\n")]
    code, _, err = run("pull", "waders")
    assert code == 2
    assert "Say --yes" in err


def test_a_check_draws_nothing_and_makes_no_tables(tmp_path, monkeypatch, capfd):
    assert main(["-q", "init", str(tmp_path / "valley"), "--starter", "observatory"]) == 0
    drawn = []
    monkeypatch.setattr("obsite.outputs.chart.render", lambda *_: drawn.append("chart"))
    monkeypatch.setattr("obsite.outputs.dataset.render", lambda *_: drawn.append("table"))
    assert main(["-C", str(tmp_path / "valley"), "check", "-j", "1"]) == 0, capfd.readouterr().out
    assert drawn == []
