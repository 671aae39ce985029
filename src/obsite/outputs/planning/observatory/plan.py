"""The observatory as a whole. A site without data does not import it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from obsite.engine.task import Task
from obsite.outputs.planning.observatory.boards import boards_of
from obsite.outputs.planning.observatory.choices import Choices
from obsite.outputs.planning.observatory.compare import compare_page, shard_tasks
from obsite.outputs.planning.observatory.factsheets import factsheet_task
from obsite.outputs.planning.observatory.indicators import indicator_pages
from obsite.outputs.planning.observatory.open_data import open_data_page, open_data_tasks
from obsite.outputs.planning.observatory.profile_tables import profile_task
from obsite.outputs.planning.observatory.regions import region_pages
from obsite.outputs.planning.observatory.studio import Studio
from obsite.outputs.planning.observatory.workbench import Workbench
from obsite.outputs.planning.site_pages import Desk
from obsite.outputs.planning.tasks import PageToPlan, Templates
from obsite.outputs.views.observatory.pages import RegionPage


@dataclass(frozen=True, slots=True, kw_only=True)
class Observatory:
    """All that is planned of data: every page, and what stands beside the pages."""

    studio: Studio
    pages: tuple[PageToPlan, ...]

    def tasks(self, templates: Templates, digests: Mapping[str, str]) -> Iterator[Task]:
        """Yield the data to take, factsheets, tables of profiles, the files of the comparison."""
        yield from open_data_tasks(self.studio.desk)
        yield from shard_tasks(self.studio)
        yield from self.studio.boards.tasks()
        for page in self.pages:
            if isinstance(page.page, RegionPage):
                yield profile_task(self.studio, page)
                if page.page.pdf:
                    yield factsheet_task(self.studio, templates, digests, page)


def observatory_of(desk: Desk) -> Observatory:
    """Return the observatory of a site that has data."""
    open_data = open_data_page(desk)
    bench = Workbench(site=desk.context.site, memo=desk.context.memo)
    studio = Studio(desk=desk, choices=Choices(bench), boards=boards_of(desk))
    pages = (*_pages(studio), *((open_data,) if open_data else ()))
    return Observatory(studio=studio, pages=pages)


def _pages(studio: Studio) -> Iterator[PageToPlan]:
    yield from indicator_pages(studio)
    yield from region_pages(studio)
    yield from compare_page(studio)
    yield from studio.boards.pages()
