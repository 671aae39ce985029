"""The whole plan: every file of the published site as a task."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from obsite.engine.task import Task
from obsite.outputs.planning.book_pages import plan_book_pages
from obsite.outputs.planning.card_tasks import card_tasks
from obsite.outputs.planning.context import Context
from obsite.outputs.planning.feeds import calendar_tasks, discovery_tasks, feed_task, redirect_tasks
from obsite.outputs.planning.parts import asset_tasks, copy_tasks, picture_tasks, shown_characters, theme_view
from obsite.outputs.planning.printing import pdf_tasks
from obsite.outputs.planning.site_pages import Desk, make_desk, plan_pages
from obsite.outputs.planning.tasks import Templates, page_task
from obsite.outputs.strings import catalogue_names

if TYPE_CHECKING:
    from obsite.outputs.planning.observatory.plan import Observatory


def plan_site(
    context: Context, templates: Templates, digests: Mapping[str, str], word: Callable[..., str]
) -> Iterator[Task]:
    """Yield the task of every output. `digests` maps template names to their digests."""
    site = context.site
    desk = make_desk(context, word)
    observatory = _observatory(desk)
    made = observatory.pages if observatory else ()
    pages = (*plan_pages(desk), *plan_book_pages(desk), *made)
    for page in pages:
        yield page_task(context, templates, page)
    strings = [data for name in catalogue_names(site.config.language) if (data := templates.lookup(name))]
    yield from asset_tasks(theme_view(site.config), digests, shown_characters(site, strings))
    yield from picture_tasks(context)
    yield from copy_tasks(context, digests)
    yield from pdf_tasks(desk, templates, digests)
    yield from redirect_tasks(context, templates)
    yield from calendar_tasks(desk)
    if observatory:
        yield from observatory.tasks(templates, digests)
    if site.config.base_url:
        if site.config.social_cards:
            yield from card_tasks(desk, digests, made)
        yield from discovery_tasks(desk, pages)
        if site.editions:
            yield feed_task(desk, templates)
    # The last: what was asked for is known when everything else is planned.
    yield from context.books.tasks()


def _observatory(desk: Desk) -> Observatory | None:
    """Return what is planned of data; None on a site that has none."""
    if not desk.context.site.data.indicators:
        return None
    from obsite.outputs.planning.observatory.plan import observatory_of  # takes long to import

    return observatory_of(desk)
