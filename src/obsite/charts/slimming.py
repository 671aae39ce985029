"""What the drawing engine writes, made small: the same picture in a third of the bytes.

Moves of groups are worked into the marks, numbers get one decimal, paths become relative, what all
children share stands on their group, lines that look alike become one path. Nothing here knows
what a chart shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree

Point = tuple[float, float]
_NUMBER = re.compile(r"[-+]?(?:\d*\.\d+|\d+\.?)(?:[eE][-+]?\d+)?")
_COMMAND = re.compile(r"([MLHVZCSQTAmlhvzcsqta])([^MLHVZCSQTAmlhvzcsqta]*)")
_TRANSFORM = re.compile(r"(translate|rotate)\(([^)]*)\)")
_NEEDLESS = {
    "pointer-events",
    "aria-hidden",
    "aria-label",
    "role",
    "aria-roledescription",
    "class",
    "stroke-miterlimit",
}
_DEFAULTS = {
    "opacity": "1", "stroke-width": "1", "font-weight": "normal", "text-anchor": "start", "fill-opacity": "1",
    "stroke-opacity": "1", "font-style": "normal", "stroke-dashoffset": "0",
}  # fmt: skip
INHERITED = ("fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin",
             "font-family", "font-size", "font-weight", "text-anchor")  # fmt: skip


@dataclass(slots=True)
class Node:
    """An element on its way to being written again."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    text: str = ""
    children: list[Node] = field(default_factory=list)


def read(svg: str) -> tuple[Node, float, float]:
    """Return the slimmed content of a drawing, and its width and height."""
    root = ElementTree.fromstring(svg)
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    nodes = [node for child in root for node in _read(child, (0.0, 0.0), {"fill": "black"})]
    whole = Node("g", children=_merged(nodes))
    _share(whole)
    return whole, width, height


def _read(element: ElementTree.Element, moved: Point, around: Mapping[str, str]) -> Iterator[Node]:
    """Return an element, and of groups only what is in them, with all that they inherit written out."""
    tag = element.tag.rpartition("}")[2]
    attributes = {key.rpartition("}")[2]: value for key, value in element.attrib.items()}
    if attributes.get("display") == "none" or attributes.get("opacity") == "0" or tag == "defs":
        return
    turn = ""
    for name, numbers in _TRANSFORM.findall(attributes.pop("transform", "")):
        given = [float(number) for number in _NUMBER.findall(numbers)]
        if name == "rotate":
            turn = short(given[0])
        elif not turn:  # a shift within turned text is a matter of its baseline, which a pixel decides
            moved = (moved[0] + given[0], moved[1] + (given[1] if len(given) > 1 else 0.0))
    style = {**around, **{key: value for key, value in attributes.items() if key in INHERITED}}
    if tag == "g":
        for child in element:
            yield from _read(child, moved, style)
        return
    own = {key: value for key, value in attributes.items() if key not in _NEEDLESS and key not in INHERITED}
    yield from _mark(tag, {**own, **style}, element, (moved, turn))


def _mark(
    tag: str, attributes: dict[str, str], element: ElementTree.Element, place: tuple[Point, str]
) -> Iterator[Node]:
    (x, y), turn = place
    attributes = {key: value for key, value in attributes.items() if _DEFAULTS.get(key) != value}
    if tag == "text":
        yield from _text(attributes, element, (x, y), turn)
        return
    if tag == "line":
        attributes |= {"d": f"M0,0L{attributes.pop('x2', '0')},{attributes.pop('y2', '0')}"}
    elif tag == "rect":
        attributes |= {
            "d": f"M0,0h{attributes.pop('width')}v{attributes.pop('height')}h-{element.attrib['width']}Z"
        }
    elif tag != "path":
        return
    attributes = _visible(attributes)
    data = attributes.pop("d", "")
    if not attributes or not data:
        return
    if circle := _circle(data):
        cx, cy, r = circle
        yield Node("circle", {"cx": short(cx + x), "cy": short(cy + y), "r": short(r), **attributes})
    elif path := relative(data, (x, y)):
        yield Node("path", {"d": path, **attributes})


def _visible(attributes: dict[str, str]) -> dict[str, str]:
    """Drop what does not show: a stroke of no width, fonts of shapes; return {} if nothing shows."""
    kept = {key: value for key, value in attributes.items() if not key.startswith(("font-", "text-"))}
    if kept.get("fill") in {"transparent", "none"}:
        kept["fill"] = "none"
    if kept.get("stroke") in {None, "transparent", "none"} or kept.get("stroke-width") == "0":
        kept = {key: value for key, value in kept.items() if not key.startswith("stroke")}
    if kept.get("fill") == "none" and "stroke" not in kept:
        return {}
    if kept.get("fill") == "black" and "stroke" not in kept:
        return {}  # the frames of groups
    return kept


def _text(
    attributes: dict[str, str], element: ElementTree.Element, place: Point, turn: str
) -> Iterator[Node]:
    kept = {
        key: value
        for key, value in attributes.items()
        if not key.startswith("stroke") or "stroke" in attributes
    }
    if "font-size" in kept:
        kept["font-size"] = kept["font-size"].removesuffix("px")
    spans = [child for child in element if child.tag.endswith("tspan")]
    lines = [(child.text or "", float(child.attrib.get("dy", 0))) for child in spans] or [
        (element.text or "", 0.0)
    ]
    x, y = place
    for words, down in lines:
        y += down
        if words.strip():
            node = Node("text", {"x": short(x), "y": short(y), **kept}, text=words)
            if turn:
                node.attributes["transform"] = f"rotate({turn} {short(x)} {short(y)})"
            yield node


