"""The attributes of tags: reading and writing them, and which ones authors' HTML may keep."""

from __future__ import annotations

import html
import re
from functools import lru_cache

from obsite.markup.body import CLOSE, MARKER, OPEN
from obsite.markup.vocabulary import BLOCK, INLINE, MEDIA, OBSOLETE_ATTRIBUTES, SIZED, TEXT_ATTRIBUTES

_ATTRIBUTE = re.compile(r"([^\s=/\"'>]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_REMOTE_STYLE = re.compile(r"url\s*\(|expression\s*\(|@import|position\s*:\s*fixed", re.IGNORECASE)
_SCRIPT_URL = re.compile(r"^[\s\x00-\x20]*(?:javascript|vbscript|data\s*:\s*text/html)", re.IGNORECASE)
_NAME = re.compile(r"(?!xmlns)[a-z_][\w.:-]*")
_VALUE = re.compile(f"({OPEN}v[0-9]+{CLOSE})")
_STRAY = re.compile(f"{MARKER.pattern}|[{OPEN}{CLOSE}]")
_NUMBER = re.compile(r"\d+")

Attributes = dict[str, str]

_HARMLESS = frozenset({"href", "title", "class", "data-bare", "data-short"})

_TEXT = (BLOCK | INLINE | {"a", "img", "li", "td", "th", "tr", "dd", "dt"}) - MEDIA
_ALIGNMENTS = frozenset({"left", "right", "center", "justify"})


def parse(source: str) -> Attributes:
    """Return the attributes of a tag with their entities resolved; the first of two wins, as in browsers."""
    attributes: Attributes = {}
    for name, *values in _ATTRIBUTE.findall(source):
        value = "".join(values)  # one of the three at most
        attributes.setdefault(name.lower(), html.unescape(value) if "&" in value else value)
    return attributes


def write(tag: str, attributes: Attributes) -> str:
    """Return a start tag."""
    return "<" + tag + "".join(f' {key}="{html.escape(value)}"' for key, value in attributes.items()) + ">"


def is_script(address: str) -> bool:
    """Tell whether an address would run a program."""
    return bool(_SCRIPT_URL.match(address))


def is_remote(address: str) -> bool:
    """Tell whether an address leads to another host."""
    return address.strip().lower().startswith(("http://", "https://", "//", "ftp://"))


@lru_cache(maxsize=1000)
def copied_start(tag: str, rest: str) -> str | None:
    """Return a start tag as it is to be written; None if more must be known than the tag itself."""
    if OPEN in rest:
        return None
    kept, removed = cleaned(tag, parse(rest))
    return None if removed or "id" in kept else write(tag, kept)


def cleaned(tag: str, attributes: Attributes) -> tuple[Attributes, list[str]]:
    """Return the attributes that a tag may keep, and the names of those that run or load things."""
    has_markers = any(OPEN in value for value in attributes.values())
    if attributes.keys() <= _HARMLESS and not has_markers:
        return attributes, []
    kept, removed = modernise(tag, attributes)
    if has_markers:
        kept = {name: without_strays(value) for name, value in kept.items()}
    return kept, removed


def modernise(tag: str, attributes: Attributes) -> tuple[Attributes, list[str]]:
    """Return attributes that HTML knows today, and the names of those removed as they run or load things."""
    removed = [name for name in attributes if name.startswith("on") and len(name) > 3]
    kept = {name: value for name, value in attributes.items() if name not in removed}
    if _REMOTE_STYLE.search(kept.get("style", "")):
        removed.append("style")
        del kept["style"]
    if kept.get("name") and tag in ("a", "img", "map") and tag != "map":
        kept.setdefault("id", kept["name"])
    alignment = kept.get("align", "").lower()
    if alignment in ("middle", "absmiddle"):
        alignment = "center"
    if alignment in _ALIGNMENTS:
        kept["class"] = " ".join([*kept.get("class", "").split(), f"align-{alignment}"])
    kept = {name: value for name, value in kept.items() if _may_stay(tag, name, value)}
    if "id" in kept and (not kept["id"] or re.search(r"\s", kept["id"])):
        kept["id"] = "-".join(kept["id"].split())
        if not kept["id"]:
            del kept["id"]
    return kept, removed


def without_strays(value: str) -> str:
    """Return an attribute's value without markers, but for numbers from the data."""
    parts = _VALUE.split(value)
    return "".join(part if place % 2 else _STRAY.sub("", part) for place, part in enumerate(parts))


def _may_stay(tag: str, name: str, value: str) -> bool:
    if name in ("width", "height"):
        return tag in SIZED and bool(_NUMBER.fullmatch(value))
    if name == "markdown":
        return False
    if name == "name":
        return tag not in ("a", "img", "div", "span", "p")
    if name == "size":
        return tag not in ("font", "span", "hr", "div")
    if name == "type":
        return tag not in ("ul", "li", "a")
    known = tag not in _TEXT or name in TEXT_ATTRIBUTES or name.startswith(("data-", "aria-"))
    return (
        known
        and name not in OBSOLETE_ATTRIBUTES
        and not name.startswith("xmlns")
        and bool(re.fullmatch(r"[a-z_][\w.:-]*", name))
    )
