"""The PDF of each issue as a task."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from obsite.engine.task import Input, Task
from obsite.outputs.medium import Medium
from obsite.outputs.pdf import IssuePrint
from obsite.outputs.planning.cards import has_pdf, pdf_route
from obsite.outputs.planning.context import output_of
from obsite.outputs.planning.frames import frame
from obsite.outputs.planning.issues import whole_page
from obsite.outputs.planning.parts import theme_view
from obsite.outputs.planning.pictures import of_documents
from obsite.outputs.planning.site_pages import Desk, issue_facts
from obsite.outputs.planning.tasks import Templates
from obsite.outputs.views import WholePage
from obsite.site.site import Issue

TEMPLATE = "print/issue.html"
WEIGHT = 100.0


def pdf_tasks(desk: Desk, templates: Templates, digests: Mapping[str, str]) -> Iterator[Task]:
    """Yield a task for each issue that gets a PDF."""
    for issue in desk.context.site.issues:
        if has_pdf(desk.context, issue):
            yield pdf_task(desk, templates, digests, issue)


def pdf_task(desk: Desk, templates: Templates, digests: Mapping[str, str], issue: Issue) -> Task:
    """Return the task of one issue's PDF, also of one that the site does not offer as a PDF."""
    page = print_view(desk, issue)
    lang = page.frame.head.lang
    styles = sorted(
        n
        for n in digests
        if n.startswith("print/css/") or (n.startswith("assets/fonts/") and n.endswith(".woff2"))
    )
    return Task(
        output=output_of(pdf_route(issue)),
        format="pdf",
        view=IssuePrint(page=page, theme=theme_view(desk.context.site.config)),
        inputs=(
            *templates.closure(TEMPLATE, lang, Medium.PRINT),
            *(Input(kind="template", name=name, digest=digests[name]) for name in styles),
            *_picture_inputs(desk, issue),
        ),
        weight=WEIGHT,
        source=issue.document.path,
    )


def print_view(desk: Desk, issue: Issue) -> WholePage:
    """Return an issue as it is printed: what only a website has is left out, so that it does not matter."""
    site = replace(desk.site, navigation=(), footer=())
    facts = replace(issue_facts(desk, issue), route=issue.whole_route or issue.route, above=())
    return whole_page(desk.context, frame(desk.context, site, facts), issue)


def _picture_inputs(desk: Desk, issue: Issue) -> Iterator[Input]:
    site = desk.context.site
    for path in of_documents(site, issue.texts):
        yield Input(kind="source", name=path, digest=site.files[path].digest)
