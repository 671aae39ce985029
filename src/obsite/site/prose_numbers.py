"""Numbers in prose: documents in which every expression has been answered.

Plain texts (headings, captions, alternative texts, options of blocks) get the words themselves; in
HTML the markers stay, and `Body.shown` says what they stand for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from obsite.charts.look import Say
from obsite.data.databank import Databank
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Emit
from obsite.documents.document import Document
from obsite.markup.body import OPEN, VALUE, Body, Expression, Shown
from obsite.schema.model import Model
from obsite.site.prose_answers import Answer, answer
from obsite.site.prose_questions import Asking, Question

Remember = Callable[[Question, str, Callable[[], Answer]], Answer]  # with the digest of the indicator
_UNKNOWN = Shown(text="?")  # of a text at fault, which is not published


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """What answers expressions. `say` gives the words of a language, `remember` keeps answers."""

    bank: Databank
    say: Callable[[str], Say]
    remember: Remember
    lang: str  # of the site

    def told(self, document: Document, emit: Emit) -> Document:
        """Return the document with its numbers; what cannot be told is reported."""
        expressions = document.body.expressions
        if not expressions:
            return document
        lang = document.meta.lang or self.lang
        shown = tuple(self._shown(expression, lang, emit) for expression in expressions)
        fill = _Filling(shown)
        return replace(document, body=fill.body(document.body), title=fill.text(document.title))

    def _shown(self, expression: Expression, lang: str, emit: Emit) -> Shown:
        if expression.parsed is None:
            return _UNKNOWN
        question = Asking(expression=expression, bank=self.bank, emit=emit).question(lang)
        if question is None:
            return _UNKNOWN
        digest = self.bank.indicators[question.indicator].digest
        found = self.remember(question, digest, lambda: answer(question, self.bank, self.say(lang)))
        if found.shown is None:
            emit(finding("missing-value", found.fault, expression.span, found.help))
        return found.shown or _UNKNOWN


@dataclass(frozen=True, slots=True)
class _Filling:
    """Puts the texts of numbers in the place of their markers."""

    shown: tuple[Shown, ...]

    def text(self, text: str) -> str:
        """Return a plain text with its numbers."""
        if OPEN not in text:
            return text
        return VALUE.sub(lambda mark: self.shown[int(mark[1])].text, text)

    def body(self, body: Body) -> Body:
        """Return a text with its numbers."""
        return replace(
            body,
            shown=self.shown,
            headings=tuple(replace(one, text=self.text(one.text)) for one in body.headings),
            references=tuple(
                replace(one, text=self.text(one.text), title=self.text(one.title)) for one in body.references
            ),
            blocks=tuple(
                replace(one, argument=self.text(one.argument), options=self.value(one.options))
                for one in body.blocks
            ),
            text=self.text(body.text),
            lead_title=self.text(body.lead_title),
        )

    def value(self, value: Any) -> Any:
        """Return the options of a block with the numbers in their texts; the same if there are none."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, tuple):
            return tuple(self.value(item) for item in value)
        if isinstance(value, Mapping):
            return {key: self.value(item) for key, item in value.items()}
        if isinstance(value, Model):
            fields = {name: getattr(value, name) for name in type(value).model_fields}
            changed = {name: new for name, old in fields.items() if (new := self.value(old)) != old}
            return value.model_copy(update=changed) if changed else value
        return value
