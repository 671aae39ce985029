"""A preview over real HTTP: what it answers, what it tells open pages, and how it stands a fault."""

from __future__ import annotations

import re
import socket
import threading
from contextlib import ExitStack
from pathlib import Path

import pytest

from obsite.diagnostics.errors import ConfigurationError, WorldRefused
from obsite.engine.findings import changed_while_building
from obsite.serve import workshop
from obsite.serve.server import open_socket
from obsite.stages.report import BuildReport
from tests.support.previewed import Shown, previewed
from tests.support.sites import TestSite, shore

ISSUE = "/letters/issues/winter/"
ABOUT = "/letters/about/"
SCRIPT = '<script src="/_obsite/reload.js" data-state="'


@pytest.fixture(scope="module")
def still(tmp_path_factory):
    """A preview that tests only look at."""
    site = TestSite(tmp_path_factory.mktemp("still") / "site").write(shore())
    site.write({"templates/assets/film.mp4": bytes(range(256))})
    with previewed(site.options()) as shown:
        assert shown.told.next_build().published
        yield site, shown


@pytest.fixture
def site(tmp_path):
    return TestSite(tmp_path / "site").write(shore())


@pytest.fixture
def shown(site):
    with previewed(site.options()) as shown:
        assert shown.told.next_build().published
        yield shown


def test_a_page_is_sent_with_a_script_that_is_not_in_the_file(still):
    site, shown = still
    answer = shown.get(ISSUE)
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.text.index(SCRIPT) < answer.text.index("</head>")
    assert SCRIPT not in site.page("issues/winter/index.html")
    assert re.sub(f"{SCRIPT}[^>]*></script>\n", "", answer.text) == site.page("issues/winter/index.html")


def test_the_script_and_its_style_come_from_the_site_itself(still):
    _, shown = still
    assert shown.get("/_obsite/reload.js").headers["content-type"].startswith("text/javascript")
    assert shown.get("/_obsite/overlay.css").headers["content-type"].startswith("text/css")
    assert shown.get("/_obsite/overlay.html").status == 404
    assert shown.get("/_obsite/../server.py").status == 404


def test_addresses_begin_with_the_path_of_the_base_url(still):
    _, shown = still
    assert shown.base == "/letters/"
    for asked, address in (("/", "/letters/"), ("/letters", "/letters/"), (ISSUE[:-1], ISSUE)):
        answer = shown.get(asked)
        assert answer.status == 307
        assert answer.headers["location"] == address
    assert shown.get(f"{ISSUE[:-1]}?a=b").headers["location"] == f"{ISSUE}?a=b"
    assert shown.get("/issues/winter/").status == 404
    assert shown.get(f"{ISSUE}index.html").status == 200


def test_what_is_not_there_gets_the_sites_own_page(still):
    _, shown = still
    answer = shown.get("/letters/nothing/")
    assert answer.status == 404
    assert 'class="lost"' in answer.text or "404" in answer.text
    assert SCRIPT in answer.text
    assert shown.get("/letters/nothing/nothing.pdf").status == 404
    assert shown.get(f"{ABOUT}about.pdf").status == 404, "a page that is no issue has no PDF"


@pytest.mark.parametrize(
    "path",
    [
        "/letters/../site.yaml",
        "/letters/%2e%2e/site.yaml",
        "/letters/..%2fsite.yaml",
        "/letters/%00",
        "/letters//",
    ],
)
def test_nothing_outside_of_the_output_is_sent(still, path):
    answer = still[1].get(path)
    assert answer.status in {307, 404}
    assert b"Letters from the Shore\nshort_title" not in answer.body


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("assets/site.css", "text/css; charset=utf-8"),
        ("assets/site.js", "text/javascript; charset=utf-8"),
        ("feed.xml", "application/atom+xml"),
        ("sitemap.xml", "application/xml"),
        ("events.ics", "text/calendar; charset=utf-8"),
        ("robots.txt", "text/plain; charset=utf-8"),
    ],
)
def test_files_have_their_types(still, name, kind):
    answer = still[1].get(f"/letters/{name}")
    assert (answer.status, answer.headers["content-type"]) == (200, kind)


