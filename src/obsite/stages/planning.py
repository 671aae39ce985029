"""The plan stage: which files the site consists of, and what each is made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from obsite.config import TEMPLATES_FOLDER
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Diagnostic, Emit, Span
from obsite.engine.memo import Memo
from obsite.engine.plan_check import check_plan, folded
from obsite.engine.task import Task
from obsite.outputs.drawings import LetteringView, lettering_of
from obsite.outputs.pictures import measure
from obsite.outputs.planning.context import Context, make_context
from obsite.outputs.planning.covers import check_covers, cover_tables
from obsite.outputs.planning.data_books import DataBooks
from obsite.outputs.planning.parts import theme_view
from obsite.outputs.planning.pictures import shown_pictures
from obsite.outputs.planning.site_tasks import plan_site
from obsite.outputs.planning.tasks import Templates
from obsite.outputs.planning.theme_check import check_templates, check_theme
from obsite.outputs.strings import StringError, catalogue_names, translate
from obsite.site.matrices import check_matrices, matrix_tables
from obsite.site.site import Site
from obsite.stages.options import BuildOptions, Progress

if TYPE_CHECKING:
    from obsite.data.codelist import CodeList
    from obsite.outputs.planning.maps import MapBook
    from obsite.stages.discovery import Discovery

_PROOFS = {
    "pdf": "proof", "dataset": "dataset-proof", "chart": "chart-proof", "map": "chart-proof",
    "numbers": "chart-proof",
}  # fmt: skip


def open_memo(discovery: Discovery, progress: Progress | None = None) -> Memo:
    """Return the values that earlier plans have computed, to be closed after rendering."""
    tell = partial(progress.spent, "figures") if progress else None
    return Memo(discovery.place.memo_file, discovery.makers["data"], tell)


def plan(options: BuildOptions, discovery: Discovery, site: Site, emit: Emit, memo: Memo) -> tuple[Task, ...]:
    """Return every output of the site as a task."""
    context = planning_context(options, discovery, site, emit, memo)
    check_covers(context, emit)
    check_matrices(site, context.tables, emit)
    if site.shown:
        from obsite.outputs.planning.data_blocks import check_data_blocks  # takes long to import

        check_data_blocks(context, emit)
    check_templates(discovery.own_templates, discovery.template, emit)
    check_theme(site.config, discovery.templates, discovery.template, emit)
    templates = Templates(lookup=discovery.template, memo=memo)
    word = partial(word_of, site.config.language, discovery, emit)
    tasks = tuple(plan_site(context, templates, discovery.templates, word))
    memo.commit()
    return tuple(map(as_proof, tasks)) if options.dry else tasks


def plan_pages_alone(options: BuildOptions, discovery: Discovery, site: Site, memo: Memo) -> tuple[Task, ...]:
    """Return the tasks that go through templates, of a site in which something is wrong already."""
    context = planning_context(options, discovery, site, _say_nothing, memo)
    word = partial(word_of, site.config.language, discovery, _say_nothing)
    tasks = plan_site(context, Templates(lookup=discovery.template, memo=memo), discovery.templates, word)
    first: dict[str, Task] = {}  # two pages may have one address: that has been said
    for task in map(as_proof, tasks):
        if task.format in ("page", "feed", "chart", *_PROOFS.values()):
            first.setdefault(folded(task.output), task)
    memo.commit()
    return tuple(first.values())


def as_proof(task: Task) -> Task:
    """Return a task as what shows its faults without the work: a PDF as text, a chart as nothing.

    A chart that an author specified is drawn all the same: only that shows whether it can be.
    """
    proof = _PROOFS.get(task.format)
    if proof is None or getattr(task.view, "vegalite", None):
        return task
    return replace(task, format=proof, weight=1.0)


def collisions(tasks: tuple[Task, ...], known: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the outputs that cannot exist together, but for those of texts of which it is known."""
    told = [found for found in known if found.code == "duplicate-route"]
    paths = {span.path for found in told for span in (found.span, *(place.span for place in found.related))}
    return [found for found in check_plan(tasks) if found.span.path not in paths]


def _say_nothing(_: Diagnostic) -> None:
    """Take a finding that has been reported before."""


def word_of(lang: str, discovery: Discovery, emit: Emit, key: str, **values: object) -> str:
    """Return an interface string that planning itself needs; one that is missing is reported."""
    try:
        return translate(lang, discovery.template, key, **values)
    except StringError as error:
        place = Span(path=f"{TEMPLATES_FOLDER}/{catalogue_names(lang)[0]}")
        emit(finding("template-undefined", str(error.message), place, error.cure))
        return key


def planning_context(
    options: BuildOptions, discovery: Discovery, site: Site, emit: Emit, memo: Memo
) -> Context:
    """Return what planning works from."""
    sizes = dict(_sizes(discovery, site, emit))
    paths = (*cover_tables(site), *matrix_tables(site))
    tables = {path: data for path in paths if (data := discovery.read(path)) is not None}
    word = partial(word_of, site.config.language, discovery, emit)
    books = DataBooks(partial(_map_book, discovery, site, memo, emit))
    if site.data.codelists:  # shapes that cannot be read are told though no map is asked for
        _ = books.maps
    return make_context(
        site,
        sizes,
        tables,
        dict(_lettering(discovery, site)),
        books=books,
        memo=memo,
        pdf=options.dry or (options.pdf and site_can_have_pdfs(emit)),
        parts_caption=word("titles.cover_of_parts"),
        chapters_caption=word("titles.cover_of_chapters"),
    )


def _map_book(discovery: Discovery, site: Site, memo: Memo, emit: Emit) -> MapBook:
    # Imported here: a site without data needs none of it.
    from obsite.outputs.planning.charts import ChartBook, Style
    from obsite.outputs.planning.geometry import read_atlas
    from obsite.outputs.planning.maps import MapBook

    style = Style(theme=theme_view(site.config), lookup=discovery.template, digests=discovery.templates)
    charts = ChartBook(bank=site.data, memo=memo, style=style, files=discovery.files)
    atlas = read_atlas(site.data.codelists, discovery.files, discovery.read, memo, emit)
    return MapBook(charts=charts, atlas=atlas, routes=partial(_routes, site))


def _routes(site: Site, codelist: CodeList) -> Mapping[str, str]:
    """Return the addresses of the codes of a list that have a profile."""
    regions = site.regions
    return regions.routes if regions.codelist and regions.codelist.name == codelist.name else {}


def _lettering(discovery: Discovery, site: Site) -> Iterator[tuple[str, tuple[LetteringView, ...]]]:
    fonts = theme_view(site.config).fonts
    for path in site.files:
        data = discovery.read(path) if path.lower().endswith(".svg") else None
        if data and (lettering := lettering_of(data, fonts)):
            yield path, lettering


def site_can_have_pdfs(emit: Emit) -> bool:
    """Return whether PDFs can be made on this machine; if not, say so and go on without."""
    from obsite.outputs.pdf import available

    reason = available()
    if reason:
        cure = "`obsite doctor` says how to install it; --no-pdf builds without PDFs"
        message = f"No PDFs were made: {reason}"
        emit(finding("pdf-unavailable", message, Span(path="site.yaml"), help=cure))
    return not reason


def _sizes(discovery: Discovery, site: Site, emit: Emit) -> Iterator[tuple[str, tuple[int, int]]]:
    for path in shown_pictures(site):
        data = discovery.read(path)
        measured = measure(data, span=Span(path=path), emit=emit) if data is not None else None
        if measured:
            yield path, (measured.width, measured.height)
