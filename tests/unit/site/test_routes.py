"""Addresses: which route each text and file gets, and that no two share one."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("path", "meta", "route"),
    [
        ("issues/2026-05-01-spring.md", {}, "/issues/spring/"),
        ("issues/2026-05-01-spring/index.md", {}, "/issues/spring/"),
        ("issues/2026-05-01.md", {}, "/issues/2026-05-01/"),
        ("issues/Frühling & Sommer.md", {"date": "2026-05-01"}, "/issues/fruhling-sommer/"),
        ("issues/2026-05-01-spring.md", {"slug": "first-light"}, "/issues/first-light/"),
        ("issues/2026-05-01-spring.md", {"permalink": "letters/one"}, "/letters/one/"),
        ("issues/2026-05-01-spring.md", {"permalink": "/letters/one/index.html"}, "/letters/one/"),
        ("events/2026-07-14-walk.md", {"start": "2026-07-14"}, "/events/walk/"),
        ("events/walk.yaml", {"start": "2026-07-14"}, "/events/walk/"),
        ("about.md", {}, "/about/"),
        ("index.md", {}, "/"),
        ("guide/index.md", {}, "/guide/"),
        ("guide/birds/waders.md", {}, "/guide/birds/waders/"),
        ("guide/2026-05-01-news.md", {}, "/guide/news/"),
        ("issues/index.md", {}, "/issues/"),
    ],
)
def test_where_a_text_goes(site, text, path, meta, route):
    content = text(title="T", **meta) if path.endswith(".md") else "title: T\nstart: 2026-07-14\n"
    built = site({path: content})
    assert built.route(path) == route
    assert built.codes == []


def test_articles_go_below_their_issue_without_their_order(site, text):
    files = {
        "issues/2026-05-01-spring/index.md": text(title="Spring"),
        "issues/2026-05-01-spring/02-dunes.md": text(title="Dunes"),
        "issues/2026-05-01-spring/parts/03 mud.md": text(title="Mud"),
    }
    built = site(files)
    assert built.route("issues/2026-05-01-spring/02-dunes.md") == "/issues/spring/dunes/"
    assert built.route("issues/2026-05-01-spring/parts/03 mud.md") == "/issues/spring/mud/"


def test_a_permalink_of_an_issue_moves_its_articles_along(site, text):
    files = {
        "issues/spring/index.md": text(title="Spring", date="2026-05-01", permalink="/first/"),
        "issues/spring/dunes.md": text(title="Dunes"),
        "issues/spring/dunes.csv": "a,b\n",
    }
    built = site(files)
    assert built.route("issues/spring/dunes.md") == "/first/dunes/"
    assert built.site.files["content/issues/spring/dunes.csv"].route == "/first/dunes.csv"


def test_issues_named_alike_keep_their_dates(site, text):
    files = {f"issues/2026-05-{day}-this-week.md": text(title=f"Week of {day}") for day in ("01", "08")}
    files["issues/2026-05-15-other.md"] = text(title="Another")
    built = site(files)
    assert built.codes == []
    assert sorted(built.site.routes.values()) == [
        "/issues/2026-05-01-this-week/",
        "/issues/2026-05-08-this-week/",
        "/issues/other/",
    ]


def test_a_slug_of_ones_own_is_never_changed(site, text):
    files = {f"issues/2026-05-0{day}-x.md": text(title="X", slug="same") for day in (1, 2)}
    built = site(files)
    assert built.codes == ["duplicate-route"]
    found = built.only("duplicate-route")
    assert (found.span.path, found.span.line) == ("content/issues/2026-05-02-x.md", 3)
    assert found.related[0].span.path == "content/issues/2026-05-01-x.md"


@pytest.mark.parametrize("other", ["about/index.md", "About.md"])
def test_two_pages_at_one_address(site, text, other):
    assert site({"about.md": text(title="A"), other: text(title="B")}).codes == ["duplicate-route"]


def test_old_addresses_lead_to_the_new_one(site, text):
    built = site({"about.md": text(title="About", aliases=["/old", "who/we/are/", "/about.html"])})
    assert built.site.aliases == {"/old/": "/about/", "/who/we/are/": "/about/", "/about.html": "/about/"}


def test_an_alias_that_is_taken(site, text):
    files = {"about.md": text(title="About", aliases=["/contact/"]), "contact.md": text(title="Contact")}
    built = site(files)
    assert built.site.aliases == {}
    assert built.places("duplicate-route")[0][:2] == ("about.md", 3)


def test_files_travel_with_the_page_of_their_folder(site, text):
    files = {
        "issues/2026-05-01-spring/index.md": text(title="Spring"),
        "issues/2026-05-01-spring/data/geese.csv": "a,b\n",
        "logo.svg": "<svg/>",
        "loose/paper.csv": "a,b\n",
    }
    built = site(files)
    routes = {path.removeprefix("content/"): file.route for path, file in built.site.files.items()}
    assert routes == {
        "issues/2026-05-01-spring/data/geese.csv": "/issues/spring/data/geese.csv",
        "logo.svg": "/logo.svg",
        "loose/paper.csv": "/loose/paper.csv",
    }
