"""What `build`, `check`, `pdf` and `why` ask of the pipeline, and what they print."""

from __future__ import annotations

import datetime as dt
import json
import sys

import pytest

from obsite.cli.invocation import Invocation
from obsite.cli.progress import Bar, Lines, progress_for
from obsite.diagnostics.model import Severity
from obsite.stages.options import Unwatched
from tests.unit.cli.findings import finding

SUMMARY = "92 pages, 1 PDF, 140 other files: 12 rendered, 221 unchanged, 1.3 s"


def test_the_last_line_sums_up(obsite, pipeline, site):
    result = obsite("build")
    assert result.code == 0
    assert result.out.splitlines()[-1] == SUMMARY


def test_defaults(obsite, pipeline, site):
    obsite("build")
    options = pipeline.options
    assert (options.root, options.output, options.base_url) == (site, None, None)
    assert (options.drafts, options.future, options.strict, options.pdf, options.clean) == (False,) * 3 + (
        True,
        False,
    )
    assert options.as_of == dt.date.today()
    assert options.jobs == 0


def test_every_option_reaches_the_pipeline(obsite, pipeline, site):
    words = (
        "build -o out -b https://example.org/letters -D -F --as-of 2026-03-31 --strict --no-pdf -j 3 --clean"
    )
    assert obsite(*words.split()).code == 0
    options = pipeline.options
    assert (options.output, options.base_url) == (site / "out", "https://example.org/letters/")
    assert (options.drafts, options.future, options.strict, options.pdf, options.clean) == (True,) * 3 + (
        False,
        True,
    )
    assert (options.as_of, options.jobs) == (dt.date(2026, 3, 31), 3)


def test_the_output_is_seen_from_where_we_are(obsite, pipeline, site, monkeypatch):
    monkeypatch.chdir(site.parent)
    obsite("build", "-C", str(site / "content"), "-o", "../out")
    assert pipeline.options.output == site / "out"


@pytest.mark.parametrize(
    "arguments",
    [
        ("-b", "example.org"),
        ("-b", "ftp://example.org/"),
        ("--as-of", "31.03.2026"),
        ("-j", "0"),
        ("-C", "nowhere"),
    ],
)
def test_a_value_that_cannot_be_read_is_wrong_usage(obsite, pipeline, site, arguments):
    assert obsite("build", *arguments).code == 2


