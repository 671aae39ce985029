"""Every code of the catalogue is provoked by a fixture, at the place that the fixture states.

A fixture is `diagnostics/<code>.md`, one faulty page of an otherwise sound site, or a folder
`diagnostics/<code>/` with files to lay over that site. Comments in them state their faults:
`expect 3:7 broken-link`. For files without comments, `expect.txt` of the folder has lines such as
`content/places.csv: expect 3:7 invalid-cover`. What is found must be exactly what is stated.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from obsite.cli.main import main
from obsite.diagnostics.catalogue import CATALOGUE
from obsite.diagnostics.model import Diagnostic
from tests.support.sites import TestSite, png

ROOT = Path(__file__).parent
FIXTURES = ROOT / "diagnostics"
EXPECTED = re.compile(r"(?:^(\S+): )?expect (\d+):(\d+) ([a-z-]+)", re.MULTILINE)

# Codes that only a machine in trouble can provoke: the unit test that does.
ELSEWHERE = {
    "unreadable-file": "unit/engine/test_inventory.py",
    "link-leaves-site": "unit/engine/test_inventory.py",
    "pdf-unavailable": "unit/cli/test_main.py",
    "missing-glyph": "unit/outputs/test_pdf.py",
    "render-failed": "unit/markup/test_convert.py",
    "dead-worker": "unit/engine/test_build.py",
    "output-not-ours": "unit/engine/test_build.py",
    "output-blocked": "unit/engine/test_build.py",
    "changed-while-building": "unit/engine/test_build.py",
    "unknown-profile": "unit/site/test_profiles.py",
    "unknown-indicator": "unit/site/test_profiles.py",
    "unfit-indicator": "unit/data/test_boards.py",
    "missing-figures": "unit/data/test_boards.py",
    "overlapping-sum": "unit/data/test_boards.py",
    "empty-pool": "unit/data/test_boards.py",
    "missing-direction": "unit/data/test_boards.py",
    "zero-weights": "unit/data/test_boards.py",
    "unweighted-aggregate": "unit/charts/test_spec_check.py",
}
# Style sheets that WeasyPrint complains of; a folder that is no site at all.
WITHOUT_A_FIXTURE = {"pdf-warning", "missing-config"}

SITE: dict[str, str | bytes] = {
    "site.yaml": """\
title: A sound site
base_url: https://letters.example/
social_cards: false
theme:
  fonts:
    text: {family: Georgia, fallback: serif}
    display: {family: Georgia, fallback: serif}
    sans: {family: Arial, fallback: sans-serif}
