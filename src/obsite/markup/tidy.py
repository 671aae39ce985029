"""Making well-formed HTML of what authors wrote by hand. Used only for texts with raw HTML.

The parser is tinyhtml5: it reads any text as browsers do (the HTML standard's algorithm), and it is
already there as WeasyPrint's own parser, so that the website and the PDF agree about broken markup.
"""

from __future__ import annotations

import re
from html import escape, unescape
from xml.etree.ElementTree import Element, SubElement

from tinyhtml5.parser import HTMLParser  # type: ignore[import-untyped]

from obsite.markup.soundness import is_sound
from obsite.markup.vocabulary import BLOCK, INLINE, KNOWN, PHRASING_ONLY, RENAMED, VOID

_CLASSES = {"big": "big", "center": "align-center"}
_RAW_TEXT = frozenset({"script", "style", "iframe", "noframes", "noscript", "title", "textarea", "xmp"})
# Comments and drawings are passed over whole.
_LOOKS_LIKE_TAG = re.compile(
    r"<!--.*?-->|<svg\b.*?</svg\s*>|<math\b.*?</math\s*>|</?([A-Za-z][^\s/>]*)", re.DOTALL | re.IGNORECASE
)
# HTML that the parser would give back as it is, but for `>` in text and comments.
_VALUE = r"(?:[^\"'&<>]|&amp;)*+"
_NAMES = "p|li|[uo]l|h[1-6]|em|strong|code|del|blockquote|pre|div|span"
_PLAIN = re.compile(
    r"(?:[^<&\r]++|&(?:amp|lt|gt);|<br>|<hr>"
    rf'|</(?:a|{_NAMES})>|<(?:{_NAMES})(?: class="{_VALUE}")?>'
    rf'|<a(?: data-bare="")?(?: href="{_VALUE}")?(?: title="{_VALUE}")?>'
    rf'|<img alt="{_VALUE}" src="{_VALUE}"(?: title="{_VALUE}")?>)*+'
)
_COMMENT = re.compile(r"(?:(?<=</p>\n)|(?<=</[hou][l\d]>\n))<!-- (?:[^-]|-(?!-))*+-->(?=\n)")
_LOOSE = re.compile(
    r"<[uo]l[^>]*>(?!\n<li)|</li>(?!\n(?:<li|</[uo]l>))|<pre[^>]*>\n"
    r"|<p[^>]*>(?:\s|</?(?:em|strong|code|del|span)[^>]*>)*+</p>"
)
_TYPOGRAPHIC = re.compile(r"&(?:[lr][sd]quo|[nm]dash|hellip);")
_TAG_OR_BRACKET = re.compile(r"(<[^<>]*>)|>")
_ANCHORS = re.compile(r"<a\b[^>]*>|</a\s*>", re.IGNORECASE)


def tidy(html: str) -> str:
    """Return the HTML as a browser would understand it, well-formed and without obsolete elements."""
    source = _without_nested_bare_links(_literal_unknown(html))
    plain = _TYPOGRAPHIC.sub(lambda sign: unescape(sign[0]), _COMMENT.sub("", source))
    if _PLAIN.fullmatch(plain) and not _LOOSE.search(plain) and is_sound(plain):
        return _TAG_OR_BRACKET.sub(lambda found: found[1] or "&gt;", plain)
    root = HTMLParser(namespace_html_elements=False).parse_fragment(source, container="div")
    _repair(root)
    return serialise(root)


def _literal_unknown(html: str) -> str:
    """Return HTML in which what only looks like a tag, as in Vec<T>, is shown as it was written."""

    def replace(match: re.Match[str]) -> str:
        name = match.group(1)
        if name is None or name.lower() in KNOWN:
            return match.group()
        return "&lt;" + match.group()[1:]

    return _LOOKS_LIKE_TAG.sub(replace, html)


def _without_nested_bare_links(html: str) -> str:
    """Return HTML in which an address inside a link is not made a link once more."""
    depth = 0
    dropping = False

    def replace(match: re.Match[str]) -> str:
        nonlocal depth, dropping
        tag = match.group()
        if tag.startswith("</"):
            if dropping:
                dropping = False
                return ""
            depth = max(0, depth - 1)
        elif depth and "data-bare" in tag:
            dropping = True
            return ""
        else:
            depth = 1
        return tag

    return _ANCHORS.sub(replace, html)


