"""From the Markdown of one document to its Body. Called once per document, by `load`."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape, unescape
from typing import TYPE_CHECKING

from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Emit
from obsite.markup.body import CLOSE, OPEN, Block, Body, Footnote
from obsite.markup.dialect import Raw, dialect, forget_converters
from obsite.markup.expressions import read_expressions, with_markers, without_padding
from obsite.markup.finish import Finished, Finisher
from obsite.markup.outline import plan_levels
from obsite.markup.places import Places
from obsite.markup.settle import settle
from obsite.markup.soundness import has_code_in_paragraph, is_sound
from obsite.markup.tidy import tidy
from obsite.text.block_scan import scan_blocks
from obsite.text.code_mask import mask_code
from obsite.text.expressions import PAD
from obsite.text.markdown_scan import Scan, scan
from obsite.text.word_count import count_words

if TYPE_CHECKING:
    from obsite.markup.boxes import Box
    from obsite.text.block_scan import FoundBlock

_UNUSABLE = f"{OPEN}{CLOSE}{PAD}\x00\x02\x03"
# Liquid, the template language of Jekyll, has tags for code.
_HIGHLIGHT = re.compile(
    r"^(\{%-? *highlight +([\w+-]+)[^%\n]*%\}[ ]*)$(\n.*?\n)(\{%-? *endhighlight *-?%\}[ ]*)$",
    re.DOTALL | re.MULTILINE,
)
_MARKED_UP = re.compile(r"[\"'`*_\\&<\[]|--|\.\.\.|https?:")
_TAG = re.compile(r"<[^>]*>")
_WORDLESS = re.compile(f"{OPEN}t([0-9]+){CLOSE}")


def scan_source(text: str, *, path: str, first_line: int, first_column: int = 1) -> Scan:
    """Return where things stand in a text that is to be converted; where it begins in its file is given."""
    if any(sign in text for sign in _UNUSABLE):
        text = text.translate(dict.fromkeys(map(ord, _UNUSABLE), " "))
    if "{%" in text:
        text = _HIGHLIGHT.sub(_as_fences, text)
    text, expressions = with_markers(text)
    found = scan(text, path=path, first_line=first_line, first_column=first_column)
    return replace(found, expressions=expressions) if expressions else found


def _as_fences(code: re.Match[str]) -> str:
    """Return code that another tool's tags enclose between fences, with every character in its place."""
    opening, lang, inside, closing = code.groups()
    return f"{'```' + lang:<{len(opening)}}{inside}{'```':<{len(closing)}}"


def convert(  # noqa: PLR0913
    text: str, *, path: str, first_line: int, emit: Emit, lang: str = "en", take_title: bool = False
) -> Body:
    """Return a document's text, converted; it begins in line `first_line` of the file `path`.

    `lang` chooses the quotation marks. With `take_title`, a leading `# Heading` becomes `lead_title`.
    """
    found = scan_source(text, path=path, first_line=first_line)
    return convert_scanned(found, emit=emit, lang=lang, take_title=take_title)


def convert_scanned(found: Scan, *, emit: Emit, lang: str = "en", take_title: bool = False) -> Body:
    """Return the text of a scan, converted: for those who need the scan as well."""
    blocks = scan_blocks(found.masked)
    source, boxes, ids = _with_boxes(found, blocks, emit) if blocks else (found.text, (), ())
    raw = _converted(settle(source, mask_code(source) if blocks else found.masked), lang, found, emit)
    html = without_padding(_well_formed(raw))
    levels = plan_levels(html, take_title=take_title)
    finished = Finisher(places=Places(found), levels=levels, reserved=ids, emit=emit).run(html)
    _check_notes(found, raw.notes, finished, emit)
    return Body(
        html=finished.html,
        headings=tuple(finished.headings),
        anchors=tuple(dict.fromkeys([*finished.anchors, *ids])),
        references=tuple(finished.references),
        footnotes=_footnotes(raw.notes, finished),
        blocks=_blocks(found, boxes, finished, lang) if boxes else (),
        words=count_words(finished.text),
        wordless=_wordless(finished),
        text=finished.text,
        expressions=read_expressions(found, emit),
        lead_title=finished.lead_title,
    )


