"""Structured data (JSON-LD in the vocabulary of schema.org) for search engines and archives.

Each function returns a string as `json_ld` writes it, or "" where a kind of page has nothing to declare.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from obsite.outputs.addresses import absolute_url
from obsite.outputs.json_ld import VOCABULARY, Node, pruned, script
from obsite.outputs.views import BookCardView, EventCardView, IssueCardView, LinkView, PersonView, SiteView

_STATUS = {"confirmed": "EventScheduled", "tentative": "EventScheduled", "cancelled": "EventCancelled"}
_WITH_SUMMARY = frozenset({"Article", "Chapter", "Book", "Report"})


class Described(Protocol):
    """What a page says of itself (see planning's PageFacts)."""

    @property
    def route(self) -> str: ...
    @property
    def description(self) -> str: ...
    @property
    def lang(self) -> str: ...
    @property
    def published(self) -> dt.date | None: ...
    @property
    def updated(self) -> dt.date | None: ...
    @property
    def image(self) -> str: ...


class ChapterDescribed(Described, Protocol):
    """What the page of a chapter says of itself: also its title."""

    @property
    def title(self) -> str: ...


def website(site: SiteView) -> str:
    """Return the site and its publisher, for the front page."""
    node = {
        "@type": "WebSite",
        "@id": at(site, "/#website"),
        "name": site.title,
        "alternateName": site.short_title if site.short_title != site.title else "",
        "url": at(site, "/"),
        "description": site.description,
        "inLanguage": site.lang,
        "publisher": {"@id": at(site, "/#publisher")},
    }
    return script(node, organisation(site))


def publication_issue(site: SiteView, issue: IssueCardView, editors: Sequence[PersonView]) -> str:
    """Return a numbered issue of the newsletter."""
    return script(_issue(site, issue) | pruned({"editor": [_person(site, one) for one in editors]}))


def article(
    site: SiteView, headline: str, page: Described, issue: IssueCardView, authors: Sequence[PersonView]
) -> str:
    """Return an article, as part of its issue."""
    published = page.published or issue.date
    node = {
        "@type": "Article",
        "headline": headline,
        "description": page.description,
        "url": at(site, page.route),
        "mainEntityOfPage": at(site, page.route),
        "inLanguage": page.lang or site.lang,
        "datePublished": day(published),
        "dateModified": day(page.updated or published),
        "author": [_person(site, author) for author in authors] or [organisation(site)],
        "publisher": organisation(site),
        "image": at(site, page.image) if page.image else "",
        "isPartOf": _issue(site, issue),
    }
    return script(node)


@dataclass(frozen=True, slots=True, kw_only=True)
class BookFacts:
    """What is declared of a guide or a report."""

    card: BookCardView
    page: Described
    authors: Sequence[PersonView]
    isbn: str
    doi: str
    chapters: Sequence[LinkView]


def book(site: SiteView, facts: BookFacts) -> str:
    """Return a guide as a book, or a report, with its chapters."""
    card, page = facts.card, facts.page
    node = _book(site, card) | {
        "description": page.description,
        "mainEntityOfPage": at(site, page.route),
        "inLanguage": page.lang or site.lang,
        "dateModified": day(page.updated or page.published),
        "author": [_person(site, author) for author in facts.authors] or [organisation(site)],
        "publisher": organisation(site),
        "bookEdition": card.edition if card.kind == "guide" else "",
        "isbn": facts.isbn,
        "sameAs": facts.doi,
        "image": at(site, page.image) if page.image else "",
        "encoding": {
            "@type": "MediaObject",
            "encodingFormat": "application/pdf",
            "contentUrl": at(site, card.pdf.route),
        }
        if card.pdf
        else {},
        "hasPart": [
            {"@type": "Chapter", "name": link.title, "url": at(site, link.href)} for link in facts.chapters
        ],
    }
    return script(node)


def chapter(
    site: SiteView, page: ChapterDescribed, card: BookCardView, number: str, authors: Sequence[PersonView]
) -> str:
    """Return a chapter, as part of its book."""
    node = {
        "@type": "Chapter",
        "name": page.title,
        "position": number,
        "description": page.description,
        "url": at(site, page.route),
        "mainEntityOfPage": at(site, page.route),
        "inLanguage": page.lang or site.lang,
        "datePublished": day(page.published),
        "dateModified": day(page.updated or page.published),
        "author": [_person(site, author) for author in authors],
        "image": at(site, page.image) if page.image else "",
        "isPartOf": _book(site, card),
    }
    return script(node)


def _book(site: SiteView, card: BookCardView) -> Node:
    return {
        "@type": "Report" if card.kind == "report" else "Book",
        "name": card.title,
        "alternativeHeadline": card.subtitle,
        "url": at(site, card.route),
        "datePublished": day(card.date),
    }


def event(site: SiteView, card: EventCardView) -> str:
    """Return an event; "" for one without a place, which search engines do not accept."""
    places = _places(card)
    if not places:
        return ""
    modes = {(True, True): "Mixed", (True, False): "Online", (False, True): "Offline"}
    mode = modes[card.online, bool(card.location or card.country)]
    node = {
        "@type": "Event",
        "name": card.title,
        "description": card.aim,
        "url": at(site, card.route),
        "sameAs": card.url,
        "startDate": _moment(card.start, card.start_time, card.timezone),
        "endDate": _moment(card.end, card.end_time, card.timezone),
        "eventStatus": f"{VOCABULARY}/{_STATUS.get(card.status, 'EventScheduled')}",
        "eventAttendanceMode": f"{VOCABULARY}/{mode}EventAttendanceMode",
        "location": places if len(places) > 1 else places[0],
        "organizer": {"@type": "Organization", "name": card.organiser} if card.organiser else {},
        "audience": {"@type": "Audience", "audienceType": card.audience} if card.audience else {},
    }
    return script(node)


def described(json_ld: str, before: str, now: str) -> str:
    """Return the structured data of a page whose text begins in another way than before."""
    if not json_ld:
        return ""
    nodes = json.loads(json_ld)["@graph"]
    main = nodes[0]
    if main["@type"] in _WITH_SUMMARY and main.get("description") == before:
        main["description"] = now
    return script(*nodes)


def organisation(site: SiteView) -> Node:
    owner = site.organisation
    return {
        "@type": "Organization",
        "@id": at(site, "/#publisher"),
        "name": owner.name or site.title,
        "url": owner.url or at(site, "/"),
        "email": owner.email,
        "address": owner.address,
    }


def _person(site: SiteView, person: PersonView) -> Node:
    return {
        "@type": "Person",
        "name": person.name,
        "jobTitle": person.role,
        "affiliation": {"@type": "Organization", "name": person.organisation} if person.organisation else {},
        "url": at(site, person.url) if person.url else "",
    }


def _issue(site: SiteView, issue: IssueCardView) -> Node:
    node = {
        "@type": "PublicationIssue",
        "name": issue.title,
        "issueNumber": issue.number,
        "description": issue.standfirst,
        "datePublished": day(issue.date),
        "url": at(site, issue.route),
        "inLanguage": site.lang,
        "isPartOf": {
            "@type": "Periodical",
            "name": issue.series or site.title,
            "publisher": {"@type": "Organization", "name": site.organisation.name or site.title},
        },
    }
    kept: Node = pruned(node)
    return kept


def _places(card: EventCardView) -> list[Node]:
    places: list[Node] = []
    if card.location or card.country:
        address = {"@type": "PostalAddress", "addressLocality": card.location, "addressCountry": card.country}
        places.append({"@type": "Place", "name": card.location or card.country, "address": address})
    if card.online:
        places.append(
            {"@type": "VirtualLocation", "url": card.url} if card.url else {"@type": "VirtualLocation"}
        )
    return places


def _moment(day: dt.date, time: str, zone: str) -> str:
    if not time:
        return day.isoformat()
    moment = dt.datetime.combine(day, dt.time.fromisoformat(time))
    try:
        return moment.replace(tzinfo=ZoneInfo(zone)).isoformat() if zone else moment.isoformat()
    except (ZoneInfoNotFoundError, ValueError):
        return moment.isoformat()


def day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def at(site: SiteView, href: str) -> str:
    return absolute_url(site.base_url, href)
