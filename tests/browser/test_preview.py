"""A page that is open while its text is written: the preview, the system's notices and Chromium together."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from obsite.serve.watching import watch
from tests.support.browsing import MARKS, opened
from tests.support.previewed import previewed
from tests.support.sites import TestSite, shore

pytestmark = MARKS

ABOUT = "content/about.md"
LONG = "---\ntitle: About\n---\n" + "\n\n".join(f"Line {number}." for number in range(200)) + "\n"

# The page's own policy forbids what playwright's wait_for_function does.
UNTIL = """() => new Promise((done, fail) => {
  setTimeout(() => fail(new Error("it never came true")), 30000);
  const look = () => %s ? done() : requestAnimationFrame(look);
  look();
})"""


@pytest.fixture
def writing(tmp_path):
    """A site, its preview, which hears of saved files from the system."""
    site = TestSite(tmp_path / "site").write(shore() | {ABOUT: LONG})
    with previewed(site.options(), watch(site.root)) as shown:
        assert shown.told.next_build().published
        yield site, shown


def saved_by_rename(site: TestSite, name: str, text: str) -> None:
    """Save as careful editors do: a new file beside the old one, then put in its place."""
    beside = site.root / f"{name}~"
    beside.write_text(text)
    beside.replace(site.root / name)


def test_a_saved_text_appears_by_itself_where_the_reader_is(browser, writing):
    site, shown = writing
    with opened(browser) as (page, watched):
        page.goto(f"{shown.url}about/")
        page.evaluate("window.scrollTo({ top: 2400, behavior: 'instant' }); window.old = true")
        saved_by_rename(site, ABOUT, LONG.replace("Line 60.", "Line sixty."))
        page.get_by_text("Line sixty.").wait_for(state="attached")
        page.evaluate(UNTIL % "window.scrollY > 2300 && window.scrollY < 2500")
        assert page.evaluate("window.old") is None
        assert watched.faults == []


def test_a_saved_style_sheet_takes_effect_without_a_reload(browser, writing):
    site, shown = writing
    with opened(browser) as (page, watched):
        page.goto(f"{shown.url}about/")
        page.evaluate("window.old = true")
        sheets = page.locator("link[rel=stylesheet]").count()
        site.write(
            {"templates/assets/css/prose.css": ".prose { color: rgb(1, 2, 3); }\n"}
        )  # a new folder, too
        page.evaluate(UNTIL % "getComputedStyle(document.querySelector('.prose')).color === 'rgb(1, 2, 3)'")
        page.evaluate(UNTIL % f"document.querySelectorAll('link[rel=stylesheet]').length === {sheets}")
        assert page.evaluate("window.old") is True
        assert watched.faults == []


def test_a_fault_is_told_over_the_page_and_goes_by_itself(browser, writing):
    site, shown = writing
    with opened(browser) as (page, watched):
        page.goto(f"{shown.url}about/")
        site.write({ABOUT: LONG + "\nSee [the tide](tide.md).\n"})
        sheet = page.get_by_role("region", name="1 error: nothing was published")
        sheet.wait_for()
        assert sheet.get_by_text(ABOUT).is_visible()
        assert sheet.locator("mark").is_visible()
        assert sheet.locator(".cure").inner_text()
        assert page.get_by_text("Line 1.", exact=True).is_visible(), "the last good page is still there"
        assert watched.faults == []
        assert Axe().run(page).response["violations"] == []
        watched.faults.clear()  # axe itself tries an inline style
        page.keyboard.press("Escape")
        sheet.wait_for(state="detached")
        site.write({ABOUT: LONG + "\nSee [the tide](tide.md) and [the ebb](ebb.md).\n"})
        page.get_by_role("region", name="2 errors: nothing was published").wait_for()
        page.get_by_role("button", name="Close").click()
        assert page.locator("obsite-faults").count() == 0
        site.write({ABOUT: LONG + "\nSee nothing.\n"})
        page.get_by_text("See nothing.").wait_for(state="attached")
        assert page.locator("obsite-faults").count() == 0
        assert watched.faults == []


def test_pages_that_did_not_change_stay(browser, writing):
    site, shown = writing
    with opened(browser) as (page, _):
        page.goto(f"{shown.url}issues/winter/gulls/")
        page.evaluate("window.old = true")
        other = page.context.new_page()
        other.goto(f"{shown.url}about/")
        site.write({ABOUT: LONG + "\nOne more.\n"})
        other.get_by_text("One more.").wait_for(state="attached")
        assert page.evaluate("window.old") is True


def test_of_a_hundred_saved_files_the_open_pages_are_fresh_first(browser, writing):
    """Two browsers look at two of them; links lead to files that are written later, and nothing of it stays."""
    site, shown = writing
    names = [f"n{number:03}" for number in range(100)]

    def save(word: str) -> None:
        for name, other in zip(names, [*names[1:], names[0]], strict=True):
            head = f"---\ntitle: {name}\ndescription: One.\n---\n"
            (site.root / f"content/{name}.md").write_text(f"{head}It is {word}.\n\n[Next]({other}.md)\n")

    with opened(browser) as (page, watched), opened(browser) as (other, others):
        page.goto(f"{shown.url}about/")
        save("dusk")
        while "It is dusk." not in shown.get(f"{shown.base}n099/").text:
            shown.told.next_build()
        for one, name in ((page, "n070"), (other, "n007")):
            one.goto(f"{shown.url}{name}/")
            one.get_by_text("It is dusk.").wait_for()
        save("dawn")
        for one in (page, other):
            one.get_by_text("It is dawn.").wait_for()
            assert one.locator("obsite-faults").count() == 0
        while "It is dawn." not in shown.get(f"{shown.base}n099/").text:
            shown.told.next_build()
        assert watched.faults == others.faults == []
