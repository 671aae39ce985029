"""What `matrix` and `pathway` blocks show."""

from __future__ import annotations

from collections.abc import Sequence

from obsite.content.blocks import MatrixOptions, PathwayOptions
from obsite.documents.document import Document
from obsite.markup.body import Block
from obsite.outputs.planning.context import Context
from obsite.outputs.views.matrices import (
    MatrixColumnView,
    MatrixRowView,
    MatrixView,
    PathwayView,
    StepView,
)
from obsite.site.matrices import Matrix, Row, matrix_of
from obsite.site.site import Site


def matrix_view(context: Context, document: Document, block: Block) -> MatrixView:
    """Return a table of dots with its sums; a row with the code of a region links to its profile."""
    options = block.options
    assert isinstance(options, MatrixOptions)
    found = matrix_of(document.path, block, context.tables, lambda _: None)
    matrix = found or Matrix(columns={}, rows=())
    columns = tuple(
        MatrixColumnView(title=title, sum=sum(key in row.marks for row in matrix.rows))
        for key, title in matrix.columns.items()
    )
    return MatrixView(
        caption=block.argument,
        rows_title=options.rows_title,
        columns=columns,
        rows=tuple(_row(context.site, row, matrix, document.meta.lang) for row in matrix.rows),
        sums=options.sums,
        note=options.note,
        credit=options.credit,
    )


def _row(site: Site, row: Row, matrix: Matrix, lang: str) -> MatrixRowView:
    marks = tuple(key in row.marks for key in matrix.columns)
    label, href = row.label, ""
    for profiles in (site.regions, site.sectors):
        if row.code and row.code in profiles.routes:
            href = profiles.routes[row.code]
        if row.code and not label and profiles.codelist and row.code in profiles.codelist.codes:
            label = profiles.codelist.label(row.code, lang=lang)
    return MatrixRowView(label=label or row.code, href=href, marks=marks, sum=sum(marks))


def pathway_view(block: Block, hrefs: Sequence[str]) -> PathwayView:
    """Return steps in their order; `hrefs` are the routes their links lead to, "" for none."""
    options = block.options
    assert isinstance(options, PathwayOptions)
    return PathwayView(
        caption=block.argument,
        steps=tuple(
            StepView(title=step.title, text=step.text, aside=step.aside, href=href)
            for step, href in zip(options.steps, hrefs, strict=True)
        ),
        aside_title=options.aside_title,
        returns=options.returns,
        credit=options.credit,
    )
