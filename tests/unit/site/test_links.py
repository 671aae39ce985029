"""Where links lead: relative, absolute, to anchors and figures, by short links."""

from __future__ import annotations

import pytest

FIGURE = "/// figure | Geese by month\n    src: geese.svg\n    alt: Bars.\n    id: fig-geese\n///\n"
SVG = "<svg xmlns='http://www.w3.org/2000/svg'/>"


@pytest.mark.parametrize(
    ("target", "href"),
    [
        ("waders.md", "/guide/waders/"),
        ("./waders.md", "/guide/waders/"),
        ("waders", "/guide/waders/"),
        ("waders.html", "/guide/waders/"),
        ("../about.md", "/about/"),
        ("../about.md#history", "/about/#history"),
        ("waders.md#on-the-mud", "/guide/waders/#on-the-mud"),
        ("#here", "#here"),
        ("/about.md", "/about/"),
        ("/about/", "/about/"),
        ("/about", "/about/"),
        ("/guide/waders/index.html", "/guide/waders/"),
        ("{filename}/about.md", "/about/"),
        ("table.csv", "/guide/table.csv"),
        ("a%20b.csv", "/guide/a b.csv"),
        ("../issues/", "/issues/"),
        ("../glossary.yaml", "/glossary/"),
        ("/feed.xml", "/feed.xml"),
    ],
)
def test_links_within_the_site(site, text, target, href):
    files = {
        "guide/birds.md": text(f"## Here\n\nSee [it]({target}).", title="Birds"),
        "guide/waders.md": text("## On the mud\n", title="Waders"),
        "guide/table.csv": "a,b\n",
        "guide/a b.csv": "a,b\n",
        "about.md": text("## History\n", title="About"),
        "glossary.yaml": "tide:\n  term: Tide\n",
    }
    built = site(files)
    assert built.codes == []
    assert built.target("guide/birds.md").href == href
    assert not built.target("guide/birds.md").external


@pytest.mark.parametrize(
    "target", ["https://example.org/a#b", "mailto:a@example.org", "//example.org/", "tel:+3212"]
)
def test_links_that_lead_elsewhere_stay_as_they_are(site, target):
    built = site({"about.md": f"See [it]({target})."})
    assert built.codes == []
    assert built.target("about.md").external
    assert built.target("about.md").href == target


@pytest.mark.parametrize(
    ("target", "code", "cure"),
    [
        ("wadres.md", "broken-link", "waders.md"),
        ("../waders.md", "broken-link", "waders.md"),
        ("waders.md#on-the-mut", "dead-anchor", "#on-the-mud"),
        ("#hear", "dead-anchor", "#here"),
        ("/guide/wadres/", "absolute-link", "/guide/waders/"),
        ("tabel.csv", "broken-link", "table.csv"),
        ("www.example.org/x", "broken-link", "https://www.example.org/x"),
    ],
)
def test_links_that_lead_nowhere(site, text, target, code, cure):
    files = {
        "guide/birds.md": text(f"## Here\n\nSee [it]({target}).", title="Birds"),
        "guide/waders.md": text("## On the mud\n", title="Waders"),
        "guide/table.csv": "a,b\n",
    }
    built = site(files)
    assert built.codes == [code]
    assert built.places(code) == [("guide/birds.md", 7, 10)]
    assert cure in built.only(code).help


def test_every_broken_link_is_said_at_its_own_place(site):
    built = site({"a.md": "[a](x.md) and [b](x.md)\n\n[c][d]\n\n[d]: y.md\n"})
    assert built.places("broken-link") == [("a.md", 1, 5), ("a.md", 1, 19), ("a.md", 5, 6)]


def test_links_without_a_text_are_named_by_what_they_lead_to(site, text):
    files = {
        "a.md": text(
            f"{FIGURE}\n## The roost\n\n[](#fig-geese) [](#the-roost) [](b.md) [](b.md#more)", title="A"
        ),
        "b.md": text("## More birds {#more}\n", title="All about B"),
        "geese.svg": SVG,
    }
    built = site(files)
    assert built.codes == []
    assert [target.text for target in built.targets("a.md")] == [
        "Figure 1",
        "The roost",
        "All about B",
        "More birds",
    ]


def test_figures_are_counted_through_an_issue(site, text):
    files = {
        "issues/spring/index.md": text(FIGURE, title="Spring", date="2026-05-01"),
        "issues/spring/one.md": text(
            FIGURE.replace("fig-geese", "fig-swans")
            + "\n/// figure\n    src: geese.svg\n    alt: x\n    id: plain\n///\n",
            title="One",
            weight=1,
        ),
        "issues/spring/two.md": text("[](one.md#fig-swans), [](index.md#fig-geese)", title="Two", weight=2),
        "issues/spring/geese.svg": SVG,
    }
    built = site(files)
    assert [target.text for target in built.targets("issues/spring/two.md")] == ["Figure 2", "Figure 1"]


@pytest.mark.parametrize("target", ["table.csv", "issues/"])
def test_a_link_without_a_text_to_something_without_a_name(site, target):
    built = site({"a.md": f"See []({target}).", "table.csv": "a,b\n"})
    assert built.codes == ["empty-link"]
    assert built.places("empty-link") == [("a.md", 1, 8)]
    assert built.target("a.md").text


def test_a_link_around_a_picture_needs_no_text(site):
    built = site({"a.md": "[![Geese](geese.svg)](geese.svg)", "geese.svg": SVG})
    assert built.codes == []


GLOSSARY = """\
tide:
  term: Spring tide
  abbreviation: ST
  definition: The highest of tides. It comes twice a month.
neap:
  term: Neap tide
"""


@pytest.mark.parametrize("written", ["[[tide]]", "[[Spring tide]]", "[[ST]]", "[[spring-tide]]", "[[TIDE]]"])
def test_short_links_to_the_glossary(site, written):
    target = site({"a.md": f"At {written}.", "glossary.yaml": GLOSSARY}).target("a.md")
    assert (target.href, target.text, target.title) == ("/glossary/#tide", "ST", "The highest of tides.")


def test_short_links_with_a_text_keep_it(site):
    built = site({"a.md": "At [[neap|the neaps]] and [[neap]].", "glossary.yaml": GLOSSARY})
    assert built.codes == []
    assert [target.text for target in built.targets("a.md")] == ["Neap tide", "Neap tide"]
    document = built.site.documents["content/a.md"]
    assert [ref.text for ref in document.body.references] == ["the neaps", ""]


def test_a_term_that_nobody_wrote(site):
    built = site({"a.md": "At [[tied]].", "glossary.yaml": GLOSSARY})
    assert built.places("unknown-term") == [("a.md", 1, 4)]
    assert "[[tide]]" in built.only("unknown-term").help


def test_pages_know_who_links_to_them(site):
    built = site({"a.md": "[b](b.md) [c](c.md)", "b.md": "[c](c.md) [me](b.md)", "c.md": "Nothing."})
    assert built.site.backlinks == {
        "content/b.md": ("content/a.md",),
        "content/c.md": ("content/a.md", "content/b.md"),
    }
