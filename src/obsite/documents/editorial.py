"""The editorial reading of one text: its own slips, and what has to be compared with other texts.

Called by the load stage. What needs the whole issue, the glossary or the list of people is in
`site/editorial.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING

from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Emit, Span
from obsite.documents.acronyms import acronyms_of
from obsite.documents.counts import counts_of, key_figure
from obsite.documents.reading import Count, Reading
from obsite.markup.body import Body
from obsite.text.editorial_words import KNOWN_ACRONYMS, VAGUE
from obsite.text.expressions import FUNCTIONS
from obsite.text.markdown_scan import Scan
from obsite.text.prose import Prose, is_quoted, prose_of
from obsite.text.suggest import closest
from obsite.text.yaml_nodes import Node

if TYPE_CHECKING:
    from obsite.content.blocks import KeyFigure
    from obsite.content.front_matter import FrontMatter

# A mark that stands twice. "...", "?!" and "1..9" are meant.
_DOUBLED = re.compile(
    r",[ \t]*\n?[ \t]*,(?=\s|$)|,\.(?=\s|$)|\.\.(?=[\s)\]”’\"'»*_]|$)|;;(?=\s|$)|!!(?![!\w(\[=])"
)
# What it follows: the end of a word, of a quotation, of something in brackets.
# Tags of Liquid, Jinja, Hugo and Pelican: obsite shows them as the text they are.
_FOREIGN_TAG = re.compile(
    r"\{%[^%\n]*%\}|\{\{[<%][^\n]*?[>%]\}\}|\{\{[ \t]*[\w.]+(?:[ \t]*\|[^}\n]*)?[ \t]*\}\}"
)
# What looks like one of our expressions and is none.
_CALL = re.compile(r"(?<!\\)\{\{[ \t]*([A-Za-z_]+)[ \t]*\([^\n{}]*\)[^\n{}]*\}\}")
_SOUND = re.compile(r"[\w)\]”’\"'»*_\x00]$")
_ENTITY = re.compile(r"&#?\w+$")
_HEADLINES = ("title", "subtitle", "description")
_FRONT_MATTER = (*_HEADLINES, "kicker", "location", "aim", "audience", "colophon")


def read(  # noqa: PLR0913, PLR0917
    scan: Scan, body: Body, meta: FrontMatter, node: Node | None, lang: str, emit: Emit
) -> Reading:
    """Report the slips of a text and its header, and return what other texts may contradict."""
    reading = read_body(scan, body, lang, emit)
    if node is None:
        return reading
    _check_marks_of_header(node, emit)
    lang = _base(lang)
    header = (*_headline_counts(node, lang), *_figures_of_header(meta, node, lang))
    return replace(reading, header=header) if header else reading


def read_body(scan: Scan, body: Body, lang: str, emit: Emit) -> Reading:
    """Report the slips of a text, and return what other texts may contradict; its header apart."""
    lang = _base(lang)
    prose = prose_of(scan)
    _check_links(scan, body, lang, emit)
    _check_marks(scan, prose, emit)
    _check_tags(scan, emit)
    uses, explained = acronyms_of(scan, prose, _known_acronyms(lang))
    counts = (*counts_of(prose, scan.span, lang), *_figures_of_blocks(body, lang))
    return Reading(acronyms=uses, explained=explained, counts=counts)


@cache
def _known_acronyms(lang: str) -> frozenset[str]:
    return KNOWN_ACRONYMS[""] | KNOWN_ACRONYMS.get(lang, frozenset())


def _base(lang: str) -> str:
    return lang.split("-", maxsplit=1)[0].lower()


def _check_tags(scan: Scan, emit: Emit) -> None:
    if "{" not in scan.masked or not ("{{" in scan.masked or "{%" in scan.masked):
        return
    for match in _CALL.finditer(scan.masked):
        guess = closest(match[1], FUNCTIONS)
        if guess:
            message = f"There is no function `{match[1]}`, so readers see this as it stands here"
            span = scan.span(*match.span())
            emit(finding("unknown-expression", message, span, f"Did you mean `{guess}(...)`?"))
    for match in _FOREIGN_TAG.finditer(scan.masked):
        message = f"`{match[0]}` is a tag of another tool; readers see it as it stands here"
        span = scan.span(match.start(), match.end())
        emit(finding("foreign-tag", message, span, "Take it out, or write what it stood for"))


def _check_links(scan: Scan, body: Body, lang: str, emit: Emit) -> None:
    marked, raw = _vague(lang)
    for match in marked.finditer(scan.masked):
        label = match.group(1).lower()
        is_link = match.group(2) or any(label == item.text.lower() for item in scan.of_kind("definition"))
        if is_link and not scan.masked.endswith("\\", 0, match.start()):
            _report_vague(match.group(1), scan.span(*match.span(1)), emit)
    if "</a>" in scan.masked:
        for match in raw.finditer(scan.masked):
            _report_vague(match.group(1), scan.span(*match.span(1)), emit)
    if body.blocks:
        _check_buttons(body, marked, emit)


def _check_buttons(body: Body, marked: re.Pattern[str], emit: Emit) -> None:
    # Imported here, as wherever blocks are looked at: few texts have any.
    from obsite.content.blocks import ButtonOptions

    for block in body.blocks:
        if isinstance(block.options, ButtonOptions) and marked.fullmatch(f"[{block.argument}]("):
            _report_vague(block.argument, block.span, emit)


def _report_vague(words: str, span: Span, emit: Emit) -> None:
    cure = "Let the link say what it opens, such as [the programme of the conference](...)"
    emit(finding("vague-link", f"`{words}` does not say where this link leads", span, cure))


@cache
def _vague(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what matches links that say nothing: in Markdown (their text, and what follows), in HTML."""
    phrases = sorted({*VAGUE["en"], *VAGUE.get(lang, frozenset())}, key=len, reverse=True)
    words = "|".join(re.escape(phrase).replace("_", r"\s+") for phrase in phrases)
    around = r"[\s*_.:!…»›>→]*"
    marked = rf"\[{around}({words}){around}\](?!:)(\(|[ ]?\[)?"
    return re.compile(marked, re.IGNORECASE), re.compile(rf">\s*({words}){around}</a>", re.IGNORECASE)


