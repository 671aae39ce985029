"""Whether HTML is already well-formed, so that the slower tidying can be left out."""

from __future__ import annotations

import re
from functools import cache

from obsite.markup.vocabulary import BLOCK, INLINE, KNOWN, PHRASING_ONLY, RENAMED, VOID

_REST = r"(?:[^\"'>]++|\"[^\"]*\"|'[^']*')*+"
TOKEN = re.compile(rf"<!--.*?-->|<(/?)([A-Za-z][^\s/>]*)({_REST})>", re.DOTALL)
_FORMATTED = "|".join(
    f"<{tag}>[^<]*+</{tag}>" for tag in ("em", "strong", "code", "del", "sub", "sup", "b", "i")
)
_LINK = rf"<a(?: {_REST})?>(?:[^<]++|{_FORMATTED})*+</a>"
_LINES = ("p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6")
# Lines that hold words, formatting and links alone are taken whole, as are other elements that hold words;
# what is no comment and no tag is a stray bracket.
_ELEMENT = re.compile(
    rf"<({'|'.join(_LINES)})(?: {_REST})?>(?:[^<]++|{_FORMATTED}|{_LINK})*+</\1>"
    rf"|<([a-z][^\s/>]*+){_REST}>[^<]*+</\2>|<!--.*?-->|<(/?)([A-Za-z][^\s/>]*){_REST}>|(<)",
    re.DOTALL,
)
_PARAGRAPH_WITH_CODE = re.compile(r"<p>(?:[^<]++|<(?!/p>|pre\b))*+<pre\b")

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
    may_stand = _content("", in_link=False)
    for line, whole, closing, name, stray in _ELEMENT.findall(html):
        if line or whole:
            if (line or whole) not in may_stand or whole in VOID:
                return False
        elif closing:
            if not opened or opened.pop() != name.lower():
                return False
            may_stand = _content(opened[-1] if opened else "", in_link="a" in opened)
        elif name:
            tag = name.lower()
            if tag not in may_stand:
                return False
            if tag not in VOID:
                opened.append(tag)
                may_stand = _content(tag, in_link="a" in opened)
        elif stray:
            return False
    return not opened


@cache
def _content(parent: str, *, in_link: bool) -> frozenset[str]:
    """Return the elements that may stand in one, or in none."""
    only = _HOLDS_ONLY.get(parent)
    known = KNOWN.difference(RENAMED, _ELSEWHERE, BLOCK if _holds_no_blocks(parent) else ())
    return frozenset(
        tag
        for tag in known
        if parent in _PARENTS.get(tag, (parent,))
        and (only is None or tag in only)
        and not (in_link and (tag == "a" or tag in _LINES))  # a line may hold links
    )


def _holds_no_blocks(parent: str) -> bool:
    return parent in INLINE or parent in PHRASING_ONLY or parent in ("a", "summary")
