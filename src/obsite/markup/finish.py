"""The last pass over a text's HTML: markers for what depends on the place where it is shown.

One walk over the tags of well-formed HTML. Links, pictures and media become references, headings get
their levels and ids, blocks and footnotes are lifted out, tables get a frame that scrolls, and what
would load or run something from elsewhere is taken out.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Emit
from obsite.markup.attributes import Attributes, cleaned, copied_start, parse, write
from obsite.markup.body import CLOSE, MARKER, OPEN, VALUE, Heading, Reference, marker
from obsite.markup.linking import Linker
from obsite.markup.outline import EMPTY, LEAD
from obsite.markup.places import Places
from obsite.markup.soundness import TOKEN
from obsite.markup.stream import Frame, Stream, plain_lines
from obsite.markup.stretches import BREAKING, COPIED, STRETCH, words_of
from obsite.markup.vocabulary import CONTROLS, HEADINGS, MEDIA, PLAIN, REMOVED, UNWRAPPED, VOID
from obsite.text.slugs import slugify

_CALL = re.compile(f"{OPEN}n([0-9]+){CLOSE}")
_UNDEFINED = re.compile(r"\[\^([^\]]+)\]")
_ONE_PARAGRAPH = re.compile(r"\s*<p>((?:(?!</?p[ >]).)*)</p>\s*", re.DOTALL)
_ID = re.compile(r"\sid=\"([^\"]*)\"")
_CAPTION = re.compile(r"<caption\b[^>]*>(.*?)</caption>", re.DOTALL)
_HEADER_CELL = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)

_SILENT = frozenset({"noscript", "template", "canvas", "title", "meta", "style"})
_STEP = re.compile(rf"({STRETCH})|{TOKEN.pattern}|([&\[{OPEN}{CLOSE}][^<]*)", TOKEN.flags)


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
        self._seen: set[str] = set(reserved)
        self._written: frozenset[str] = frozenset()
        self._tables: Counter[str] = Counter()
        self._gone = 0  # how many elements deep inside one that is left out
        self._heading = 0
        self._order: dict[int, int] = {}  # of notes, by their first call
        self._result = Finished(references=self._linker.references)

    def run(self, source: str) -> Finished:
        """Return what is left of the HTML, and all that was found in it."""
        self._written = frozenset(_ID.findall(source) if 'id="' in source else ())
        out, text = self._stream.out, self._stream.text
        position = 0
        for match in _STEP.finditer(source):
            start = match.start()
            if start > position:
                self._on_text(source[position:start])
            position = match.end()
            stretch, closing, tag, rest, words = match.groups()
            if stretch is not None:
                if not self._gone:
                    out.append(stretch)
                    text.append(words_of(stretch))
            elif words is not None:
                self._on_text(words)
            elif closing:
                self._on_end(tag.lower())
            elif tag is not None:
                self._on_start(tag.lower(), rest)
        self._on_text(source[position:])
        while self._stream.frames:
            self._close(self._stream.frames.pop())
        self._result.html = "".join(self._stream.out).strip()
        self._result.text = plain_lines("".join(self._stream.text))
        return self._result

    def _on_text(self, text: str) -> None:
        if self._gone:
            return
        if "[^" in text and not self._stream.is_inside(tags=("code", "pre")):
            self._result.undefined.update(_UNDEFINED.findall(html.unescape(text)))
        self._stream.write_text(_CALL.sub(self._on_call, text) if OPEN in text else text)

    def _on_call(self, match: re.Match[str]) -> str:
        note = int(match.group(1))
        self._result.calls[note] = self._result.calls.get(note, 0) + 1
        return marker("f", self._order.setdefault(note, len(self._order)))

    def _on_start(self, tag: str, rest: str) -> None:
        if self._gone:
            self._gone += tag not in VOID and tag not in COPIED
            self._heading += tag in HEADINGS
            return
        if tag in BREAKING:
            self._stream.text.append("\n")
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
            if tag in BREAKING:
                self._stream.text.append("\n")
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
        if tag in BREAKING:
            self._stream.text.append("\n")

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
        whole = self._stream.take(frame)
        single = _ONE_PARAGRAPH.fullmatch(whole)
        self._result.notes[frame.index] = (single.group(1) if single else whole).strip()
        del self._stream.text[frame.text :]

    def _close_heading(self, frame: Frame) -> None:
        level = self._levels[self._heading] if self._heading < len(self._levels) else 2
        self._heading += 1
        inner = self._stream.take(frame).strip()
        text = self._stream.text_of(frame)
        if level in (EMPTY, LEAD):
            self._result.lead_title = text if level == LEAD else self._result.lead_title
            del self._stream.text[frame.text :]
            return
        anchor = frame.attributes.get("id")
        if anchor is None:
            anchor = self._unique(slugify(VALUE.sub("", text)) or "section")
            self._result.anchors.append(anchor)
        start = write(f"h{level}", {**frame.attributes, "id": anchor})
        self._stream.out += (start, inner, f"</h{level}>")
        self._result.headings.append(Heading(level=level, anchor=anchor, text=text))

    def _close_table(self, frame: Frame) -> None:
        """Put a table into a frame that can be scrolled, also with the keyboard, on a narrow screen."""
        inner = self._stream.take(frame)
        table = write("table", frame.attributes) + inner + "</table>"
        if self._stream.is_inside(role="table"):
            self._stream.out.append(table)
            return
        caption = _CAPTION.search(inner)
        label = _plain(caption.group(1)) if caption else ""
        label = label or (self._result.headings[-1].text if self._result.headings else "")
        label = label or ", ".join(filter(None, map(_plain, _HEADER_CELL.findall(inner)))) or "1"
        self._tables[label] += 1
        if self._tables[label] > 1:  # regions of one name cannot be told apart
            label = f"{label} ({self._tables[label]})"
        region = {"class": "table-scroll", "tabindex": "0", "aria-label": label}
        self._stream.out += (write("section", region), table, "</section>")

    def _clean(self, tag: str, attributes: Attributes) -> Attributes:
        kept, removed = cleaned(tag, attributes)
        if removed:
            message = f"`{', '.join(removed)}` of <{tag}> runs or loads something and was removed"
            self._emit(finding("remote-resource", message, self._places.of_tag(tag)))
        if "id" in kept:
            kept["id"] = self._claim(kept["id"])
        return kept

    def _claim(self, name: str) -> str:
        """Return an id for an element that asks for this one."""
        if name in self._seen:
            renamed = self._unique(name)
            message = f"The id `{name}` is used twice; the second became `{renamed}`"
            self._emit(finding("duplicate-anchor", message, self._places.of_id(name)))
            name = renamed
        self._seen.add(name)
        self._result.anchors.append(name)
        return name

    def _unique(self, name: str) -> str:
        candidate, number = name, 1
        while candidate in self._seen or candidate in self._written:
            number += 1
            candidate = f"{name}-{number}"
        self._seen.add(candidate)
        return candidate

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


def _plain(fragment: str) -> str:
    """Return the words of some HTML."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", MARKER.sub("", fragment))).split())
