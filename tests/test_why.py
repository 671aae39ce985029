"""`obsite why` tells in a sentence each what an output is made from, what changed last, and what has since."""

from __future__ import annotations

from pathlib import Path

import pytest

from obsite import pipeline
from tests.support.marsh import AUTUMN, WADERS_TEXT, WINTER, marsh
from tests.support.marsh_edits import FOOTER
from tests.support.sites import TestSite, png

ARTICLE = "issues/winter/waders/index.html"


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> TestSite:
    site = TestSite(tmp_path_factory.mktemp("why") / "site").write(dict(marsh()))
    assert site.build().published
    return site


def why(site: TestSite, path: str) -> list[str]:
    return pipeline.explain(site.options(), path)


def test_a_page_is_made_from_texts_templates_and_pictures(begun: TestSite) -> None:
    made, last, state = why(begun, ARTICLE)
    assert made.startswith(
        f"{ARTICLE} is made from the text {WINTER}/waders.md; the templates article.html and "
    )
    assert made.endswith(", the drawing assets/mark.svg and the words in strings/theme/en.yaml of the theme.")
    assert (last, state) == ("It was last made because it was new.", "It is up to date.")


@pytest.mark.parametrize(
    ("path", "made"),
    [
        (
            "sitemap.xml",
            "site.yaml and what the texts of the site say of themselves: titles, dates, addresses.",
        ),
        ("issues/winter/dunlin-40.webp", f"the picture {WINTER}/dunlin.png."),
        ("assets/site.js", "the script assets/js/site.js of the theme."),
        ("/people/", "the file content/people.yaml; the templates people.html and "),
    ],
)
def test_other_outputs_too(begun: TestSite, path: str, made: str) -> None:
    told = why(begun, path)[0].partition(" is made from ")[2]
    assert told.startswith(made) if not made.endswith(".") else told == made


def test_a_source_leads_to_all_that_it_has_a_part_in(begun: TestSite) -> None:
    told = "\n".join(why(begun, f"{WINTER}/waders.md"))
    for output in (ARTICLE, "issues/winter/whole/index.html", "feed.xml"):
        assert f"{output} is made from " in told
    assert why(begun, "templates/tag.html")[0].startswith(
        "tags/count/index.html is made from site.yaml and what the texts of"
    )


def changed(site: TestSite, output: str) -> str:
    """Return what the next build would do to an output, having checked that it then says so itself."""
    _, _, state = why(site, output)
    assert site.build().published
    _, last, now = why(site, output)
    assert now == "It is up to date."
    reason = state.removeprefix("The next build makes it again, because ")
    assert last == f"It was last made because {reason}"
    return reason.removesuffix(".")


def test_what_changed_last_is_told_after_edits_of_each_kind(tmp_path: Path) -> None:
    site = TestSite(tmp_path / "site").write(dict(marsh()))
    assert site.build().published
    words = WADERS_TEXT.replace("We counted", "They saw")
    site.write({f"{WINTER}/waders.md": words})
    assert changed(site, ARTICLE) == f"the text {WINTER}/waders.md changed"
    site.write({f"{WINTER}/waders.md": words.replace("title: Waders", "title: Waders of the bay")})
    assert (
        changed(site, "tags/count/index.html") == f"its articles changed, after {WINTER}/waders.md was edited"
    )
    site.write({AUTUMN: "---\ntitle: Autumn\nnumber: 3\n---\nGone.\n", f"{WINTER}/dunlin.png": png(70, 48)})
    assert changed(site, "issues/winter/dunlin.png") == f"the picture {WINTER}/dunlin.png changed"
    site.write({"templates/macros/footer.html": FOOTER, "templates/strings/en.yaml": "read_issue: Read\n"})
    assert changed(site, "index.html") == (
        "the template macros/footer.html changed and the words in strings/en.yaml came in"
    )
    assert (
        "the template templates/macros/footer.html; the words in templates/strings/en.yaml"
        in why(site, "/")[0]
    )
    site.write({f"content/notes/{name}.md": f"{name.title()}.\n" for name in ("a", "b", "c", "d")})
    site.write(
        {"content/notes/sea.md": None, "content/notes/list.csv": "a\n1\n", "content/about.md": "Us.\n"}
    )
    assert changed(site, "sitemap.xml") == (
        "its entries changed, after content/about.md, content/notes/a.md, content/notes/b.md and 4 more files"
        " were edited, put in or removed"
    )
    (site.root / "output/feed.xml").write_text("broken")
    assert changed(site, "feed.xml") == "its file was missing or had been changed by someone else"
    site.write({"content/events/boat.yaml": None})
    assert why(site, "events/boat/boat.ics")[2] == "The next build removes it."
