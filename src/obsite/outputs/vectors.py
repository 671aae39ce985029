"""SVG files as authors bring them: their size, and a version without scripts and foreign requests.

A picture shown in a page runs no scripts, but its file can be opened by itself, and then it would
run them in the name of the site. What could run or call other hosts is therefore taken out.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
_ROOT = re.compile(rb"<(?:\w+:)?svg[\s>]")
_UNSAFE_HINT = re.compile(
    rb"<[\w:]*(?:script|foreignObject|iframe|object|embed|handler|listener)|\son\w+\s*=|javascript:|@import"
    rb"|(?:href|src)\s*=\s*[\"']\s*(?:https?:|//|data:text)|url\(\s*[\"']?\s*(?:https?:|//)|<!ENTITY|<\?xml-stylesheet",
    re.IGNORECASE,
)
_UNSAFE_TAGS = frozenset({"script", "foreignObject", "iframe", "object", "embed", "handler", "listener"})
_FOREIGN_URL = re.compile(r"url\(\s*[\"']?\s*(?:[a-z]+:)?//[^)]*\)", re.IGNORECASE)
_IMPORT = re.compile(r"@import[^;]*;?", re.IGNORECASE)
_LINK = re.compile(r"\s*(?:https?:|mailto:)", re.IGNORECASE)
_LENGTH = re.compile(r"\s*([0-9.]+)\s*(px|pt|mm|cm|in|pc|em|)\s*", re.IGNORECASE)
_PIXELS = {
    "": 1.0,
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "mm": 96 / 25.4,
    "cm": 96 / 2.54,
    "in": 96.0,
    "em": 16.0,
}
_UNSIZED = (300, 150)  # what browsers take for a picture that names no size


def looks_like_svg(data: bytes) -> bool:
    """Return whether the bytes begin like an SVG document."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and _ROOT.search(data[:65536]) is not None


def svg_size(data: bytes) -> tuple[int, int] | None:
    """Return width and height in pixels, from the viewBox where they are not given; None if damaged."""
    root = _parsed(data)
    if root is None or root.tag.rpartition("}")[2] != "svg":
        return None
    box = [float(part) for part in re.findall(r"-?[0-9.]+(?:e-?[0-9]+)?", root.get("viewBox", ""))]
    boxed = (box[2], box[3]) if len(box) == 4 and box[2] > 0 and box[3] > 0 else None
    width, height = _pixels(root.get("width", "")), _pixels(root.get("height", ""))
    if width and height:
        size = (width, height)
    elif boxed is None:
        return _UNSIZED
    elif width:
        size = (width, width * boxed[1] / boxed[0])
    else:
        size = (height * boxed[0] / boxed[1], height) if height else boxed
    return max(1, round(size[0])), max(1, round(size[1]))


def cleaned_svg(data: bytes) -> bytes | None:
    """Return the picture without scripts and foreign requests, None if it is damaged.

    A picture that has none of these is returned as it is, to the byte.
    """
    if not _UNSAFE_HINT.search(data):
        return data
    root = _parsed(data)
    if root is None:
        return None
    for prefix, address in (("", SVG), ("xlink", XLINK)):
        ET.register_namespace(prefix, address)
    _clean(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _parsed(data: bytes) -> ET.Element | None:
    if b"<!ENTITY" in data:  # entities can grow without bound, and pictures need none
        return None
    try:
        return ET.fromstring(data)
    except (ET.ParseError, ValueError, LookupError):
        return None


def _pixels(length: str) -> float:
    match = _LENGTH.fullmatch(length)
    return float(match[1]) * _PIXELS[match[2].lower()] if match else 0.0


def _clean(element: ET.Element) -> None:
    for child in list(element):
        if not isinstance(child.tag, str) or child.tag.rpartition("}")[2] in _UNSAFE_TAGS:
            element.remove(child)
        else:
            _clean(child)
    for name, value in list(element.attrib.items()):
        local = name.rpartition("}")[2].lower()
        link = element.tag.rpartition("}")[2] == "a" and _LINK.match(value) is not None
        if local.startswith("on") or (local in {"href", "src"} and not link and _leads_away(value)):
            del element.attrib[name]
        else:
            element.set(name, _FOREIGN_URL.sub("none", value))
    if element.tag.rpartition("}")[2] == "style" and element.text:
        element.text = _IMPORT.sub("", _FOREIGN_URL.sub("none", element.text))


def _leads_away(address: str) -> bool:
    """Return whether an address is other than a place in the picture or a picture within it."""
    plain = re.sub(r"[\s\x00-\x1f]", "", address).lower()
    return not plain.startswith(
        ("#", "data:image/png", "data:image/jpeg", "data:image/webp", "data:image/gif")
    )
