"""The figures of a profile as files: CSV and, beside it, XLSX."""

from __future__ import annotations

from obsite.engine.task import Task
from obsite.outputs.planning.context import output_of
from obsite.outputs.planning.observatory.studio import Studio
from obsite.outputs.planning.tasks import PageToPlan
from obsite.outputs.profile_table import ProfileTable
from obsite.outputs.views.observatory.pages import DownloadView, RegionPage

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table_downloads(studio: Studio, code: str) -> tuple[DownloadView, ...]:
    """Return the files of a profile's figures."""
    base = f"{studio.bench.site.regions.routes[code]}{studio.slug(code)}"
    return (
        DownloadView(label="CSV", route=f"{base}.csv", media_type="text/csv"),
        DownloadView(label="XLSX", route=f"{base}.xlsx", media_type=_XLSX),
    )


def profile_task(studio: Studio, page: PageToPlan) -> Task:
    """Return the task of the files of a profile's figures."""
    profile = page.page
    assert isinstance(profile, RegionPage)
    sheet, book = (output_of(file.route) for file in profile.downloads)
    table = ProfileTable(
        code=profile.code,
        name=profile.name,
        publisher=studio.desk.site.title,
        url=profile.frame.head.canonical,
        figures=profile.figures,
        sources=tuple((one.id, *_facts(studio, one.id)) for one in studio.choices.regional),
    )
    return Task(
        output=sheet,
        companions=(book,),
        format="profile-table",
        view=table,
        inputs=(profile.figures.input,),
        weight=1.0,
        source=page.source,
    )


def _facts(studio: Studio, name: str) -> tuple[str, str, str]:
    """Return the source of an indicator, its licence and its release."""
    meta = studio.bench.site.data.indicators[name].meta
    source = f"{meta.source.name} ({meta.source.dataset})" if meta.source.dataset else meta.source.name
    return source, " ".join(meta.licence.split()), meta.vintage
