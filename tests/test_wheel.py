"""The wheel, as a packager builds it: what is in it, and that it works alone in an empty place."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from obsite.outputs.pango import find_pango

ROOT = Path(__file__).parent.parent
STARTER = ROOT / "src" / "obsite" / "starters" / "newsletter"

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command that knows nothing of this repository."""
    env = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    words = [str(word) for word in command]
    return subprocess.run(
        words,
        cwd=cwd,
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    built = run(
        sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder
    )
    assert built.returncode == 0, built.stdout + built.stderr
    [path] = folder.glob("obsite-*.whl")
    return path


@pytest.fixture(scope="module")
def obsite(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command, installed from the lock and the wheel into an environment that holds nothing else."""
    folder = tmp_path_factory.mktemp("empty") / "an environment"
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = (
        programs / "python",
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-input",
        "--disable-pip-version-check",
    )
    for what in (("--require-hashes", "-r", ROOT / "requirements.lock"), ("--no-deps", wheel)):
        installed = run(*pip, *what, cwd=folder)
        if (
            installed.returncode
            and not os.environ.get("CI")
            and "Max retries" in installed.stderr + installed.stdout
        ):
            pytest.skip("no registry of packages can be reached")
        assert installed.returncode == 0, installed.stderr
    return programs / "obsite"


def files_below(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_carries_the_theme_and_the_starter_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as archive:
        packed = {name: archive.read(name) for name in archive.namelist() if ".dist-info/" not in name}
    templates = {f"obsite/templates/{name}": data for name, data in files_below(ROOT / "templates").items()}
    sources = {f"obsite/{name}": data for name, data in files_below(ROOT / "src" / "obsite").items()}
    assert templates
    assert packed == templates | sources
    assert f"obsite/starters/newsletter/{next(iter(files_below(STARTER)))}" in packed


def test_a_newcomer_makes_a_site_and_is_warned_of_nothing(obsite, tmp_path):
    begun = run(obsite, "init", "my-letter", cwd=tmp_path)
    assert begun.returncode == 0, begun.stderr
    site = tmp_path / "my-letter"
    options = () if find_pango().usable else ("--no-pdf",)
    built = run(obsite, "build", "--json", *options, cwd=site)
    assert built.returncode == 0, built.stderr + built.stdout
    told = json.loads(built.stdout)
    assert [found for found in told["diagnostics"] if found["severity"] != "note"] == []
    assert built.stderr == ""
    assert (site / "output" / "index.html").is_file()
    assert told["pdfs"] == (0 if options else 2)
    again = json.loads(run(obsite, "build", "--json", *options, cwd=site).stdout)
    assert (again["rendered"], again["pages"]) == (0, told["pages"])


def test_every_starter_that_can_be_named_is_packed():
    from obsite.cli.init import STARTERS

    assert all((STARTER.parent / name / "site.yaml").is_file() for name in STARTERS)