def _repair(root: Element) -> None:
    order = list(root.iter())
    blocks_inside: set[Element] = set()
    parents = {child: parent for parent in order for child in parent}
    for element in reversed(order):
        if not isinstance(element.tag, str):
            continue
        element.tag = element.tag.rsplit("}", 1)[-1]
        if element in blocks_inside or element.tag in BLOCK:
            parent = parents.get(element)
            if parent is not None:
                blocks_inside.add(parent)
    for element in order:
        if isinstance(element.tag, str):
            _repair_element(element, parents.get(element), has_blocks=element in blocks_inside)


def _repair_element(element: Element, parent: Element | None, *, has_blocks: bool) -> None:
    tag = element.tag
    if tag in RENAMED:
        _add_class(element, _CLASSES.get(tag, ""))
        element.tag = RENAMED[tag]
    if tag == "a" and has_blocks and "href" not in element.attrib:
        element.tag = "div"
    elif parent is not None and parent.tag == "summary" and tag in ("p", "div"):
        element.tag = "span"
    elif tag in INLINE and has_blocks:
        _add_class(element, "" if tag in ("span", "font") else tag)
        element.tag = "div"
    elif tag in PHRASING_ONLY and has_blocks:
        element.tag = "div"
        _add_class(element, "heading" if tag.startswith("h") else "")
    elif tag == "li" and parent is not None and parent.tag not in ("ul", "ol", "menu"):
        element.tag = "div"
    if element.tag in ("ul", "ol"):
        _wrap_items(element)
    for child in list(element):
        if child.tag == "p" and _is_empty(child):
            _drop(element, child)


def _is_empty(element: Element) -> bool:
    """Tell whether nothing but formatting is in an element: what the parser makes of stray tags."""
    return all(
        isinstance(part.tag, str)
        and (part is element or part.tag in INLINE)
        and not (part.text or "").strip()
        and (part is element or not (part.tail or "").strip())
        and not part.attrib
        for part in element.iter()
    )


def _wrap_items(items: Element) -> None:
    """Put what stands between the items of a list into items."""
    children = list(items)
    loose = [(items.text or "")] + [child.tail or "" for child in children]
    items[:] = []
    items.text = "\n"
    for text, child in zip(loose, [*children, None], strict=True):
        if text.strip():
            SubElement(items, "li").text = text.strip()
        if child is None:
            continue
        child.tail = None
        if isinstance(child.tag, str) and child.tag not in ("li", "template"):
            SubElement(items, "li").append(child)
        else:
            items.append(child)
    for item in items:
        item.tail = "\n"


def _drop(parent: Element, child: Element) -> None:
    position = list(parent).index(child)
    tail = child.tail or ""
    if position:
        parent[position - 1].tail = (parent[position - 1].tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(child)


def _add_class(element: Element, name: str) -> None:
    if name:
        element.set("class", " ".join([*element.get("class", "").split(), name]))


def serialise(root: Element) -> str:
    """Return the content of an element as HTML. Without recursion: authors may nest without end."""
    out = [escape(root.text or "", quote=False)]
    stack: list[Element | str] = list(reversed(root))
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            out.append(node)
            continue
        tail = escape(node.tail or "", quote=False)
        if not isinstance(node.tag, str):  # a comment: authors' notes are not published
            out.append(tail)
            continue
        attributes = "".join(f' {_name(key)}="{escape(value or "")}"' for key, value in node.attrib.items())
        out.append(f"<{node.tag}{attributes}>")
        if node.tag in VOID:
            out.append(tail)
            continue
        if node.tag == "pre" and (node.text or "").startswith("\n"):
            out.append("\n")  # a parser drops the first line break of a pre
        # What these hold is no HTML; the last pass leaves them out, or shows nothing of it.
        out.append("" if node.tag in _RAW_TEXT else escape(node.text or "", quote=False))
        stack.append(f"</{node.tag}>{tail}")
        stack.extend(reversed(node))
    return "".join(out)


def _name(key: object) -> str:
    """Return an attribute's name; foreign ones (xlink:href) come with a namespace."""
    return str(key).rsplit("}", 1)[-1]
