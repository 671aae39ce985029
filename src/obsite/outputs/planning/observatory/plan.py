"""All pages of the observatory: none on a site without data."""

from __future__ import annotations

from collections.abc import Iterator

from obsite.engine.task import Task
from obsite.outputs.planning.observatory.boards import boards_of
from obsite.outputs.planning.observatory.choices import Choices
from obsite.outputs.planning.observatory.compare import compare_page, shard_tasks
from obsite.outputs.planning.observatory.indicators import indicator_pages
from obsite.outputs.planning.observatory.regions import region_pages
from obsite.outputs.planning.observatory.studio import Studio
from obsite.outputs.planning.observatory.workbench import Workbench
from obsite.outputs.planning.site_pages import Desk
from obsite.outputs.planning.tasks import PageToPlan


def open_studio(desk: Desk) -> Studio | None:
    """Return what the observatory is planned with; None on a site without data."""
    if not desk.context.site.data.indicators:
        return None
    return Studio(desk=desk, choices=Choices(Workbench(site=desk.context.site)), boards=boards_of(desk))


def plan_observatory(studio: Studio) -> Iterator[PageToPlan]:
    """Yield every page that is made from data."""
    yield from indicator_pages(studio)
    yield from region_pages(studio)
    yield from compare_page(studio)
    yield from studio.boards.pages()


def observatory_tasks(studio: Studio) -> Iterator[Task]:
    """Yield what stands beside the pages."""
    yield from shard_tasks(studio)
    yield from studio.boards.tasks()
