"""All pages of the observatory: none on a site without data."""

from __future__ import annotations

from collections.abc import Iterator

from obsite.outputs.planning.observatory.choices import Choices
from obsite.outputs.planning.observatory.indicators import indicator_pages
from obsite.outputs.planning.observatory.regions import region_pages
from obsite.outputs.planning.observatory.studio import Studio
from obsite.outputs.planning.observatory.workbench import Workbench
from obsite.outputs.planning.site_pages import Desk
from obsite.outputs.planning.tasks import PageToPlan


def plan_observatory(desk: Desk) -> Iterator[PageToPlan]:
    """Yield every page that is made from data."""
    if not desk.context.site.data.indicators:
        return
    studio = Studio(desk=desk, choices=Choices(Workbench(site=desk.context.site)))
    yield from indicator_pages(studio)
    yield from region_pages(studio)
