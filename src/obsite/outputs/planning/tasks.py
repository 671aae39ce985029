"""How a view becomes a task: its output, and all that rendering it may read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from obsite.engine.digest import digest_bytes
from obsite.engine.memo import Memo
from obsite.engine.task import Input, Task
from obsite.outputs.closure import references_of, template_closure
from obsite.outputs.medium import Medium
from obsite.outputs.pages import TemplatePage
from obsite.outputs.planning.context import Context, output_of
from obsite.outputs.planning.embedded import inputs_in
from obsite.outputs.views import IssueCardView

Lookup = Callable[[str], bytes | None]

WAVE_PARTS, WAVE_PAGES = 0, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Templates:
    """The templates of a build: the site's own before the shipped ones. Closures are found once."""

    lookup: Lookup
    memo: Memo
    _known: dict[tuple[str, str, Medium], tuple[Input, ...]] = field(default_factory=dict)

    def closure(self, name: str, lang: str, medium: Medium = Medium.WEB) -> tuple[Input, ...]:
        """Return everything that rendering a template may read of the theme."""
        key = (name, lang, medium)
        if key not in self._known:
            self._known[key] = template_closure(
                name, self.lookup, lang=lang, medium=medium, references=self._references
            )
        return self._known[key]

    def _references(self, data: bytes) -> tuple[tuple[str, ...], bool]:
        """Return what a template names; parsing all of them takes longer than planning a small site."""
        stored = self.memo.value(("references", digest_bytes(data)), lambda: references_of(data))
        found: tuple[tuple[str, ...], bool] = self.memo.get(stored)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class PageToPlan:
    """A page with what its task needs to know. `cards` are the issues whose PDFs it offers."""

    template: str
    route: str
    lang: str
    page: object
    source: str
    cards: tuple[IssueCardView, ...] = ()
    root: str = ""
    output: str = ""
    offers: tuple[str, ...] = ()  # further outputs of which it tells facts, such as a PDF's pages


def page_task(context: Context, templates: Templates, page: PageToPlan) -> Task:
    """Return the task of an HTML page."""
    pdfs = sorted({*(card.pdf.output for card in page.cards if card.pdf), *page.offers})
    inputs = templates.closure(page.template, page.lang or context.site.config.language)
    return Task(
        output=page.output or output_of(page.route),
        format="page",
        view=TemplatePage(
            template=page.template,
            route=page.route,
            lang=page.lang or context.site.config.language,
            page=page.page,
            root=page.root,
        ),
        inputs=(
            *inputs,
            *(Input(kind="facts", name=name, digest="") for name in pdfs),
            *inputs_in(page.page, context.texts),
        ),
        wave=WAVE_PAGES,
        source=page.source,
        sources=context.data_of.get(page.source, ()),
    )
