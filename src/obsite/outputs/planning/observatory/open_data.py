"""Open data: a task for the files of each indicator, one for the catalogue, and the page that lists them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from obsite.data.exports.catalog import Catalogue, Publisher
from obsite.data.exports.dataset import Dataset, dataset_of
from obsite.data.flags import FLAG_NAMES
from obsite.data.indicator import Indicator
from obsite.engine.task import Input, Task
from obsite.outputs.dataset import (
    CATALOGUE,
    FOLDER,
    FORMS,
    METADATA,
    CatalogueView,
    DatasetView,
    EntryView,
    companions_of,
    output_of,
)
from obsite.outputs.planning.bodies import body_view
from obsite.outputs.planning.frames import PageFacts
from obsite.outputs.planning.site_pages import Desk
from obsite.outputs.planning.tasks import WAVE_PAGES, PageToPlan
from obsite.outputs.views.observatory.open_data import DatasetRowView, OpenDataPage, ThemeDataView

ROUTE = f"/{FOLDER}/"
TEMPLATE = "data.html"
_INTRODUCTION = "content/data/index.md"
_LABELS = {"csv": "CSV", "xlsx": "XLSX", "parquet": "Parquet", "json": "JSON-stat"}
_SHORT = 40  # characters of a licence that is a name; longer ones are terms, which the files tell
_SHEET_WORDS = (
    *("data", "about", "title", "description", "unit", "source", "source_url", "licence", "licence_url"),
    *("vintage", "updated", "code_lists", "flags", "notes", "synthetic"),
)


def open_data_tasks(desk: Desk) -> Iterator[Task]:
    """Yield the tasks of every indicator's files, and of the catalogue over them."""
    indicators = _in_order(desk)
    datasets = [_dataset(desk, one) for one in indicators]
    words = {key: desk.word(f"sheet_{key}") for key in _SHEET_WORDS}
    for one, dataset in zip(indicators, datasets, strict=True):
        partition = f"{FOLDER}/{one.partition.digest}.parquet"
        yield Task(
            output=output_of(one.id),
            companions=companions_of(one.id),
            format="dataset",
            view=DatasetView(dataset=dataset, partition=partition, words=words),
            inputs=(Input(kind="state", name=partition, digest=one.partition.digest),),
            weight=1.0 + one.partition.rows / 1000,
            source=one.path,
            sources=(one.partition.source_path,),
        )
    if indicators and desk.context.site.config.base_url:
        yield _catalogue_task(desk, indicators, datasets)


def _in_order(desk: Desk) -> list[Indicator]:
    return [one for _, one in sorted(desk.context.site.data.indicators.items())]


def _dataset(desk: Desk, one: Indicator) -> Dataset:
    flags = {letter: desk.word(f"flag_{name}") for letter, name in _FLAG_KEYS.items()}
    return dataset_of(one, flags, synthetic=desk.word("synthetic_notice"), lang=desk.site.lang)


_FLAG_KEYS = {letter: "missing" if letter == ":" else letter for letter in FLAG_NAMES}


def _catalogue_task(desk: Desk, indicators: list[Indicator], datasets: list[Dataset]) -> Task:
    context, site = desk.context, desk.site
    organisation = site.organisation
    catalogue = Catalogue(
        title=desk.word("open_data_of", site=site.title),
        description=site.description,
        url=context.absolute(f"/{CATALOGUE}"),
        page=context.absolute(ROUTE),
        lang=site.lang,
        publisher=Publisher(
            name=organisation.name, url=organisation.url or context.base_url, email=organisation.email
        ),
    )
    entries = tuple(
        EntryView(
            dataset=dataset,
            page=context.absolute(f"/indicators/{one.id}/"),
            base=context.absolute(f"/{FOLDER}/{one.id}"),
            spatial=_territory(one, site.lang),
        )
        for one, dataset in zip(indicators, datasets, strict=True)
    )
    return Task(
        output=CATALOGUE,
        format="catalogue",
        view=CatalogueView(catalogue=catalogue, entries=entries),
        inputs=tuple(Input(kind="facts", name=output_of(one.id), digest="") for one in indicators),
        wave=WAVE_PAGES,
        source="content/indicators",
    )


def _territory(one: Indicator, lang: str) -> tuple[str, ...]:
    """Return the names of the top-most regions that a table covers: its countries, say."""
    dimension = one.dimension_of_kind("region")
    if dimension is None:
        return ()
    codelist = dimension.codelist
    tops = {
        (*codelist.ancestors(code), code)[-1] if codelist.ancestors(code) else code for code in dimension.used
    }
    heads = {codelist.ancestors(code)[-1] if codelist.ancestors(code) else code for code in tops}
    return tuple(sorted(codelist.label(code, dimension.version, lang) for code in heads))


def open_data_page(desk: Desk) -> PageToPlan | None:
    """Return the page that lists all data to take, if there are any."""
    indicators = _in_order(desk)
    if not indicators:
        return None
    site = desk.context.site
    document = site.documents.get(_INTRODUCTION)
    title = document.title if document else desk.word("titles.open_data")
    facts = PageFacts(title=title, route=ROUTE, section=ROUTE, description=desk.word("open_data_intro"))
    ordered = sorted(indicators, key=lambda one: (_theme_place(desk, one), one.meta.weight, one.meta.title))
    themes = tuple(
        ThemeDataView(title=theme, rows=tuple(_row(desk, one) for one in found))
        for theme, found in groupby(ordered, key=lambda one: one.meta.theme)
    )
    page = OpenDataPage(
        frame=desk.frame(facts),
        title=title,
        intro=body_view(desk.context, document) if document else None,
        themes=themes,
        total=sum(one.partition.rows for one in indicators),
        catalogue=f"/{CATALOGUE}" if site.config.base_url else "",
    )
    return PageToPlan(
        template=TEMPLATE,
        route=ROUTE,
        lang=site.config.language,
        page=page,
        source=_INTRODUCTION,
        offers=tuple(output_of(one.id) for one in indicators),
    )


def _theme_place(desk: Desk, one: Indicator) -> tuple[int, str]:
    themes: Iterable[str] = desk.context.site.config.observatory.themes
    order = list(themes)
    return (order.index(one.meta.theme) if one.meta.theme in order else len(order), one.meta.theme)


def _to(periods: Sequence[str]) -> str:
    """Return the dash between two periods, which stands apart if they have dashes themselves."""
    return " – " if "-" in periods[0] + periods[-1] else "–"


def _row(desk: Desk, one: Indicator) -> DatasetRowView:
    dataset = _dataset(desk, one)
    periods = one.partition.periods
    files = [(_LABELS[form], f"/{output_of(one.id, form)}", f"{form}_bytes") for form in FORMS]
    return DatasetRowView(
        title=one.meta.title,
        page=f"/indicators/{one.id}/",
        unit=dataset.unit,
        periods=periods[0] if len(periods) == 1 else f"{periods[0]}{_to(periods)}{periods[-1]}",
        source=" ".join(
            filter(None, (one.meta.source.name, f"({dataset.dataset})" if dataset.dataset else ""))
        ),
        licence=dataset.licence if len(dataset.licence) <= _SHORT else "",
        vintage=dataset.vintage,
        synthetic=dataset.synthetic,
        output=output_of(one.id),
        files=(*files, ("CSVW", f"/{FOLDER}/{one.id}{METADATA}", "")),
    )
