"""All pages of a site: which there are, where, with which template and frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from obsite.documents.document import Document
from obsite.outputs import structured
from obsite.outputs.planning import issues as issue_views
from obsite.outputs.planning import pages as page_views
from obsite.outputs.planning import texts
from obsite.outputs.planning.cards import author_views, editor_view, event_card, issue_card
from obsite.outputs.planning.context import Context
from obsite.outputs.planning.covers import has_card
from obsite.outputs.planning.frames import PageFacts, frame, site_view
from obsite.outputs.planning.parts import theme_view
from obsite.outputs.planning.tasks import PageToPlan
from obsite.outputs.planning.ways import section_title
from obsite.outputs.theme import font_route
from obsite.outputs.views import (
    FrameView,
    IssueCardView,
    LinkView,
    NotFoundPage,
    PersonView,
    RedirectPage,
    SiteView,
)
from obsite.site.routes import ARCHIVE, DATA_SECTIONS, EVENTS, GLOSSARY, PEOPLE, TAGS
from obsite.site.site import Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every page is planned with. `word` gives an interface string by its key."""

    context: Context
    site: SiteView
    word: Callable[..., str]
    has_cards: bool  # pictures for where links to pages are shared: these need an absolute address

    def frame(self, facts: PageFacts, *, json_ld: str = "") -> FrameView:
        """Return the frame of a page, with its structured data and social card."""
        shared = f"{facts.section}card.png" if facts.section in DATA_SECTIONS else "/card.png"
        card = (facts.image or shared) if self.has_cards else ""
        return frame(self.context, self.site, facts, json_ld=json_ld, card=card)

    def card_of(self, route: str) -> str:
        """Return the route of a page's own card, if cards are made at all."""
        return f"{route}card.png" if self.has_cards else ""


def make_desk(context: Context, word: Callable[..., str]) -> Desk:
    """Return what every page is planned with."""
    preload = tuple(font_route(file) for file in theme_view(context.site.config).preload)
    shelves = tuple(
        LinkView(title=word(f"titles.{folder}"), href=route) for folder, route in context.site.shelves.items()
    )
    config = context.site.config
    return Desk(
        context=context,
        site=site_view(context, preload, shelves),
        word=word,
        has_cards=config.social_cards and bool(config.base_url),
    )


def plan_pages(desk: Desk) -> Iterator[PageToPlan]:
    """Yield every HTML page of the site."""
    yield _home(desk)
    for issue in desk.context.site.issues:
        yield from _issue(desk, issue)
    yield from _lists(desk)
    for event in desk.context.site.events:
        yield _event(desk, event)
    for slug in desk.context.site.tags:
        yield _tag(desk, slug)
    for document in desk.context.site.pages:
        if document.path not in desk.context.introductions:
            yield _text(desk, document)
    for folder, route in desk.context.site.sections.items():
        yield _section(desk, folder, route)
    yield _not_found(desk)


def title_of_list(desk: Desk, path: str, key: str) -> str:
    """Return the title of a list: that of its introduction, if it has one, or the theme's word for it."""
    document = desk.context.site.documents.get(path)
    return document.title if document and document.meta.title else desk.word(key)


def _home(desk: Desk) -> PageToPlan:
    context = desk.context
    facts = PageFacts(title=context.site.config.title, route="/", section="/")
    json_ld = structured.website(desk.site)
    doors = page_views.doors(context, desk.word)
    page = page_views.home_page(context, desk.frame(facts, json_ld=json_ld), doors)
    cards = (*((page.latest,) if page.latest else ()), *page.earlier, *page.books)
    return _page("home.html", facts, page, source="content/index.md", cards=cards)


def _page(  # noqa: PLR0913
    template: str,
    facts: PageFacts,
    page: object,
    *,
    source: str,
    cards: tuple[IssueCardView, ...] = (),
    root: str = "",
) -> PageToPlan:
    return PageToPlan(
        template=template,
        route=facts.route,
        lang=facts.lang,
        page=page,
        source=source,
        cards=cards,
        root=root,
    )


def _archive_link(desk: Desk) -> LinkView:
    return LinkView(title=_archive_title(desk), href=ARCHIVE)


def _archive_title(desk: Desk) -> str:
    document = desk.context.site.documents.get("content/issues/index.md")
    return document.title if document and document.meta.title else desk.site.newsletter


def _issue(desk: Desk, issue: Issue) -> Iterator[PageToPlan]:
    context, document = desk.context, issue.document
    card = issue_card(context, issue)
    facts = issue_facts(desk, issue)
    json_ld = structured.publication_issue(desk.site, card, _authors(editor_view(context, issue)))
    view = issue_views.issue_page(context, desk.frame(facts, json_ld=json_ld), issue)
    yield _page("issue.html", facts, view, source=document.path, cards=(card,))
    if not issue.articles:
        return
    yield _whole(desk, issue, facts, card)
    for article in issue.articles:
        yield _article(desk, issue, article, card)


def _authors(*people: PersonView | None) -> tuple[PersonView, ...]:
    return tuple(person for person in people if person)


def issue_facts(desk: Desk, issue: Issue) -> PageFacts:
    """Return what an issue's page says of itself."""
    document = issue.document
    return PageFacts(
        title=document.title,
        route=issue.route,
        description=document.summary,
        lang=document.meta.lang,
        kind="article",
        section=ARCHIVE,
        published=document.date,
        updated=document.meta.updated,
        above=(_archive_link(desk),),
        image=desk.card_of(issue.route) if has_card(issue) else "",
    )


