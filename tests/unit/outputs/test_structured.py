"""Structured data: what is declared, and that it cannot leave its script element."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, replace

import pytest

from obsite.outputs import structured
from obsite.outputs.addresses import absolute_url
from obsite.outputs.json_ld import with_breadcrumbs
from obsite.outputs.views import (
    EventCardView,
    IssueCardView,
    LinkView,
    OrganisationView,
    PersonView,
    SiteView,
)

SITE = SiteView(
    title="The Heron",
    short_title="Heron",
    description="Birds of the marsh",
    lang="en",
    direction="ltr",
    base_url="https://heron.example/letters/",
    organisation=OrganisationView(name="Marsh Society", url="", email="", address=""),
    newsletter="Newsletter",
    navigation=(),
    footer=(),
    licence="",
    theme_colour_light="",
    theme_colour_dark="",
    home="/",
    archive="/issues/",
    events="/events/",
    feed="/feed.xml",
    calendar="/events.ics",
    indicators="",
    regions="",
    preload=(),
)
ISSUE = IssueCardView(
    number="3",
    series="",
    title="Spring",
    route="/issues/spring/",
    standfirst="",
    date=dt.date(2024, 4, 2),
    date_label="",
    pdf=None,
    source=None,
)
EVENT = EventCardView(
    title="Count </script>",
    route="/events/count/",
    start=dt.date(2024, 5, 1),
    end=dt.date(2024, 5, 2),
    start_time="09:30",
    end_time="17:00",
    timezone="Europe/Rome",
    location="Turin",
    country="Italy",
    online=False,
    aim="Count herons",
    audience="",
    url="",
    organiser="",
    status="cancelled",
    past=False,
    ics_route="/events/count/count.ics",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    route: str = "/issues/spring/nests/"
    description: str = "Where they nest"
    lang: str = ""
    published: dt.date | None = None
    updated: dt.date | None = None
    image: str = ""


def graph(text):
    return json.loads(text)["@graph"]


def test_website_names_its_publisher():
    site, publisher = graph(structured.website(SITE))
    assert site["url"] == "https://heron.example/letters/"
    assert site["publisher"]["@id"] == publisher["@id"]
    assert publisher["name"] == "Marsh Society"
    assert "email" not in publisher


def test_issue():
    (node,) = graph(structured.publication_issue(SITE, ISSUE, [PersonView(name="Ada", role="Editor")]))
    assert (node["issueNumber"], node["datePublished"]) == ("3", "2024-04-02")
    assert node["editor"] == [{"@type": "Person", "name": "Ada", "jobTitle": "Editor"}]
    assert node["isPartOf"]["name"] == "The Heron"


def test_article_is_part_of_its_issue_and_has_an_author():
    (node,) = graph(structured.article(SITE, "Nests", Facts(), ISSUE, []))
    assert node["datePublished"] == "2024-04-02"
    assert node["author"][0]["name"] == "Marsh Society"
    assert node["isPartOf"]["url"] == "https://heron.example/letters/issues/spring/"


def test_event_has_moments_with_offset_status_and_place():
    (node,) = graph(structured.event(SITE, EVENT))
    assert node["startDate"] == "2024-05-01T09:30:00+02:00"
    assert node["eventStatus"] == "https://schema.org/EventCancelled"
    assert node["location"]["address"]["addressCountry"] == "Italy"
    assert node["eventAttendanceMode"].endswith("OfflineEventAttendanceMode")


def test_whole_days_have_no_time():
    (node,) = graph(structured.event(SITE, replace(EVENT, start_time="", end_time="")))
    assert (node["startDate"], node["endDate"]) == ("2024-05-01", "2024-05-02")


@pytest.mark.parametrize(
    ("online", "mode"), [(True, "MixedEventAttendanceMode"), (False, "OfflineEventAttendanceMode")]
)
def test_attendance(online, mode):
    (node,) = graph(structured.event(SITE, replace(EVENT, online=online)))
    assert node["eventAttendanceMode"].endswith(mode)


def test_an_event_without_a_place_is_not_declared():
    assert structured.event(SITE, replace(EVENT, location="", country="")) == ""


def test_text_cannot_leave_the_script_element():
    assert "<" not in structured.event(SITE, EVENT)
    assert graph(structured.event(SITE, EVENT))[0]["name"] == "Count </script>"


def test_breadcrumbs_are_added():
    trail = (LinkView(title="Home", href="/"), LinkView(title="Events", href="/events/"))
    nodes = graph(with_breadcrumbs(structured.event(SITE, EVENT), SITE.base_url, trail))
    assert [node["@type"] for node in nodes] == ["Event", "BreadcrumbList"]
    assert nodes[1]["itemListElement"][1]["item"] == "https://heron.example/letters/events/"
    assert with_breadcrumbs("", SITE.base_url, trail[:1]) == ""


def test_steps_that_pages_share_are_those_of_each():
    """They are kept as text from page to page: by address of the site, place in the trail, title and route."""
    home, section = LinkView(title="Home", href="/"), LinkView(title="A & b", href="/s/")
    page = LinkView(title="</script>", href="https://elsewhere.example/ü")
    for base in ("https://one.example/", "https://two.example/below/"):
        for trail in ((home, section, page), (section, home, page), (home, page)):
            (node,) = graph(with_breadcrumbs("", base, trail))
            steps = [(one["position"], one["name"], one["item"]) for one in node["itemListElement"]]
            assert steps == [
                (at, step.title, absolute_url(base, step.href)) for at, step in enumerate(trail, start=1)
            ]
            assert "<" not in with_breadcrumbs("", base, trail)