def test_a_part_of_a_file_can_be_had(still):
    site, shown = still
    whole = (site.root / "output/assets/site.css").read_bytes()
    part = shown.get("/letters/assets/site.css", Range="bytes=10-19")
    assert (part.status, part.body) == (206, whole[10:20])
    assert part.headers["content-range"] == f"bytes 10-19/{len(whole)}"
    assert shown.get("/letters/assets/site.css", Range="bytes=-5").body == whole[-5:]
    assert shown.get("/letters/assets/site.css", Range=f"bytes={len(whole)}-").status == 416


def test_only_reading_is_allowed(still):
    _, shown = still
    head = shown.get(ISSUE, "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert shown.get(ISSUE, "POST").status == 405


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8000", 200),
        ("letters.localhost", 200),
        ("[::1]:8000", 200),
        ("127.0.0.1", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("localhost.evil.example:80", 421),
        ("192.0.2.7:8000", 421),
    ],
)
def test_other_hosts_are_refused(still, host, status):
    assert still[1].get(ISSUE, Host=host).status == status


def test_an_edit_changes_the_page_and_tells_which(site, shown: Shown):
    with shown.events() as events:
        before = next(events)
        path = "content/about.md"
        site.write({path: "---\ntitle: About\n---\nWe count fish now.\n"})
        shown.told.change(site.root / path)
        after = next(events)
    assert after["state"] != before["state"]
    assert ABOUT in after["pages"]
    assert ISSUE not in after["pages"]
    answer = shown.get(ABOUT)
    assert "We count fish now." in answer.text
    assert f'data-state="{after["state"]}"' in answer.text


def test_a_page_with_new_words_is_shown_before_the_site_is_built(site, shown: Shown, monkeypatch):
    path = site.root / "content/about.md"
    told = "---\ntitle: About\ndescription: Us.\n---\nWe count {}.\n"
    path.write_text(told.format("fish"), encoding="utf-8")
    shown.told.change(path)
    shown.told.next_build()
    real, begun, go_on = workshop.pipeline.build, threading.Event(), threading.Event()

    def build(options):
        begun.set()
        assert go_on.wait(60)
        return real(options)

    monkeypatch.setattr(workshop.pipeline, "build", build)
    with shown.events() as events:
        before = next(events)
        path.write_text(told.format("moth"), encoding="utf-8")
        shown.told.change(path)
        ahead = next(events)
        assert begun.wait(60)
        answer = shown.get(ABOUT)
        file = (site.root / "output/about/index.html").read_text(encoding="utf-8")
        go_on.set()
        shown.told.next_build()
        after = next(events)
    assert ahead["pages"] == [ABOUT]
    assert ahead["state"] != before["state"]
    assert "We count moth." in answer.text
    assert "We count fish." in file, "nothing is published before the build"
    assert after["state"] == ahead["state"], "what was shown already is not shown again"
    assert "We count moth." in shown.get(ABOUT).text
    assert "We count moth." in (site.root / "output/about/index.html").read_text(encoding="utf-8")


def test_a_page_that_is_lost_is_shown_before_the_site_is_built(site, shown: Shown, monkeypatch):
    path, file = site.root / "content/about.md", site.root / "output/about/index.html"
    told = "---\ntitle: About\ndescription: Us.\n---\nWe count {}.\n"
    path.write_text(told.format("fish"), encoding="utf-8")
    shown.told.change(path)
    shown.told.next_build()
    real, go_on = workshop.pipeline.build, threading.Event()
    monkeypatch.setattr(workshop.pipeline, "build", lambda options: go_on.wait(60) and real(options))
    file.unlink()
    assert shown.get(ABOUT).status == 404
    with shown.events() as events:
        next(events)
        path.write_text(told.format("moth"), encoding="utf-8")
        shown.told.change(path)
        assert next(events)["pages"] == [ABOUT]
    answer = shown.get(ABOUT)
    go_on.set()
    assert (answer.status, "We count moth." in answer.text) == (200, True)
    assert SCRIPT in answer.text
    shown.told.next_build()
    assert "We count moth." in file.read_text(encoding="utf-8")


