"""Views of ordinary pages and of the sections they stand in."""

from __future__ import annotations

from obsite.config import CONTENT_FOLDER
from obsite.documents.document import Document
from obsite.outputs.planning.bodies import body_view
from obsite.outputs.planning.cards import author_views, errata_views, link_to, tag_links
from obsite.outputs.planning.context import Context
from obsite.outputs.planning.ways import section_title
from obsite.outputs.views import BodyView, ChildView, FrameView, LinkView, TextPage
from obsite.site.collections import natural_key
from obsite.text.paths import folder_of, stem_of

LONG_TEXT = 4  # headings from which on a page gets a table of contents by itself


def text_page(context: Context, frame: FrameView, document: Document) -> TextPage:
    """Return the view of a page; an index lists the other pages of its folder."""
    is_index = stem_of(document.path) == "index"
    meta = document.meta
    before, after = (None, None) if is_index else _neighbours(context, document)
    return TextPage(
        frame=frame,
        title=document.title,
        subtitle=meta.subtitle,
        kicker=getattr(meta, "kicker", ""),
        standfirst=meta.description,
        date=document.date,
        updated=meta.updated,
        authors=author_views(context, document),
        body=body_view(context, document),
        toc=has_contents(document),
        tags=tag_links(document),
        children=children_of(context, folder_of(document.path)) if is_index else (),
        previous=before,
        next=after,
        errata=errata_views(document),
    )


def has_contents(document: Document) -> bool:
    """Return whether a page has a table of contents: as its author says, or else if it is long."""
    wanted = document.meta.toc
    return wanted if wanted is not None else len(document.body.headings) >= LONG_TEXT


def section_page(context: Context, frame: FrameView, folder: str) -> TextPage:
    """Return the view of a folder for which its author wrote no index: the list of what is in it."""
    return TextPage(
        frame=frame,
        title=section_title(folder),
        subtitle="",
        kicker="",
        standfirst="",
        date=None,
        updated=None,
        authors=(),
        body=BodyView(),
        toc=False,
        tags=(),
        children=children_of(context, folder),
        previous=None,
        next=None,
    )


def children_of(context: Context, folder: str) -> tuple[ChildView, ...]:
    """Return the pages and sections of a folder: by weight, the latest first, then by name."""
    site = context.site
    inner = {page.path: _page_entry(context, page) for page in context.pages_in.get(folder, ())}
    ordered = sorted(inner.items(), key=lambda entry: _order(context, entry[0], entry[1]))
    made = [
        ChildView(title=section_title(name), href=route, standfirst="", date=None, year="")
        for name, route in site.sections.items()
        if folder_of(name) == folder
    ]
    return (*made, *(view for _, view in ordered))


def _page_entry(context: Context, page: Document) -> ChildView:
    return ChildView(
        title=page.title,
        href=context.site.routes[page.path],
        standfirst=page.meta.description,
        date=page.date,
        year=str(page.date.year) if page.date else "",
    )


def _order(context: Context, path: str, view: ChildView) -> tuple[object, ...]:
    age = -view.date.toordinal() if view.date else 0
    return (context.site.documents[path].meta.weight, age, natural_key(path))


def _neighbours(context: Context, document: Document) -> tuple[LinkView | None, LinkView | None]:
    """Return the pages before and after a page in its folder; pages beside the front page have none."""
    folder = folder_of(document.path)
    if folder == CONTENT_FOLDER:
        return None, None
    pages = context.pages_in.get(folder, ())
    at = context.places[document.path]
    before = link_to(context, pages[at - 1]) if at > 0 else None
    after = link_to(context, pages[at + 1]) if at + 1 < len(pages) else None
    return before, after
