"""A drawing in its forms: for the file that is passed on, for the page in light and dark, for print.

`slim` gives the master, in which colours are roles (`stroke="accent"`). Every form is made of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from obsite.charts import slimming
from obsite.charts.look import COLOURS, ROLES, SANS
from obsite.charts.slimming import Node

_COLOUR = re.compile(rf'\b(fill|stroke)="({"|".join(ROLES)})"')
_PAINTED = re.compile(r'(<[a-z]+)((?: [a-z-]+="[^"]*")*?)(/?>)')
_FONTS = f"{SANS}, IBM Plex Sans, Arial, sans-serif"


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """What a drawing is called for those who do not see it. `key` makes its ids unique in a page."""

    title: str
    alt: str
    key: str


def slim(text: str) -> str:
    """Return the master of what the engine drew."""
    whole, width, height = slimming.read(text)
    size = f"{slimming.short(width, 0)} {slimming.short(height, 0)}"
    content = "".join(_written(node) for node in whole.children)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}">{content}</svg>'


def _written(node: Node) -> str:
    attributes = "".join(
        f' {key}="{escape(value)}"' for key, value in node.attributes.items() if not _implied(key, value)
    )
    inner = escape(node.text, quote=False) + "".join(_written(child) for child in node.children)
    return f"<{node.tag}{attributes}>{inner}</{node.tag}>" if inner else f"<{node.tag}{attributes}/>"


def _implied(key: str, value: str) -> bool:
    """Whether the root says it already."""
    return (key, value) in {("font-family", SANS), ("font-size", "13"), ("stroke-linecap", "butt")}


def size_of(svg: str) -> tuple[int, int]:
    """Return width and height of a drawing in pixels."""
    found = re.search(r'viewBox="0 0 (\d+) (\d+)"', svg)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def inline(master: str, naming: Naming) -> str:
    """Return the drawing for a page: colours are classes, which style sheets turn into light or dark."""
    return _PAINTED.sub(_classed, _rooted(master, naming, 'class="chart-drawing" '))


def _classed(tag: re.Match[str]) -> str:
    classes = [f"{name[0]}-{role}" for name, role in _COLOUR.findall(tag[2])]
    if not classes:
        return tag[0]
    return (
        f'{tag[1]}{_COLOUR.sub("", tag[2]).replace("  ", " ").rstrip()} class="{" ".join(classes)}"{tag[3]}'
    )


def printed(master: str, naming: Naming, colours: Mapping[str, str] = COLOURS) -> str:
    """Return the drawing for paper, with plain colours."""
    return coloured(_rooted(master, naming, ""), colours)


def coloured(svg: str, colours: Mapping[str, str] = COLOURS) -> str:
    """Return the drawing with the theme's colours instead of roles."""
    return _COLOUR.sub(lambda found: f'{found[1]}="{colours.get(found[2], COLOURS[found[2]])}"', svg)


def _rooted(master: str, naming: Naming, more: str) -> str:
    width, height = size_of(master)
    ids = f"{naming.key}-t", f"{naming.key}-d"
    head = (
        f'<svg {more}xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-labelledby="{ids[0]} {ids[1]}" direction="ltr" '
        f'font-family="{_FONTS}" font-size="13">'
        f'<title id="{ids[0]}">{escape(naming.title)}</title><desc id="{ids[1]}">{escape(naming.alt)}</desc>'
    )
    return head + master.partition(">")[2]