def test_what_was_edited_before_is_shown_while_the_first_build_goes_on(site, monkeypatch):
    told = "---\ntitle: About\ndescription: Us.\n---\nWe count {}.\n"
    site.write({"content/about.md": told.format("fish")}).build()
    site.write({"content/about.md": told.format("moth")})
    real, go_on = workshop.pipeline.build, threading.Event()
    monkeypatch.setattr(workshop.pipeline, "build", lambda options: go_on.wait(60) and real(options))
    with previewed(site.options()) as shown, shown.events() as events:
        next(events)
        assert "We count fish." in shown.get(ABOUT).text
        ahead = next(events)
        answer = shown.get(ABOUT)
        go_on.set()
        shown.told.next_build()
        after = next(events)
        assert ahead["pages"] == [ABOUT]
        assert "We count moth." in answer.text
        assert after["state"] == ahead["state"], "what was shown already is not shown again"
        assert "We count moth." in shown.get(ABOUT).text


def test_new_words_in_several_places_are_all_shown(site, shown: Shown):
    """The page of the whole issue shows an article too, and the feed follows with the build."""
    path = site.root / "content/issues/2026-02-01-winter/waders.md"
    path.write_text(path.read_text(encoding="utf-8").replace("the tower", "the mast"), encoding="utf-8")
    with shown.events() as events:
        next(events)
        shown.told.change(path)
        ahead = next(events)
    shown.told.next_build()
    assert ahead["pages"] == [f"{ISSUE}waders/", f"{ISSUE}whole/"]
    assert "the mast" in (site.root / "output/feed.xml").read_text(encoding="utf-8")


MANY = {
    f"content/notes/n{number}.md": f"---\ntitle: N{number}\ndescription: One.\n---\nIt is dusk.\n"
    for number in range(30)
}
NOTE = "/letters/notes/n{}/"


def save_all(site: TestSite, shown: Shown, word: str) -> None:
    """Save many texts at once, one of them with another title."""
    site.write({path: text.replace("dusk", word) for path, text in MANY.items()})
    site.write({"content/notes/n3.md": MANY["content/notes/n3.md"].replace("N3", f"N3 at {word}")})
    shown.told.change(*(site.root / path for path in MANY))


def test_of_many_texts_those_that_are_looked_at_come_first(site, shown: Shown):
    site.write(MANY)
    shown.told.change(*(site.root / path for path in MANY))
    shown.told.next_build()
    with shown.events() as events, shown.events(NOTE.format(17)), shown.events(NOTE.format(3)):
        next(events)
        save_all(site, shown, "dawn")
        first, then = next(events), next(events)
        assert first["pages"] == [NOTE.format(17)]
        assert NOTE.format(17) not in then["pages"], "it is shown already"
        assert {NOTE.format(3), NOTE.format(29)} <= {*then["pages"]}
    with shown.events() as events:
        next(events)
        assert "dawn" in shown.get(NOTE.format(21)).text, "a page that was asked for is looked at"
        save_all(site, shown, "noon")
        assert NOTE.format(21) in next(events)["pages"]
        assert "noon" in shown.get(NOTE.format(21)).text


def test_few_texts_are_shown_before_the_build_though_nobody_looks(site, shown: Shown):
    some = dict([*MANY.items()][:5])
    site.write(some)
    shown.told.change(*(site.root / path for path in some))
    shown.told.next_build()
    with shown.events() as events, shown.events(NOTE.format(2)):
        next(events)
        site.write({path: text.replace("dusk", "dawn") for path, text in some.items()})
        shown.told.change(*(site.root / path for path in some))
        assert next(events)["pages"] == [NOTE.format(2)]
        assert {*next(events)["pages"]} == {NOTE.format(number) for number in (0, 1, 3, 4)}


def test_a_saved_file_that_says_the_same_changes_nothing(site, shown: Shown):
    with shown.events() as events:
        before = next(events)
        shown.told.change(site.root / "content/about.md")
        assert next(events)["state"] == before["state"]


