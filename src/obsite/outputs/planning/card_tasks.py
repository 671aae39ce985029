"""The picture of each issue, book, article, chapter and event that is shown where links to it are shared.

Pages of data are many, and drawing a card takes as long as a page: those of one list share its card; only
regions that the site features have their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from obsite.engine.task import Input, Task
from obsite.outputs.filters import date_range
from obsite.outputs.planning.context import Context, output_of
from obsite.outputs.planning.covers import cover_view, has_card
from obsite.outputs.planning.site_pages import Desk
from obsite.outputs.planning.tasks import PageToPlan
from obsite.outputs.social_card import SocialCardView
from obsite.outputs.views import CoverView
from obsite.site.collections import end_of, start_of
from obsite.site.routes import DATA_SECTIONS
from obsite.site.site import Book, Edition, Issue, article_meta

_LONGEST_NAME = 60  # characters


def card_tasks(desk: Desk, digests: Mapping[str, str], made: Sequence[PageToPlan]) -> Iterator[Task]:
    """Yield the task of each card. `digests` maps names of templates to digests, `made` are pages of data."""
    context = desk.context
    newest = context.site.issues[:1]
    drawn = [one for one in context.site.editions if has_card(one) or one in newest]
    covers = {edition.route: cover_view(context, edition) for edition in drawn}
    latest = next((cover for cover in covers.values() if cover), None)
    for route, source, view in (*_cards(desk, covers, latest), *_cards_of_data(desk, made)):
        fonts = (view.display, view.sans, view.label)
        yield Task(
            output=output_of(f"{route}card.png"),
            format="social-card",
            view=view,
            inputs=tuple(
                Input(kind="template", name=name, digest=digests[name]) for name in sorted(set(fonts))
            ),
            weight=8.0,
            source=source,
        )


def _cards(
    desk: Desk, covers: Mapping[str, CoverView | None], latest: CoverView | None
) -> Iterator[tuple[str, str, SocialCardView]]:
    context, site = desk.context, desk.site
    yield "/", "content/index.md", SocialCardView(title=site.title, site=site.newsletter, cover=latest)
    for edition in context.site.editions:
        cover, kicker = covers.get(edition.route), _kicker(desk, edition)
        document = edition.document
        if has_card(edition):
            view = SocialCardView(title=document.title, site=_name(desk), kicker=kicker, cover=cover)
            yield edition.route, document.path, view
        for part in edition.parts:
            label = article_meta(part).kicker or (document.title if isinstance(edition, Book) else kicker)
            view = SocialCardView(title=part.title, site=_name(desk), kicker=label, cover=cover)
            yield context.site.routes[part.path], part.path, view
    for event in context.site.events:
        days = date_range(start_of(event), end_of(event), desk.site.lang)
        view = SocialCardView(title=event.title, site=_name(desk), kicker=days, cover=latest)
        yield context.site.routes[event.path], event.path, view


def _cards_of_data(desk: Desk, made: Sequence[PageToPlan]) -> Iterator[tuple[str, str, SocialCardView]]:
    """Yield the cards of lists, and of what the site features."""
    if not made:
        return
    from obsite.outputs.views.observatory.pages import RegionPage  # takes long to import

    featured = set(featured_routes(desk.context))
    for page in made:
        if page.route in DATA_SECTIONS:
            title = str(getattr(page.page, "title", "")) or desk.site.title
            yield page.route, page.source, SocialCardView(title=title, site=_name(desk))
        elif page.route in featured and isinstance(page.page, RegionPage):
            about = page.page
            kicker = " · ".join(filter(None, (*(one.title for one in about.parents), about.level)))
            yield page.route, page.source, SocialCardView(title=about.name, site=_name(desk), kicker=kicker)


def featured_routes(context: Context) -> Iterator[str]:
    """Yield the routes of the profiles that the site features."""
    routes = context.site.regions.routes
    yield from (routes[code] for code in context.site.config.observatory.featured if code in routes)


def _kicker(desk: Desk, edition: Edition) -> str:
    if isinstance(edition, Issue):
        name = edition.meta.series or desk.context.site.config.newsletter.title
        return f"{name} {edition.meta.number}".strip()
    series = edition.meta.series if isinstance(edition, Book) else ""
    return series or desk.word(f"kind_{edition.document.type}")


def _name(desk: Desk) -> str:
    """Return the site's name in the form that fits on a card."""
    return desk.site.title if len(desk.site.title) <= _LONGEST_NAME else desk.site.short_title
