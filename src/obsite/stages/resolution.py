"""The resolve stage: what authors wrote becomes the Site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from obsite.data.databank import EMPTY, Databank
from obsite.diagnostics.model import Diagnostic, Emit
from obsite.documents.authored import Authored
from obsite.engine.digest import digest_bytes, digest_parts
from obsite.engine.encoding import Encoder
from obsite.engine.memo import Memo
from obsite.outputs.strings import StringError, translate
from obsite.site.publication import Publication
from obsite.site.resolve import resolve as resolve_site
from obsite.site.site import Site
from obsite.stages.options import BuildOptions

if TYPE_CHECKING:
    from obsite.site.prose_answers import Answer
    from obsite.site.prose_questions import Question
    from obsite.stages.discovery import Discovery


def resolve(  # noqa: PLR0913, PLR0917
    options: BuildOptions,
    discovery: Discovery,
    authored: Authored,
    emit: Emit,
    memo: Memo,
    data: Databank = EMPTY,
) -> Site:
    """Return the site as it is public on the day of the build."""
    publication = Publication(as_of=options.day, drafts=options.drafts, future=options.future)
    authored = _with_numbers(discovery, authored, publication, emit, (memo, data))
    name = partial(_number_name, discovery)
    return resolve_site(authored, publication, emit, number_name=name, databank=data)


def _with_numbers(
    discovery: Discovery,
    authored: Authored,
    publication: Publication,
    emit: Emit,
    known: tuple[Memo, Databank],
) -> Authored:
    """Return what authors wrote with the numbers that their texts ask for."""
    memo, data = known
    if not any(document.body.expressions for document in authored.documents):
        return authored
    from obsite.site.prose_numbers import Teller  # takes long to import

    catalogues = sorted(name for name in discovery.templates if name.startswith("strings/"))
    words = digest_parts(discovery.templates[name] for name in catalogues)

    def remember(question: Question, digest: str, compute: Callable[[], Answer]) -> Answer:
        key = ("prose", digest_bytes(Encoder().encode(question)), digest, words)
        found: Answer = memo.get(memo.value(key, compute))
        return found

    teller = Teller(
        bank=data,
        say=lambda lang: partial(translate, lang, discovery.template),
        remember=remember,
        lang=authored.config.language,
    )
    hidden = publication.hidden(authored.documents)
    documents = tuple(
        teller.told(document, _say_nothing if document.path in hidden else emit)
        for document in authored.documents
    )
    return replace(authored, documents=documents)


def _say_nothing(_: Diagnostic) -> None:
    """Pass over what is wrong with a text that is not public."""


def _number_name(discovery: Discovery, lang: str, kind: str, number: str) -> str:
    """Return what a link to a figure, table or chapter calls it, in the words of its own caption."""
    try:
        return translate(lang, discovery.template, f"{kind}_number", number=number)
    except StringError:  # a fault of the theme, reported where the caption is rendered
        return number
