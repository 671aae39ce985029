"""Whether HTML is already well-formed, so that the slower tidying can be left out."""

from __future__ import annotations

import re

from obsite.markup.vocabulary import BLOCK, INLINE, KNOWN, PHRASING_ONLY, RENAMED, VOID

TOKEN = re.compile(r"<!--.*?-->|<(/?)([A-Za-z][^\s/>]*)((?:[^\"'>]++|\"[^\"]*\"|'[^']*')*+)>", re.DOTALL)
_PARAGRAPH_WITH_CODE = re.compile(r"<p>(?:(?!</p>).)*<pre\b", re.DOTALL)

# What may only stand directly in something else.
_PARENTS = {
    "li": ("ul", "ol", "menu"),
    "td": ("tr",),
    "th": ("tr",),
    "tr": ("table", "thead", "tbody", "tfoot"),
    "thead": ("table",),
    "tbody": ("table",),
    "tfoot": ("table",),
    "caption": ("table",),
    "dt": ("dl",),
    "dd": ("dl",),
    "summary": ("details",),
    "figcaption": ("figure",),
}
_HOLDS_ONLY = {
    "ul": ("li",),
    "ol": ("li",),
    "table": ("caption", "thead", "tbody", "tfoot", "tr"),
    "tr": ("td", "th"),
}
_ELSEWHERE = frozenset(
    {"svg", "math", "script", "style", "select", "template", "noscript", "html", "body", "head"}
)


def has_code_in_paragraph(html: str) -> bool:
    """Tell whether fenced code that touched a paragraph ended up inside it."""
    return "<pre" in html and bool(_PARAGRAPH_WITH_CODE.search(html))


def is_sound(html: str) -> bool:
    """Tell whether all elements are known, closed, and stand where they may; False in case of doubt."""
    opened: list[str] = []
    position = 0
    for match in TOKEN.finditer(html):
        if "<" in html[position : match.start()]:
            return False
        position = match.end()
        closing, tag, _ = match.groups()
        if tag is None:
            continue
        tag = tag.lower()
        if closing:
            if not opened or opened.pop() != tag:
                return False
        elif not _may_stand(tag, opened):
            return False
        elif tag not in VOID:
            opened.append(tag)
    return not opened and "<" not in html[position:]


def _may_stand(tag: str, opened: list[str]) -> bool:
    parent = opened[-1] if opened else ""
    if tag not in KNOWN or tag in RENAMED or tag in _ELSEWHERE:
        return False
    if parent not in _PARENTS.get(tag, (parent,)) or tag not in _HOLDS_ONLY.get(parent, (tag,)):
        return False
    if tag in BLOCK and (parent in INLINE or parent in PHRASING_ONLY):
        return False
    if parent in ("a", "summary") and tag in BLOCK:
        return False
    return tag != "a" or "a" not in opened