def _with_boxes(
    found: Scan, blocks: tuple[FoundBlock, ...], emit: Emit
) -> tuple[str, tuple[Box, ...], tuple[str, ...]]:
    """Return the text as the converter is to see it, our own blocks, and the ids that they have."""
    # Imported here: the models of blocks are many, and few texts of most sites have any.
    from obsite.markup.boxes import rewrite
    from obsite.markup.options import read_boxes

    boxes = read_boxes(found, blocks, emit)
    numbers = {header: index for index, header in enumerate(boxes.ours)}
    source = rewrite(found.text, blocks, numbers, boxes.bare)
    return source, tuple(boxes.ours.values()), tuple(boxes.ids())


def _converted(source: str, lang: str, found: Scan, emit: Emit) -> Raw:
    try:
        return dialect(lang, source).convert(source)
    except RecursionError:
        forget_converters()
        message = "The text is nested too deeply (quotations or lists inside each other) to be converted"
        emit(finding("render-failed", message, found.span(0)))
        return Raw(html=f"<pre>{escape(source)}</pre>", notes=(), has_raw_html=False)


def _well_formed(raw: Raw) -> str:
    """Return HTML that the last pass can rely on. Only what authors wrote by hand needs a look."""
    suspect = (raw.has_raw_html and not is_sound(raw.html)) or has_code_in_paragraph(raw.html)
    return tidy(raw.html) if suspect else raw.html


def _wordless(finished: Finished) -> tuple[int, ...]:
    """Return the references whose links have no text of their own; others show a picture."""
    pieces = (finished.html, *finished.boxes.values(), *finished.notes.values())
    return tuple(sorted({int(number) for piece in pieces for number in _WORDLESS.findall(piece)}))


def _footnotes(labels: tuple[str, ...], finished: Finished) -> tuple[Footnote, ...]:
    return tuple(
        Footnote(index=index, label=labels[note], html=finished.notes.get(note, ""), calls=calls)
        for index, (note, calls) in enumerate(finished.calls.items())
    )


def _blocks(found: Scan, boxes: tuple[Box, ...], finished: Finished, lang: str) -> tuple[Block, ...]:
    from obsite.markup.options import header_span

    return tuple(
        Block(
            index=index,
            name=box.found.name,
            argument=_typographic(box.found.argument.replace(PAD, ""), lang),
            options=box.options,
            html=finished.boxes.get(index, ""),
            span=header_span(found, box.found),
            has_table="<table" in finished.boxes.get(index, ""),
            places=box.places,
        )
        for index, box in enumerate(boxes)
    )


def _typographic(argument: str, lang: str) -> str:
    """Return a caption or title as plain text, with the quotation marks and dashes of running text."""
    if not _MARKED_UP.search(argument):
        return argument
    shown = (
        dialect(lang, argument).convert("\u2060" + argument).html
    )  # a word joiner: the text begins no list
    return unescape(_TAG.sub("", shown)).replace("\u2060", "").strip()


def _check_notes(found: Scan, labels: tuple[str, ...], finished: Finished, emit: Emit) -> None:
    for call in found.of_kind("call"):
        if call.target in finished.undefined and call.target not in labels:
            span = found.span(call.start, call.end)
            help_text = f"Add a line `[^{call.target}]: ...` with its text"
            emit(finding("undefined-footnote", f"The footnote `{call.target}` has no text", span, help_text))
    called = {labels[note] for note in finished.calls}
    for note in found.of_kind("note"):
        if note.target in labels and note.target not in called:
            span = found.span(note.start, note.end)
            emit(finding("unused-footnote", f"The footnote `{note.target}` is called nowhere", span))
