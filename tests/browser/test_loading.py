"""What a page loads: pictures as wide as needed and when needed, few fonts, a film only when pressed."""

from __future__ import annotations

import re

import pytest

from tests.support.browsing import DESKTOP, MARKS, PHONE, opened, shift
from tests.support.demonstration import ISSUE
from tests.support.gallery import PAGE, PICTURES, SIZE

pytestmark = MARKS

_SHOWN = """(images) => images.map((image) => ({
  source: image.currentSrc, natural: [image.naturalWidth, image.naturalHeight],
  width: image.getAttribute("width"), height: image.getAttribute("height"),
  box: image.getBoundingClientRect().width, loading: image.loading, complete: image.complete,
  srcset: image.srcset, webp: image.closest("picture")?.querySelector("source")?.srcset || "",
}))"""


def photographs(page):
    return page.locator("main img[src*=photo]").evaluate_all(_SHOWN)


@pytest.mark.parametrize(("width", "ratio"), [(DESKTOP, 1), (PHONE, 1), (PHONE, 2)])
def test_a_picture_comes_no_wider_than_it_is_shown(browser, pictures, width, ratio):
    with opened(browser, width=width, device_scale_factor=ratio) as (page, _):
        page.goto(pictures.url + PAGE)
        first = photographs(page)[0]
    assert first["source"].endswith(".webp")
    widths = sorted(int(each.rsplit(" ", 1)[1].removesuffix("w")) for each in first["webp"].split(", "))
    assert len(widths) > 2
    enough = [each for each in widths if each >= first["box"] * ratio] or widths[-1:]
    chosen = next(each for each in widths if f"-{each}" in first["source"].rsplit("/", 1)[1])
    assert chosen <= enough[min(1, len(enough) - 1)]
    assert chosen >= min(first["box"] * ratio * 0.9, widths[-1])


def test_sizes_are_given_and_true(browser, pictures):
    with opened(browser) as (page, _):
        page.goto(pictures.url + PAGE)
        for photo in photographs(page)[:1]:
            assert (int(photo["width"]), int(photo["height"])) == SIZE
            across, down = photo["natural"]
            assert across / down == pytest.approx(SIZE[0] / SIZE[1], rel=0.01)


def test_pictures_below_the_fold_wait(browser, pictures):
    with opened(browser, width=PHONE) as (page, watch):
        page.goto(pictures.url + PAGE)
        first, *_, last = photographs(page)[:PICTURES]
        assert first["loading"] == "eager"
        assert last["loading"] == "lazy"
        assert not any("photo-6" in name for name in watch.loaded())
        with page.expect_response(lambda answer: "photo-6" in answer.url):
            page.locator("main img[src*=photo-6]").scroll_into_view_if_needed()
        assert shift(page) < 0.02
        assert watch.faults == []


def test_a_film_loads_nothing_until_it_is_asked_for(browser, pictures):
    with opened(browser) as (page, watch):
        page.goto(pictures.url + PAGE)
        page.locator("[data-video]").scroll_into_view_if_needed()
        assert "tide.mp4" not in watch.loaded()
        assert page.locator("video").count() == 0
        with page.expect_request("**/tide.mp4"):
            page.locator("[data-video]").press("Enter")
        assert page.evaluate("() => document.activeElement.tagName") == "VIDEO"
        assert page.evaluate("() => document.activeElement.controls")


def test_a_film_is_a_plain_link_without_script(browser, pictures):
    with opened(browser, java_script_enabled=False) as (page, _):
        page.goto(pictures.url + PAGE)
        assert page.locator("[data-video]").get_attribute("href").endswith("tide.mp4")


# What a page may weigh, with its fonts, sheets and scripts, as a server sends it compressed.
_ARTICLE = 92_000
_HEAVIEST = {
    "index.html": 103_000,
    "issues/eco-1/index.html": 92_000,
    "events/index.html": 92_000,
    "guides/strategic-partnerships/cooperation/index.html": 92_000,
    "scoreboard/index.html": 114_000,  # a table of all regions
    "regions/de/index.html": 146_000,  # nine charts and a map
    "clusters/index.html": 147_000,  # a map of all regions, and the numbers of its script
}


def weigh(browser, site, name):
    with opened(browser) as (page, watch):
        page.goto(site.url + name)
        page.evaluate("() => document.fonts.ready.then(() => 0)")
        assert any(name.endswith(".woff2") for name in watch.loaded())
        return watch.weight(), watch.loaded()


def test_an_article_weighs_less_than_100_kb(browser, site):
    articles = [name for name in site.built.pages() if name.startswith(f"{ISSUE}/") and name.count("/") == 3]
    weights = {name: weigh(browser, site, name)[0] for name in articles if "/whole/" not in name}
    assert len(weights) == 8
    assert {name: weight for name, weight in weights.items() if weight >= _ARTICLE} == {}


def test_other_pages_weigh_no_more_than_what_they_show(browser, site):
    weights = {name: weigh(browser, site, name)[0] for name in _HEAVIEST}
    assert {name: weight for name, weight in weights.items() if weight >= _HEAVIEST[name]} == {}


def test_what_an_article_does_not_show_it_does_not_load(browser, site):
    _, loaded = weigh(browser, site, f"{ISSUE}/forum/index.html")
    assert {name for name in loaded if name.endswith((".css", ".js"))} == {"site.css", "site.js"}
    assert not [name for name in loaded if name.endswith("-data.woff2")]
    _, loaded = weigh(browser, site, "regions/index.html")
    assert {"charts.css", "maps.css", "maps.js", "serif-text-400-data.woff2"} <= set(loaded)


_USED = """() => document.fonts.ready.then(() => [...document.fonts].filter((face) => face.status === "loaded")
  .map((face) => [face.family.replaceAll('"', ""), face.style, face.weight]))"""
# The files that every page may load; parts with a unicode-range are another matter.
_FACE = re.compile(
    r'font-family:"([^"]+)";font-weight:(\d+);font-style:(\w+);[^}]*url\("fonts/([^"]+)"\)[^;]*}'
)


def test_at_most_two_fonts_are_preloaded_and_each_is_used(browser, site):
    faces = _FACE.findall(site.built.text("assets/site.css"))
    assert faces
    for name in ("index.html", f"{ISSUE}/forum/index.html", "events/index.html"):
        with opened(browser) as (page, watch):
            page.goto(site.url + name)
            early = page.locator("link[rel=preload][as=font]").evaluate_all("(all) => all.map((a) => a.href)")
            shown = {tuple(face) for face in page.evaluate(_USED)}
            used = {file for family, weight, style, file in faces if (family, style, weight) in shown}
            assert len(early) <= 2, name
            assert {address.rpartition("/")[2] for address in early} <= used, name
            assert {each for each in watch.loaded() if each.endswith(".woff2")} == used, name
