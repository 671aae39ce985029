"""Structured data as text that may stand inside a `<script type="application/ld+json">` element as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from obsite.outputs.addresses import absolute_url
from obsite.outputs.views.text import LinkView

Node = dict[str, Any]

VOCABULARY = "https://schema.org"
_START, _END = f'{{"@context":"{VOCABULARY}","@graph":[', "]}"
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
# What could end the script element, or a line of script in old browsers, goes in as an escape.
_ESCAPED = re.compile("[<>&\u2028\u2029]")
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def script(*nodes: Node) -> str:
    """Return what is declared as text; "" and other empty values are left out."""
    return f"{_START}{','.join(map(_text, nodes))}{_END}"


def _text(node: Node) -> str:
    text = _ENCODER.encode(pruned(node))
    return text.translate(_ESCAPES) if _ESCAPED.search(text) else text  # most need none, and it takes long


def pruned(value: Any) -> Any:
    """Return the value without what is empty: an empty claim is a false one."""
    if isinstance(value, dict):
        kept = {key: pruned(entry) for key, entry in value.items()}
        return {key: entry for key, entry in kept.items() if entry or isinstance(entry, int | float)}
    if isinstance(value, list):
        return [pruned(entry) for entry in value]
    return value


def with_breadcrumbs(json_ld: str, base_url: str, trail: Sequence[LinkView]) -> str:
    """Return structured data with the page's way down from the front page added to it."""
    if len(trail) < 2:
        return json_ld
    *above, page = trail
    steps = [
        _step_above(base_url, position, step.title, step.href) for position, step in enumerate(above, start=1)
    ]
    steps.append(_step(base_url, len(trail), page.title, page.href))
    crumbs = f'{{"@type":"BreadcrumbList","itemListElement":[{",".join(steps)}]}}'
    return f"{json_ld.removesuffix(_END)},{crumbs}{_END}" if json_ld else f"{_START}{crumbs}{_END}"


def _step(base_url: str, position: int, title: str, href: str) -> str:
    item = absolute_url(base_url, href)
    return _text({"@type": "ListItem", "position": position, "name": title, "item": item})


_step_above = lru_cache(maxsize=1024)(_step)  # of a section, whose pages all have it
