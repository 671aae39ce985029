"""How a guide or a report is cited, and what else its imprint says."""

from __future__ import annotations

from obsite.documents.document import Document
from obsite.outputs.planning.cards import author_views
from obsite.outputs.planning.context import Context
from obsite.outputs.views import ImprintView
from obsite.site.site import Book


def imprint_view(context: Context, book: Book) -> ImprintView:
    """Return what a book says of itself for those who cite it or hand it on."""
    meta = book.meta
    return ImprintView(
        citation=meta.cite or citation(context, book),
        licence=meta.licence or context.site.config.licence,
        isbn=meta.isbn,
        doi=doi_address(meta.doi),
        version=meta.version,
        updated=meta.updated,
    )


def citation(context: Context, book: Book) -> str:
    """Return a reference in words: authors (year): title, edition, publisher, address."""
    meta = book.meta
    publisher = meta.organisation or context.site.config.organisation.name or context.site.config.title
    authors = [person.name for person in author_views(context, book.document)]
    title = ": ".join(filter(None, (book.document.title, meta.subtitle)))
    ending = [meta.edition, publisher if authors else "", f"ISBN {meta.isbn}" if meta.isbn else ""]
    address = doi_address(meta.doi) or (context.absolute(book.route) if context.site.config.base_url else "")
    head = f"{', '.join(authors) or publisher}{_year(book.document)}: {title}"
    return ". ".join(filter(None, (head.rstrip("."), *ending, address)))


def _year(document: Document) -> str:
    return f" ({document.date.year})" if document.date else ""


def doi_address(doi: str) -> str:
    """Return the address of a DOI."""
    return f"https://doi.org/{doi}" if doi else ""
