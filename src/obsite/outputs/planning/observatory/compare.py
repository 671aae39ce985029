"""The comparison of regions: its page, and a small file for each region that it loads on demand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from obsite.data.indicator import Indicator
from obsite.engine.task import Stored, Task
from obsite.outputs.planning.context import output_of
from obsite.outputs.planning.frames import PageFacts
from obsite.outputs.planning.observatory.compare_figures import compared_measure, compared_region
from obsite.outputs.planning.observatory.regions import region_groups
from obsite.outputs.planning.observatory.studio import Studio
from obsite.outputs.planning.tasks import PageToPlan
from obsite.outputs.shards import ShardView
from obsite.outputs.views.observatory.pages import ComparedTheme, ComparePage
from obsite.site.routes import COMPARISON

_SHOWN = 3  # regions, where no script asks for others


def compare_page(studio: Studio) -> Iterator[PageToPlan]:
    """Yield the comparison, on a site that has regions to compare."""
    choices, bench = studio.choices, studio.bench
    profiles = bench.site.regions
    if len(profiles.codes) < 2 or not choices.comparison:
        return
    title = studio.list_title("compare")
    facts = PageFacts(
        title=title, route=COMPARISON, section=COMPARISON, description=studio.word("compare_description")
    )
    featured = [code for code in bench.said.featured if code in profiles.routes]
    page = ComparePage(
        frame=studio.desk.frame(facts),
        title=title,
        intro=studio.intro("compare"),
        themes=tuple(
            ComparedTheme(
                theme=theme,
                measures=tuple(
                    studio.about("compared-measure", one, partial(compared_measure, bench, one))
                    for one in members
                ),
            )
            for theme, members in choices.compared_by_theme
        ),
        shown=tuple(_region(studio, code) for code in (featured or list(profiles.codes))[:_SHOWN]),
        groups=region_groups(studio),
        shards=COMPARISON,
        total=len(profiles.routes),
    )
    yield PageToPlan(
        template="compare.html", route=COMPARISON, lang="", page=page, source="content/compare/index.md"
    )


def shard_tasks(studio: Studio) -> Iterator[Task]:
    """Yield the file of each region that may be compared."""
    profiles = studio.bench.site.regions
    if len(profiles.codes) < 2 or not studio.choices.comparison:
        return
    rows = tuple(_row(studio, one) for one in studio.choices.comparison)
    for code in profiles.routes:
        region = _region(studio, code)
        yield Task(
            output=output_of(f"{COMPARISON}{studio.slug(code)}.json"),
            format="shard",
            view=ShardView(region=region, measures=rows, lang=studio.bench.lang),
            inputs=(region.input, *(row.input for row in dict.fromkeys(rows))),
            weight=0.3,
        )


def _row(studio: Studio, indicator: Indicator) -> Stored:
    return studio.about("compared-measure", indicator, partial(compared_measure, studio.bench, indicator))


def _region(studio: Studio, code: str) -> Stored:
    compute = partial(compared_region, studio.choices, code, studio.slug(code))
    return studio.kept("compared-region", (studio.regional, code), compute)
