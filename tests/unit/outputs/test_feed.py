"""The feed: valid Atom, with the whole text and nothing relative in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import feedparser
from lxml import etree, html

from obsite.engine.task import Task
from obsite.markup.body import marker
from obsite.outputs import feed
from obsite.outputs.closure import bundled_templates
from obsite.outputs.feed import FeedEntryView, FeedPartView, FeedView
from obsite.outputs.views import BodyView, ErratumView, NoteView, PersonView, TargetView

BODY = BodyView(
    html=f'<h2 id="why">Why &amp; how</h2><p><a href="{marker("r", 0)}">a</a> '
    f'<a href="{marker("r", 1)}">b</a>'
    f"{marker('f', 0)}</p>",
    targets=(TargetView(href="#why"), TargetView(href="/events/x/")),
    notes=(NoteView(number=1, anchor="note-1", html="<p>Said in 2019</p>"),),
)
ENTRY = FeedEntryView(
    id="https://heron.example/letters/issues/spring/",
    title="Spring & summer",
    route="/issues/spring/",
    summary="What came",
    published=dt.date(2024, 4, 2),
    updated=dt.date(2024, 5, 1),
    authors=(PersonView(name="Ada"),),
    tags=("birds",),
    parts=(
        FeedPartView(title="", route="/issues/spring/", body=BODY),
        FeedPartView(title="Nests", route="/n/", body=BODY),
    ),
    errata=(ErratumView(date=dt.date(2024, 5, 1), text="Two, not three"),),
)
VIEW = FeedView(
    title="The Heron",
    subtitle="Birds",
    base_url="https://heron.example/letters/",
    route="/feed.xml",
    page="/",
    lang="en",
    author="Marsh Society",
    rights="",
    updated=dt.date(2024, 5, 1),
    entries=(
        ENTRY,
        replace(ENTRY, id="https://heron.example/2", route="https://other.example/", parts=(), errata=()),
    ),
)


def templates():
    folder = bundled_templates()
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def rendered(shelf, view=VIEW):
    result = feed.render(Task(output="feed.xml", format="feed", view=view), shelf(templates=templates()))
    assert result.diagnostics == ()
    return result.data


def test_feed_is_read_by_a_feed_reader(shelf):
    parsed = feedparser.parse(rendered(shelf))
    assert not parsed.bozo
    assert parsed.version == "atom10"
    assert [entry.title for entry in parsed.entries] == ["Spring & summer"] * 2
    assert parsed.entries[0].updated == "2024-05-01T00:00:00Z"
    assert parsed.entries[1].link == "https://other.example/"


def test_content_is_whole_and_has_absolute_links_only(shelf):
    tree = etree.fromstring(rendered(shelf))
    content = tree.findtext(".//{*}content")
    links = [
        address for _, _, address, _ in html.fragment_fromstring(content, create_parent="div").iterlinks()
    ]
    assert all(address.startswith("https://heron.example/letters/") for address in links)
    assert "https://heron.example/letters/issues/spring/#why" in links
    assert "https://heron.example/letters/n/#note-1" in links
    assert content.count("Said in 2019") == 2
    assert "Two, not three" in content
    assert "<aside" not in content


def test_characters_that_xml_does_not_know_are_left_out(shelf):
    data = rendered(shelf, replace(VIEW, title="A\x0bB"))
    assert etree.fromstring(data).findtext("{*}title") == "AB"


def test_the_same_view_gives_the_same_bytes(shelf):
    assert rendered(shelf) == rendered(shelf)
