"""The published files are what they claim to be: HTML, Atom, iCalendar, JSON-LD, a sitemap, robots."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import re
from collections import Counter

import feedparser
import html5lib
import icalendar
import lxml.etree
import pytest

from tests.support.demonstration import SITE_URL
from tests.support.html import parse

pytestmark = pytest.mark.slow

ATOM = {"a": "http://www.w3.org/2005/Atom"}
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")


@pytest.fixture(scope="module")
def trees(demonstration):
    return {page: parse(demonstration.text(page)) for page in demonstration.pages()}


def test_html_parses_without_an_error(demonstration):
    faults = []
    for page in demonstration.pages():
        parser = html5lib.HTMLParser()
        parser.parse(demonstration.text(page))
        faults += [f"{page}:{line}: {name} {data}" for (line, _), name, data in parser.errors]
    assert faults == []


def test_every_page_says_what_it_is(trees):
    titles = Counter()
    for page, tree in trees.items():
        titles[tree.findtext(".//title")] += 1
        assert tree.get("lang") == "en", page
        assert len(tree.xpath("//h1")) == 1, page
        assert len(tree.xpath("//main")) == 1, page
        ids = Counter(tree.xpath("//@id"))
        assert [name for name, n in ids.items() if n > 1] == [], page
        assert tree.xpath("//meta[@name='viewport']"), page
        assert tree.xpath("//meta[@name='description']/@content")[0].strip(), page
        assert tree.xpath("//img[not(@alt)]") == [], page
    assert [title for title, n in titles.items() if n > 1] == []


def test_headings_skip_no_level(trees):
    for page, tree in trees.items():
        levels = [int(heading.tag[1]) for heading in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        steps = [b - a for a, b in itertools.pairwise(levels)]
        assert max(steps, default=0) <= 1, (page, levels)


def test_canonical_addresses_name_the_page_itself(demonstration, trees):
    for page, tree in trees.items():
        (canonical,) = tree.xpath("//link[@rel='canonical']/@href")
        if canonical == SITE_URL + page.removesuffix("index.html"):
            continue
        assert tree.xpath("//meta[@http-equiv='refresh']"), page  # an alias names its target


def test_feed_keeps_the_rules_of_atom(demonstration):
    root = lxml.etree.fromstring(demonstration.text("feed.xml").encode())
    for holder in [root, *root.findall("a:entry", ATOM)]:
        for name in ("id", "title", "updated"):
            assert len(holder.findall(f"a:{name}", ATOM)) == 1, name
        for moment in holder.xpath("a:updated/text()|a:published/text()", namespaces=ATOM):
            assert RFC_3339.match(moment)
        for link in holder.findall("a:link", ATOM):
            assert link.get("href").startswith("https://")
    (own,) = root.xpath("a:link[@rel='self']/@href", namespaces=ATOM)
    assert own == f"{SITE_URL}feed.xml"
    ids = root.xpath("a:entry/a:id/text()", namespaces=ATOM)
    assert len(ids) == len(set(ids))
    moments = root.xpath("a:entry/a:updated/text()", namespaces=ATOM)
    assert root.findtext("a:updated", namespaces=ATOM) == max(moments)


def test_feed_reads_well(demonstration):
    feed = feedparser.parse(demonstration.text("feed.xml"))
    assert feed.bozo == 0, feed.get("bozo_exception")
    (issue,) = (entry for entry in feed.entries if entry.id.endswith("/issues/eocic-3/"))
    content = issue.content[0].value
    for told in ("369", "Transilvania IT cluster", "Turin", "traded", "Blueprint"):
        assert told in content
    addresses = re.findall(r"(?:href|src)=\"([^\"]*)\"", content)
    assert [address for address in addresses if not address.startswith(("https:", "http:", "mailto:"))] == []
    assert "<script" not in content


def test_calendars_read_well(demonstration):
    together = icalendar.Calendar.from_ical(demonstration.text("events.ics"))
    events = together.walk("VEVENT")
    assert together.errors == []
    assert len({event["UID"] for event in events}) == len(events) == 4
    alone = []
    for path in sorted(demonstration.output.rglob("events/*/*.ics")):
        calendar = icalendar.Calendar.from_ical(path.read_bytes().decode())
        alone += calendar.walk("VEVENT")
    assert {event.to_ical() for event in alone} == {event.to_ical() for event in events}
    (week,) = (event for event in events if "Regions and Cities" in event["SUMMARY"])
    assert week["DTSTART"].dt == dt.date(2019, 10, 7)
    assert week["DTEND"].dt == dt.date(2019, 10, 11)  # the day after the last (RFC 5545, 3.6.1)


def test_calendar_lines_keep_to_the_standard(demonstration):
    for path in demonstration.output.rglob("*.ics"):
        data = path.read_bytes()
        lines = data.split(b"\r\n")
        assert lines[-1] == b"", path
        assert max(map(len, lines)) <= 75, path
        assert b"\n" not in data.replace(b"\r\n", b""), path


def test_structured_data_is_json_and_agrees_with_the_page(trees):
    kinds = Counter()
    for page, tree in trees.items():
        for script in tree.xpath("//script[@type='application/ld+json']/text()"):
            told = json.loads(script)
            assert told["@context"] == "https://schema.org"
            kinds.update(thing["@type"] for thing in told["@graph"])
            for crumbs in (thing for thing in told["@graph"] if thing["@type"] == "BreadcrumbList"):
                positions = [item["position"] for item in crumbs["itemListElement"]]
                assert positions == list(range(1, len(positions) + 1)), page
    assert kinds["Event"] == 4
    assert kinds["Article"] == 8
    assert {"Organization", "PublicationIssue", "BreadcrumbList", "WebSite"} <= set(kinds)


def test_sitemap_lists_exactly_the_pages_that_may_be_found(demonstration, trees):
    root = lxml.etree.fromstring(demonstration.text("sitemap.xml").encode())
    listed = root.xpath("//s:loc/text()", namespaces=SITEMAP)
    hidden = "//meta[@name='robots' and contains(@content, 'noindex')]|//meta[@http-equiv='refresh']"
    wanted = [
        SITE_URL + page.removesuffix("index.html") for page, tree in trees.items() if not tree.xpath(hidden)
    ]
    assert sorted(listed) == sorted(wanted)


def test_robots_names_the_sitemap(demonstration):
    lines = demonstration.text("robots.txt").splitlines()
    assert f"Sitemap: {SITE_URL}sitemap.xml" in lines
    assert "User-agent: *" in lines
    assert not any(line.startswith("Disallow: /") for line in lines)
