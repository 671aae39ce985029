"""Views of guides and reports: their shelf, their title page, each chapter, the whole for paper."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TypedDict

from obsite.documents.document import Document
from obsite.outputs.planning.bodies import Place, body_view
from obsite.outputs.planning.cards import (
    article_card,
    author_views,
    edition_fields,
    errata_views,
    minutes,
    tag_links,
)
from obsite.outputs.planning.citing import imprint_view
from obsite.outputs.planning.context import Context, stem_of
from obsite.outputs.planning.covers import cover_view
from obsite.outputs.planning.issues import article_view, cover_picture, standing_views
from obsite.outputs.views import (
    ArticleView,
    BlockView,
    BodyView,
    BookCardView,
    BookPage,
    BookPrintPage,
    ChapterEntryView,
    ChapterPage,
    CountedView,
    CoverView,
    ErratumView,
    FrameView,
    ImprintView,
    LinkView,
    PersonView,
    PictureView,
    ShelfPage,
)
from obsite.site.site import Book

OPENING = "opening"


def book_card(context: Context, book: Book, *, with_cover: bool = False) -> BookCardView:
    """Return a guide or a report as it stands in a list."""
    meta = book.meta
    words = sum(text.body.words for text in (book.document, *book.chapters))
    return BookCardView(
        **edition_fields(context, book, with_cover=with_cover),
        number="",
        series=meta.series,
        kind=book.kind,
        subtitle=meta.subtitle,
        organisation=meta.organisation or context.site.config.organisation.name,
        edition=meta.edition,
        chapters=len(book.chapters),
        minutes=minutes(words),
    )


def shelf_page(context: Context, frame: FrameView, title: str, intro: BodyView, kind: str) -> ShelfPage:
    """Return the view of all guides or all reports."""
    books = tuple(
        book_card(context, book, with_cover=True) for book in context.site.books if book.kind == kind
    )
    return ShelfPage(frame=frame, title=title, kind=kind, intro=intro, books=books)


def book_page(context: Context, frame: FrameView, book: Book) -> BookPage:
    """Return the view of a book's own page."""
    opening = body_view(context, book.document)
    bodies = [body_view(context, chapter) for chapter in book.chapters]
    routes = (book.route, *(context.site.routes[chapter.path] for chapter in book.chapters))
    counted = [counted_in(body, route) for body, route in zip((opening, *bodies), routes, strict=True)]
    return BookPage(
        **_opened(context, frame, book, opening),
        counted=tuple(chain.from_iterable(counted)),
        standing=standing_views(context, book, {}),
        chapters=tuple(
            ChapterEntryView(
                card=article_card(context, chapter),
                sections=tuple(heading for heading in body.headings if heading.level == 2),
            )
            for chapter, body in zip(book.chapters, bodies, strict=True)
        ),
    )


class _Opened(TypedDict):
    frame: FrameView
    book: BookCardView
    cover: CoverView | None
    image: PictureView | None
    authors: tuple[PersonView, ...]
    opening: BodyView
    imprint: ImprintView
    tags: tuple[LinkView, ...]
    errata: tuple[ErratumView, ...]


def _opened(context: Context, frame: FrameView, book: Book, opening: BodyView) -> _Opened:
    """Return what a book shows of itself, on the web as on paper."""
    return {
        "frame": frame,
        "book": book_card(context, book),
        "cover": cover_view(context, book),
        "image": cover_picture(context, book),
        "authors": author_views(context, book.document),
        "opening": opening,
        "imprint": imprint_view(context, book),
        "tags": tag_links(book.document),
        "errata": errata_views(book.document),
    }


def counted_in(body: BodyView, route: str = "") -> Iterator[CountedView]:
    """Yield the figures and tables of a text; `route` is the page that shows it, if not this one."""
    for block in body.blocks:
        if block.kind:
            href = f"{route}#{block.anchor}"
            yield CountedView(kind=block.kind, number=block.number, caption=_caption(block), href=href)


def _caption(block: BlockView) -> str:
    return block.argument or next(
        (text for name in ("headline", "title", "caption") if (text := getattr(block.data, name, ""))), ""
    )


def chapter_page(context: Context, frame: FrameView, book: Book, chapter: Document) -> ChapterPage:
    """Return the view of a chapter's own page; the first leads back to the title page."""
    contents = tuple(article_card(context, text) for text in book.chapters)
    at = book.chapters.index(chapter)
    links = tuple(LinkView(title=card.title, href=card.route) for card in contents)
    title_page = LinkView(title=book.document.title, href=book.route)
    return ChapterPage(
        frame=frame,
        book=book_card(context, book),
        article=article_view(context, chapter, Place()),
        contents=contents,
        previous=links[at - 1] if at else title_page,
        next=links[at + 1] if at + 1 < len(links) else None,
    )


def print_page(context: Context, frame: FrameView, book: Book) -> BookPrintPage:
    """Return the view of a whole book for its PDF."""
    here = {context.site.routes[text.path]: _anchor(context, text) for text in (*book.parts, *book.standing)}
    here[book.route] = OPENING
    opening = body_view(context, book.document, Place(prefix=f"{OPENING}-", here=here))
    chapters = tuple(_chapter(context, text, here) for text in book.chapters)
    texts = (opening, *(chapter.body for chapter in chapters))
    notes = sum(len(text.body.footnotes) for text in (book.document, *book.chapters))
    return BookPrintPage(
        **_opened(context, frame, book, opening),
        counted=tuple(entry for body in texts for entry in counted_in(body)),
        standing=standing_views(context, book, here, first_note=notes),
        chapters=chapters,
        colophon=book.meta.colophon,
        toc=book.meta.toc is not False,
    )


def _chapter(context: Context, chapter: Document, here: dict[str, str]) -> ArticleView:
    return article_view(context, chapter, Place(prefix=f"{_anchor(context, chapter)}-", here=here))


def _anchor(context: Context, document: Document) -> str:
    return stem_of(context.site.routes[document.path])
