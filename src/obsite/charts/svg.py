"""A drawing in its forms: for the file that is passed on, for the page in light and dark, for print.

`slim` gives the master, in which colours are roles (`stroke="accent"`). `framing.published` makes
the file of it, with classes beside plain colours; `embedded` takes the drawing out of such a file
again, for a page (classes, which style sheets turn into light or dark) or for print (colours).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from obsite.charts import slimming
from obsite.charts.look import COLOURS, ROLES, SANS
from obsite.charts.slimming import Node

FONTS = f"{SANS}, IBM Plex Sans, Arial, sans-serif"
_ROLE = re.compile(rf' (fill|stroke)="({"|".join(ROLES)})"')
_PLAIN = re.compile(r' (?:fill|stroke)="#[0-9A-Fa-f]{3,8}"')
_TAG = re.compile(r"<[a-z]+ [^>]*>")
_PLOT = re.compile(
    r'<g class="chart-plot" data-size="(\d+) (\d+)"(?: data-read="([\d ]*)")?[^>]*>(.*)</g><!--plot-->',
    re.DOTALL,
)
_READ = re.compile(r'^<svg[^>]*?( data-read="[\d ]*")')
_NAMES = re.compile(r"<title\b[^>]*>(.*?)</title><desc\b[^>]*>(.*?)</desc>", re.DOTALL)


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


def size_of(master: str) -> tuple[int, int]:
    """Return width and height of a drawing in pixels."""
    found = re.search(r'viewBox="0 0 (\d+) (\d+)"', master)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def with_reading(master: str, reading: str) -> str:
    """Return a drawing that says where its periods stand (`reading_of`)."""
    return master.replace("<svg ", f'<svg data-read="{reading}" ', 1) if reading else master


def reading_in(master: str) -> str:
    """Return the attribute that says so, "" if there is none."""
    found = _READ.search(master)
    return found[1] if found else ""


def content_of(master: str) -> str:
    """Return what is drawn, without the root."""
    return master.partition(">")[2].removesuffix("</svg>")


def coloured(svg: str, colours: Mapping[str, str] = COLOURS) -> str:
    """Return a drawing with classes and plain colours instead of roles."""
    colours = {**colours, "series-3-ink": _mixed(colours)}

    def paint(tag: re.Match[str]) -> str:
        roles = _ROLE.findall(tag[0])
        if not roles:
            return tag[0]
        classes = " ".join(f"{kind[0]}-{role}" for kind, role in roles)
        text = _ROLE.sub(lambda one: f' {one[1]}="{colours.get(one[2], COLOURS[one[2]])}"', tag[0])
        return re.sub(r"^<([a-z]+)", rf'<\1 class="{classes}"', text)

    return _TAG.sub(paint, svg)


def _mixed(colours: Mapping[str, str]) -> str:
    """Return the site's third colour with a quarter of its ink, as the style sheet mixes it."""
    pairs = zip(_parts(colours, "series-3"), _parts(colours, "ink"), strict=True)
    return "#" + "".join(f"{round(0.75 * colour + 0.25 * ink):02X}" for colour, ink in pairs)


def _parts(colours: Mapping[str, str], role: str) -> tuple[int, ...]:
    """Return red, green and blue of a role; of the theme's own where a site writes it otherwise."""
    text = colours.get(role, "")
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", text):
        text = COLOURS[role]
    return tuple(int(text[at : at + 2], 16) for at in (1, 3, 5))


def embedded(published: str, key: str, *, plain: bool = False) -> str:
    """Return the drawing of a published file as an element for a page; `key` makes its ids unique there.

    Without `plain`, colours are left to the style sheets. Print needs them plain.
    """
    found = _PLOT.search(published)
    names = _NAMES.search(published)
    if found is None or names is None:
        return ""
    width, height, reading, content = found.groups()
    read = f' data-read="{reading}"' if reading and not plain else ""
    if not plain:
        content = _TAG.sub(lambda tag: _PLAIN.sub("", tag[0]) if ' class="' in tag[0] else tag[0], content)
    return (
        f'<svg class="chart-drawing" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" aria-labelledby="{key}-t {key}-d"{read} '
        f'direction="ltr" font-family="{FONTS}" font-size="13">'
        f'<title id="{key}-t">{names[1]}</title><desc id="{key}-d">{names[2]}</desc>{content}</svg>'
    )
