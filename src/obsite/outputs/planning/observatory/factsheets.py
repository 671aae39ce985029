"""Profiles on one sheet of paper: which get one, and what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from obsite.engine.task import Input, Task
from obsite.outputs.medium import Medium
from obsite.outputs.pdf import Print
from obsite.outputs.planning.context import output_of
from obsite.outputs.planning.embedded import inputs_in
from obsite.outputs.planning.observatory.stories import charts_in
from obsite.outputs.planning.observatory.studio import Studio
from obsite.outputs.planning.parts import theme_view
from obsite.outputs.planning.tasks import PageToPlan, Templates
from obsite.outputs.views import BodyView
from obsite.outputs.views.charts import ChartView
from obsite.outputs.views.observatory.pages import FactsheetPage, RegionPage, StoryView

TEMPLATE = "print/factsheet.html"
_WEIGHT = 60.0
_ROWS, _ROWS_WITHOUT_STORY = 9, 24


def has_factsheet(studio: Studio, code: str) -> bool:
    """Return whether a profile is made as a PDF too."""
    text = studio.bench.site.regions.texts.get(code)
    config = studio.bench.site.config
    wanted = config.observatory.factsheets
    chosen = wanted == "all" or (wanted == "featured" and code in config.observatory.featured)
    if text and text.meta.pdf is not None:
        chosen = text.meta.pdf
    return studio.desk.context.pdf and config.pdf and chosen


def factsheet_route(studio: Studio, code: str) -> str:
    """Return where a factsheet is or would be."""
    return f"{studio.bench.site.regions.routes[code]}{studio.slug(code)}.pdf"


def factsheet_task(
    studio: Studio, templates: Templates, digests: Mapping[str, str], page: PageToPlan
) -> Task:
    """Return the task of the factsheet of a profile."""
    profile = page.page
    assert isinstance(profile, RegionPage)
    sheet = Print(page=_sheet(profile), template=TEMPLATE, theme=theme_view(studio.desk.context.site.config))
    styles = sorted(
        name
        for name in digests
        if name.startswith("print/css/") or (name.startswith("assets/fonts/") and name.endswith(".woff2"))
    )
    return Task(
        output=output_of(profile.pdf_route),
        format="pdf",
        view=sheet,
        inputs=(
            *templates.closure(TEMPLATE, page.lang or studio.bench.lang, Medium.PRINT),
            *(Input(kind="template", name=name, digest=digests[name]) for name in styles),
            *inputs_in(sheet.page, studio.desk.context.texts),
        ),
        weight=_WEIGHT,
        source=page.source,
    )


def _sheet(profile: RegionPage) -> FactsheetPage:
    site = replace(profile.frame.site, navigation=(), footer=(), shelves=(), preload=())
    story, chart = _first_story(profile)
    return FactsheetPage(
        frame=replace(profile.frame, site=site, breadcrumbs=()),
        code=profile.code,
        name=profile.name,
        level=profile.level,
        version=profile.version,
        parents=profile.parents,
        standfirst=profile.standfirst,
        members=profile.members,
        figures=profile.figures,
        pool=profile.pool,
        unit_of=profile.unit_of,
        rows=_ROWS if chart else _ROWS_WITHOUT_STORY,
        locator=profile.locator,
        story=story.title if story else "",
        text=_without_notes(story.text) if story and story.text else None,
        words=story.words if story else "",
        standing=story.standing if story else -1,
        chart=chart,
    )


def _first_story(profile: RegionPage) -> tuple[StoryView | None, ChartView | None]:
    """Return the first story that is told by a chart, with the chart."""
    for story in profile.stories:
        if chart := story.chart or next(charts_in(story.exhibit), None):
            return story, chart
    return None, None


def _without_notes(body: BodyView) -> BodyView:
    """Return a text without its notes, which a sheet has no room for: their calls come to nothing."""
    return replace(body, notes=())