def test_the_day_comes_from_source_date_epoch(obsite, pipeline, site, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1560902400")
    obsite("build")
    assert pipeline.options.as_of == dt.date(2019, 6, 19)
    obsite("build", "--as-of", "2020-01-01")
    assert pipeline.options.as_of == dt.date(2020, 1, 1)


def test_a_source_date_epoch_that_is_no_number_is_wrong_usage(obsite, pipeline, site, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    result = obsite("build")
    assert result.code == 2
    assert "SOURCE_DATE_EPOCH" in result.err


def test_findings_go_to_the_error_stream(obsite, pipeline, site):
    pipeline.diagnostics = (finding(Severity.WARNING),)
    result = obsite("build")
    assert "content/a.md:1:1: warning[broken-link]" in result.err
    assert result.out == SUMMARY + "\n"


def test_with_errors_nothing_is_summed_up(obsite, pipeline, site):
    pipeline.diagnostics = (finding(Severity.ERROR),)
    result = obsite("build")
    assert result.out == "1 error: nothing was published, output is as it was\n"


def test_notes_are_counted_and_shown_when_asked_for(obsite, pipeline, site):
    pipeline.diagnostics = (finding(Severity.NOTE), finding(Severity.NOTE))
    assert "2 notes not shown" in obsite("build").err
    assert "note[broken-link]" in obsite("build", "-v").err


def test_quiet_says_only_what_is_wrong(obsite, pipeline, site):
    pipeline.diagnostics = (finding(Severity.WARNING), finding(Severity.NOTE))
    result = obsite("build", "-q")
    assert (result.out, result.err) == ("", "")
    pipeline.diagnostics = (finding(Severity.ERROR),)
    assert "error[broken-link]" in obsite("-q", "build").err


def test_json_is_the_summary_with_the_findings(obsite, pipeline, site):
    pipeline.diagnostics = (finding(Severity.WARNING),)
    result = obsite("build", "--json")
    told = json.loads(result.out)
    assert result.err == ""
    assert (told["ok"], told["pages"], told["pdfs"], told["files"]) == (True, 92, 1, 140)
    assert (told["rendered"], told["unchanged"], told["warnings"]) == (12, 221, 1)
    assert told["diagnostics"][0]["code"] == "broken-link"


def test_progress_suits_who_watches(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.delenv("CI", raising=False)
    assert isinstance(progress_for(Invocation()), Bar)
    assert isinstance(progress_for(Invocation(), silent=True), Unwatched)
    assert isinstance(progress_for(Invocation(quiet=True)), Unwatched)
    monkeypatch.setenv("CI", "true")
    assert isinstance(progress_for(Invocation()), Lines)


def test_elsewhere_progress_is_plain_lines(obsite, pipeline, site):
    result = obsite("build")
    assert result.err == "render: 3\n"


def test_the_bar_is_gone_at_the_end(capsys):
    bar = Bar(sys.stderr)
    bar.stage("render", 10)
    bar.advance(10)
    bar.finish()
    drawn = capsys.readouterr().err
    assert "render" in drawn
    assert drawn.endswith("\r\x1b[2K")


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_check_prints_each_format_on_standard_output(obsite, pipeline, site, form):
    pipeline.diagnostics = (finding(Severity.ERROR),)
    result = obsite("check", "--format", form)
    assert result.code == 1
    assert "broken-link" in result.out
    if form in {"json", "sarif"}:
        json.loads(result.out)


def test_check_says_when_all_is_well(obsite, pipeline, site):
    assert obsite("check").out == "No faults found.\n"
    assert obsite("check", "-q").out == ""


def test_strict_is_the_pipelines_matter(obsite, pipeline, site):
    obsite("check", "--strict")
    assert pipeline.options.strict


def test_pdf_says_what_it_wrote(obsite, pipeline, site):
    (site / "content" / "spring").mkdir()
    result = obsite("pdf", "content/spring", "-o", "spring.pdf")
    assert result.code == 0
    assert result.out == "spring.pdf: 3 kB\n"
    assert (site / "spring.pdf").exists()


def test_pdf_with_errors_writes_nothing(obsite, pipeline, site):
    pipeline.diagnostics = (finding(Severity.ERROR),)
    result = obsite("pdf", "content/a.md")
    assert result.code == 1
    assert result.out == ""


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("output/index.html", "output/index.html"),
        ("/issues/spring/", "/issues/spring/"),
        ("index.html", "index.html"),
        ("https://example.org/issues/spring/#top", "/issues/spring/"),
    ],
)
def test_why_hands_on_what_it_was_given(obsite, pipeline, site, given, asked):
    pipeline.lines = ["up to date"]
    result = obsite("why", given)
    assert (result.code, result.out, pipeline.asked) == (0, "up to date\n", asked)


def test_why_understands_paths_as_seen_from_here(obsite, pipeline, site, monkeypatch):
    (site / "content" / "deep" / "a.md").write_text("x", encoding="utf-8")
    monkeypatch.chdir(site / "content")
    pipeline.lines = ["up to date"]
    obsite("why", "deep/a.md")
    assert pipeline.asked == "content/deep/a.md"


def test_why_finds_an_address_below_a_sub_folder_of_the_host(obsite, pipeline, site):
    pipeline.known = "/issues/spring/"
    pipeline.lines = ["up to date"]
    assert obsite("why", "https://example.org/a/b/issues/spring/").out == "up to date\n"
    assert obsite("why", "https://example.org/a/b/issues/autumn/").code == 2


def test_why_of_something_unknown_is_wrong_usage(obsite, pipeline, site):
    pipeline.known = "index.html"
    result = obsite("why", "nothing.html")
    assert (result.code, result.err) == (2, "obsite: no output is called nothing.html\n")


@pytest.mark.parametrize("folder", [".", "..", "/", "content", "content/deep", "templates", ".obsite"])
@pytest.mark.parametrize("command", ["build", "clean"])
def test_the_output_never_goes_where_the_sources_are(obsite, pipeline, site, command, folder):
    result = obsite(command, "-o", folder)
    assert result.code == 2
    assert "holds the site's sources" in result.err
    assert pipeline.options is None
