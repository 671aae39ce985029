"""More than the words of a text changed: the last plan is amended, to what a clean build would plan."""

from __future__ import annotations

import contextlib
import pickle
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from obsite import pipeline
from obsite.engine.manifest import Files
from obsite.engine.task import Task
from obsite.stages.page_first import PageFirst
from tests.support import sites
from tests.support.sites import GULLS, ISSUE, TestSite, shore

WINTER, ABOUT = "content/issues/2026-02-01-winter", "content/about.md"
GUIDE = "content/guides/ringing"
AUTUMN = "content/issues/2025-11-02-autumn.md"
LETTER = ISSUE.replace("description: Who came, and who stayed away.\n", "")
WADERS = sites.WADERS.replace("description: Fewer than last year.\n", "")
LONE = "---\ntitle: Autumn passage\nnumber: 3\n---\nGone by noon.\n\n## Geese\n\nGrey.\n\n## Swans\n\nWhite.\n\n## Ducks\n\nMany.\n"
NOTE = '---\ntitle: Sand\n---\nSand & "mud" by the sea — all of it.\n\n## Grain\n\nFine.\n'
HANDS = "---\ntitle: Hands\n---\nHold it gently. " + "Wings are thin. " * 20
LONG_TEXT = "Nobody knows where they sleep. "
NET = "---\ntitle: Nets\n---\nSee [](#mesh) below.[^n]\n\n## Mesh\n\nKnots.\n\n[^n]: Thin.\n"
THIN = "---\ntitle: Thin\n---\nThin.\n\n## A\n\na\n\n## B\n\nb\n\n"
TEXTS: dict[str, str | bytes | None] = {
    f"{WINTER}/index.md": LETTER,
    f"{WINTER}/waders.md": WADERS,
    AUTUMN: LONE,
    "content/issues/2025-05-01-spring.md": THIN,
    "content/notes/net.md": NET,
    f"{WINTER}/ducks.md": "---\ntitle: Ducks\n---\nTeal and wigeon.\n",
    f"{GUIDE}/index.md": "---\ntitle: Ringing\n---\nA guide.\n",
    f"{GUIDE}/01-nets.md": "---\ntitle: Nets\n---\nUp at dawn.\n",
    f"{GUIDE}/02-hands.md": HANDS,
    f"{GUIDE}/03-rings.md": "---\ntitle: Rings\n---\nOf steel.\n",
    "content/lists.md": "---\ntitle: Lists\n---\n/// articles | All\n    tag: count\n///\n",
    "content/notes/sand.md": NOTE,
    "content/notes/index.md": "---\ntitle: Notes\n---\nWhat else — we saw.\n",
}
SUMMARY: dict[str, dict[str, str | bytes | None]] = {
    "how a page begins": {"content/notes/sand.md": NOTE.replace("by the sea", "at > the sea")},
    "how an article begins": {f"{WINTER}/gulls.md": GULLS.replace("They come", "Most come")},
    "how a letter begins": {f"{WINTER}/index.md": LETTER.replace("this is", "here is")},
    "how a lone issue begins": {AUTUMN: LONE.replace("by noon", "by one")},
    "how the front page begins": {"content/index.md": "---\ntitle: Letters\n---\nA letter now and then.\n"},
    "a character more": {"content/notes/sand.md": NOTE.replace("Fine", "Fine — very")},
    "a character less": {"content/notes/sand.md": NOTE.replace(" —", ",")},
}
LENGTH: dict[str, dict[str, str | bytes | None]] = {
    "a longer page": {"content/notes/sand.md": NOTE + LONG_TEXT * 100},
    "a longer article": {f"{WINTER}/gulls.md": GULLS + LONG_TEXT * 300},
    "a longer article of many lists": {f"{WINTER}/waders.md": WADERS + LONG_TEXT * 300},
    "two longer articles": {
        f"{WINTER}/gulls.md": GULLS + LONG_TEXT * 30,
        f"{WINTER}/waders.md": WADERS + LONG_TEXT * 300,
    },
    "a longer letter": {f"{WINTER}/index.md": LETTER + LONG_TEXT * 100},
    "a longer section": {AUTUMN: LONE.replace("Grey", LONG_TEXT * 50)},
    "a longer chapter": {f"{GUIDE}/02-hands.md": HANDS + LONG_TEXT * 100},
    "a longer event": {"content/events/2026-03-14-walk.md": sites.EVENT + LONG_TEXT * 20},
}
HEADINGS: dict[str, dict[str, str | bytes | None]] = {
    "another heading": {f"{WINTER}/waders.md": WADERS.replace("## On the mud", "## On the sand")},
    "a heading more": {f"{WINTER}/gulls.md": GULLS + "\n## At sea\n\nGone.\n"},
    "a heading of a letter": {f"{WINTER}/index.md": LETTER + "\n## Dates\n\nSoon.\n"},
    "a heading less": {
        AUTUMN: LONE.replace("## Swans\n\n", "").replace("Many.", "Many.\n\n## Owls\n\nA few.")
    },
    "a section more": {AUTUMN: LONE + "\n## Owls\n\nA few.\n"},
    "a heading with an anchor of its own": {AUTUMN: LONE.replace("## Geese", "## Goslings {#geese}")},
    "a table of contents": {
        "content/notes/sand.md": NOTE + "".join(f"\n## Part {n}\n\nMore.\n" for n in range(5))
    },
    "a heading that the text links to": {
        "content/notes/net.md": NET.replace("## Mesh", "## Mesh {#fine}").replace("(#mesh)", "(#fine)")
    },
}
LINKS: dict[str, dict[str, str | bytes | None]] = {
    "a link more": {f"{WINTER}/gulls.md": GULLS + "\n[Waders](waders.md) and [mud](waders.md#on-the-mud).\n"},
    "a link without words": {f"{WINTER}/gulls.md": GULLS + "\n[](../../notes/sand.md#grain), [](#roost)\n"},
    "links of all kinds": {
        "content/notes/sand.md": NOTE
        + "\n[a](https://far.example/) [b](index.md) [c](/about/) [d](../about.md) [[wader]] [e](#grain) "
        "[f](../issues/2026-02-01-winter/dunlin.png) [g](/issues/) [h](../guides/ringing/01-nets.md) "
        "[i](mailto:a@b.example) [j](../notes) [k](/issues/2026-02-01-winter/)\n"
    },
    "another link": {f"{WINTER}/index.md": LETTER.replace("(waders.md)", "(gulls.md#roost)")},
    "a link less": {
        "content/about.md": sites.ABOUT.replace("[the last letter](issues/2026-02-01-winter/index.md)", "it")
    },
    "a link before a picture": {
        f"{WINTER}/waders.md": WADERS.replace("We counted", "[We](ducks.md) counted")
    },
    "a link on a lone issue": {AUTUMN: LONE.replace("Grey", "[Grey](2026-02-01-winter/gulls.md)")},
    "a note more": {AUTUMN: LONE.replace("Grey", "Grey[^g]") + "\n[^g]: In [fog](../about.md).\n"},
    "a note less": {"content/notes/net.md": NET.replace("[^n]\n", "\n").replace("[^n]: Thin.\n", "")},
    "a note more on a page": {"content/notes/net.md": NET.replace("Knots", "Knots[^k]") + "\n[^k]: Many.\n"},
    "from one new heading to another": {
        f"{WINTER}/gulls.md": GULLS + "\n## At sea\n\nSee [there](ducks.md#teal).\n",
        f"{WINTER}/ducks.md": TEXTS[f"{WINTER}/ducks.md"] + "\n## Teal\n\nOr [](gulls.md#at-sea).\n",  # type: ignore[operator]
    },
}
AMENDED = SUMMARY | LENGTH | HEADINGS | LINKS
LONG: dict[str, dict[str, str | bytes | None]] = {
    "nothing to begin with": {"content/notes/sand.md": "---\ntitle: Sand\n---\n"},
    "a new character": {"content/notes/sand.md": NOTE.replace("Fine", "Łódź")},
    "the last of a character": {
        "content/notes/sand.md": NOTE.replace(" —", ","),
        "content/notes/index.md": "---\ntitle: Notes\n---\nWhat else we saw.\n",
    },
    "a heading that another text links to": {
        f"{WINTER}/gulls.md": GULLS.replace("## Roost", "## Roosts {#roost}")
    },
    "a link to an event": {f"{WINTER}/gulls.md": f"{GULLS}\n[Walk](../../events/2026-03-14-walk.md)\n"},
    "a picture": {"content/notes/sand.md": f"{NOTE}\n![Sand](../issues/2026-02-01-winter/dunlin.png)\n"},
    "a note more in an article": {f"{WINTER}/ducks.md": "---\ntitle: Ducks\n---\nTeal.[^t]\n\n[^t]: Few.\n"},
    "a heading in a guide": {f"{GUIDE}/02-hands.md": f"{HANDS}\n\n## Wings\n\nThin.\n"},
    "so many sections that there is a cover": {"content/issues/2025-05-01-spring.md": THIN + "## C\n\nc\n"},
    "a block": {f"{WINTER}/gulls.md": f"{GULLS}\n/// pullquote | Ada\nGulls!\n///\n"},
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = TestSite(tmp_path_factory.mktemp("amending") / "site").write(shore() | TEXTS)
    site.write({"content/index.md": "---\ntitle: Letters\n---\nA letter every season.\n"})
    assert site.build().published
    return site.root


@pytest.fixture
def site(built: Path, tmp_path: Path) -> TestSite:
    shutil.copytree(built, tmp_path / "site")
    return TestSite(tmp_path / "site")


@pytest.fixture
def long_ways(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list to which each build that goes the long way adds."""
    taken: list[str] = []
    make = pipeline._make

    def noting(*given: object) -> object:
        taken.append("long")
        return make(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "_make", noting)
    return taken


def planned(site: TestSite) -> Iterator[Task]:
    """Yield the tasks of the plan that was kept, but for the digests of words, which have their own place."""
    options = site.options()
    plan = Files(options.state, options.root, options.output_folder).plan
    with contextlib.closing(sqlite3.connect(plan)) as connection:
        for (data,) in connection.execute("SELECT data FROM batches ORDER BY batch").fetchall():
            for task in pickle.loads(data):
                entries = (replace(one, digest="") if one.kind == "text" else one for one in task.inputs)
                yield replace(task, inputs=tuple(entries))


def compare(site: TestSite, folder: Path) -> None:
    """Assert that a site was planned, built and judged as from nothing."""
    clean = TestSite(folder / "clean")
    shutil.copytree(site.root, clean.root, ignore=shutil.ignore_patterns("output", ".obsite"))
    report = clean.build()
    assert report.published
    assert site.output() == clean.output()
    for one, other in zip(planned(site), planned(clean), strict=True):
        assert one == other
    again = site.build()
    assert (again.rendered, again.diagnostics) == (0, report.diagnostics)
    site.write({"content/new.md": "New.\n"})  # nothing but what shows this is made with a new plan
    assert site.build().rendered < 6


@pytest.mark.parametrize("name", AMENDED)
def test_what_can_be_amended(name: str, site: TestSite, tmp_path: Path, long_ways: list[str]) -> None:
    ahead = PageFirst(site.options())
    site.write(AMENDED[name])
    pages = ahead.pages(site.root / path for path in AMENDED[name])
    assert pages
    report = site.build()
    assert long_ways == []
    assert report.published
    assert 0 < report.rendered < 25
    assert all(site.output()[output] == data for output, data in pages.items())
    compare(site, tmp_path)


@pytest.mark.parametrize("name", LONG)
def test_what_has_to_be_planned(name: str, site: TestSite, tmp_path: Path, long_ways: list[str]) -> None:
    ahead = PageFirst(site.options())
    site.write(LONG[name])
    assert ahead.pages(site.root / path for path in LONG[name]) == {}
    assert site.build().published
    assert long_ways == ["long"]
    compare(site, tmp_path)


def test_one_upon_another(site: TestSite, tmp_path: Path, long_ways: list[str]) -> None:
    gulls = f"{WINTER}/gulls.md"
    for edit in (
        {gulls: GULLS.replace("They come", "Most come")},  # how it begins
        {gulls: GULLS.replace("They come", "Most come") + "\n" + "They sleep. " * 30},
        {gulls: GULLS.replace("They come", "Most of them come")},
        {gulls: GULLS.replace("They come", "Most of them come"), **SUMMARY["a character more"]},
        {gulls: GULLS, **SUMMARY["a character less"]},
    ):
        site.write(edit)
        assert site.build().published
    compare(site, tmp_path)
