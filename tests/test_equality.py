"""An incremental build is byte-identical to a clean one, builds nothing twice, and nothing too little."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest

from obsite import pipeline
from tests.support.sites import ABOUT, CONFIG, EVENT, GULLS, ISSUE, WADERS, TestSite, png, shore

WINTER = "content/issues/2026-02-01-winter"
WADERS_PAGES = {"issues/winter/waders/index.html", "issues/winter/whole/index.html"}

Edit = dict[str, str | bytes | None]

EDITS: dict[str, Edit] = {
    "body": {f"{WINTER}/gulls.md": GULLS.replace("at dusk", "after dark")},
    "title": {f"{WINTER}/waders.md": WADERS.replace("title: Waders", "title: Waders of the bay")},
    "tag": {f"{WINTER}/waders.md": WADERS.replace("[count]", "[tide]")},
    "date": {f"{WINTER}/index.md": ISSUE.replace("2026-02-01", "2026-01-15")},
    "slug": {f"{WINTER}/waders.md": WADERS.replace("kicker:", "slug: shorebirds\nkicker:")},
    "alias": {f"{WINTER}/waders.md": WADERS.replace("kicker:", "aliases: [/old/waders/]\nkicker:")},
    "draft": {
        "content/about.md": ABOUT.replace("title: About", "title: About\ndraft: true"),
        "site.yaml": CONFIG.replace("  - {title: About, link: about.md}\n", ""),
    },
    "new article": {f"{WINTER}/ducks.md": "---\ntitle: Ducks\n---\nAsleep.\n"},
    "new event": {"content/events/2026-04-01-boat.md": "---\ntitle: Boat trip\nstart: 2026-04-01\n---\n"},
    "deleted issue": {"content/issues/2025-11-02-autumn.md": None},
    "renamed issue": {
        "content/issues/2025-11-02-autumn.md": None,
        "content/issues/2025-11-02-fall.md": "---\ntitle: Autumn passage\nnumber: 3\n---\n## Geese\n\nGone by noon.\n",
    },
    "configuration": {"site.yaml": CONFIG.replace("The Shore Society", "The Tide Society")},
    "colour": {"site.yaml": CONFIG.replace("theme:\n", 'theme:\n  colours: {light: {accent: "#145A32"}}\n')},
    "people": {"content/people.yaml": "ada:\n  name: Ada Holm\n  role: President\n"},
    "glossary": {"content/glossary.yaml": "wader:\n  term: wader\n  definition: A bird that wades.\n"},
    "defaults": {"content/issues/_defaults.yml": "tags: [letters]\n"},
    "defaults of events": {"content/events/_defaults.yml": "organiser: The Shore Society\n"},
    "picture": {f"{WINTER}/dunlin.png": png(640, 480, "peru")},
    "template override": {
        "templates/macros/footer.html": "{% macro footer(frame) %}<footer><p>Ours</p></footer>{% endmacro %}\n"
    },
    "new character": {f"{WINTER}/gulls.md": GULLS.replace("dusk", "dusk in Łódź")},
    "event details": {"content/events/2026-03-14-walk.md": EVENT.replace("The old pier", "The new pier")},
    "crlf": {f"{WINTER}/gulls.md": GULLS.replace("\n", "\r\n")},
}


@pytest.fixture
def site(tmp_path: Path) -> TestSite:
    return TestSite(tmp_path / "site").write(shore())


@pytest.mark.parametrize("name", EDITS)
def test_incremental_equals_clean(name: str, site: TestSite, tmp_path: Path) -> None:
    site.build()
    site.write(EDITS[name])
    report = site.build()
    assert report.published, site.told(report.diagnostics)

    clean = TestSite(tmp_path / "clean").write(shore()).write(EDITS[name])
    assert clean.build().published
    assert site.output() == clean.output()


def test_second_build_writes_nothing(site: TestSite) -> None:
    first = site.build()
    before = site.times()
    second = site.build()
    assert first.rendered > 20
    assert (second.rendered, second.removed) == (0, 0)
    assert second.unchanged == first.rendered
    assert site.times() == before


def test_an_edit_rebuilds_what_shows_it_and_nothing_else(site: TestSite) -> None:
    site.build()
    before = site.output()
    site.write({f"{WINTER}/gulls.md": GULLS.replace("They come in at dusk.", "They come in at night.")})
    site.build()
    after = site.output()
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"issues/winter/gulls/index.html", "issues/winter/whole/index.html", "feed.xml"}


def test_a_title_reaches_every_page_that_shows_it(site: TestSite) -> None:
    site.build()
    site.write(EDITS["title"])
    site.build()
    showing = {name for name, data in site.output().items() if b"Waders of the bay" in data}
    assert {
        *WADERS_PAGES,
        "issues/winter/index.html",
        "index.html",
        "tags/count/index.html",
        "feed.xml",
    } <= showing
    assert not any(b">Waders<" in data for data in site.output().values())


def test_an_error_touches_nothing_published(site: TestSite) -> None:
    site.build()
    before = site.output()
    site.write({f"{WINTER}/gulls.md": GULLS + "\n[gone](nowhere.md)\n"})
    report = site.build()
    assert [found.code for found in report.diagnostics] == ["broken-link"]
    assert site.output() == before


def test_a_damaged_output_heals(site: TestSite) -> None:
    site.build()
    before = site.output()
    (site.root / "output/index.html").write_text("broken")
    (site.root / "output/feed.xml").unlink()
    site.build()
    assert site.output() == before


def test_the_state_folder_may_be_deleted(site: TestSite) -> None:
    site.build()
    before = site.output()
    for folder, names, files in os.walk(site.root / ".obsite", topdown=False):
        for name in files:
            (Path(folder) / name).unlink()
        for name in names:
            (Path(folder) / name).rmdir()
    site.build()
    assert site.output() == before


def test_the_clock_moves_events_from_upcoming_to_past(site: TestSite, tmp_path: Path) -> None:
    site.build()
    later = dt.date(2026, 6, 1)
    site.build(as_of=later)
    clean = TestSite(tmp_path / "clean").write(shore())
    clean.build(as_of=later)
    assert site.output() == clean.output()
    assert site.page("events/index.html") != ""


@pytest.mark.slow
def test_same_bytes_elsewhere(site: TestSite, tmp_path: Path) -> None:
    """Another folder, locale, time zone and hash seed make the same site."""
    site.build()
    other = TestSite(tmp_path / "another place").write(shore())
    command = [
        sys.executable,
        "-m",
        "obsite",
        "-C",
        str(other.root),
        "build",
        "--no-pdf",
        "--as-of",
        "2026-03-01",
    ]
    environment = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LC_ALL": "C", "LANG": "C"}
    environment["PYTHONPATH"] = str(Path(pipeline.__file__).parents[1])
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert other.output() == site.output()
