"""A map as a drawing by itself, for the file that is passed on, its PNG, and print.

Colours are roles, as in charts; those that only maps have are plain. On pages, the template draws.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from html import escape

from obsite.charts.look import Look
from obsite.charts.maps.multiples import Grid
from obsite.charts.maps.scene import ClassMarks, Mark, Scene
from obsite.charts.maps.shapes import Inset, Shape, Shapes

_KEY_WIDTH, _BAR, _STRIP, _KEY_HEIGHT = 400, 24, 7, 76
_UNDER = 14 + _BAR + _STRIP + 13  # where limits stand
_ROLES = {f"{side[0]}{shade}": f"{side}-{shade}" for side in ("below", "above") for shade in (1, 2, 3)}
# What only maps have, on white paper; the template's style sheet has the same for light and dark.
_PLAIN = {
    "b4": "#84431c", "a4": "#123a5a", "s1": "#e1ebee", "s2": "#bfd5de", "s3": "#97bccd", "s4": "#6fa3bd",
    "s5": "#447fa2", "s6": "#1f5a85", "s7": "#123a5a",
}  # fmt: skip
_LAND, _FIELD, _NONE, _NONE_LINE = "#f0eee9", "#e4e2dd", "#f0ebe1", "#d5cdbc"
_PATTERN = "none"
_GAP, _TITLE, _FINE = 20, 24, 0.3  # between small maps, above each, and the lines in them


def fill_of(colour: str) -> str:
    """Return what a class is filled with: a role, or a plain colour."""
    return _ROLES.get(colour) or _PLAIN[colour]


def master(scene: Scene | Grid, shapes: Shapes, look: Look) -> str:
    """Return the key and the map, or the small maps, below it, with colours as roles."""
    if isinstance(scene, Grid):
        return _grid(scene, shapes, look)
    left, upper, wide, high = scene.window or (0, 0, shapes.width, shapes.height)
    factor = look.width_px / wide
    top = _KEY_HEIGHT if scene.classes or scene.circle_key else 0
    height = round(high * factor)
    content = "".join((_defs(factor), *_key(scene, look), *_sizes(scene, factor)))
    drawn = _map(scene, shapes, factor)
    content += (
        f'<svg y="{top}" width="{look.width_px}" height="{height}" '
        f'viewBox="{left} {upper} {wide} {high}" overflow="hidden">{drawn}</svg>'
    )
    size = f"0 0 {look.width_px} {top + height}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}">{content}</svg>'


def _grid(grid: Grid, shapes: Shapes, look: Look) -> str:
    """Return small maps in rows, each below its title; those of own scales below their own keys."""
    step = (look.width_px + _GAP) / grid.columns
    width = step - _GAP
    left, upper, wide, high = grid.scenes[0].window or (0, 0, shapes.width, shapes.height)
    factor = width / wide
    own = 0 if grid.key else _KEY_HEIGHT - _BAR
    down = round(high * factor) + _TITLE + own + _GAP
    top = 0
    content = _defs(factor)
    if grid.key:
        top = _KEY_HEIGHT - (_BAR if grid.key.classes else 0)
        content += _lifted("".join((*_key(grid.key, look), *_sizes(grid.key, factor))), top - _KEY_HEIGHT)
    for at, (title, scene) in enumerate(zip(grid.titles, grid.scenes, strict=True)):
        x, y = (at % grid.columns) * step, top + at // grid.columns * down
        content += f'<g transform="translate({x:g} {y:g})">{_text(title, 0, 14, "ink", bold=True)}'
        if own:
            narrow = replace(look, width_px=round(width) + 20)
            key = "".join((*_key(_plain(scene), narrow), *_sizes(scene, factor)))
            content += _lifted(key, 10 - _BAR)
        drawn = _map(scene, shapes, factor, _FINE)
        content += (
            f'<svg y="{_TITLE + own}" width="{width:g}" height="{round(high * factor)}" '
            f'viewBox="{left} {upper} {wide} {high}" overflow="hidden">{drawn}</svg></g>'
        )
    rows = -(-len(grid.scenes) // grid.columns)
    size = f"0 0 {look.width_px} {top + rows * down - _GAP}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}">{content}</svg>'


def _lifted(content: str, by: float) -> str:
    return f'<g transform="translate(0 {by:g})">{content}</g>'


def _plain(scene: Scene) -> Scene:
    """Return a scene whose key has no counts, for which a small map has no room."""
    return replace(scene, classes=tuple(replace(one, marks=()) for one in scene.classes))


def _defs(factor: float) -> str:
    size = round(5 / factor, 1)
    return (
        f'<defs><pattern id="{_PATTERN}" width="{size}" height="{size}" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="{size}" height="{size}" fill="{_NONE}"/>'
        f'<rect x="{size / 2:g}" width="{size / 7:.1f}" height="{size}" fill="{_NONE_LINE}"/>'
        "</pattern></defs>"
    )


def _key(scene: Scene, look: Look) -> Iterator[str]:
    if not scene.classes:
        return
    width = min(_KEY_WIDTH, look.width_px - 20)
    step = width / len(scene.classes)
    for number, one in enumerate(scene.classes):
        yield _column(one, number * step, step, scene)
    if scene.missing and width + 130 < look.width_px:
        x = width + 28
        counts = any(one.count for one in scene.classes)
        words = look.say("map.no_data") + (f" {len(scene.missing)}" if counts else "")
        yield f'<rect x="{x}" y="{14 + _BAR}" width="18" height="{_STRIP}" fill="{_NONE}"/>'
        strokes = "".join(f"M{x + at} {14 + _BAR + _STRIP}l{_STRIP}-{_STRIP}" for at in (0, 5, 11))
        yield f'<path d="{strokes}" stroke="{_NONE_LINE}"/>'
        yield _text(words, x + 24, 14 + _BAR + _STRIP, "soft")


def _sizes(scene: Scene, factor: float) -> Iterator[str]:
    """Yield circles of round sizes, all standing on one line."""
    x = 0.0
    for size in scene.circle_key:
        radius = size.radius * factor
        x += radius + 1
        place = f'cx="{x:.1f}" cy="{_UNDER - 14 - radius:.1f}" r="{radius:.1f}"'
        yield f'<circle {place} fill="none" stroke="soft"/>'
        yield _text(size.text, x, _UNDER, "soft", "middle")
        x += radius + 26


def _column(one: ClassMarks, x: float, width: float, scene: Scene) -> str:
    fill, high = fill_of(one.colour), _BAR * one.share / 100
    size = f'width="{width - 1:g}" fill="{fill}"'
    parts = [f'<rect x="{x:g}" y="{14 + _BAR}" height="{_STRIP}" {size}/>']
    if one.count:
        parts += [
            f'<rect x="{x:g}" y="{14 + _BAR - high:g}" height="{high:g}" {size} opacity="0.5"/>',
            _text(str(one.count), x + width / 2, 10 + _BAR - high, "soft", "middle"),
        ]
    if one.only:
        parts.append(_text(one.only, x + width / 2, _UNDER, "ink", "middle"))
    elif one.low:
        parts.append(_text(one.low, x, _UNDER, "ink", "middle", bold=one.low_is_reference))
    if one.low_is_reference:
        place = "start" if x < width * 1.5 else "end" if x > _KEY_WIDTH - width * 1.5 else "middle"
        at = x - 10 if place == "start" else x + 10 if place == "end" else x
        parts.append(_text(scene.reference_label, at, _UNDER + 13, "ink", place, bold=True))
        start = 10 if one.count else 10 + _BAR
        rule = f"M{x - 0.5:g} {start}V{16 + _BAR + _STRIP}"
        parts.append(f'<path d="{rule}" fill="none" stroke="ink"/>')
    return "".join(parts)


def _text(  # noqa: PLR0913 - one word at one place
    words: str, x: float, y: float, colour: str, place: str = "start", *, bold: bool = False
) -> str:
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="11" fill="{colour}" text-anchor="{place}"{weight}>'
        f"{escape(words, quote=False)}</text>"
    )


def _map(scene: Scene, shapes: Shapes, factor: float, line: float = 0.6) -> str:
    line /= factor
    parts = []
    if shapes.context:
        parts.append(f'<path d="{shapes.context}" fill="{_LAND}"/>')
    if scene.form == "circles":
        parts.append(_areas(shapes.shapes.values(), _FIELD, line))
        parts.append(_circles(scene, shapes, line))
    else:
        shown = {mark.code for one in scene.classes for mark in one.marks} | {m.code for m in scene.missing}
        parts.append(_areas((one for one in shapes.shapes.values() if one.code not in shown), _LAND, 0))
        parts.append(_areas(_of(scene.missing, shapes.shapes), f"url(#{_PATTERN})", 0))
        parts += [_areas(_of(one.marks, shapes.shapes), fill_of(one.colour), line) for one in scene.classes]
    if shapes.borders:
        parts.append(
            f'<path d="{shapes.borders}" fill="none" stroke="paper" stroke-width="{line * 2.2:.2f}"/>'
        )
    if scene.window is None:
        parts += [_inset(one, line) for one in shapes.insets]
    parts.append(_outlines(_of(scene.highlight, shapes.shapes), line * 2.4))
    return "".join(parts)


def _of(marks: Iterable[Mark], shapes: Mapping[str, Shape]) -> Iterator[Shape]:
    return (shapes[mark.code] for mark in marks if mark.code in shapes)


def _areas(shapes: Iterable[Shape], fill: str, line: float) -> str:
    """Return shapes of one fill. Each is a path of its own, so that neighbours keep a line between them."""
    paths = "".join(f'<path d="{one.d}"/>' for one in shapes)
    if not paths:
        return ""
    edge = f' stroke="paper" stroke-width="{line:.2f}" stroke-linejoin="round"' if line else ""
    return f'<g fill="{fill}"{edge}>{paths}</g>'


def _outlines(shapes: Iterable[Shape], line: float) -> str:
    paths = "".join(f'<path d="{one.d}"/>' for one in shapes)
    return f'<g fill="none" stroke="ink" stroke-width="{line:.2f}">{paths}</g>' if paths else ""


def _circles(scene: Scene, shapes: Shapes, line: float) -> str:
    marks = "".join(
        f'<circle cx="{at.x}" cy="{at.y}" r="{one.radius}"/>'
        for one in scene.circles
        if (at := shapes.shapes.get(one.mark.code))
    )
    return f'<g fill="series-1" fill-opacity="0.75" stroke="paper" stroke-width="{line:.2f}">{marks}</g>'


def _inset(one: Inset, line: float) -> str:
    words = escape(one.label, quote=False)
    middle, foot = one.x + one.width / 2, one.y + one.height - 10
    return (
        f'<rect x="{one.x}" y="{one.y}" width="{one.width}" height="{one.height}" '
        f'fill="none" stroke="rule" stroke-width="{line * 1.5:.2f}"/>'
        f'<text x="{middle:g}" y="{foot}" font-size="24" fill="soft" text-anchor="middle">{words}</text>'
    )
