"""Included templates are kept as text, and every page has what it would have had without."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from obsite.outputs import fragments
from obsite.outputs.desk import Setting
from obsite.outputs.environments import Shelf
from obsite.outputs.fragments import folders_to
from obsite.outputs.templating import render_template
from obsite.outputs.views import LinkView
from tests.unit.outputs.test_structured import SITE

LINKS = ("/", "/a/", "/a/b/", "/a/b/c/x.pdf", "/ä/#z", "/?q", "https://example.org/", "#top", "c/")
FILES = {
    "strings/en.yaml": b"hello: Hello",
    "strings/de.yaml": b"hello: Hallo",
    "page.html": b"{% set site = page.site %}{% set words = page.words %}"
    b"{% for word in ('x', words) %}{% include page.part with context %}{% endfor %}",
    "foot.html": b"{% for link in site.navigation %}{{ href(link.href) }} {% endfor %}{{ t('hello') }}{{ word }}",
    "outer.html": b"{{ href('/a/b/') }}{% include 'foot.html' %}{% include 'macro.html' %}",
    "macro.html": b"{% from 'm.html' import m with context %}{{ m('/a/') }}{% include 'own.html' %}",
    "m.html": b"{% macro m(to) %}{{ href(to) }}{{ lang }}{% endmacro %}",
    "own.html": b"{% set href = route %}{{ href }}",
    "page_part.html": b"{{ page.words }}{{ loading() }}",
    "number.html": b"{{ page.number }}",
    "set.html": b"{% set word = page.number %}{% include 'word.html' %}{% set word = page.number == 1 %}"
    b"{% include 'word.html' %}",
    "word.html": b"[{{ word }}]",
}
ROUTES = (
    "/",
    "/a/",
    "/a/x/",
    "/a/y/",
    "/a/b/",
    "/a/b/z/",
    "/q/",
    "/q/r/",
    "/ä/",
    "/a/x/",
    "/404.html",
    "/b/y/",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    site: object
    part: str
    words: str = "&"
    number: float = 1


def source(part):
    """Return the templates, with the part named in the page, for only then it may be kept."""
    named = FILES | {"page.html": FILES["page.html"].replace(b"page.part", repr(part).encode())}
    return named.get


def settings(part):
    for lang, root in (("en", ""), ("de", ""), ("en", "https://example.org/"), ("en", "")):
        for route in ROUTES:
            yield Setting(route=route, lang=lang, templates=source(part), root=root)


def pages(part):
    site = replace(SITE, navigation=tuple(LinkView(title="", href=href) for href in LINKS))
    other = replace(site, navigation=site.navigation[1:4])
    yield from (Page(site=site, part=part), Page(site=replace(site), part=part, words="<w>"))
    yield from (Page(site=other, part=part, number=True), Page(site=site, part=part, number=1.0))


@pytest.mark.parametrize(
    "part", [name for name in FILES if name.endswith(".html") and name not in ("page.html", "m.html")]
)
def test_each_page_has_its_own(part):
    shelf = Shelf(kept={}, key="same templates")
    for setting in settings(part):
        for page in pages(part):
            kept = render_template("page.html", page, replace(setting, shelf=shelf))
            assert kept == render_template("page.html", page, setting)


def test_a_part_is_made_once_for_the_pages_of_a_folder(monkeypatch):
    made = []
    real = fragments._made
    monkeypatch.setattr(fragments, "_made", lambda *values: made.append(values[0].name) or real(*values))
    shelf = Shelf(kept={}, key="x")
    links = (LinkView(title="", href="/a/"), LinkView(title="", href="/c/"))
    for number in range(9):
        page = Page(site=replace(SITE, navigation=links), part="foot.html")
        one = Setting(route=f"/a/{number}/", lang="en", templates=source("foot.html"), shelf=shelf)
        render_template("page.html", page, one)
    assert made == ["foot.html"] * 2  # once for each word


@pytest.mark.parametrize(
    ("target", "folders"),
    [
        ("/", ["/"]),
        ("/a/b/?q=/c/", ["/", "/a/", "/a/b/"]),
        ("/a/b.pdf#c", ["#", "/", "/a/"]),
        ("https://example.org/a/", []),
    ],
)
def test_folders_on_the_way(target, folders):
    assert list(folders_to(target)) == folders
