"""Views of what is around the content of every page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from obsite.outputs.views.text import LinkView


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationView:
    name: str
    url: str
    email: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    title: str
    short_title: str
    description: str
    lang: str
    direction: str  # ltr or rtl
    base_url: str  # ends with "/"
    organisation: OrganisationView
    newsletter: str  # what the newsletter is called: "Newsletter"
    navigation: tuple[LinkView, ...]
    footer: tuple[LinkView, ...]
    licence: str
    theme_colour_light: str
    theme_colour_dark: str
    home: str  # route
    archive: str  # route, "" when there are no issues
    events: str  # route, "" when there are no events
    indicators: str  # route, "" without data
    regions: str  # route, "" without profiles of regions
    feed: str  # route, "" when there is none
    preload: tuple[str, ...]  # routes of the fonts that every page needs at once
    calendar: str  # route, "" when there are no events
    clusters: str = ""  # route, "" without a cluster map
    scoreboard: str = ""  # route, "" without a scoreboard
    shelves: tuple[LinkView, ...] = ()  # the lists of guides and of reports, where there are any


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadView:
    """What stands in a page's head. `json_ld` is a ready JSON string, safe inside a script element."""

    title: str  # complete, with the site's name
    description: str
    route: str
    canonical: str  # absolute
    lang: str
    kind: str  # Open Graph type: website or article
    section: str  # the route of the navigation entry this page belongs to
    published: dt.date | None
    updated: dt.date | None
    image: str  # absolute URL of the social card, or ""
    image_alt: str
    json_ld: str
    noindex: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameView:
    """What every page has around its own content."""

    site: SiteView
    head: HeadView
    breadcrumbs: tuple[LinkView, ...]
