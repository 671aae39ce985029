"""New words within texts: the last plan holds, and what comes out is what a clean build makes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from obsite import pipeline
from obsite.engine.manifest import Files
from obsite.stages.report import BuildReport
from tests.support import isles, sites
from tests.support.crafts import crafts
from tests.support.sites import AS_OF, ISSUE, WADERS, TestSite, shore

# With a description of its own: else the beginning of a text is its summary, which is seen elsewhere.
ABOUT, GULLS, EVENT = (
    text.replace("\n---\n", "\ndescription: In short.\n---\n", 1)
    for text in (sites.ABOUT, sites.GULLS, sites.EVENT)
)
WINTER = "content/issues/2026-02-01-winter"
SHORT = {
    "a word": {f"{WINTER}/gulls.md": GULLS.replace("dusk", "dawn")},
    "a note": {f"{WINTER}/waders.md": WADERS.replace("From the tower", "From the hide")},
    "a block's words": {f"{WINTER}/waders.md": WADERS.replace("Cold hands", "Cold feet")},
    "a count on a page": {"content/about.md": ABOUT.replace("We count", "Ten members count")},
    "a line above a link": {
        f"{WINTER}/waders.md": WADERS.replace("We counted", "It was cold.\n\nWe counted")
    },
    "the editor's letter": {f"{WINTER}/index.md": ISSUE.replace("this is the", "here is the")},
    "a page": {"content/about.md": ABOUT + "\nAnd more.\n"},
    "an event": {"content/events/2026-03-14-walk.md": EVENT + "\nBring boots.\n"},
    "two texts": {
        f"{WINTER}/gulls.md": GULLS.replace("dusk", "dawn"),
        f"{WINTER}/waders.md": WADERS.replace("From the tower", "From the hide"),
    },
    "other line ends": {f"{WINTER}/gulls.md": GULLS.replace("\n", "\r\n")},
}
LONG = {
    "a title": {f"{WINTER}/gulls.md": GULLS.replace("title: Gulls", "title: Gulls at dusk")},
    "a count in an issue": {f"{WINTER}/gulls.md": GULLS + "\nTwelve gulls came.\n"},
    "a broken link": {f"{WINTER}/gulls.md": GULLS + "\n[Nobody](nobody.md)\n"},
    "a new character": {f"{WINTER}/gulls.md": GULLS + "\nIn Łódź.\n"},
    "a note more": {f"{WINTER}/waders.md": WADERS.replace("evening]", "evening][^e]") + "\n[^e]: Late.\n"},
    "a caption": {f"{WINTER}/waders.md": WADERS.replace("| A counter", "| Another counter")},
    "another file": {f"{WINTER}/gulls.md": GULLS.replace("dusk", "dawn"), "content/new.md": "New.\n"},
}

ISLE, CRAFT = "content/regions/N1.md", "content/sectors/wool.md"
ISLE_TEXT = f"""{isles.TEXT}
## It blows[^g]

At {{{{ value("jobless", region="N1", year=2020) }}}} nobody leaves.

/// callout | Wind
All year.
///

