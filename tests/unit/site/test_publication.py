"""What is public on a day, and what those who write are told of the rest."""

from __future__ import annotations

import pytest

DAY = "2026-06-01"
SHOWN, HIDDEN = True, False

CASES = [
    ({"date": "2026-06-01"}, {}, SHOWN),
    ({"date": "2026-06-02"}, {}, HIDDEN),
    ({"date": "2026-06-02"}, {"future": True}, SHOWN),
    ({"date": "2026-05-01", "draft": True}, {}, HIDDEN),
    ({"date": "2026-05-01", "draft": True}, {"future": True}, HIDDEN),
    ({"date": "2026-05-01", "draft": True}, {"drafts": True}, SHOWN),
    ({"date": "2026-06-09", "draft": True}, {"drafts": True}, HIDDEN),
    ({"date": "2026-06-09", "draft": True}, {"drafts": True, "future": True}, SHOWN),
    # publish_at says more than the date: an issue may appear before the day it bears, or after.
    ({"date": "2026-06-09", "publish_at": "2026-06-01"}, {}, SHOWN),
    ({"date": "2026-05-09", "publish_at": "2026-06-02"}, {}, HIDDEN),
    ({"date": "2026-05-09", "publish_at": "2026-06-02"}, {"future": True}, SHOWN),
    ({"date": "2026-05-09", "publish_at": "2026-06-01 23:59"}, {}, SHOWN),
    # On the day itself it has expired; the future does not bring it back.
    ({"date": "2026-05-09", "expires_at": "2026-06-02"}, {}, SHOWN),
    ({"date": "2026-05-09", "expires_at": "2026-06-01"}, {}, HIDDEN),
    ({"date": "2026-05-09", "expires_at": "2026-06-01"}, {"future": True, "drafts": True}, HIDDEN),
]


@pytest.mark.parametrize(("meta", "options", "shown"), CASES)
def test_what_is_public(site, text, meta, options, shown):
    files = {"issues/spring.md": text(title="Spring", **meta)}
    built = site(files, as_of=DAY, **options)
    assert [issue.document.title for issue in built.site.issues] == (["Spring"] if shown else [])
    assert built.codes == []


def test_pages_and_articles_have_their_time_too(site, text):
    files = {
        "about.md": text(title="About", date="2026-07-01"),
        "issues/spring/index.md": text(title="Spring", date="2026-05-01"),
        "issues/spring/late.md": text(title="Late", draft=True),
        "issues/spring/ready.md": text(title="Ready"),
    }
    [issue] = site(files, as_of=DAY).site.issues
    assert [article.title for article in issue.articles] == ["Ready"]
    assert not site(files, as_of=DAY).site.pages
    assert [page.title for page in site(files, as_of="2026-07-01").site.pages] == ["About"]


def test_events_to_come_are_public_at_once(site, text):
    files = {
        "events/walk.md": text(title="Walk", start="2026-09-01"),
        "events/talk.md": text(title="Talk", start="2025-01-01"),
    }
    assert [event.title for event in site(files, as_of=DAY).site.events] == ["Talk", "Walk"]


@pytest.mark.parametrize(
    ("meta", "reason"),
    [
        ({"draft": True}, "it is a draft"),
        ({"date": "2026-07-01"}, "it is dated 2026-07-01"),
        ({"publish_at": "2026-07-02"}, "it is to appear on 2026-07-02"),
        ({"expires_at": "2026-05-02"}, "it expired on 2026-05-02"),
    ],
)
def test_a_link_to_what_is_not_public_says_why(site, text, meta, reason):
    built = site({"about.md": "See [the plan](plan.md).\n", "plan.md": text(title="Plan", **meta)}, as_of=DAY)
    assert reason in built.only("broken-link").message
    assert built.places("broken-link") == [("about.md", 1, 16)]


def test_a_hidden_issue_takes_all_that_is_in_its_folder_with_it(site, text):
    files = {
        "issues/spring/index.md": text(title="Spring", date="2026-05-01", draft=True),
        "issues/spring/one.md": text(title="One"),
        "issues/spring/figures/geese.csv": "a,b\n",
        "about.md": "[One](issues/spring/one.md), [table](issues/spring/figures/geese.csv)",
        "logo.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    }
    built = site(files, as_of=DAY)
    assert list(built.site.documents) == ["content/about.md"]
    assert list(built.site.files) == ["content/logo.svg"]
    assert [item.message for item in built.found if item.code == "broken-link"] == [
        "`issues/spring/one.md` is not public: its issue is not (it is a draft)",
        "`issues/spring/figures/geese.csv` is not public: its page is not (it is a draft)",
    ]
    shown = site(files, as_of=DAY, drafts=True)
    assert shown.codes == []
    assert list(shown.site.files) == ["content/issues/spring/figures/geese.csv", "content/logo.svg"]


def test_files_beside_a_hidden_page_stay_for_its_public_neighbours(site, text):
    files = {
        "guide/index.md": text(title="Guide", draft=True),
        "guide/birds.md": text("[Table](birds.csv)", title="Birds"),
        "guide/birds.csv": "a,b\n",
    }
    built = site(files, as_of=DAY)
    assert (built.codes, list(built.site.files)) == ([], ["content/guide/birds.csv"])
