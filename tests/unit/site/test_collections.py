"""What belongs together and in which order."""

from __future__ import annotations

import pytest

ISSUE = "issues/spring/index.md"


def titles(documents):
    return [document.title for document in documents]


def test_articles_come_by_weight_then_by_name_as_people_count(site, text):
    files = {
        ISSUE: text(title="Spring", date="2026-05-01"),
        "issues/spring/part-10.md": text(title="Ten"),
        "issues/spring/part-9.md": text(title="Nine"),
        "issues/spring/zebra.md": text(title="First", weight=-1),
        "issues/spring/apple.md": text(title="Last", weight=5),
    }
    [issue] = site(files).site.issues
    assert titles(issue.articles) == ["First", "Nine", "Ten", "Last"]
    assert titles(issue.texts) == ["Spring", "First", "Nine", "Ten", "Last"]


def test_named_articles_come_first_in_the_order_named(site, text):
    files = {
        ISSUE: text(title="Spring", date="2026-05-01", articles=["c.md", "a.md"]),
        **{f"issues/spring/{name}.md": text(title=name.upper()) for name in "abc"},
    }
    [issue] = site(files).site.issues
    assert titles(issue.articles) == ["C", "A", "B"]


def test_a_named_article_that_is_not_there_is_said_at_its_place(site, text):
    files = {
        ISSUE: text(title="Spring", date="2026-05-01", articles=["one.md", "tow.md"]),
        "issues/spring/one.md": text(title="One"),
        "issues/spring/two.md": text(title="Two"),
    }
    built = site(files)
    assert built.places("broken-link") == [("issues/spring/index.md", 4, 20)]
    assert "two.md" in built.only("broken-link").help


def test_articles_of_deeper_folders_belong_to_the_issue_above(site, text):
    files = {
        ISSUE: text(title="Spring", date="2026-05-01"),
        "issues/spring/science/dunes.md": text(title="Dunes"),
        "issues/summer/index.md": text(title="Summer", date="2026-05-20"),
    }
    by_title = {issue.document.title: issue for issue in site(files).site.issues}
    assert titles(by_title["Spring"].articles) == ["Dunes"]
    assert by_title["Summer"].articles == ()


def test_folders_without_an_index_only_group(site, text):
    files = {"issues/2026/spring.md": text(title="Spring", date="2026-05-01")}
    built = site(files)
    assert titles(issue.document for issue in built.site.issues) == ["Spring"]
    assert built.route("issues/2026/spring.md") == "/issues/spring/"


def test_the_latest_issue_comes_first(site, text):
    files = {
        "issues/2026-01-05-a.md": text(title="January"),
        "issues/2026-03-05-b.md": text(title="March"),
        "issues/2026-02-05-c.md": text(title="February"),
    }
    issues = site(files).site.issues
    assert titles(issue.document for issue in issues) == ["March", "February", "January"]


def test_issues_of_one_day_come_by_number_as_people_count(site, text):
    files = {
        f"issues/{name}.md": text(title=name, date="2026-01-01", number=n)
        for name, n in [("a", 9), ("b", 10), ("c", 2)]
    }
    assert [issue.meta.number for issue in site(files).site.issues] == ["10", "9", "2"]


def events(text, *days):
    return {f"events/{day}.md": text(title=f"On {day}", start=day) for day in days}


def test_an_issue_lists_the_events_from_its_day_on(site, text):
    files = {
        "issues/spring.md": text(title="Spring", date="2026-05-01"),
        **events(text, "2026-04-30", "2026-05-01", "2026-07-01", "2026-06-01"),
    }
    [issue] = site(files).site.issues
    assert titles(issue.events) == ["On 2026-05-01", "On 2026-06-01", "On 2026-07-01"]


def test_an_issue_lists_no_more_events_than_the_site_wants(site, text):
    files = {
        "issues/spring.md": text(title="Spring", date="2026-05-01"),
        **events(text, *(f"2026-06-{day:02}" for day in range(1, 13))),
    }
    assert len(site(files).site.issues[0].events) == 8
    few = site(files, config="newsletter: {upcoming: 2}\n").site.issues[0].events
    assert titles(few) == ["On 2026-06-01", "On 2026-06-02"]


def test_an_issue_may_name_its_events_or_want_none(site, text):
    more = events(text, "2026-06-01", "2026-07-01")
    named = text(
        title="Spring", date="2026-05-01", events=["../events/2026-07-01.md", "../events/2026-06-01.md"]
    )
    [issue] = site({"issues/spring.md": named, **more}).site.issues
    assert titles(issue.events) == ["On 2026-07-01", "On 2026-06-01"]
    none = text(title="Spring", date="2026-05-01", events=[])
    assert site({"issues/spring.md": none, **more}).site.issues[0].events == ()


def test_an_entry_for_an_issue_that_lives_elsewhere_lists_nothing(site, text):
    entry = text(title="Old", date="2020-05-01", source_url="https://old.example/")
    built = site({"issues/old.md": entry, **events(text, "2026-06-01")})
    assert built.site.issues[0].events == ()
    assert built.codes == []


def test_an_undated_issue_is_asked_for_its_date(site, text):
    assert site({"issues/spring.md": text(title="Spring")}).codes == ["missing-date"]


def test_standing_sections_come_last(site, text):
    files = {
        ISSUE: text(title="Spring", date="2026-05-01", standing=["../../about.md"]),
        "issues/spring/one.md": text(title="One"),
        "about.md": text(title="About"),
    }
    assert titles(site(files).site.issues[0].texts) == ["Spring", "One", "About"]


@pytest.mark.parametrize("other", ["Bird song", "bird song", "bird-song", "Bird Song"])
def test_tags_that_differ_only_in_spelling_are_one(site, text, other):
    files = {"a.md": text(title="A", tags=["Bird song"]), "b.md": text(title="B", tags=[other, "Bird song"])}
    tags = site(files).site.tags
    assert list(tags) == ["bird-song"]
    name, documents = tags["bird-song"]
    assert (name, titles(documents)) == ("Bird song", ["A", "B"])


def test_tags_of_hidden_texts_do_not_exist(site, text):
    assert site({"a.md": text(title="A", tags=["secret"], draft=True)}).site.tags == {}
