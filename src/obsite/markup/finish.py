"""The last pass over a text's HTML: markers for what depends on the place where it is shown.

One walk over the tags of well-formed HTML. Links, pictures and media become references, headings get
their levels and ids, blocks and footnotes are lifted out, tables get a frame that scrolls, and what
would load or run something from elsewhere is taken out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Emit
from obsite.markup.anchors import Anchors
from obsite.markup.attributes import Attributes, cleaned, copied_start, parse, write
from obsite.markup.body import CLOSE, MARKER, OPEN, Heading, Reference, marker
from obsite.markup.linking import Linker
from obsite.markup.outline import EMPTY, LEAD
from obsite.markup.places import Places
from obsite.markup.stream import Frame, Stream, plain_lines
from obsite.markup.stretches import COPIED, STEP, Step, aligned, words_of
from obsite.markup.tables import Regions
from obsite.markup.vocabulary import CONTROLS, HEADINGS, MEDIA, PLAIN, REMOVED, UNWRAPPED, VOID

_CALL = re.compile(f"{OPEN}n([0-9]+){CLOSE}")
_UNDEFINED = re.compile(r"\[\^([^\]]+)\]")
_PARAGRAPH = re.compile(r"</?p[ >]")
_SILENT = frozenset({"noscript", "template", "canvas", "title", "meta", "style"})


@dataclass(slots=True, kw_only=True)
class Finished:
    """What the pass found."""

    html: str = ""
    headings: list[Heading] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    boxes: dict[int, str] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)
    calls: dict[int, int] = field(default_factory=dict)  # definitions in the order of first call: how often
    undefined: set[str] = field(default_factory=set)  # labels of calls that were left as they are
    text: str = ""
    lead_title: str = ""


class Finisher:
    """One pass over one text."""

    def __init__(self, *, places: Places, levels: Sequence[int], reserved: Sequence[str], emit: Emit) -> None:
        self._places = places
        self._levels = levels
        self._emit = emit
        self._stream = Stream()
        self._linker = Linker(self._stream, places, emit)
        self._anchors = Anchors(reserved, places, emit)
        self._regions = Regions()
        self._gone = 0  # how many elements deep inside one that is left out
        self._heading = 0
        self._order: dict[int, int] = {}  # of notes, by their first call
        self._result = Finished(references=self._linker.references, anchors=self._anchors.found)

    def run(self, source: str) -> Finished:
        """Return what is left of the HTML, and all that was found in it."""
        self._anchors.expect(source)
        out, text = self._stream.out, self._stream.text
        position = 0
        for step in STEP.finditer(source):
            start, end = step.span()
            if start > position:
                self._on_text(source[position:start])
            position = end
            if step.lastindex != Step.STRETCH:
                self._on_step(step)
            elif not self._gone:
                stretch = aligned(step[0])
                out.append(stretch)
                text.append(stretch)
        self._on_text(source[position:])
        while self._stream.frames:
            self._close(self._stream.frames.pop())
        self._result.html = "".join(out).strip()
        self._result.text = plain_lines(words_of("".join(text)))
        return self._result

    def _on_step(self, step: re.Match[str]) -> None:
        kind = step.lastindex
        if kind == Step.TAG:
            closing, tag, rest = step.group(9, 10, 11)
            if closing:
                self._on_end(tag.lower())
            else:
                self._on_start(tag.lower(), rest)
        elif self._gone:
            self._heading += kind == Step.HEADING
        elif kind == Step.LINK:
            self._on_link(step[2], step[3])
        elif kind == Step.CALL:
            self._stream.out.append(self._on_call(step))
        elif kind == Step.HEADING:
            self._on_heading(step[5])
        elif kind == Step.NOTE:
            self._result.notes[int(step[6])] = step[7].strip()
        elif kind == Step.TEXT:
            self._on_text(step[12])
        else:
            self._stream.part("")  # a comment

    def _on_link(self, address: str, inner: str) -> None:
        if not self._linker.whole_link(address, inner):
            self._on_start("a", f' href="{address}"')
            self._stream.copy(inner)
            self._on_end("a")

    def _on_heading(self, inner: str) -> None:
        text = self._stream.text
        text.append("\n")
        if self._write_heading(inner.strip(), " ".join(words_of(inner).split()), {}):
            text.append(inner)
        text.append("\n")

    def _on_text(self, text: str) -> None:
        if self._gone or not text:
            return
        if "[^" in text and not self._stream.is_inside(tags=("code", "pre")):
            self._result.undefined.update(_UNDEFINED.findall(html.unescape(text)))
        self._stream.write_text(_CALL.sub(self._on_call, text) if OPEN in text else text)

    def _on_call(self, call: re.Match[str]) -> str:
        note = int(call[call.lastindex or 0])
        self._result.calls[note] = self._result.calls.get(note, 0) + 1
        return marker("f", self._order.setdefault(note, len(self._order)))

    def _on_start(self, tag: str, rest: str) -> None:
        if self._gone:
            self._gone += tag not in VOID and tag not in COPIED
            self._heading += tag in HEADINGS
            return
        self._stream.part(tag)
        if tag in COPIED and (start := copied_start(tag, rest)):
            self._stream.out.append(start)
        else:
            self._on_tag(tag, parse(rest) if rest else {})

    def _on_tag(self, tag: str, attributes: Attributes) -> None:
        if not attributes and tag in PLAIN:
            self._stream.open(tag, attributes)
        elif tag in REMOVED:
            self._remove(tag, attributes)
        elif OPEN in attributes.get("data-box", ""):
            self._stream.push(tag, "box", index=_marked(attributes["data-box"]))
        elif OPEN in attributes.get("data-note", ""):
            self._stream.push(tag, "note", index=_marked(attributes["data-note"]))
        elif OPEN in attributes.get("data-notes", ""):
            self._stream.push(tag, "notes")
        elif tag in UNWRAPPED:
            self._unwrap(tag, attributes)
        else:
            self._on_element(tag, self._clean(tag, attributes))

    def _on_element(self, tag: str, attributes: Attributes) -> None:
        if tag in HEADINGS:
            self._stream.push(tag, "heading", attributes=attributes)
        elif tag == "table":
            self._stream.push(tag, "table", attributes=attributes)
        elif tag == "img":
            self._linker.picture(attributes)
        elif tag in ("a", "area"):
            self._linker.link(tag, attributes)
        elif tag in MEDIA:
            self._gone = 0 if self._linker.media(tag, attributes) else 1
        else:
            self._stream.open(tag, attributes)

    def _on_end(self, tag: str) -> None:
        if self._gone:
            self._gone -= tag not in VOID and tag not in COPIED
            return
        if tag in COPIED:
            self._stream.out.append(f"</{tag}>")
            self._stream.part(tag)
            return
        frames = self._stream.frames
        if not (frames and frames[-1].tag == tag) and (
            tag in VOID or not self._stream.is_inside(tags=(tag,))
        ):
            return
        while frames:
            frame = frames.pop()
            self._close(frame)
            if frame.tag == tag:
                break
        self._stream.part(tag)

    def _close(self, frame: Frame) -> None:
        match frame.role:
            case "box":
                self._result.boxes[frame.index] = self._stream.take(frame).strip()
                self._stream.out.append(marker("b", frame.index))
            case "note":
                self._close_note(frame)
            case "notes":
                self._stream.take(frame)
            case "heading":
                self._close_heading(frame)
            case "link":
                self._linker.close_link(frame)
            case "table":
                self._close_table(frame)
            case "unwrap":
                pass
            case _:
                self._stream.out.append(frame.closing)

    def _close_note(self, frame: Frame) -> None:
        whole = self._stream.take(frame).strip()
        if (
            whole.startswith("<p>")
            and whole.endswith("</p>")
            and not _PARAGRAPH.search(whole, 3, len(whole) - 4)
        ):
            whole = whole[3:-4].strip()
        self._result.notes[frame.index] = whole
        del self._stream.text[frame.text :]

    def _close_heading(self, frame: Frame) -> None:
        inner = self._stream.take(frame).strip()
        if not self._write_heading(inner, self._stream.text_of(frame), frame.attributes):
            del self._stream.text[frame.text :]

    def _write_heading(self, inner: str, text: str, attributes: Attributes) -> bool:
        """Write the next heading; return False if it is none of the text's own."""
        level = self._levels[self._heading] if self._heading < len(self._levels) else 2
        self._heading += 1
        if level in (EMPTY, LEAD):
            self._result.lead_title = text if level == LEAD else self._result.lead_title
            return False
        anchor = attributes.get("id")
        if anchor is None:
            anchor = self._anchors.of_heading(text)
        start = write(f"h{level}", {**attributes, "id": anchor})
        self._stream.out += (start, inner, f"</h{level}>")
        self._result.headings.append(Heading(level=level, anchor=anchor, text=text))
        return True

    def _close_table(self, frame: Frame) -> None:
        inner = self._stream.take(frame)
        table = write("table", frame.attributes) + inner + "</table>"
        if not self._stream.is_inside(role="table"):
            table = f"{self._regions.start(inner, self._result.headings)}{table}</section>"
        self._stream.out.append(table)

    def _clean(self, tag: str, attributes: Attributes) -> Attributes:
        kept, removed = cleaned(tag, attributes)
        if removed:
            message = f"`{', '.join(removed)}` of <{tag}> runs or loads something and was removed"
            self._emit(finding("remote-resource", message, self._places.of_tag(tag)))
        if "id" in kept:
            kept["id"] = self._anchors.claim(kept["id"])
        return kept

    def _remove(self, tag: str, attributes: Attributes) -> None:
        source = attributes.get("src") or attributes.get("data") or attributes.get("href") or ""
        if tag not in _SILENT or "@import" in source:
            of = f" ({source})" if source else ""
            message = f"<{tag}>{of} was removed: a page runs and loads nothing by itself"
            self._emit(finding("remote-resource", message, self._places.of_tag(tag)))
        self._gone = 0 if tag in VOID else 1

    def _unwrap(self, tag: str, attributes: Attributes) -> None:
        if tag == "input" and attributes.get("type") == "checkbox":
            self._stream.write_text("\u2611" if "checked" in attributes else "\u2610")
        elif tag == "form":
            where = f" to {attributes['action']}" if attributes.get("action") else ""
            message = f"The form{where} was removed: a page of this site receives nothing"
            self._emit(finding("remote-resource", message, self._places.of_tag(tag)))
        if tag in CONTROLS:
            self._gone = 1
        elif tag not in VOID:
            self._stream.push(tag, "unwrap")


def _marked(value: str) -> int:
    match = MARKER.search(value)
    return int(match.group(2)) if match else 0
