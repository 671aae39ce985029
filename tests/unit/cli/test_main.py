"""Usage, `-C`, exit codes, and what is loaded to do little."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from obsite import __version__
from obsite.cli.main import COMMANDS
from obsite.diagnostics.errors import ConfigurationError, WorldRefused
from obsite.diagnostics.model import Severity
from tests.unit.cli.findings import finding

PATH = f"import sys; sys.path.insert(0, {str(Path(__file__).parents[3] / 'src')!r})"
HEAVY = ("pydantic", "jinja2", "weasyprint", "markdown", "babel", "PIL", "fontTools")


def test_help_names_every_command(obsite):
    result = obsite("--help")
    assert result.code == 0
    assert all(f"  {name}  " in result.out for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_and_takes_the_common_options(obsite, name):
    result = obsite(name, "--help")
    assert result.code == 0
    assert "-C DIR" in result.out
    assert "--quiet" in result.out


def test_version(obsite):
    assert obsite("--version").out == f"obsite {__version__}\n"


def test_a_misspelt_command_is_wrong_usage_and_guessed(obsite):
    result = obsite("biuld")
    assert result.code == 2
    assert "Did you mean `build`?" in result.err


def test_an_unknown_option_is_wrong_usage(obsite):
    assert obsite("build", "--sitrct").code == 2


@pytest.mark.parametrize(
    "arguments", [("-C", "{site}", "check"), ("check", "-C", "{site}"), ("check", "-C{site}")]
)
def test_the_folder_is_named_before_or_after_the_command(obsite, pipeline, site, monkeypatch, arguments):
    monkeypatch.chdir(site.parent)
    result = obsite(*(argument.format(site=site) for argument in arguments))
    assert result.code == 0
    assert pipeline.options.root == site


def test_the_site_is_found_upwards(obsite, pipeline, site, monkeypatch):
    monkeypatch.chdir(site / "content" / "deep")
    assert obsite("check").code == 0
    assert pipeline.options.root == site


def test_outside_a_site_is_wrong_usage_and_says_what_to_do(obsite, pipeline, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = obsite("build")
    assert result.code == 2
    assert "site.yaml" in result.err
    assert "obsite init" in result.err


@pytest.mark.parametrize(
    ("findings", "code"),
    [
        ((), 0),
        ((finding(Severity.NOTE), finding(Severity.WARNING)), 0),
        ((finding(Severity.WARNING), finding(Severity.ERROR)), 1),
        ((finding(Severity.ERROR, "site.yaml"),), 3),
        ((finding(Severity.ERROR, "templates/base.html"), finding(Severity.ERROR)), 3),
        ((finding(Severity.WARNING, "site.yaml"), finding(Severity.ERROR)), 1),
        ((finding(Severity.ERROR, "site.yaml", code="pdf-unavailable"),), 4),
        ((finding(Severity.ERROR, "site.yaml", code="pdf-unavailable"), finding(Severity.ERROR)), 1),
    ],
)
def test_findings_decide_the_exit_code(obsite, pipeline, site, findings, code):
    pipeline.diagnostics = findings
    assert obsite("check").code == code
    assert obsite("build", "--json").code == code


@pytest.mark.parametrize(
    ("stop", "code", "said"),
    [
        (ConfigurationError("the theme is missing", "install it"), 3, "the theme is missing\n  install it"),
        (WorldRefused("no Pango"), 4, "no Pango"),
        (
            OSError(errno.ENOSPC, "No space left on device", "output/a.html"),
            4,
            "No space left on device: output/a.html",
        ),
        (PermissionError(errno.EACCES, "Permission denied", "output"), 4, "Permission denied: output"),
        (KeyboardInterrupt(), 130, "is as it was"),
    ],
)
def test_every_way_to_stop_has_its_code_and_no_traceback(obsite, pipeline, site, stop, code, said):
    pipeline.raises = stop
    result = obsite("build")
    assert result.code == code
    assert said in result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize(
    "bug", [ZeroDivisionError("division by zero"), FileNotFoundError(errno.ENOENT, "gone", "x")]
)
def test_a_bug_is_reported_and_its_traceback_kept(obsite, pipeline, site, bug):
    pipeline.raises = bug
    result = obsite("build", "-D")
    assert result.code == 5
    assert "bug in obsite" in result.err
    assert "Traceback" not in result.err
    [report] = (site / ".obsite").glob("crash-*.txt")
    assert str(report) in result.err
    text = report.read_text(encoding="utf-8")
    assert "command: obsite build -D" in text
    assert "Traceback" in text
    assert type(bug).__name__ in text


def test_the_same_bug_leaves_one_report(obsite, pipeline, site):
    for _ in range(2):
        pipeline.raises = ZeroDivisionError("division by zero")
        assert obsite("build").code == 5
    assert len(list((site / ".obsite").glob("crash-*.txt"))) == 1


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(arguments, tmp_path):
    probe = (
        "from obsite.cli.main import main; main(sys.argv[1:]); "
        "print('loaded:', *sorted(name for name in sys.modules if '.' not in name))"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"{PATH}; {probe}", *arguments],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=True,
        encoding="utf-8",
    )
    loaded = set(done.stdout.rsplit("loaded:", 1)[1].split())
    assert loaded.isdisjoint(HEAVY)


def test_a_reader_that_goes_away_hears_no_complaint():
    program = [sys.executable, "-c", f"{PATH}; from obsite.cli.main import main; sys.exit(main(['--help']))"]
    process = subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    process.stdout.close()
    process.stdout = None
    assert process.communicate()[1] == b""


def test_a_terminal_without_our_letters_is_borne():
    program = f"{PATH}; from obsite.cli.main import main, complain; main(['--version']); complain('Łódź — ✓')"
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=False,
        env={"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"},
    )
    assert done.returncode == 0
    assert b"obsite: ?\xf3d? ? ?" in done.stderr
