"""The commands at work on the starter newsletter, from `init` to `clean`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from obsite.cli.main import main
from tests.support.printing import needs_pango

ROOT = Path(__file__).parent.parent

HEAVY = {"pydantic", "jinja2", "weasyprint", "markdown", "babel", "PIL", "fontTools", "icalendar"}
Run = Callable[..., str]


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter site, built once; tests work on copies, which have nothing to make again."""
    folder = tmp_path_factory.mktemp("starter") / "letter"
    assert main(["-q", "init", str(folder)]) == 0
    assert main(["-q", "build", "-C", str(folder), "--no-pdf"]) == 0
    return folder


@pytest.fixture
def run(
    starter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Run a command that must succeed, within a starter site; return what it printed."""
    shutil.copytree(starter, tmp_path / "letter")
    monkeypatch.chdir(tmp_path / "letter")

    def run(*arguments: str) -> str:
        code = main(arguments)
        captured = capsys.readouterr()
        assert code == 0, captured.err
        return captured.out

    return run


def built(run: Run) -> dict[str, int]:
    told: dict[str, int] = json.loads(run("build", "--no-pdf", "--json"))
    return told


def test_what_new_makes_is_built_and_finds_no_fault(run):
    before = built(run)
    run("new", "issue", "Third letter")
    run("new", "article", "A walk")
    run("new", "event", "Open day")
    run("new", "page", "Contact")
    after = built(run)
    assert after["pages"] >= before["pages"] + 4
    assert (after["errors"], after["warnings"]) == (0, 0)
    assert run("check", "--strict").splitlines()[-1] == "No faults found."


def test_a_profile_names_what_was_made_and_how_little_it_takes_to_make_nothing(run):
    def names():
        trace = json.loads(Path(".obsite/profile.json").read_bytes())
        return {event["name"] for event in trace["traceEvents"] if event["ph"] == "X"}

    assert "looking for changes" in run("build", "--no-pdf", "--profile")
    assert names() == {"Starting", "Looking for changes"}
    about = Path("content/about.md")
    about.write_text(about.read_text("utf-8") + "\nOne more line.\n", encoding="utf-8")
    told = run("build", "--no-pdf", "--profile")
    assert "content/about.md (" in told
    assert names() >= {
        "content/about.md",
        "about/index.html",
        "Reading",
        "Rendering",
        "Publishing",
    }
    assert "profile" not in run("build", "--no-pdf")


def test_why_knows_a_page_by_all_its_names(run):
    told = {
        run("why", "--no-pdf", name)
        for name in ("output/about/index.html", "content/about.md", "/about/", "https://marsh.example/about/")
    }
    assert len(told) == 1
    assert "content/about.md" in told.pop()


def test_why_says_whether_a_page_is_up_to_date(run):
    def state() -> str:
        return run("why", "--no-pdf", "/about/").splitlines()[-1]

    assert state() == "It is up to date."
    page = Path("content/about.md")
    text = page.read_text(encoding="utf-8")
    page.write_text(f"{text}\nOne more line.\n", encoding="utf-8")
    assert state() == "The next build makes it again, because the text content/about.md changed."
    page.write_text(f"{text}\n[Nowhere](nowhere.md)\n", encoding="utf-8")
    assert state().startswith("Whether it is up to date cannot be said")


@needs_pango
def test_pdf_prints_an_issue_that_the_site_offers_none_of(run):
    issue = Path("content/issues/2026-09-04-first-light.md")
    text = issue.read_text(encoding="utf-8")
    issue.write_text(text.replace("---\n", "---\npdf: false\n", 1), encoding="utf-8")
    run("pdf", str(issue), "-o", "first.pdf")
    assert Path("first.pdf").read_bytes().startswith(b"%PDF")


def test_clean_takes_what_was_built_and_leaves_what_was_not(run):
    Path("output/mine.txt").write_text("mine", encoding="utf-8")
    Path("output/about/index.html").write_text("changed by hand", encoding="utf-8")
    said = run("clean")
    left = sorted(path.as_posix() for path in Path("output").rglob("*") if path.is_file())
    assert left == ["output/about/index.html", "output/mine.txt"]
    assert all(f"left, not made by obsite: {path}" in said for path in left)
    assert not Path(".obsite").exists()
    assert run("clean").splitlines()[-1] == "0 files removed from output."


def test_clean_after_a_whole_build_leaves_no_output_folder(run):
    run("clean")
    assert not Path("output").exists()


def test_a_build_with_nothing_to_do_loads_nothing_heavy(run):
    built(run)
    program = (
        "import sys; from obsite.cli.main import main; code = main(['build', '--no-pdf']); "
        "print(*sorted({name.split('.')[0] for name in sys.modules})); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
    )
    summary, loaded = done.stdout.splitlines()
    assert ": 0 rendered, " in summary
    assert HEAVY.isdisjoint(loaded.split())
