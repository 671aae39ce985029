"""Pages without script, from disk, under a path, at a wrong address, on paper."""

from __future__ import annotations

import pytest

from tests.support.browsing import DESKTOP, MARKS, PHONE, opened
from tests.support.demonstration import ISSUE

pytestmark = MARKS

_LINKS = "(links) => links.map((a) => (a.href.baseVal ?? a.href).replace(/index\\.html(?=$|[?#])/, ''))"


# Scripts add filters to these, which have words of their own.
_WITH_FILTERS = ("clusters/", "compare/", "indicators/", "regions/", "scoreboard/", "sectors/")


def contents(browser, site, *, script):
    """Return the visible text and the links of each kind of page."""
    found = {}
    with opened(browser, java_script_enabled=script) as (page, _):
        for name in site.kinds().values():
            if name.startswith(_WITH_FILTERS):
                continue
            page.goto(site.url + name)
            text = page.locator("body").inner_text()
            found[name] = " ".join(text.split()), page.locator("a[href]").evaluate_all(_LINKS)
    return found


def test_without_script_the_text_and_the_links_are_the_same(browser, site):
    assert contents(browser, site, script=False) == contents(browser, site, script=True)


_CONTROLS = ":is(input, select, textarea, button):visible, form:visible, [data-find]:visible"
_UNSEEN = """(rows) => rows.filter((row) => !row.closest("[hidden], details:not([open])") && !row.checkVisibility())
    .map((row) => row.textContent)"""
_SEEN = """(rows) => rows.filter((row) => row.checkVisibility() && !row.closest("[hidden]"))
    .map((row) => row.innerText.replace(/\\s+/g, " ").trim())"""
_ROWS = "main :is(tbody tr, ul > li, ol > li)"


def rows_and_controls(browser, site, *, script):
    """Return, of each kind of page with filters, the rows that are seen, those that are not, and the controls."""
    found = {}
    with opened(browser, java_script_enabled=script) as (page, _):
        for name in site.kinds().values():
            if name.startswith(_WITH_FILTERS):
                page.goto(site.url + name)
                rows = page.locator(_ROWS)
                seen, unseen = set(rows.evaluate_all(_SEEN)), rows.evaluate_all(_UNSEEN)
                found[name] = seen, unseen, page.locator("main").locator(_CONTROLS).count()
    return found


def test_without_script_pages_with_filters_show_everything_and_no_filters(browser, site):
    plain = rows_and_controls(browser, site, script=False)
    assert len(plain) > 5
    for name, (seen, unseen, controls) in plain.items():
        assert controls == 0, f"{name} has controls that nothing answers to"
        assert unseen == [], name
        assert seen, name
    scripted = rows_and_controls(browser, site, script=True)
    assert sum(controls for _, _, controls in scripted.values()) > 5, "no page has filters with script either"
    for name, (seen, _, _) in scripted.items():
        assert seen <= plain[name][0], f"{name} shows rows that are not there without script"


def test_without_script_the_menu_of_a_narrow_screen_opens(browser, site):
    with opened(browser, width=PHONE, java_script_enabled=False) as (page, _):
        page.goto(site.url)
        page.locator("details.menu summary").click()
        page.locator("details.menu nav a", has_text="Events").click()
        assert page.url == f"{site.url}events/index.html"


def test_from_disk_one_walks_from_the_front_page_to_an_event(browser, demonstration):
    with opened(browser) as (page, watch):
        page.goto((demonstration.output / "index.html").as_uri())
        issue = page.locator("main h2 a").first
        title = issue.inner_text()
        issue.click()
        assert page.locator("h1").inner_text().split() == title.split()
        page.locator("main a[href$='forum/index.html']").first.click()
        assert page.url.endswith("/issues/eocic-3/forum/index.html")
        page.locator("a[rel=next]").click()
        assert page.url.endswith("/issues/eocic-3/peer-review/index.html")
        page.locator("nav.menu-wide a", has_text="Events").click()
        page.locator("main a", has_text="22nd TCI").first.click()
        assert "Antwerp" in page.locator("main").inner_text()
        page.locator("a.brand").click()
        assert page.url == (demonstration.output / "index.html").as_uri()
    assert watch.faults == []


def test_from_disk_every_kind_of_page_is_silent_and_styled(browser, site):
    with opened(browser) as (page, watch):
        for name in set(site.kinds().values()) - {"404.html"}:  # which only a server shows
            page.goto((site.built.output / name).as_uri())
            assert "Observatory" in page.evaluate("() => getComputedStyle(document.body).fontFamily"), name
            assert watch.faults == [], name


def test_under_a_path_every_kind_of_page_is_silent(browser, below):
    with opened(browser) as (page, watch):
        for name in below.kinds().values():
            page.goto(below.url + name)
            assert watch.faults == [], name
            page.locator("a.brand").click()
            assert page.url == below.url


@pytest.mark.parametrize("address", ["nowhere", "no/such/place/at/all/", "issues/eocic-3/forum/old.html"])
def test_a_wrong_address_shows_the_404_page_whole(browser, below, address):
    with opened(browser) as (page, watch):
        answer = page.goto(below.url + address)
        assert answer.status == 404
        assert [fault for fault in watch.faults if address not in fault and "404" not in fault] == []
        assert all(response.ok for response in watch.responses[1:])
        assert "site.css" in watch.loaded()
        page.locator("main a").first.click()
        assert page.url == below.url


def test_print_shows_the_text_and_leaves_out_what_is_for_the_screen(browser, site):
    with opened(browser, width=DESKTOP) as (page, _):
        page.emulate_media(media="print")
        for name in (f"{ISSUE}/forum/index.html", f"{ISSUE}/whole/index.html", "index.html"):
            page.goto(site.url + name)
            assert page.locator("h1").is_visible()
            assert page.locator("main p").first.is_visible()
            for part in (".skip", ".menu-wide", ".menu", ".turn", "footer nav"):
                shown = [one for one in page.locator(part).all() if one.is_visible()]
                assert shown == [], (name, part)
