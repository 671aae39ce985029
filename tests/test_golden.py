"""Small sites, and what their pages, feeds and calendars say. `pytest --update-golden` writes them anew."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.support.outline import addresses, feed_outline, outline
from tests.support.sites import TestSite, shore

HERE = Path(__file__).parent

# What is kept of each site; all other outputs are only known by their names, in outputs.txt.
KEPT = {
    "shore": (
        "index.html",
        "issues/winter/index.html",
        "issues/winter/whole/index.html",
        "events/index.html",
        "feed.xml",
        "events.ics",
        "sitemap.xml",
    ),
    "plain-folder": (
        "index.html",
        "issues/index.html",
        "issues/issue-1/index.html",
        "issues/issue-2/index.html",
        "issues/issue-3/index.html",
        "sitemap.xml",
    ),
    "strandpost": (
        "index.html",
        "issues/winter/index.html",
        "issues/winter/whole/index.html",
        "events/index.html",
        "feed.xml",
        "events.ics",
        "sitemap.xml",
    ),
}
NAMES = [(site, name) for site, names in KEPT.items() for name in (*names, "outputs.txt", "findings.txt")]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """The extracts of every site."""
    extracts: dict[str, dict[str, str]] = {}
    for name, kept in KEPT.items():
        site = TestSite(tmp_path_factory.mktemp(name) / "site")
        if name == "shore":
            site.write(shore())
        else:
            shutil.copytree(HERE / "sites" / name, site.root)
        report = site.build()
        assert report.published, site.told(report.diagnostics)
        output = site.output()
        found = {path: extract(path, output[path]) for path in kept}
        found["outputs.txt"] = "".join(f"{path}\n" for path in output if not path.startswith("assets/"))
        found["findings.txt"] = site.told(report.diagnostics)
        extracts[name] = found
    return extracts


def extract(path: str, data: bytes) -> str:
    """Return what an output says."""
    if path.endswith(".html"):
        return outline(data.decode())
    if path == "feed.xml":
        return feed_outline(data)
    if path == "sitemap.xml":
        return addresses(data)
    return re.sub(r"\r\n", "\n", data.decode())


@pytest.mark.parametrize(("site", "name"), NAMES)
def test_golden(
    site: str, name: str, built: dict[str, dict[str, str]], request: pytest.FixtureRequest
) -> None:
    path = (
        HERE
        / "golden"
        / site
        / (name.replace("/", ".").removesuffix(".html") + ".txt").replace(".txt.txt", ".txt")
    )
    if request.config.getoption("--update-golden"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(built[site][name], encoding="utf-8")
    assert built[site][name] == path.read_text(encoding="utf-8")
