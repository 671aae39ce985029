"""The plan stage: which files the site consists of, and what each is made from."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Emit, Span
from obsite.engine.task import Task
from obsite.outputs.drawings import LetteringView, lettering_of
from obsite.outputs.pictures import measure
from obsite.outputs.planning.context import Context, make_context
from obsite.outputs.planning.covers import check_covers, cover_tables
from obsite.outputs.planning.parts import theme_view
from obsite.outputs.planning.pictures import shown_pictures
from obsite.outputs.planning.site_tasks import plan_site
from obsite.outputs.planning.tasks import Templates
from obsite.outputs.strings import translate
from obsite.site.site import Site

if TYPE_CHECKING:
    from obsite.pipeline import BuildOptions
    from obsite.stages.discovery import Discovery


def plan(options: BuildOptions, discovery: Discovery, site: Site, emit: Emit) -> tuple[Task, ...]:
    """Return every output of the site as a task."""
    context = planning_context(options, discovery, site, emit)
    check_covers(context, emit)
    templates = Templates(lookup=discovery.template)
    word = partial(translate, site.config.language, discovery.template)
    return tuple(plan_site(context, templates, discovery.templates, word))


def planning_context(options: BuildOptions, discovery: Discovery, site: Site, emit: Emit) -> Context:
    """Return what planning works from."""
    sizes = dict(_sizes(discovery, site, emit))
    tables = {path: data for path in cover_tables(site) if (data := discovery.read(path)) is not None}
    caption = translate(site.config.language, discovery.template, "titles.cover_of_parts")
    return make_context(
        site,
        sizes,
        tables,
        dict(_lettering(discovery, site)),
        pdf=options.pdf and site_can_have_pdfs(emit),
        parts_caption=caption,
    )


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
        message = f"no PDFs were made: {reason}"
        emit(finding("pdf-unavailable", message, Span(path="site.yaml"), help=cure))
    return not reason


def _sizes(discovery: Discovery, site: Site, emit: Emit) -> Iterator[tuple[str, tuple[int, int]]]:
    for path in shown_pictures(site):
        data = discovery.read(path)
        measured = measure(data, span=Span(path=path), emit=emit) if data is not None else None
        if measured:
            yield path, (measured.width, measured.height)
