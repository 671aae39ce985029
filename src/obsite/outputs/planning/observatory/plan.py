"""All pages of the observatory: none on a site without data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from obsite.engine.task import Task
from obsite.outputs.planning.observatory.boards import boards_of
from obsite.outputs.planning.observatory.choices import Choices
from obsite.outputs.planning.observatory.compare import compare_page, shard_tasks
from obsite.outputs.planning.observatory.factsheets import factsheet_task
from obsite.outputs.planning.observatory.indicators import indicator_pages
from obsite.outputs.planning.observatory.profile_tables import profile_task
from obsite.outputs.planning.observatory.regions import region_pages
from obsite.outputs.planning.observatory.studio import Studio
from obsite.outputs.planning.observatory.workbench import Workbench
from obsite.outputs.planning.site_pages import Desk
from obsite.outputs.planning.tasks import PageToPlan, Templates
from obsite.outputs.views.observatory.pages import RegionPage


def open_studio(desk: Desk) -> Studio | None:
    """Return what the observatory is planned with; None on a site without data."""
    if not desk.context.site.data.indicators:
        return None
    bench = Workbench(site=desk.context.site, memo=desk.context.memo)
    return Studio(desk=desk, choices=Choices(bench), boards=boards_of(desk))


def plan_observatory(studio: Studio) -> Iterator[PageToPlan]:
    """Yield every page that is made from data."""
    yield from indicator_pages(studio)
    yield from region_pages(studio)
    yield from compare_page(studio)
    yield from studio.boards.pages()


def observatory_tasks(
    studio: Studio, pages: Iterable[PageToPlan], templates: Templates, digests: Mapping[str, str]
) -> Iterator[Task]:
    """Yield what stands beside the pages: factsheets, tables of profiles, the files of the comparison."""
    yield from shard_tasks(studio)
    yield from studio.boards.tasks()
    for page in pages:
        if isinstance(page.page, RegionPage):
            yield profile_task(studio, page)
            if page.page.pdf:
                yield factsheet_task(studio, templates, digests, page)