def _circle(data: str) -> tuple[float, float, float] | None:
    """Return centre and radius of a path that the engine draws as a circle: two arcs of one radius."""
    arcs = [
        [float(n) for n in _NUMBER.findall(rest)] for letter, rest in _COMMAND.findall(data) if letter == "A"
    ]
    if len(arcs) != 2 or len({arc[0] for arc in arcs} | {arc[1] for arc in arcs}) != 1:
        return None
    start = [float(n) for n in _NUMBER.findall(data)[:2]]
    return (start[0] + arcs[0][5]) / 2, (start[1] + arcs[0][6]) / 2, arcs[0][0]


def relative(data: str, moved: Point) -> str:
    """Return a path of straight lines in relative commands of one decimal; others rounded."""
    if re.search(r"[CSQTAcsqta]", data):
        return _moved(data, moved)
    out: list[str] = []
    pen = start = drawn = (0.0, 0.0)
    for letter, rest in _COMMAND.findall(data):
        if letter in "Zz":
            out.append("z")
            pen, drawn = start, (round(start[0], 1), round(start[1], 1))
            continue
        for target in _targets(letter, rest, pen, moved):
            pen = target
            aim = (round(target[0], 1), round(target[1], 1))
            if letter in "Mm":
                start = target
                out.append(f"M{short(aim[0])},{short(aim[1])}")
            else:
                out.append(_step(aim[0] - drawn[0], aim[1] - drawn[1]))
            drawn = aim
    return "".join(_joined(out))


def _targets(letter: str, rest: str, pen: Point, moved: Point) -> Iterator[Point]:
    numbers = [float(found) for found in _NUMBER.findall(rest)]
    dx, dy = moved
    if letter in "Hh":
        for number in numbers:
            pen = (number + (dx if letter == "H" else pen[0]), pen[1])
            yield pen
    elif letter in "Vv":
        for number in numbers:
            pen = (pen[0], number + (dy if letter == "V" else pen[1]))
            yield pen
    else:
        for a, b in zip(numbers[::2], numbers[1::2], strict=True):
            pen = (a + pen[0], b + pen[1]) if letter in "ml" else (a + dx, b + dy)
            yield pen


def _step(dx: float, dy: float) -> str:
    across, down = short(dx), short(dy)
    if across == "0" and down == "0":
        return ""
    if down == "0":
        return f"h{across}"
    if across == "0":
        return f"v{down}"
    return f"l{across}{'' if down.startswith('-') else ' '}{down}"


def _joined(steps: list[str]) -> Iterator[str]:
    """Leave out the letter of a command that repeats."""
    last = ""
    for step in steps:
        if step and step[0] == last and last in "lhv":
            yield step[1:] if step[1] == "-" else f" {step[1:]}"
        elif step:
            yield step
        last = step[0] if step else last


def _moved(data: str, moved: Point) -> str:
    """Return a path with curves, moved; the engine writes absolute commands and A, C, h, v."""
    out = []
    for letter, rest in _COMMAND.findall(data):
        numbers = [float(found) for found in _NUMBER.findall(rest)]
        if letter == "A":
            for at in range(0, len(numbers), 7):
                numbers[at + 5] += moved[0]
                numbers[at + 6] += moved[1]
        elif letter.isupper() and letter not in "HV":
            numbers = [number + moved[at % 2] for at, number in enumerate(numbers)]
        elif letter in "HV":
            numbers = [number + moved[0 if letter == "H" else 1] for number in numbers]
        out.append(letter + " ".join(short(number, 2) for number in numbers))
    return "".join(out)


def short(value: float, digits: int = 1) -> str:
    """Return a number with at most so many decimals and no needless zeros."""
    text = f"{round(value, digits) + 0.0:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if digits else text
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def _merged(nodes: list[Node]) -> list[Node]:
    """Return the nodes with neighbouring lines and shapes that look alike as one path."""
    done: list[Node] = []
    for node in nodes:
        last = done[-1] if done else None
        if last and last.tag == node.tag == "path" and _look(last) == _look(node):
            last.attributes["d"] += node.attributes["d"]
        else:
            done.append(node)
    return done


def _look(node: Node) -> dict[str, str]:
    return {key: value for key, value in node.attributes.items() if key != "d"}


def _share(whole: Node) -> None:
    """Gather runs of neighbours that share their looks into groups that say it once."""
    groups: list[Node] = []
    for node in whole.children:
        shared = {key: node.attributes[key] for key in INHERITED if key in node.attributes}
        if groups and groups[-1].attributes == shared:
            groups[-1].children.append(node)
        else:
            groups.append(Node("g", shared, children=[node]))
    for group in groups:
        for node in group.children:
            for key in group.attributes:
                node.attributes.pop(key, None)
    whole.children = [group if len(group.children) > 1 else _single(group) for group in groups]


def _single(group: Node) -> Node:
    node = group.children[0]
    node.attributes = {**node.attributes, **group.attributes}
    return node