[^g]: Every day.
"""
CRAFT_TEXT = "---\ndescription: In short.\n---\nWool is spun by hand.[^b]\n\n[^b]: With care.\n"
SHORT_OF_PROFILES = {
    "before all stories": {ISLE: ISLE_TEXT.replace("when there is no gale", "but in a gale")},
    "the story on the factsheet": {ISLE: ISLE_TEXT.replace("boats are full", "holds are full")},
    "a note": {ISLE: ISLE_TEXT.replace("Harbour office", "Harbour master")},
    "beside a number": {ISLE: ISLE_TEXT.replace("nobody leaves", "nobody comes")},
    "a block's words": {ISLE: ISLE_TEXT.replace("All year.", "In winter.")},
    "a sector": {CRAFT: CRAFT_TEXT.replace("by hand", "by night")},
    "a sector's note": {CRAFT: CRAFT_TEXT.replace("With care", "With patience")},
}
LONG_OF_PROFILES = {
    "a story's title": {ISLE: ISLE_TEXT.replace("## It blows", "## It storms")},
    "a story more": {ISLE: ISLE_TEXT.replace("\n/// callout", "\n## In winter\n\n/// callout")},
    "a chart in another story": {
        ISLE: ISLE_TEXT.replace("## It blows[^g]\n", "").replace("[^h]\n", "[^h]\n\n## It blows[^g]\n")
    },
    "another number": {ISLE: ISLE_TEXT.replace("year=2020", "year=2019")},
}


@pytest.fixture
def site(tmp_path: Path) -> TestSite:
    site = TestSite(tmp_path / "site").write(shore())
    site.write({"content/about.md": ABOUT, f"{WINTER}/gulls.md": GULLS})
    site.write({"content/events/2026-03-14-walk.md": EVENT})
    assert site.build().published
    return site


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


def compare(site: TestSite, folder: Path, *, pdf: bool = False) -> BuildReport:
    clean = TestSite(folder / "clean").write(
        {
            str(path.relative_to(site.root)): path.read_bytes()
            for top in ("content", "site.yaml", "templates")
            for path in [site.root / top, *(site.root / top).rglob("*")]
            if path.is_file()
        }
    )
    report = clean.build(pdf=pdf)
    assert report.published
    assert site.output() == clean.output()
    return report


@pytest.mark.parametrize("name", SHORT)
def test_words_alone_go_the_short_way(
    name: str, site: TestSite, tmp_path: Path, long_ways: list[str]
) -> None:
    site.write(dict(SHORT[name]))
    report = site.build()
    assert report.published
    assert (report.rendered == 0) is (name == "other line ends")
    assert report.rendered < 8
    assert long_ways == []
    compare(site, tmp_path)


SLOPPY = WADERS.replace(
    "## On the mud", "## On the mud\n\nSee [here](gulls.md#no-such-place) and [ ](gulls.md)."
)


@pytest.mark.parametrize(
    "text",
    [
        SLOPPY.replace("We counted", "It was cold.\n\nWe counted"),
        SLOPPY.replace("From the tower", "From  the the tower"),
        WADERS.replace("From the tower", "Click [here](gulls.md) from the tower"),
    ],
    ids=["moved", "one more", "link gone"],
)
def test_what_was_found_in_a_text_moves_with_its_place(
    text: str, site: TestSite, tmp_path: Path, long_ways: list[str]
) -> None:
    config = (site.root / "site.yaml").read_text(encoding="utf-8")
    site.write({"site.yaml": f"{config}diagnostics:\n  dead-anchor: warning\n"})
    site.write({f"{WINTER}/waders.md": SLOPPY})
    assert site.build().published
    long_ways.clear()
    site.write({f"{WINTER}/waders.md": text})
    report = site.build()
    assert report.published
    assert long_ways == []
    clean = compare(site, tmp_path)
    assert report.diagnostics == clean.diagnostics
    again = site.build()
    assert again.rendered == 0
    assert again.diagnostics == clean.diagnostics


@pytest.mark.parametrize("name", LONG)
def test_anything_more_goes_the_long_way(
    name: str, site: TestSite, tmp_path: Path, long_ways: list[str]
) -> None:
    site.write(LONG[name])
    published = site.build().published
    assert long_ways == ["long"]
    assert published is (name != "a broken link")
    if published:
        compare(site, tmp_path)


def test_edit_upon_edit(site: TestSite, tmp_path: Path, long_ways: list[str]) -> None:
    for word in ("hide", "mast", "tower"):
        site.write({f"{WINTER}/waders.md": WADERS.replace("the tower", f"the {word}")})
        assert site.build().published
        site.write({"content/about.md": ABOUT.replace("count birds", f"count from the {word}")})
        assert site.build().published
    assert long_ways == []
    compare(site, tmp_path)


@pytest.mark.parametrize("harm", ["plan gone", "plan damaged", "output damaged", "output gone", "memo gone"])
def test_what_is_damaged_is_healed(harm: str, site: TestSite, tmp_path: Path) -> None:
    options = site.options()
    plan = Files(options.state, options.root, options.output_folder).plan
    page = options.output_folder / "about/index.html"
    match harm:
        case "plan gone":
            plan.unlink()
        case "plan damaged":
            plan.write_bytes(plan.read_bytes()[:8192] + b"\xff" * 20_000)
        case "output damaged":
            page.write_text("changed by hand")
        case "output gone":
            page.unlink()
        case "memo gone":
            (options.state / "memo.sqlite").unlink()
    site.write({f"{WINTER}/waders.md": WADERS.replace("From the tower", "From the hide")})
    assert site.build().published
    compare(site, tmp_path)


def test_a_text_with_a_warning_warns_again(site: TestSite, long_ways: list[str]) -> None:
    warned = WADERS + "\n[^z]: Called nowhere.\n"
    site.write({f"{WINTER}/waders.md": warned})
    assert [found.code for found in site.build().diagnostics] == ["unused-footnote"]
    del long_ways[:]
    site.write({"content/about.md": f"{ABOUT}\nMore.\n"})
    assert [found.code for found in site.build().diagnostics] == ["unused-footnote"]
    site.write({f"{WINTER}/waders.md": warned.replace("We counted", "Cold.\n\nWe counted")})
    found = site.build().diagnostics
    assert long_ways == []
    assert [(one.code, one.span.line) for one in found] == [("unused-footnote", warned.count("\n") + 2)]


def test_a_misspelt_name_is_told(site: TestSite, long_ways: list[str]) -> None:
    site.write({f"{WINTER}/gulls.md": GULLS.replace("They come", "Ada Holmm and others come")})
    assert [found.code for found in site.build().diagnostics] == ["name-variant"]
    site.write({f"{WINTER}/gulls.md": GULLS})
    assert site.build().diagnostics == ()
    assert long_ways == []


@pytest.mark.slow
def test_words_about_regions_and_sectors_go_the_short_way(tmp_path: Path, long_ways: list[str]) -> None:
    site = TestSite(tmp_path / "site").write(crafts() | {ISLE: ISLE_TEXT, CRAFT: CRAFT_TEXT})
    assert site.build(pdf=True).published
    texts = {ISLE: ISLE_TEXT, CRAFT: CRAFT_TEXT}
    for name, edit in {**LONG_OF_PROFILES, "as it was": texts, **SHORT_OF_PROFILES}.items():
        del long_ways[:]
        site.write(texts | edit)
        report = site.build(pdf=True)
        assert report.published
        assert (long_ways == []) is (name in SHORT_OF_PROFILES), name
        assert long_ways or 0 < report.rendered < 5, name
    site.write({path: text for edit in SHORT_OF_PROFILES.values() for path, text in edit.items()})
    assert site.build(pdf=True).published
    assert long_ways == []
    compare(site, tmp_path, pdf=True)


@pytest.mark.slow
def test_pages_that_offer_a_pdf_are_made_again_when_they_tell_something_else(tmp_path: Path) -> None:
    site, plain = (TestSite(tmp_path / name).write(shore()) for name in ("site", "plain"))
    edits = {"same": GULLS.replace("dusk", "dawn"), "other": GULLS + "\nThey sleep on the sand.\n" * 400}
    made: dict[str, int] = {}
    for text in ("", *edits):
        for one, pdf in ((site, True), (plain, False)):
            one.write({f"{WINTER}/gulls.md": edits.get(text, GULLS)})
            made[f"{text} {pdf}"] = one.build(pdf=pdf).rendered
    assert made["same True"] == made["same False"] + 1, "the PDF itself"
    assert made["other True"] > made["other False"] + 1
    compare(site, tmp_path, pdf=True)


def test_the_short_way_imports_neither_models_nor_blocks(tmp_path: Path) -> None:
    text = "---\ntitle: Home\ndescription: In short.\n---\nIt blows.\n"
    site = TestSite(tmp_path / "site").write({"site.yaml": "title: S\n", "content/index.md": text})
    assert site.build().published
    site.write({"content/index.md": text.replace("blows", "rains")})
    program = "import sys; from obsite.cli.main import main; main(); print(*sys.modules)"
    options = ["build", "-C", site.root, "--as-of", AS_OF.isoformat(), "--no-pdf"]
    command = [sys.executable, "-c", program, *map(str, options)]
    here = os.environ | {"PYTHONPATH": str(Path(pipeline.__file__).parents[1])}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=here)
    summary, modules = done.stdout.splitlines()
    assert "1 rendered" in summary
    assert "markdown" in modules.split()
    assert not {"pydantic", "pymdownx.blocks"} & {*modules.split()}
