"""The last pass over a text's HTML: markers for what depends on the place where it is shown.

One walk over the tags of well-formed HTML. Links, pictures and media become references, headings get
their levels and ids, blocks and footnotes are lifted out, tables get a frame that scrolls, and what
would load or run something from elsewhere is taken out.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Emit, Span
from obsite.markup import attributes as attrs
from obsite.markup.attributes import Attributes
from obsite.markup.body import CLOSE, MARKER, OPEN, Heading, Reference, marker
from obsite.markup.outline import EMPTY, LEAD
from obsite.markup.places import Places
from obsite.markup.tidy import BLOCK, VOID
from obsite.text.slugs import slugify

_TOKEN = re.compile(r"<!--.*?-->|<(/?)([A-Za-z][^\s/>]*)((?:[^\"'>]|\"[^\"]*\"|'[^']*')*)>", re.DOTALL)
_CALL = re.compile(f"{OPEN}n([0-9]+){CLOSE}")
_UNDEFINED = re.compile(r"\[\^([^\]]+)\]")
_ONE_PARAGRAPH = re.compile(r"\s*<p>((?:(?!</?p[ >]).)*)</p>\s*", re.DOTALL)
_ANY_MARKER = re.compile(f"[{OPEN}{CLOSE}]")

# With all they contain; what they would do is done by nobody's request.
_REMOVED = frozenset("script style object embed applet link meta base noscript template canvas frameset".split())
_UNWRAPPED = frozenset("picture form input button select textarea option optgroup label fieldset".split())
_MEDIA = frozenset("video audio source track iframe".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_BREAKING = BLOCK | frozenset("br td th tr caption summary".split())


@dataclass(slots=True, kw_only=True)
class _Frame:
    """An open element: where its output and its text begin, and what is to happen at its end."""

    tag: str
    out: int
    text: int
    role: str = ""  # "", box, note, notes, heading, link, table, gone, unwrap
    index: int = 0
    attributes: Attributes = field(default_factory=dict)
    closing: str = ""


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

    def __init__(self, *, places: Places, levels: list[int], emit: Emit) -> None:
        self._places = places
        self._levels = levels
        self._emit = emit
        self._out: list[str] = []
        self._text: list[str] = []
        self._frames: list[_Frame] = []
        self._seen: set[str] = set()
        self._written: frozenset[str] = frozenset()
        self._gone = 0
        self._in_notes = False
        self._note_text = 0
        self._heading = 0
        self.result = Finished()

    def run(self, source: str) -> Finished:
        """Return what is left of the HTML, and all that was found in it."""
        self._written = frozenset(re.findall(r"\sid=\"([^\"]*)\"", source))
        position = 0
        for match in _TOKEN.finditer(source):
            if match.start() > position:
                self._on_text(source[position : match.start()])
            position = match.end()
            closing, tag, rest = match.groups()
            if tag is None:
                continue
            if closing:
                self._on_end(tag.lower())
            else:
                self._on_start(tag.lower(), attrs.parse(rest))
        self._on_text(source[position:])
        while self._frames:
            self._close(self._frames.pop())
        self.result.html = "".join(self._out).strip()
        self.result.text = _plain("".join(self._text))
        return self.result

    # --- text

    def _on_text(self, text: str) -> None:
        if self._gone:
            return
        if "[^" in text and not any(frame.tag in ("code", "pre") for frame in self._frames):
            self.result.undefined.update(_UNDEFINED.findall(html.unescape(text)))
        text = _CALL.sub(self._on_call, text)
        self._out.append(text)
        self._text.append(html.unescape(MARKER.sub("", text)))

    def _on_call(self, match: re.Match[str]) -> str:
        note = int(match.group(1))
        calls = self.result.calls
        calls[note] = calls.get(note, 0) + 1
        return marker("f", list(calls).index(note))

    # --- tags

    def _on_start(self, tag: str, attributes: Attributes) -> None:
        if self._gone:
            self._gone += tag not in VOID
            self._heading += tag in _HEADINGS
            return
        if tag in _BREAKING:
            self._text.append("\n")
        if tag in _REMOVED:
            self._remove(tag, attributes)
            return
        if "data-box" in attributes and OPEN in attributes["data-box"]:
            self._push(tag, "box", index=_marked(attributes["data-box"]))
        elif "data-note" in attributes and OPEN in attributes["data-note"]:
            self._push(tag, "note", index=_marked(attributes["data-note"]))
        elif "data-notes" in attributes:
            self._push(tag, "notes")
        elif tag in _UNWRAPPED:
            self._unwrap(tag, attributes)
        else:
            self._on_element(tag, self._clean(tag, attributes))

    def _on_element(self, tag: str, attributes: Attributes) -> None:
        if tag in _HEADINGS:
            self._push(tag, "heading", attributes=attributes)
        elif tag == "img":
            self._picture(attributes)
        elif tag in ("a", "area"):
            self._link(tag, attributes)
        elif tag in _MEDIA:
            self._media(tag, attributes)
        elif tag == "table":
            self._push(tag, "table", attributes=attributes)
        else:
            self._open(tag, attributes)

    def _on_end(self, tag: str) -> None:
        if self._gone:
            self._gone -= tag not in VOID
            return
        if tag in VOID or not any(frame.tag == tag for frame in self._frames):
            return
        while self._frames:
            frame = self._frames.pop()
            self._close(frame)
            if frame.tag == tag:
                break
        if tag in _BREAKING:
            self._text.append("\n")

    def _open(self, tag: str, attributes: Attributes) -> None:
        if tag in VOID:
            self._out.append(attrs.write(tag, attributes))
            return
        self._push(tag, "", attributes=attributes)
        self._out.append(attrs.write(tag, attributes))

    def _push(self, tag: str, role: str, *, index: int = 0, attributes: Attributes | None = None) -> None:
        frame = _Frame(
            tag=tag,
            role=role,
            out=len(self._out),
            text=len(self._text),
            index=index,
            attributes=attributes or {},
            closing=f"</{tag}>",
        )
        self._frames.append(frame)

    def _close(self, frame: _Frame) -> None:
        match frame.role:
            case "box":
                self.result.boxes[frame.index] = self._take(frame).strip()
                self._out.append(marker("b", frame.index))
            case "note":
                whole = self._take(frame)
                single = _ONE_PARAGRAPH.fullmatch(whole)
                self.result.notes[frame.index] = (single.group(1) if single else whole).strip()
                del self._text[frame.text :]
            case "notes":
                self._take(frame)
            case "heading":
                self._close_heading(frame)
            case "link":
                self._close_link(frame)
            case "table":
                self._close_table(frame)
            case "unwrap":
                pass
            case _:
                self._out.append(frame.closing)

    def _take(self, frame: _Frame) -> str:
        """Return the output since a frame was opened, and remove it."""
        inner = "".join(self._out[frame.out :])
        del self._out[frame.out :]
        return inner

    # --- headings

    def _close_heading(self, frame: _Frame) -> None:
        level = self._levels[self._heading] if self._heading < len(self._levels) else 2
        self._heading += 1
        inner = self._take(frame)
        text = " ".join("".join(self._text[frame.text :]).split())
        if level == EMPTY:
            return
        if level == LEAD:
            self.result.lead_title = text
            del self._text[frame.text :]
            return
        attributes = dict(frame.attributes)
        if "id" not in attributes:
            attributes["id"] = self._unique(slugify(text) or "section", taken=self._written)
            self.result.anchors.append(attributes["id"])
        tag = f"h{level}"
        self._out += (attrs.write(tag, attributes), inner.strip(), f"</{tag}>")
        self.result.headings.append(Heading(level=level, anchor=attributes["id"], text=text))

    def _unique(self, name: str, taken: frozenset[str] = frozenset()) -> str:
        candidate, number = name, 1
        while candidate in self._seen or candidate in taken:
            number += 1
            candidate = f"{name}-{number}"
        self._seen.add(candidate)
        return candidate

    # --- references

    def _refer(self, kind: str, target: str, span: Span | None = None, **fields: object) -> int:
        index = len(self.result.references)
        place = span or self._places.of_address(target, kind)
        reference = Reference(index=index, kind=kind, target=target, span=place, **fields)  # type: ignore[arg-type]
        self.result.references.append(reference)
        return index

    def _link(self, tag: str, attributes: Attributes) -> None:
        attributes.pop("data-bare", None)
        short = attributes.pop("data-short", None)
        target = attributes.pop("href", None)
        if short is not None:
            index = self._refer("short", short)
        elif target is None:
            self._open("span" if tag == "a" and attributes else tag, attributes)
            self._frames[-1].tag = tag
            self._frames[-1].closing = "</span>" if tag == "a" and attributes else f"</{tag}>"
            return
        elif attrs.is_script(target):
            self._warn("The link runs a script and was removed", self._places.of_address(target, "link"))
            self._push(tag, "unwrap")
            return
        else:
            index = self._refer("link", target.strip(), title=attributes.get("title", ""))
        attributes = {"href": marker("r", index), **attributes}
        if tag == "area":
            self._out.append(attrs.write(tag, attributes))
            return
        self._push(tag, "link", index=index, attributes=attributes)
        self._out.append(attrs.write(tag, attributes))

    def _close_link(self, frame: _Frame) -> None:
        old = self.result.references[frame.index]
        text = " ".join("".join(self._text[frame.text :]).split())
        inner = "".join(self._out[frame.out + 1 :])
        self.result.references[frame.index] = _with_text(old, text)
        if old.kind == "short" and not inner.strip():
            self._out.append(marker("t", frame.index))
        self._out.append("</a>")

    def _picture(self, attributes: Attributes) -> None:
        source = attributes.pop("src", "").strip()
        for name in ("srcset", "sizes", "loading", "decoding"):
            attributes.pop(name, None)
        if not source or source.startswith("data:"):
            if source:
                self._out.append(attrs.write("img", {"src": source, "alt": "", **attributes}))
            return
        alt = attributes.pop("alt", None)
        if attrs.is_remote(source):
            self._remote(source, "picture", alt or "")
            return
        index = self._refer(
            "picture",
            source,
            text=alt or "",
            title=attributes.pop("title", ""),
            has_alt=alt is not None,
            attributes=tuple(attributes.items()),
        )
        self._out.append(marker("p", index))

    def _media(self, tag: str, attributes: Attributes) -> None:
        if tag == "source" and not any(frame.tag in ("video", "audio") for frame in self._frames):
            return  # of a picture element: the widths of pictures are made by us
        attributes.pop("srcset", None)
        source = attributes.get("src", "")
        if attrs.is_remote(source) or attrs.is_script(source):
            self._remote(source, {"iframe": "frame"}.get(tag, tag), attributes.get("title", ""))
            if tag not in VOID:
                self._gone = 1
            return
        for name in ("src", "poster"):
            value = attributes.get(name, "").strip()
            if attrs.is_remote(value):
                self._warn(f"The {name} of {value} was removed", self._places.of_address(value, "media"))
                del attributes[name]
            elif value:
                attributes[name] = marker("r", self._refer("media", value))
        self._open(tag, attributes)

    def _remote(self, source: str, what: str, text: str) -> None:
        """Put a link in place of something that a page would load from another host."""
        span = self._places.of_address(source, "picture" if what == "picture" else "media")
        host = urlsplit(source if "//" in source else "//" + source).hostname or source
        self._warn(f"The {what} at {host} would be loaded from there; a link stands in its place", span)
        label = " ".join(text.split()) or host
        if attrs.is_script(source):
            return
        if any(frame.role == "link" for frame in self._frames):
            self._on_text(html.escape(label, quote=False))
            return
        index = self._refer("remote", source, span, text=label)
        self._out.append(attrs.write("a", {"href": marker("r", index)}))
        self._on_text(html.escape(label, quote=False))
        self._out.append("</a>")

    # --- what is changed or taken out

    def _clean(self, tag: str, attributes: Attributes) -> Attributes:
        kept, removed = attrs.modernise(tag, attributes)
        if removed:
            names = ", ".join(removed)
            self._warn(f"`{names}` of <{tag}> runs or loads something and was removed", self._places.of_tag(tag))
        if any(OPEN in value for value in kept.values()):
            kept = {name: _ANY_MARKER.sub("", MARKER.sub("", value)) for name, value in kept.items()}
        if "id" in kept:
            kept["id"] = self._claim(kept["id"])
        return kept

    def _claim(self, name: str) -> str:
        """Return an id for an element that asks for this one."""
        if name in self._seen:
            renamed = self._unique(name, taken=self._written)
            span = self._places.of_text(f'"{name}"')
            message = f"The id `{name}` is used twice; the second became `{renamed}`"
            self._emit(finding("duplicate-anchor", message, span))
            name = renamed
        self._seen.add(name)
        self.result.anchors.append(name)
        return name

    def _remove(self, tag: str, attributes: Attributes) -> None:
        if tag not in ("template", "noscript", "canvas"):
            source = attributes.get("src") or attributes.get("data") or attributes.get("href") or ""
            of = f" ({source})" if source else ""
            self._warn(f"<{tag}>{of} was removed: pages run and load nothing from elsewhere", self._places.of_tag(tag))
        if tag not in VOID:
            self._gone = 1

    def _unwrap(self, tag: str, attributes: Attributes) -> None:
        if tag == "input" and attributes.get("type") == "checkbox" and "disabled" in attributes:
            self._out.append("\u2611" if "checked" in attributes else "\u2610")
            return
        if tag == "form":
            where = f" to {attributes['action']}" if attributes.get("action") else ""
            self._warn(f"The form{where} was removed: a static page receives nothing", self._places.of_tag(tag))
        if tag in VOID:
            return
        if tag in ("select", "textarea", "button"):
            self._gone = 1
            return
        self._push(tag, "unwrap")

    def _warn(self, message: str, span: Span) -> None:
        self._emit(finding("remote-resource", message, span))

    # --- tables

    def _close_table(self, frame: _Frame) -> None:
        inner = self._take(frame)
        caption = re.search(r"<caption\b[^>]*>(.*?)</caption>", inner, re.DOTALL)
        label = _plain(html.unescape(re.sub(r"<[^>]*>", "", MARKER.sub("", caption.group(1))))) if caption else ""
        if not label:
            label = self.result.headings[-1].text if self.result.headings else "Table"
        region = {"class": "table-scroll", "role": "region", "tabindex": "0", "aria-label": label}
        self._out += (attrs.write("div", region), attrs.write("table", frame.attributes), inner, "</table></div>")


def _marked(value: str) -> int:
    match = MARKER.search(value)
    return int(match.group(2)) if match else 0


def _with_text(reference: Reference, text: str) -> Reference:
    return Reference(
        index=reference.index,
        kind=reference.kind,
        target=reference.target,
        span=reference.span,
        text=text,
        title=reference.title,
    )


def _plain(text: str) -> str:
    """Return text with one line per paragraph."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
