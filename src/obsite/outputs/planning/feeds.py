"""What other programs read: the feed, calendars, the sitemap, and redirects from old addresses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from obsite.documents.document import Document
from obsite.engine.task import Task
from obsite.outputs.calendars import CalendarEventView, CalendarView, calendar_event
from obsite.outputs.discovery import SITEMAP_ROUTE, RobotsView, SitemapEntryView, SitemapView
from obsite.outputs.feed import TEMPLATE as FEED_TEMPLATE
from obsite.outputs.feed import FeedEntryView, FeedPartView, FeedView
from obsite.outputs.medium import Medium
from obsite.outputs.planning.bodies import Place, body_view
from obsite.outputs.planning.cards import author_views, editor_view, errata_views, event_card
from obsite.outputs.planning.context import Context, output_of
from obsite.outputs.planning.embedded import inputs_in
from obsite.outputs.planning.site_pages import Desk, redirect_views
from obsite.outputs.planning.tasks import PageToPlan, Templates, page_task
from obsite.outputs.views import PersonView
from obsite.site.collections import start_of
from obsite.site.routes import ARCHIVE
from obsite.site.site import Edition, Issue, event_meta

FEED_ROUTE, CALENDAR_ROUTE, ROBOTS_ROUTE = "/feed.xml", "/events.ics", "/robots.txt"


def feed_task(desk: Desk, templates: Templates) -> Task:
    """Return the task of the Atom feed: the latest issues and books with their full text."""
    context, config = desk.context, desk.context.site.config
    latest = _latest(context.site.editions)[: config.feed.items]
    entries = tuple(_entry(context, edition) for edition in latest)
    view = FeedView(
        title=config.title,
        subtitle=config.description,
        base_url=context.base_url,
        route=FEED_ROUTE,
        page=ARCHIVE if context.site.issues else next(iter(context.site.shelves.values())),
        lang=config.language,
        author=desk.site.organisation.name,
        rights=config.licence,
        updated=max((entry.updated for entry in entries), default=context.site.as_of),
        entries=entries,
    )
    return Task(
        output=output_of(FEED_ROUTE),
        format="feed",
        view=view,
        inputs=(
            *templates.closure(FEED_TEMPLATE, config.language, Medium.FEED),
            *inputs_in(entries, context.texts),
        ),
        weight=2.0,
    )


def _latest(editions: Sequence[Edition]) -> list[Edition]:
    """Return what has a date, the latest first: a feed is in order of time."""
    dated = [(edition.document.date, edition) for edition in editions if edition.document.date]
    return [edition for _, edition in sorted(dated, key=itemgetter(0), reverse=True)]


def _entry(context: Context, edition: Edition) -> FeedEntryView:
    document = edition.document
    date = document.date
    assert date is not None
    texts = (document, *edition.parts)
    changed = [text.meta.updated for text in texts if text.meta.updated]
    people = [
        editor_view(context, edition) if isinstance(edition, Issue) else None,
        *(author for text in texts for author in author_views(context, text)),
    ]
    return FeedEntryView(
        id=context.absolute(edition.route),
        title=document.title,
        route=edition.meta.source_url or edition.route,
        summary=document.meta.description,
        published=date,
        updated=max([date, *changed, *(erratum.date for text in texts for erratum in text.meta.errata)]),
        lang=document.meta.lang,
        authors=_once(people),
        tags=tuple(dict.fromkeys(document.meta.tags)),
        parts=tuple(_part(context, text) for text in texts),
        errata=tuple(erratum for text in texts for erratum in errata_views(text)),
    )


def _once(people: Iterable[PersonView | None]) -> tuple[PersonView, ...]:
    return tuple({person.name: person for person in people if person}.values())


def _part(context: Context, text: Document) -> FeedPartView:
    route = context.site.routes[text.path]
    prefix = route.strip("/").replace("/", "-") + "-"
    place = Place(prefix=prefix, links_home=True)
    return FeedPartView(title=text.title, route=route, body=body_view(context, text, place))


def calendar_tasks(desk: Desk) -> Iterator[Task]:
    """Yield the calendar of all events, and one for each."""
    context = desk.context
    views = {event.path: _calendar_event(context, event) for event in context.site.events}
    if not views:
        return
    calendar = CalendarView(name=context.site.config.title, events=tuple(views.values()))
    yield Task(output=output_of(CALENDAR_ROUTE), format="calendar", view=calendar)
    for event in context.site.events:
        single = CalendarView(name=event.title, events=(views[event.path],))
        route = event_card(context, event).ics_route
        yield Task(output=output_of(route), format="calendar", view=single, source=event.path)


def _calendar_event(context: Context, event: Document) -> CalendarEventView:
    meta = event_meta(event)
    stamp: dt.date = meta.updated or event.date or start_of(event)
    card = event_card(context, event)
    return calendar_event(card, base_url=context.base_url, sequence=meta.sequence, stamp=stamp)


def discovery_tasks(desk: Desk, pages: Iterable[PageToPlan]) -> Iterator[Task]:
    """Yield the sitemap and robots.txt. `pages` are all pages of the plan."""
    context = desk.context
    listed = [page for page in pages if page.route.endswith("/")]
    entries = tuple(SitemapEntryView(route=page.route, changed=_changed(context, page)) for page in listed)
    sitemap = SitemapView(base_url=context.base_url, entries=tuple(sorted(entries, key=lambda e: e.route)))
    yield Task(output=output_of(SITEMAP_ROUTE), format="sitemap", view=sitemap)
    robots = RobotsView(sitemap=context.absolute(SITEMAP_ROUTE))
    yield Task(output=output_of(ROBOTS_ROUTE), format="robots", view=robots)


def _changed(context: Context, page: PageToPlan) -> dt.date | None:
    document = context.site.documents.get(page.source)
    if document is None:
        return None
    whole = context.edition_of.get(document.path)
    return document.meta.updated or document.date or (whole.document.date if whole else None)


def redirect_tasks(context: Context, templates: Templates) -> Iterator[Task]:
    """Yield a page for each old address that leads to the new one."""
    lang = context.site.config.language
    sources = {route: path for path, route in context.site.routes.items()}
    for route, view in redirect_views(context):
        source = sources.get(context.site.aliases[route], "")
        page = PageToPlan(template="redirect.html", route=route, lang=lang, page=view, source=source)
        yield page_task(context, templates, page)