def test_a_style_sheet_alone_is_named(site, shown: Shown):
    with shown.events() as events:
        next(events)
        site.write({"templates/assets/css/prose.css": ".prose { color: green; }\n"})
        shown.told.change(site.root / "templates/assets/css/prose.css")
        news = next(events)
    assert news["styles"] == ["/letters/assets/site.css"]


def test_a_script_that_changed_concerns_every_page(site, shown: Shown):
    with shown.events() as events:
        next(events)
        site.write({"templates/assets/js/site.js": "// nothing\n"})
        shown.told.change(site.root / "templates/assets/js/site.js")
        news = next(events)
    assert (news["styles"], news["pages"]) == ([], None)


def test_a_fault_is_laid_over_the_last_good_page_until_it_is_mended(site, shown: Shown):
    path = "content/about.md"
    good = shown.get(ABOUT)
    with shown.events() as events:
        before = next(events)
        site.write({path: '---\ntitle: About\n---\nSee [<this>](<no "where".md>).\n'})
        shown.told.change(site.root / path)
        wrong = next(events)
        assert wrong["state"] == before["state"]
        for words in (
            "1 error: nothing was published",
            f"{path}:4:",
            "broken-link",
            "<mark>",
            "no &#34;where&#34;.md",
        ):
            assert words in wrong["overlay"]
        assert "<this>" not in wrong["overlay"]
        assert "Paths are relative" in wrong["overlay"]
        assert shown.get(ABOUT).text == good.text
        with shown.events() as others:
            assert next(others)["overlay"] == wrong["overlay"], "a page that is opened now is told too"
        site.write({path: "---\ntitle: About\n---\nSee nothing.\n"})
        shown.told.change(site.root / path)
        mended = next(events)
    assert (mended["overlay"], ABOUT in mended["pages"]) == ("", True)


def test_a_site_that_cannot_be_read_at_all_is_no_end(site, shown: Shown):
    config = site.root / "site.yaml"
    text = config.read_text()
    with shown.events() as events:
        next(events)
        config.unlink()
        shown.told.change(config)
        assert "there is no site.yaml" in next(events)["overlay"]
        assert isinstance(shown.told.next_build(), ConfigurationError)
        assert shown.get(ISSUE).status == 200
        config.write_text(text)
        shown.told.change(config)
        assert next(events)["overlay"] == ""


def test_another_base_url_moves_the_site(site, shown: Shown):
    with shown.events() as events:
        next(events)
        config = site.root / "site.yaml"
        config.write_text(config.read_text().replace("/letters/", "/post/"))
        shown.told.change(config)
        assert next(events)["pages"] is None
    assert shown.get("/post/issues/winter/").status == 200
    assert shown.get("/").headers["location"] == "/post/"


def test_before_anything_is_built_a_page_waits(tmp_path):
    site = TestSite(tmp_path / "site").write(shore() | {"content/about.md": "[x](none.md)\n"})
    with previewed(site.options()) as shown:
        assert not shown.told.next_build().published
        answer = shown.get(ISSUE)
        assert answer.status == 503
        assert SCRIPT in answer.text
        with shown.events() as events:
            assert "none.md" in next(events)["overlay"]


def test_a_change_in_the_middle_of_a_build_starts_another(site, monkeypatch):
    real, calls = workshop.pipeline.build, []

    def build(options):
        calls.append(options)
        if len(calls) == 1:
            # The build has read the text when it is saved again, thrice.
            report = real(options)
            site.write({"content/about.md": "---\ntitle: About\n---\nSaved while building.\n"})
            for _ in range(3):
                shown.told.change(site.root / "content/about.md")
            return report
        return real(options)

    monkeypatch.setattr(workshop.pipeline, "build", build)
    with previewed(site.options()) as shown:
        shown.told.next_build()
        assert shown.told.next_build().rendered
        assert "Saved while building." in shown.get(ABOUT).text
    assert len(calls) == 2, "what came together was built together"
    assert not any(options.pdf for options in calls)