""",
    "content/index.md": "A sound page.\n",
    "content/target.md": "---\ntitle: Target\n---\n## The place\n",
    "content/hall.png": png(40, 30),
    "content/people.yaml": "ada: {name: Ada Holm}\n",
    "content/glossary.yaml": "wader: {term: wader, definition: A bird.}\n",
}

Place = tuple[str, int, int, str]


def fixtures() -> list[str]:
    return sorted(path.name for path in FIXTURES.iterdir())


def files_of(name: str) -> dict[str, bytes]:
    """Return the files that a fixture lays over the sound site."""
    path = FIXTURES / name
    if path.is_file():
        return {f"content/faulty{path.suffix}": path.read_bytes()}
    files = (file for file in path.rglob("*") if file.is_file())
    return {file.relative_to(path).as_posix(): file.read_bytes() for file in sorted(files)}


def stated(files: dict[str, bytes]) -> list[Place]:
    """Return the faults that the comments of a fixture state."""
    found: list[Place] = []
    for path, data in files.items():
        for match in EXPECTED.finditer(data.decode("latin-1")):
            found.append((match[1] or path, int(match[2]), int(match[3]), match[4]))
    return sorted(found)


def places(diagnostics: tuple[Diagnostic, ...]) -> list[Place]:
    return sorted((d.span.path, d.span.line, d.span.column, d.code) for d in diagnostics)


def planted(site: TestSite, name: str) -> list[Place]:
    """Lay a fixture over the sound site, and return the faults it states."""
    site.write(SITE)
    files = files_of(name)
    expected = stated(files)
    if b"without the content" in files.pop("expect.txt", b""):
        site.write({path: None for path in SITE if path.startswith("content/")})
    site.write({**files})
    return expected


@pytest.mark.parametrize("name", fixtures())
def test_fixture(name: str, tmp_path: Path) -> None:
    site = TestSite(tmp_path)
    expected = planted(site, name)
    found = site.check()
    assert places(found) == expected, "\n" + site.told(found)


@pytest.mark.parametrize("name", fixtures())
def test_fixtures_state_what_they_are_named_for(name: str) -> None:
    code = Path(name).stem
    assert code in {"site-configuration", "print-templates"} or code in {
        place[3] for place in stated(files_of(name))
    }


def test_every_code_has_a_fixture() -> None:
    codes = {entry.code for entry in CATALOGUE}
    provoked = {place[3] for name in fixtures() for place in stated(files_of(name))}
    assert codes - provoked == {*ELSEWHERE, *WITHOUT_A_FIXTURE}
    for code, test in ELSEWHERE.items():
        assert code in (ROOT / test).read_text(encoding="utf-8"), f"{test} no longer provokes {code}"


# Where a fixture goes that would take another's place when all of them are in one site.
MOVED = {
    "missing-template": ("templates/page.html", "templates/issue.html"),
    "template-error": ("templates/page.html", "templates/event.html"),
    "template-syntax": ("templates/page.html", "templates/tag.html"),
}
APART = {"missing-content"}


@pytest.fixture
def everything_wrong(tmp_path: Path) -> tuple[TestSite, list[Place]]:
    """A site with all fixtures in it, built before they came, and the faults they state."""
    site = TestSite(tmp_path / "site").write(SITE)
    assert site.build().published
    expected: list[Place] = []
    for name in sorted(set(fixtures()) - APART):
        old, new = MOVED.get(name, ("content/faulty.md", f"content/{Path(name).stem}.md"))
        files = {new if path == old else path: data for path, data in files_of(name).items()}
        expected += stated(files)
        files.pop("expect.txt", None)
        site.write({**files})
    return site, sorted(expected)


def test_all_faults_are_found_in_one_run(everything_wrong: tuple[TestSite, list[Place]]) -> None:
    site, expected = everything_wrong
    before = site.output()
    for found in (site.build().diagnostics, site.check()):
        assert places(found) == expected, "\n" + site.told(found)
    assert site.output() == before


def test_every_format_reports_all_faults(
    everything_wrong: tuple[TestSite, list[Place]], capsys: pytest.CaptureFixture[str]
) -> None:
    site, expected = everything_wrong

    def told(*arguments: str) -> str:
        assert main(["-C", str(site.root), "check", "--as-of", "2026-03-01", *arguments]) == 3
        return capsys.readouterr().out

    text = told("-v")
    headings = re.findall(r"^(\S+):(\d+):(\d+): \w+\[([a-z-]+)\]: ", text, re.MULTILINE)
    assert sorted((path, int(line), int(column), code) for path, line, column, code in headings) == expected
    rows = json.loads(told("--format", "json"))["diagnostics"]
    assert sorted((row["path"], row["line"], row["column"], row["code"]) for row in rows) == expected
    results = json.loads(told("--format", "sarif"))["runs"][0]["results"]
    assert sorted(result["ruleId"] for result in results) == sorted(code for *_, code in expected)
    commands = told("--format", "github").splitlines()
    assert len(commands) == len(expected)
    assert all(re.match(r"::(error|warning|notice) file=[^,]+,line=\d+,col=\d+,", line) for line in commands)


@pytest.mark.parametrize(
    ("name", "code", "strict_code"),
    [
        ("broken-link.md", 1, 1),
        ("missing-alt.md", 0, 1),
        ("foreign-key.md", 0, 0),
        ("template-undefined", 3, 3),
        ("site-configuration", 3, 3),
    ],
)
def test_exit_codes(
    name: str, code: int, strict_code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = TestSite(tmp_path)
    planted(site, name)
    command = ["-C", str(site.root), "check", "--as-of", "2026-03-01"]
    assert (main(command), main([*command, "--strict"])) == (code, strict_code)
    assert "Traceback" not in "".join(capsys.readouterr())


def test_a_long_report_is_cut_short(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = TestSite(tmp_path).write(SITE)
    site.write({"content/many.md": "![](hall.png)\n\n" * 50})
    command = ["-C", str(site.root), "check", "--as-of", "2026-03-01"]
    assert main(command) == 0
    short = capsys.readouterr().out
    assert short.count("warning[missing-alt]: ") == 20
    assert "30 more of warning[missing-alt]; -v shows all" in short
    assert main([*command, "-v"]) == 0
    assert capsys.readouterr().out.count("warning[missing-alt]: ") == 50
