"""The pages of guides and reports: which there are, where, with which template and frame."""

from __future__ import annotations

from collections.abc import Iterator

from obsite.content.folders import BOOKS
from obsite.documents.document import Document
from obsite.outputs import structured
from obsite.outputs.planning import books
from obsite.outputs.planning.cards import author_views
from obsite.outputs.planning.citing import imprint_view
from obsite.outputs.planning.covers import has_card
from obsite.outputs.planning.frames import PageFacts
from obsite.outputs.planning.pages import intro_of
from obsite.outputs.planning.site_pages import Desk, title_of_list
from obsite.outputs.planning.tasks import PageToPlan
from obsite.outputs.views import BookCardView, FrameView, LinkView
from obsite.site.routes import SHELVES
from obsite.site.site import Book


def plan_book_pages(desk: Desk) -> Iterator[PageToPlan]:
    """Yield the list of all guides, that of all reports, and every page of each."""
    for folder in desk.context.site.shelves:
        yield _shelf(desk, folder)
    for book in desk.context.site.books:
        card = books.book_card(desk.context, book)
        yield _title_page(desk, book, card)
        for chapter in book.chapters:
            yield _chapter(desk, book, chapter, card)


def _shelf(desk: Desk, folder: str) -> PageToPlan:
    context, path, kind = desk.context, f"content/{folder}/index.md", BOOKS[folder]
    facts = PageFacts(title=shelf_title(desk, kind), route=SHELVES[kind], section=SHELVES[kind])
    view = books.shelf_page(context, desk.frame(facts), facts.title, intro_of(context, path), kind)
    return PageToPlan(
        template="shelf.html", route=facts.route, lang="", page=view, source=path, cards=view.books
    )


def shelf_title(desk: Desk, kind: str) -> str:
    """Return what the list of all guides, or of all reports, is called."""
    folder = SHELVES[kind].strip("/")
    return title_of_list(desk, f"content/{folder}/index.md", f"titles.{folder}")


def book_facts(desk: Desk, book: Book) -> PageFacts:
    """Return what the page of a book says of itself."""
    document, shelf = book.document, SHELVES[book.kind]
    return PageFacts(
        title=document.title,
        route=book.route,
        description=document.summary,
        lang=document.meta.lang,
        kind="book",
        section=shelf,
        published=document.date,
        updated=document.meta.updated,
        above=(LinkView(title=shelf_title(desk, book.kind), href=shelf),),
        image=desk.card_of(book.route) if has_card(book) else "",
    )


def _title_page(desk: Desk, book: Book, card: BookCardView) -> PageToPlan:
    context, facts = desk.context, book_facts(desk, book)
    view = books.book_page(context, _book_frame(desk, book, facts), book)
    return PageToPlan(
        template="book.html",
        route=facts.route,
        lang=facts.lang,
        page=view,
        source=book.document.path,
        cards=(card,),
    )


def _book_frame(desk: Desk, book: Book, facts: PageFacts) -> FrameView:
    routes = desk.context.site.routes
    described = structured.BookFacts(
        card=books.book_card(desk.context, book),
        page=facts,
        authors=author_views(desk.context, book.document),
        isbn=book.meta.isbn,
        doi=imprint_view(desk.context, book).doi,
        chapters=tuple(LinkView(title=text.title, href=routes[text.path]) for text in book.chapters),
    )
    return desk.frame(facts, json_ld=structured.book(desk.site, described))


def _chapter(desk: Desk, book: Book, chapter: Document, card: BookCardView) -> PageToPlan:
    context, route = desk.context, desk.context.site.routes[chapter.path]
    whole = book_facts(desk, book)
    facts = PageFacts(
        title=chapter.title,
        route=route,
        description=chapter.summary,
        lang=chapter.meta.lang or whole.lang,
        kind="article",
        section=whole.section,
        published=chapter.date or book.document.date,
        updated=chapter.meta.updated,
        above=(*whole.above, LinkView(title=book.document.title, href=book.route)),
        image=desk.card_of(route),
    )
    number = context.site.numbers.chapters.get(chapter.path, "")
    json_ld = structured.chapter(desk.site, facts, card, number, author_views(context, chapter))
    view = books.chapter_page(context, desk.frame(facts, json_ld=json_ld), book, chapter)
    return PageToPlan(
        template="chapter.html", route=route, lang=facts.lang, page=view, source=chapter.path, cards=(card,)
    )
