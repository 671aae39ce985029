"""HTML pages: a page template and its view."""

from __future__ import annotations

from dataclasses import dataclass

from obsite.engine.task import Rendered, Task
from obsite.outputs.desk import Setting
from obsite.outputs.reading import Reading, shelf_of, templates_of
from obsite.outputs.templating import render_template


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplatePage:
    """A page to render. `root` is the base path, for a page that may be served at any address."""

    template: str  # "issue.html"
    route: str
    lang: str
    page: object  # a page of views/pages.py
    root: str = ""


def render(task: Task, reader: Reading) -> Rendered:
    """Return the page as UTF-8."""
    view = task.view
    assert isinstance(view, TemplatePage)
    setting = Setting(
        route=view.route,
        lang=view.lang,
        templates=templates_of(reader),
        facts=reader.facts,
        stored=reader.stored,
        text=reader.text,
        output=reader.output,
        root=view.root,
        shelf=shelf_of(reader, task),
    )
    text, found = render_template(view.template, view.page, setting)
    return Rendered(data=text.encode(), diagnostics=found)
