"""The cover of each issue and book: drawn from the table it names, or else from its own parts."""

from __future__ import annotations

from functools import partial

from obsite.covers.constellation import Sky, Sources, read_sky
from obsite.covers.parts import sky_of_parts
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Emit, Span
from obsite.outputs.planning.context import Context
from obsite.outputs.views import CoverView, StarView
from obsite.site.paths import cure_for_path, relative_path
from obsite.site.site import Book, Edition, Site


def cover_tables(site: Site) -> tuple[str, ...]:
    """Return the site-relative paths of all tables that covers are drawn from."""
    paths = set()
    for edition in site.editions:
        if edition.meta.cover and (spec := edition.meta.cover.constellation):
            names = [name for name in (spec.points, spec.links) if name]
            paths |= {relative_path(edition.document.path, name) for name in names}
    return tuple(sorted(paths & set(site.files)))


def check_covers(context: Context, emit: Emit) -> None:
    """Report covers that cannot be drawn."""
    for edition in context.site.editions:
        _sky(context, edition, emit)


def cover_view(context: Context, edition: Edition) -> CoverView | None:
    """Return an issue's or a book's cover, or None when it shows a picture instead or lives elsewhere."""
    cover = edition.meta.cover
    if cover and cover.image:
        return None
    sky = _sky(context, edition, lambda _: None)
    if sky is None:
        return None
    return _view(sky, caption=_caption(context, edition), credit=cover.credit if cover else "")


def _view(sky: Sky, *, caption: str = "", credit: str = "") -> CoverView:
    return CoverView(
        width=sky.width,
        height=sky.height,
        stars=tuple(StarView(x=s.x, y=s.y, r=s.r, label=s.label, lit=bool(s.group)) for s in sky.stars),
        lines=sky.lines,
        caption=caption,
        credit=credit,
    )


def cover_of_parts(route: str, parts: tuple[tuple[str, int], ...]) -> CoverView | None:
    """Return the cover that is drawn from the (title, words) of each part, without its caption."""
    return _view(sky_of_parts(route, parts)) if _may_be_drawn(parts) else None


def has_card(edition: Edition) -> bool:
    """Return whether an issue or a book has a social card of its own.

    An edition in one file that brings no cover shares the front page's: in the archive of a weekly
    letter, hundreds of cards that differ by a number are not worth a tenth of a second each.
    """
    return bool(edition.parts or edition.meta.cover)


def _caption(context: Context, edition: Edition) -> str:
    cover = edition.meta.cover
    if cover and cover.caption:
        return cover.caption
    drawn_from_table = cover is not None and cover.constellation is not None
    if drawn_from_table:
        return ""
    return context.chapters_caption if isinstance(edition, Book) else context.parts_caption


def _sky(context: Context, edition: Edition, emit: Emit) -> Sky | None:
    spec = edition.meta.cover.constellation if edition.meta.cover else None
    if spec is None:
        parts = _parts(edition)
        return sky_of_parts(edition.route, parts) if _may_be_drawn(parts) else None
    span = partial(_place, edition)
    tables = {}
    for key in ("points", "links"):
        name = getattr(spec, key)
        path = relative_path(edition.document.path, name)
        if name and path not in context.tables:
            cure = cure_for_path(edition.document.path, path, context.site.files)
            emit(finding("invalid-cover", f"There is no table `{name}`", span(key), cure))
        elif name:
            tables[name] = (path, context.tables[path])
    if not {spec.points, spec.links} - {""} <= tables.keys():
        return None
    return read_sky(spec, Sources(tables=tables, span=span), emit)


def _may_be_drawn(parts: tuple[tuple[str, int], ...]) -> bool:
    return len(parts) > 2


def _place(edition: Edition, key: str) -> Span:
    """Return where a key of the constellation stands in the front matter."""
    return edition.document.span(f"cover.constellation.{key}")


def _parts(edition: Edition) -> tuple[tuple[str, int], ...]:
    """Return (title, words) of each article or chapter, or of each section of an edition in one text."""
    if edition.parts:
        return tuple((article.title, article.body.words) for article in edition.parts)
    return edition.document.body.sections