def test_a_build_that_a_save_overtakes_is_no_fault(site, shown: Shown, monkeypatch):
    real, overtaken = workshop.pipeline.build, [True, True]

    def build(options):
        if overtaken:
            overtaken.pop()
            return BuildReport(diagnostics=(changed_while_building("content/about.md"),))
        return real(options)

    monkeypatch.setattr(workshop.pipeline, "build", build)
    with shown.events() as events:
        next(events)
        site.write({"content/about.md": "---\ntitle: About\n---\nSaved while building.\n"})
        shown.told.change(site.root / "content/about.md")
        assert next(events)["overlay"] == ""
    assert shown.told.next_build().published, "nobody is told of the others"
    assert "Saved while building." in shown.get(ABOUT).text


@pytest.mark.parametrize("fault", ["error", "stop"])
def test_a_fault_that_may_be_mended_by_now_is_not_told(site, shown: Shown, monkeypatch, fault: str):
    """A file is deleted and written anew: the build in between finds that it is gone."""
    about = site.root / "content/about.md"
    good, real = about.read_text(encoding="utf-8"), workshop.pipeline.build

    def build(options):
        monkeypatch.setattr(workshop.pipeline, "build", real)
        report = real(options)
        assert not report.published
        site.write({"content/about.md": f"{good}\nIt is back.\n"})
        shown.told.change(about)
        if fault == "stop":
            raise FileNotFoundError(about)
        return report

    monkeypatch.setattr(workshop.pipeline, "build", build)
    with shown.events() as events:
        next(events)
        about.unlink()
        shown.told.change(about)
        assert next(events)["overlay"] == ""
    assert shown.told.next_build().published
    assert "It is back." in shown.get(ABOUT).text


def test_a_preview_that_is_overtaken_without_end_says_so(site, shown: Shown, monkeypatch):
    report = BuildReport(diagnostics=(changed_while_building("content/about.md"),))
    monkeypatch.setattr(workshop.pipeline, "build", lambda _: report)
    shown.told.change(site.root / "content/about.md")
    assert shown.told.next_build() is report


def test_a_pdf_is_made_when_it_is_asked_for_and_again_when_it_is_stale(site, shown: Shown, monkeypatch):
    made: list[Path] = []

    def make_pdf(options, path, target):
        made.append(path)
        target.write_bytes(b"%PDF-" + str(len(made)).encode())
        return target, ()

    monkeypatch.setattr(workshop.pipeline, "make_pdf", make_pdf)
    pdf = f"{ISSUE}winter.pdf"
    first = shown.get(pdf)
    assert (first.status, first.body, first.headers["content-type"]) == (200, b"%PDF-1", "application/pdf")
    assert shown.get(pdf, Range="bytes=0-3").body == b"%PDF"
    assert made == [site.root / "content/issues/2026-02-01-winter/index.md"]
    shown.told.change(site.root / "content/about.md")
    shown.told.next_build()
    assert shown.get(pdf).body == b"%PDF-2"


def test_a_pdf_that_cannot_be_made_says_why(shown: Shown, monkeypatch):
    def make_pdf(options, path, target):
        raise WorldRefused("no PDF can be made: no Pango", "install Pango")

    monkeypatch.setattr(workshop.pipeline, "make_pdf", make_pdf)
    answer = shown.get(f"{ISSUE}winter.pdf")
    assert answer.status == 500
    assert "install Pango" in answer.text


def test_an_open_stream_does_not_hold_up_the_end(site):
    with ExitStack() as open_page:
        with previewed(site.options()) as shown:
            shown.told.next_build()
            events = open_page.enter_context(shown.events())
            next(events)
        assert list(events) == [], "the stream was ended, not forgotten"


def test_a_port_that_is_taken_is_refused_with_a_cure():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(WorldRefused, match=str(port)) as refusal:
            open_socket("127.0.0.1", port)
    assert "-p" in refusal.value.help
    with pytest.raises(WorldRefused, match=r"no\.such\.host\.invalid"):
        open_socket("no.such.host.invalid", 0)
