"""The function `body` of templates: an authored text, its markers filled with what other templates draw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment, Template
from markupsafe import Markup

from obsite.markup.body import Passage, Passages, Shown
from obsite.outputs.addresses import Addresses
from obsite.outputs.compiling import QuickMacro
from obsite.outputs.fill import Filling, Parts
from obsite.outputs.medium import Medium
from obsite.outputs.views import BlockView, BodyView, NoteView, PictureView


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """The texts of one page. `text` gives the passages of a text by its path."""

    environment: Environment
    addresses: Addresses
    medium: Medium
    text: Callable[[str], Passages]
    known: dict[str, Passages] = field(default_factory=dict)  # the texts that were asked for

    def body(self, body: BodyView, medium: str = "", route: str = "") -> Markup:
        """Return a text; `route` is the page that it is read on when that is not this one (in feeds)."""
        chosen = Medium(medium) if medium else self.medium
        page = self.addresses.href(route) if route else ""
        return Filling(body=body, parts=self._parts(chosen), medium=chosen, page=page).text()

    def markup_of(self, body: BodyView) -> str:
        """Return a text as it is before its markers are filled, for templates that go by its length."""
        return body.html if isinstance(body.html, str) else self._passage(body.html)

    def _passage(self, passage: Passage) -> str:
        passages = self.known.get(passage.path)
        if passages is None:
            passages = self.known[passage.path] = self.text(passage.path)
        return passages[passage.part]

    def _parts(self, medium: Medium) -> Parts:
        def macro(file: str, name: str) -> Callable[..., str]:
            found: list[Callable[..., str]] = []  # the macro, once it was looked up

            def call(*values: object) -> str:
                if not found:
                    template = self._template(f"macros/{file}.html", medium)
                    found.append(_writer(getattr(template.module, name)))
                return found[0](*values)

            return call

        def block(view: BlockView, content: Markup) -> str:
            template = self._template(f"blocks/{view.name}.html", medium)
            return template.render(block=view, data=view.data, content=content)

        picture: Callable[[PictureView], str] = macro("picture", "picture")
        call: Callable[[NoteView, bool], str] = macro("notes", "call")
        note: Callable[[NoteView, Markup], str] = macro("notes", "note")
        endnotes: Callable[[list[tuple[NoteView, Markup]]], str] = macro("notes", "endnotes")
        value: Callable[[Shown], str] = macro("values", "value")
        return Parts(
            href=self.addresses.href,
            picture=picture,
            block=block,
            call=call,
            note=note,
            value=value,
            endnotes=endnotes,
            passage=self._passage,
        )

    def _template(self, name: str, medium: Medium) -> Template:
        if medium is Medium.PRINT:
            return self.environment.select_template([f"print/{name}", name])
        return self.environment.get_template(name)


def _writer(macro: Any) -> Callable[..., str]:
    """Return a macro as it is called from here."""
    if type(macro) is QuickMacro and macro.escapes:
        return macro.written
    return lambda *values: str(macro(*values))