def _check_marks(scan: Scan, prose: Prose, emit: Emit) -> None:
    for match in _doubled(prose.text):
        _report_doubled(match.group(), scan.span(*match.span()), emit)


def _check_marks_of_header(node: Node, emit: Emit) -> None:
    values = node.value if isinstance(node.value, dict) else {}
    for key in _FRONT_MATTER:
        value = values.get(key)
        if isinstance(value, str) and (found := next(_doubled(value), None)):
            _report_doubled(found.group(), node.span((key,)), emit)


def _doubled(text: str) -> Iterator[re.Match[str]]:
    """Yield the marks that stand twice, but not those that a text quotes."""
    for match in _DOUBLED.finditer(text):
        before = text[max(0, match.start() - 80) : match.start()]
        if _SOUND.search(before) and not _ENTITY.search(before) and not is_quoted(before):
            yield match


def _report_doubled(marks: str, span: Span, emit: Emit) -> None:
    written = " ".join(marks.split())
    emit(finding("doubled-punctuation", f"`{written}` is one mark too many", span, f"Write `{written[0]}`"))


def _headline_counts(node: Node, lang: str) -> Iterator[Count]:
    values = node.value if isinstance(node.value, dict) else {}
    for key in _HEADLINES:
        value = values.get(key)
        if isinstance(value, str) and value.strip():
            place = partial(_whole, node.span((key,)))
            yield from counts_of(Prose(text=value, whole=True), place, lang, voice="headline")


def _whole(value: Span, _start: int, _end: int) -> Span:
    return value


def _figures_of_header(meta: FrontMatter, node: Node, lang: str) -> Iterator[Count]:
    from obsite.content.issue import ArticleMeta

    if isinstance(meta, ArticleMeta):
        for index, figure in enumerate(meta.figures):
            yield from _key_figure(figure, node.span(("figures", index, "value")), lang)


def _figures_of_blocks(body: Body, lang: str) -> Iterator[Count]:
    if not body.blocks:
        return
    from obsite.content.blocks import CalloutOptions

    for block in body.blocks:
        if isinstance(block.options, CalloutOptions):
            for index, figure in enumerate(block.options.figures):
                yield from _key_figure(figure, block.place(f"figures.{index}"), lang)


def _key_figure(figure: KeyFigure, span: Span, lang: str) -> Iterator[Count]:
    if found := key_figure(figure.value, figure.label, lang):
        number, noun = found
        written = f"{figure.value} {figure.label}"
        yield Count(number=number, noun=noun, written=written, span=span, voice="figures")
