"""What holds for all tests, and the repository's own site, built once for all that look at it."""

from __future__ import annotations

import shutil
from typing import Any

import pytest
from hypothesis import settings

from obsite import pipeline
from tests.support import demonstration as demo

# A noisy machine is no fault of the code: examples are not timed.
settings.register_profile("obsite", deadline=None)
settings.load_profile("obsite")


# Files that look at the repository's own site. One process runs them all, so that it is built once.
DEMONSTRATION = ("tests/browser/", "tests/test_demonstration", "tests/test_published")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Keep a file's tests in one process, as heavy fixtures belong to files.

    Marks of groups would do the same, but pytest 9.2 no longer lets pytest-xdist 3.8 write them into names.
    """
    from xdist.scheduler import LoadScopeScheduling

    class ByFile(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.partition("::")[0]
            if file == "tests/test_stateful.py":  # long runs that share nothing
                return nodeid
            return "demonstration" if file.startswith(DEMONSTRATION) else file

    return ByFile(config, log)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `--update-golden` write golden files anew."""
    parser.addoption(
        "--update-golden", action="store_true", help="write golden files anew; then read the diff"
    )
    parser.addoption(
        "--nightly", type=int, metavar="SEED", help="edit at random from this number on, thousands of steps"
    )


def pytest_report_header(config: pytest.Config) -> str | None:
    """Say how a nightly run is repeated."""
    number = config.getoption("--nightly")
    return None if number is None else f"nightly: `make nightly SEED={number}` repeats this run"


@pytest.fixture
def nightly(request: pytest.FixtureRequest) -> int | None:
    """The number that a nightly run begins with; None in a run that is to be like the last."""
    number: int | None = request.config.getoption("--nightly")
    return number


@pytest.fixture(scope="session")
def demonstration_report(tmp_path_factory: pytest.TempPathFactory) -> pipeline.BuildReport:
    """What the build of the repository's own site said."""
    return demo.build(demo.copy_sources(tmp_path_factory.mktemp("demonstration") / "site"))


@pytest.fixture(scope="session")
def demonstration(demonstration_report: pipeline.BuildReport) -> demo.Built:
    """The repository's own site, at a domain root."""
    assert demonstration_report.published, demonstration_report.diagnostics
    return demo.Built(output=demonstration_report.output)


@pytest.fixture(scope="session")
def demonstration_below(demonstration: demo.Built, tmp_path_factory: pytest.TempPathFactory) -> demo.Built:
    """The same site under a path and without PDFs; built upon the first, so pictures are not made again."""
    folder = tmp_path_factory.mktemp("below") / "site"
    shutil.copytree(demonstration.output.parent, folder)
    url = "https://host.example/some/letters/"
    report = demo.build(folder, base_url=url, pdf=False)
    assert report.published, report.diagnostics
    return demo.Built(output=report.output, prefix="/some/letters/", url=url)
