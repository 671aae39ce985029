"""The frame around every page: the site's name and navigation, the head, the way back up."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from obsite.documents.document import Document
from obsite.outputs.json_ld import with_breadcrumbs
from obsite.outputs.planning.bodies import link
from obsite.outputs.planning.context import Context
from obsite.outputs.print_text import direction
from obsite.outputs.views import FrameView, HeadView, LinkView, OrganisationView, SiteView
from obsite.site.routes import ARCHIVE, CLUSTERS, EVENTS, INDICATORS, REGIONS, SCOREBOARD

DAY_COLOUR, NIGHT_COLOUR = "#FBFAF6", "#10161E"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What a page says of itself; the frame adds what is true of the whole site."""

    title: str
    route: str
    description: str = ""
    lang: str = ""
    kind: str = "website"
    section: str = ""
    published: dt.date | None = None
    updated: dt.date | None = None
    above: tuple[LinkView, ...] = ()  # the pages above this one, home left out
    image: str = ""  # route of the social card
    noindex: bool = False


def site_view(
    context: Context, preload: tuple[str, ...] = (), shelves: tuple[LinkView, ...] = ()
) -> SiteView:
    """Return what every page shows of the site itself."""
    site, config = context.site, context.site.config
    org, theme = config.organisation, config.theme.colours
    return SiteView(
        title=config.title,
        short_title=config.short_title or config.title,
        description=config.description,
        lang=config.language,
        direction=direction(config.language),
        base_url=context.base_url,
        organisation=OrganisationView(
            name=org.name or config.title, url=org.url, email=org.email, address=org.address
        ),
        newsletter=config.newsletter.title,
        navigation=_menu(context, [(entry.title, entry.link) for entry in config.navigation]),
        footer=_menu(context, [(entry.title, entry.link) for entry in config.footer]),
        licence=config.licence,
        theme_colour_light=theme.light.get("paper", DAY_COLOUR),
        theme_colour_dark=theme.dark.get("paper", NIGHT_COLOUR),
        home="/",
        archive=ARCHIVE if site.issues else "",
        events=EVENTS if site.events else "",
        indicators=INDICATORS if site.data.indicators else "",
        regions=REGIONS if site.regions else "",
        clusters=CLUSTERS if site.data.clusters and site.data.clusters.portfolios else "",
        scoreboard=SCOREBOARD if site.data.scoreboard else "",
        feed="/feed.xml" if site.editions and config.base_url else "",
        calendar="/events.ics" if site.events else "",
        preload=preload,
        shelves=shelves,
    )


def _menu(context: Context, entries: list[tuple[str, str]]) -> tuple[LinkView, ...]:
    home = next(iter(context.site.documents.values()), None)
    if home is None:
        return ()
    root = _at_root(home)
    found = ((title, link(context, root, target)) for title, target in entries)
    return tuple(LinkView(title=title, href=target.href) for title, target in found if target)


def _at_root(document: Document) -> Document:
    """Return a document as if it stood directly in content/, for links that configuration makes."""
    from dataclasses import replace

    return replace(document, path="content/index.md")


def frame(
    context: Context, site: SiteView, facts: PageFacts, *, json_ld: str = "", card: str | None = None
) -> FrameView:
    """Return the frame of one page. `card` is the route of the picture for links to it, "" for none."""
    image = facts.image if card is None else card
    home = LinkView(title=site.title, href="/")
    is_home = facts.route == "/"
    trail = () if is_home else (home, *facts.above, LinkView(title=facts.title, href=facts.route))
    head = HeadView(
        title=site.title if is_home else f"{facts.title} – {site.short_title}",
        description=" ".join((facts.description or site.description).split()),
        route=facts.route,
        canonical=context.absolute(facts.route),
        lang=facts.lang or site.lang,
        kind=facts.kind,
        section=facts.section,
        published=facts.published,
        updated=facts.updated,
        image=context.absolute(image) if image else "",
        image_alt=facts.title if card else "",
        json_ld=with_breadcrumbs(json_ld, site.base_url, trail),
        noindex=facts.noindex,
    )
    return FrameView(site=site, head=head, breadcrumbs=trail)
