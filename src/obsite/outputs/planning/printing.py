"""The PDF of each issue, guide and report as a task."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from obsite.engine.task import Input, Task
from obsite.outputs.medium import Medium
from obsite.outputs.pdf import Print
from obsite.outputs.planning.book_pages import book_facts
from obsite.outputs.planning.books import print_page
from obsite.outputs.planning.cards import has_pdf, pdf_route
from obsite.outputs.planning.context import output_of
from obsite.outputs.planning.embedded import inputs_in
from obsite.outputs.planning.frames import frame
from obsite.outputs.planning.issues import whole_page
from obsite.outputs.planning.parts import theme_view
from obsite.outputs.planning.pictures import of_documents
from obsite.outputs.planning.site_pages import Desk, issue_facts
from obsite.outputs.planning.tasks import Templates
from obsite.outputs.views import ArticleView
from obsite.site.site import Book, Edition, Issue

WEIGHT = 200.0  # of setting an issue of a dozen pages, where a web page is 1


def pdf_tasks(desk: Desk, templates: Templates, digests: Mapping[str, str]) -> Iterator[Task]:
    """Yield a task for each issue and book that gets a PDF."""
    for edition in desk.context.site.editions:
        if has_pdf(desk.context, edition):
            yield pdf_task(desk, templates, digests, edition)


def pdf_task(desk: Desk, templates: Templates, digests: Mapping[str, str], edition: Edition) -> Task:
    """Return the task of one PDF, also of one that the site does not offer."""
    sheet = print_view(desk, edition)
    lang = sheet.page.frame.head.lang
    styles = sorted(
        n
        for n in digests
        if n.startswith("print/css/") or (n.startswith("assets/fonts/") and n.endswith(".woff2"))
    )
    return Task(
        output=output_of(pdf_route(edition)),
        format="pdf",
        view=sheet,
        inputs=(
            *templates.closure(sheet.template, lang, Medium.PRINT),
            *(Input(kind="template", name=name, digest=digests[name]) for name in styles),
            *_picture_inputs(desk, edition),
            *inputs_in(sheet.page, desk.context.texts),
        ),
        weight=WEIGHT,
        source=edition.document.path,
        sources=desk.context.data_of.get(edition.document.path, ()),
    )


def print_view(desk: Desk, edition: Edition) -> Print:
    """Return what is printed: what only a website has is left out, so that it does not matter."""
    context, theme = desk.context, theme_view(desk.context.site.config)
    site = replace(desk.site, navigation=(), footer=(), shelves=())
    if isinstance(edition, Book):
        book = print_page(
            context, frame(context, site, replace(book_facts(desk, edition), above=())), edition
        )
        return Print(template="print/book.html", page=book, parts=_parts(book.chapters), theme=theme)
    assert isinstance(edition, Issue)
    facts = replace(issue_facts(desk, edition), route=edition.whole_route or edition.route, above=())
    page = whole_page(context, frame(context, site, facts), edition)
    return Print(template="print/issue.html", page=page, parts=_parts(page.articles), theme=theme)


def _parts(articles: Iterable[ArticleView]) -> tuple[tuple[str, str], ...]:
    return tuple((article.card.route, article.anchor) for article in articles)


def _picture_inputs(desk: Desk, edition: Edition) -> Iterator[Input]:
    site = desk.context.site
    for path in of_documents(site, edition.texts):
        yield Input(kind="source", name=path, digest=site.files[path].digest)
