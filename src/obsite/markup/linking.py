"""Links, pictures and media of a text: each becomes a reference and, in the HTML, a marker."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from urllib.parse import urlsplit

from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Emit, Span
from obsite.markup.attributes import Attributes, is_remote, is_script, write
from obsite.markup.body import CLOSE, OPEN, Reference, marker
from obsite.markup.places import Places
from obsite.markup.stream import Frame, Stream
from obsite.markup.stretches import GAP, words_of
from obsite.markup.vocabulary import VOID

# Widths, formats and loading of pictures are decided where they are shown.
_PICTURE_ATTRIBUTES_OF_OUTPUTS = ("srcset", "sizes", "loading", "decoding", "fetchpriority", "crossorigin")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


class Linker:
    def __init__(self, stream: Stream, places: Places, emit: Emit) -> None:
        self._stream = stream
        self._places = places
        self._emit = emit
        self.references: list[Reference] = []

    def whole_link(self, written: str, inner: str) -> bool:
        """Write a link without further attributes; return False if its address or its words are wanting."""
        target = (html.unescape(written) if "&" in written else written).strip()
        text = " ".join(words_of(inner).split())
        if not target or not text or is_script(target):
            return False
        index = len(self.references)
        span = self._places.of_address(target, "link")
        self.references.append(Reference(index=index, kind="link", target=target, span=span, text=text))
        self._stream.out.append(f'<a href="{OPEN}r{index}{CLOSE}">{inner}</a>')
        self._stream.text.append(f"{GAP}{inner}{GAP}")
        return True

    def link(self, tag: str, attributes: Attributes) -> None:
        """Write the start of a link; one that runs a script leaves only its text."""
        attributes.pop("data-bare", None)
        short = attributes.pop("data-short", None)
        target = attributes.pop("href", None)
        if short is not None:
            index = self._refer("short", short)
        elif target is None or not target.strip():
            if target is not None:
                self._emit(
                    finding("empty-link", "The link has no address", self._places.of_address("", "link"))
                )
            self._anchor(tag, attributes)
            return
        elif is_script(target):
            place = self._places.of_address(target, "link")
            self._warn(f"A link that runs a script was removed ({target[:40]})", place)
            self._stream.push(tag, "unwrap")
            return
        else:
            index = self._refer("link", target.strip(), title=attributes.get("title", ""))
        attributes = {"href": marker("r", index), **attributes}
        if tag not in VOID:
            self._stream.push(tag, "link", index=index)
        self._stream.out.append(write(tag, attributes))

    def _anchor(self, tag: str, attributes: Attributes) -> None:
        """Write `<a name="x">` as what it is: a place, not a link."""
        if tag in VOID:
            self._stream.out.append(write(tag, attributes))
            return
        self._stream.push(tag, "", closing="</span>")
        self._stream.out.append(write("span", attributes))

    def close_link(self, frame: Frame) -> None:
        """Write the end of a link, and note its text."""
        reference = self.references[frame.index]
        text = self._stream.text_of(frame) or frame.attributes.get("alt", "")
        self.references[frame.index] = replace(reference, text=text)
        if not text and not "".join(self._stream.out[frame.out + 1 :]).strip():
            self._name(reference)
        elif not text and "alt" in frame.attributes and not reference.title:
            cure = "Say in the picture's alternative text where the link leads"
            self._emit(
                finding("empty-link", "All of this link is a picture without words", reference.span, cure)
            )
        self._stream.out.append("</a>")

    def _name(self, reference: Reference) -> None:
        """Write the text of a link for which the author gave none."""
        if reference.kind == "short":
            self._stream.text.append(html.escape(reference.target, quote=False))
        if reference.kind == "short" or not _SCHEME.match(reference.target):
            # Whoever knows the link's target knows its title, or the figure's number.
            self._stream.out.append(marker("t", reference.index))
            return
        self._emit(finding("empty-link", "The link has no text", reference.span))
        self._stream.write_text(html.escape(_host(reference.target), quote=False))

    def picture(self, attributes: Attributes) -> None:
        """Write the marker of a picture; one from elsewhere becomes a link."""
        source = attributes.pop("src", "").strip()
        for name in _PICTURE_ATTRIBUTES_OF_OUTPUTS:
            attributes.pop(name, None)
        if is_remote(source):
            self._remote(source, "picture", attributes.get("alt", ""))
        elif source.startswith("data:image/"):
            self._stream.out.append(write("img", {"src": source, "alt": "", **attributes}))
        elif source and not source.startswith("data:"):
            alt = attributes.pop("alt", None)
            title = attributes.pop("title", "")
            rest = tuple(attributes.items())
            span = self._places.of_address(source, "picture")
            told = bool(alt) or self._is_decorative(attributes, given=alt is not None)
            for frame in self._stream.frames:
                if frame.role == "link" and told:  # a picture says what a link without words is about
                    frame.attributes.setdefault("alt", alt or "")
            index = self._refer(
                "picture", source, span, text=alt or "", title=title, has_alt=told, attributes=rest
            )
            self._stream.out.append(marker("p", index))

    def _is_decorative(self, attributes: Attributes, *, given: bool) -> bool:
        """Return whether a picture without words is meant so: `![]()` may as well have been forgotten."""
        by_role = attributes.get("role") in ("presentation", "none") or "aria-hidden" in attributes
        return by_role or (given and self._places.kind == "attribute")

    def media(self, tag: str, attributes: Attributes) -> bool:
        """Write a player or frame, or one of its sources; return False if its content is to be left out."""
        if tag == "source" and not self._stream.is_inside(tags=("video", "audio")):
            return True  # of a picture element
        attributes.pop("srcset", None)
        source = attributes.get("src", "").strip()
        if is_script(source):
            return tag in VOID
        if is_remote(source):
            self._remote(source, "frame" if tag == "iframe" else tag, attributes.get("title", ""))
            return tag in VOID
        for name in ("src", "poster"):
            value = attributes.get(name, "").strip()
            if is_remote(value):
                span = self._places.of_address(value, "media")
                self._warn(f"The {name} of <{tag}> would be loaded from {_host(value)} and was removed", span)
                del attributes[name]
            elif value:
                attributes[name] = marker("r", self._refer("media", value))
        self._stream.open(tag, attributes)
        return True

    def _remote(self, source: str, what: str, text: str) -> None:
        """Put a link in place of something that a page would load from another host."""
        span = self._places.of_address(source, "picture" if what == "picture" else "media")
        host = _host(source)
        self._warn(f"The {what} would be loaded from {host}; a link to it stands in its place", span)
        label = html.escape(" ".join(text.split()) or host, quote=False)
        if self._stream.is_inside(role="link"):
            self._stream.write_text(label)
            return
        if what in ("video", "audio", "source", "track") and self._stream.is_inside(tags=("video", "audio")):
            return  # a player shows no links; the warning has said what is missing
        index = self._refer("remote", source, span, text=html.unescape(label))
        self._stream.out.append(write("a", {"href": marker("r", index)}))
        self._stream.write_text(label)
        self._stream.out.append("</a>")

    def _refer(  # noqa: PLR0913
        self,
        kind: str,
        target: str,
        span: Span | None = None,
        *,
        text: str = "",
        title: str = "",
        has_alt: bool = True,
        attributes: tuple[tuple[str, str], ...] = (),
    ) -> int:
        reference = Reference(
            index=len(self.references),
            kind=kind,
            target=target,
            span=span or self._places.of_address(target, kind),
            text=text,
            title=title,
            has_alt=has_alt,
            attributes=attributes,
        )
        self.references.append(reference)
        return reference.index

    def _warn(self, message: str, span: Span) -> None:
        self._emit(finding("remote-resource", message, span, "Put a copy of the file beside the text"))


def _host(source: str) -> str:
    try:
        return urlsplit(source if "//" in source else "//" + source).hostname or source
    except ValueError:  # such as an unclosed bracket of an IPv6 address
        return source
