"""Views of events, tags, glossary, people and all other pages."""

from __future__ import annotations

from collections.abc import Callable

from obsite.documents.document import Document
from obsite.outputs.planning.bodies import body_view
from obsite.outputs.planning.books import book_card
from obsite.outputs.planning.cards import (
    article_card,
    event_card,
    issue_card,
    link_to,
    person_view,
    tag_links,
)
from obsite.outputs.planning.context import Context
from obsite.outputs.planning.texts import children_of
from obsite.outputs.views import (
    BodyView,
    EventPage,
    EventsPage,
    FrameView,
    GlossaryPage,
    HomePage,
    LinkView,
    PeoplePage,
    PersonEntryView,
    TagEntryView,
    TagPage,
    TagsPage,
    TermView,
)
from obsite.outputs.views.observatory.doors import DoorView
from obsite.site.collections import end_of, latest_books
from obsite.site.routes import PARTS, TAGS
from obsite.text.slugs import slugify


def intro_of(context: Context, path: str) -> BodyView:
    """Return the text that introduces a list, such as content/issues/index.md, or an empty one."""
    document = context.site.documents.get(path)
    return body_view(context, document) if document else BodyView()


def doors(context: Context, word: Callable[..., str]) -> tuple[DoorView, ...]:
    """Return the ways into the observatory, none on a site without data."""
    if not context.site.data.indicators:
        return ()
    from obsite.outputs.planning.observatory.doors import doors_of  # takes long to import

    return doors_of(context.site, word)


def home_page(context: Context, frame: FrameView, doors: tuple[DoorView, ...] = ()) -> HomePage:
    """Return the view of the front page: the latest issue that is published here, and what comes next."""
    site = context.site
    document = site.documents.get("content/index.md")
    own = [issue for issue in site.issues if not issue.meta.source_url]
    latest = own[0] if own else None
    upcoming = [event for event in site.events if end_of(event) >= site.as_of]
    earlier = [issue for issue in site.issues if issue is not latest]
    return HomePage(
        frame=frame,
        intro=body_view(context, document) if document else BodyView(),
        title=document.title if document else site.config.title,
        latest=issue_card(context, latest, with_cover=True) if latest else None,
        articles=tuple(article_card(context, article) for article in latest.articles) if latest else (),
        events=tuple(event_card(context, event) for event in upcoming[:4]),
        earlier=tuple(issue_card(context, issue) for issue in earlier[:6]),
        sections=() if site.issues else children_of(context, "content"),
        doors=doors,
        books=tuple(book_card(context, book, with_cover=True) for book in latest_books(site)[:4]),
    )


def events_page(context: Context, frame: FrameView, title: str) -> EventsPage:
    """Return the view of all events: those to come in order, those past the latest first."""
    site = context.site
    upcoming = [event for event in site.events if end_of(event) >= site.as_of]
    past = [event for event in reversed(site.events) if end_of(event) < site.as_of]
    return EventsPage(
        frame=frame,
        title=title,
        intro=intro_of(context, "content/events/index.md"),
        upcoming=tuple(event_card(context, event) for event in upcoming),
        past=tuple(event_card(context, event) for event in past),
        as_of=site.as_of,
    )


def event_page(context: Context, frame: FrameView, event: Document) -> EventPage:
    """Return the view of one event, with what mentions it."""
    site = context.site
    at = context.places[event.path]
    mentions = dict.fromkeys(site.backlinks.get(event.path, ()))
    mentions |= {issue.document.path: None for issue in site.issues if event in issue.events}
    return EventPage(
        frame=frame,
        event=event_card(context, event),
        body=body_view(context, event),
        tags=tag_links(event),
        mentioned=tuple(link_to(context, site.documents[path]) for path in mentions),
        previous=link_to(context, site.events[at - 1]) if at else None,
        next=link_to(context, site.events[at + 1]) if at + 1 < len(site.events) else None,
    )


def tags_page(context: Context, frame: FrameView) -> TagsPage:
    """Return the view of all tags."""
    entries = (
        TagEntryView(title=name, route=f"{TAGS}{slug}/", count=len(documents))
        for slug, (name, documents) in context.site.tags.items()
    )
    return TagsPage(frame=frame, tags=tuple(sorted(entries, key=lambda tag: tag.title.lower())))


def tag_page(context: Context, frame: FrameView, slug: str) -> TagPage:
    """Return the view of one tag: everything that bears it."""
    name, documents = context.site.tags[slug]
    tagged = {document.path for document in documents}
    issues = [issue for issue in context.site.issues if issue.document.path in tagged]
    events = [event for event in context.site.events if event.path in tagged]
    return TagPage(
        frame=frame,
        name=name,
        issues=tuple(issue_card(context, issue) for issue in issues),
        articles=tuple(article_card(context, item) for item in documents if item.type in PARTS),
        books=tuple(book_card(context, book) for book in context.site.books if book.document.path in tagged),
        events=tuple(event_card(context, event) for event in events),
        pages=tuple(link_to(context, item) for item in documents if item.type == "page"),
    )


def glossary_page(context: Context, frame: FrameView, title: str) -> GlossaryPage:
    """Return the view of the glossary, in alphabetical order."""
    terms = (
        TermView(
            anchor=slugify(key),
            term=term.term,
            abbreviation=term.abbreviation,
            definition=term.definition,
            url=term.url,
        )
        for key, term in context.site.glossary.items()
    )
    return GlossaryPage(
        frame=frame,
        title=title,
        intro=intro_of(context, "content/glossary.md"),
        terms=tuple(sorted(terms, key=lambda term: term.term.lower())),
    )


def people_page(context: Context, frame: FrameView, title: str) -> PeoplePage:
    """Return the view of all people, with the texts each has written or signed."""
    site = context.site
    entries = []
    for key, person in site.people.items():
        written = [text for text in site.documents.values() if key in text.meta.authors]
        signed = [issue.document for issue in site.issues if issue.meta.editor == key]
        links: tuple[LinkView, ...] = tuple(link_to(context, text) for text in (*signed, *written))
        entries.append(PersonEntryView(person=person_view(context, key, person), articles=links))
    return PeoplePage(
        frame=frame, title=title, intro=intro_of(context, "content/people.md"), people=tuple(entries)
    )