def _whole(desk: Desk, issue: Issue, above: PageFacts, card: IssueCardView) -> PageToPlan:
    facts = replace(
        above,
        route=issue.whole_route,
        title=desk.word("titles.whole", title=issue.document.title),
        above=(*above.above, issue_views.issue_link(issue)),
    )
    view = issue_views.whole_page(desk.context, desk.frame(facts), issue)
    return _page("whole.html", facts, view, source=issue.document.path, cards=(card,))


def _article(desk: Desk, issue: Issue, article: Document, card: IssueCardView) -> PageToPlan:
    context = desk.context
    facts = PageFacts(
        title=article.title,
        route=context.site.routes[article.path],
        description=article.summary,
        lang=article.meta.lang,
        kind="article",
        section=ARCHIVE,
        published=article.date or issue.document.date,
        updated=article.meta.updated,
        above=(_archive_link(desk), issue_views.issue_link(issue)),
        image=desk.card_of(context.site.routes[article.path]),
    )
    json_ld = structured.article(desk.site, facts.title, facts, card, author_views(context, article))
    view = issue_views.article_page(context, desk.frame(facts, json_ld=json_ld), issue, article)
    return _page("article.html", facts, view, source=article.path, cards=(card,))


def _lists(desk: Desk) -> Iterator[PageToPlan]:
    context, site = desk.context, desk.context.site
    if site.issues:
        facts = PageFacts(title=_archive_title(desk), route=ARCHIVE, section=ARCHIVE)
        intro = page_views.intro_of(context, "content/issues/index.md")
        archive = issue_views.archive_page(context, desk.frame(facts), facts.title, intro)
        cards = tuple(card for year in archive.years for card in year.issues)
        yield _page("archive.html", facts, archive, source="content/issues/index.md", cards=cards)
    if site.events:
        title = title_of_list(desk, "content/events/index.md", "titles.events")
        facts = PageFacts(title=title, route=EVENTS, section=EVENTS)
        view = page_views.events_page(context, desk.frame(facts), title)
        yield _page("events.html", facts, view, source="content/events/index.md")
    if site.tags:
        facts = PageFacts(title=desk.word("titles.tags"), route=TAGS)
        yield _page("tags.html", facts, page_views.tags_page(context, desk.frame(facts)), source="")
    if site.glossary:
        title = title_of_list(desk, "content/glossary.md", "titles.glossary")
        facts = PageFacts(title=title, route=GLOSSARY, section=GLOSSARY)
        glossary = page_views.glossary_page(context, desk.frame(facts), title)
        yield _page("glossary.html", facts, glossary, source="content/glossary.yaml")
    if site.people:
        title = title_of_list(desk, "content/people.md", "titles.people")
        facts = PageFacts(title=title, route=PEOPLE, section=PEOPLE)
        people = page_views.people_page(context, desk.frame(facts), title)
        yield _page("people.html", facts, people, source="content/people.yaml")


def _event(desk: Desk, event: Document) -> PageToPlan:
    context = desk.context
    card = event_card(context, event)
    facts = PageFacts(
        title=event.title,
        route=card.route,
        description=event.meta.description or card.aim,
        lang=event.meta.lang,
        section=EVENTS,
        above=(LinkView(title=title_of_list(desk, "content/events/index.md", "titles.events"), href=EVENTS),),
        image=desk.card_of(card.route),
    )
    view = page_views.event_page(context, desk.frame(facts, json_ld=structured.event(desk.site, card)), event)
    return _page("event.html", facts, view, source=event.path)


def _tag(desk: Desk, slug: str) -> PageToPlan:
    name, _ = desk.context.site.tags[slug]
    above = (LinkView(title=desk.word("titles.tags"), href=TAGS),)
    facts = PageFacts(title=name, route=f"{TAGS}{slug}/", above=above)
    view = page_views.tag_page(desk.context, desk.frame(facts), slug)
    return _page("tag.html", facts, view, source="", cards=(*view.issues, *view.books))


def _text(desk: Desk, document: Document) -> PageToPlan:
    route = desk.context.site.routes[document.path]
    facts = PageFacts(
        title=document.title,
        route=route,
        description=document.summary,
        lang=document.meta.lang,
        section=f"/{route.split('/')[1]}/" if route != "/" else "/",
        published=document.date,
        updated=document.meta.updated,
        above=desk.context.ways.above(document.path),
    )
    view = texts.text_page(desk.context, desk.frame(facts), document)
    return _page("page.html", facts, view, source=document.path)


def _section(desk: Desk, folder: str, route: str) -> PageToPlan:
    above = desk.context.ways.above(folder)
    facts = PageFacts(
        title=section_title(folder), route=route, section=f"/{route.split('/')[1]}/", above=above
    )
    view = texts.section_page(desk.context, desk.frame(facts), folder)
    return _page("page.html", facts, view, source=folder)


def _not_found(desk: Desk) -> PageToPlan:
    # Served at whatever address was asked for, so its links cannot be relative.
    facts = PageFacts(title=desk.word("titles.not_found"), route="/404.html", noindex=True)
    view = NotFoundPage(frame=desk.frame(facts))
    return _page("404.html", facts, view, source="", root=desk.context.base_path)


def redirect_views(context: Context) -> Iterator[tuple[str, RedirectPage]]:
    """Yield (old route, view) for every alias."""
    titles = {context.site.routes[path]: document.title for path, document in context.site.documents.items()}
    for old, new in sorted(context.site.aliases.items()):
        yield (
            old,
            RedirectPage(
                lang=context.site.config.language,
                title=titles.get(new, context.site.config.title),
                target=new,
                canonical=context.absolute(new),
            ),
        )
