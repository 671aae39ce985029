"""Pages are read and walked with the keyboard alone."""

from __future__ import annotations

import pytest

from tests.support.browsing import DESKTOP, MARKS, PHONE, opened
from tests.support.demonstration import ISSUE

pytestmark = MARKS

# What has the focus: its place in the document, in which part it is, and whether one can see it.
_FOCUS = """() => {
  const e = document.activeElement, box = e.getBoundingClientRect();
  const all = [...document.querySelectorAll("*")];
  const part = e.closest("header.masthead, main, footer");
  // A link that covers a card may leave the ring to the card.
  const rings = (one) => one && (getComputedStyle(one).outlineStyle !== "none"
    && parseFloat(getComputedStyle(one).outlineWidth) >= 1.5 || rings(one.parentElement));
  return {
    place: all.indexOf(e), tag: e.tagName, name: e.textContent.trim().slice(0, 40), class: e.className,
    part: part ? part.tagName : "", ring: rings(e),
    shown: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""


def walk(page, steps=300):
    """Press Tab until the focus leaves the page; return each stop."""
    stops = []
    for _ in range(steps):
        page.keyboard.press("Tab")
        stop = page.evaluate(_FOCUS)
        if stop["tag"] == "BODY":
            return stops
        stops.append(stop)
    pytest.fail(f"the focus does not leave the page: {stops[-3:]}")


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
@pytest.mark.parametrize("name", ["index.html", f"{ISSUE}/forum/index.html", "events/index.html"])
def test_the_focus_goes_in_order_through_all_parts_and_can_be_seen(browser, site, name, width):
    with opened(browser, width=width) as (page, _):
        page.goto(site.url + name)
        stops = walk(page)
    assert "skip" in stops[0]["class"]
    places = [stop["place"] for stop in stops]
    assert places == sorted(places)
    parts = list(dict.fromkeys(stop["part"] for stop in stops[1:]))
    assert parts == ["HEADER", "MAIN", "FOOTER"]
    assert [stop for stop in stops if not stop["ring"] or not stop["shown"]] == []


def test_navigation_is_reached_in_its_order(browser, site):
    with opened(browser) as (page, _):
        page.goto(site.url)
        stops = walk(page)
    names = [stop["name"] for stop in stops if stop["part"] == "HEADER"]
    menu = ["Newsletter", "Events", "Regions", "Sectors", "Indicators", "Guides", "Reports", "About"]
    assert names[1:] == menu


def test_the_skip_link_comes_first_and_leads_to_the_content(browser, site):
    with opened(browser) as (page, _):
        page.goto(f"{site.url}{ISSUE}/forum/")
        page.keyboard.press("Tab")
        assert page.evaluate(_FOCUS)["shown"]
        page.keyboard.press("Enter")
        assert page.evaluate("() => document.activeElement.id") == "main"
        page.keyboard.press("Tab")
        assert page.evaluate(_FOCUS)["part"] == "MAIN"


def test_the_menu_of_a_narrow_screen_opens_and_closes_by_keyboard(browser, site):
    with opened(browser, width=PHONE) as (page, _):
        page.goto(site.url)
        link = page.locator("details.menu nav a").first
        assert not link.is_visible()
        while page.evaluate(_FOCUS)["tag"] != "SUMMARY":
            page.keyboard.press("Tab")
            assert page.evaluate(_FOCUS)["part"] != "MAIN"
        page.keyboard.press("Enter")
        assert link.is_visible()
        page.keyboard.press("Tab")
        assert page.evaluate(_FOCUS)["name"] == "Newsletter"
        page.keyboard.press("Escape")
        assert not link.is_visible()
        assert page.evaluate(_FOCUS)["tag"] == "SUMMARY"
