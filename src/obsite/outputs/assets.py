"""The style sheet and the script of the website: all files of the theme in one of each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from obsite.engine.task import Rendered, Task
from obsite.outputs.addresses import relative_path
from obsite.outputs.reading import Reading
from obsite.outputs.theme import APART, ThemeView, faces_apart, font_faces, font_route, variables

STYLES_ROUTE, SCRIPT_ROUTE = "/assets/site.css", "/assets/site.js"
# What lies in a folder of these (covers and lists, the observatory) makes a sheet or script of its own
# (/assets/lists.css, /assets/observatory.css), which an article, the page read most, does not load.
STYLES_FOLDER, SCRIPTS_FOLDER = "assets/css/", "assets/js/"
_FIRST = ("tokens.css", "base.css")
_LAST = ("print.css",)
_PARTS = re.compile(
    r"""(?P<comment>/\*.*?\*/)|(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|url\([^)]*\))""", re.DOTALL
)
_HELD = re.compile("\ufdd2([0-9]+)\ufdd3")


@dataclass(frozen=True, slots=True, kw_only=True)
class StylesView:
    sheets: tuple[str, ...]  # template names in their order, see `in_order`
    theme: ThemeView | None  # None: without fonts and roles, which another sheet brings
    apart: str = ""  # characters that have font files of their own


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptView:
    scripts: tuple[str, ...]  # template names in their order


def in_order(names: Iterable[str]) -> tuple[str, ...]:
    """Return the style sheets in the order of the cascade: roles first, print last, else by name."""

    def place(name: str) -> tuple[int, int, str]:
        base = name.rpartition("/")[2]
        if base in _FIRST:
            return 0, _FIRST.index(base), name
        return (2, _LAST.index(base), name) if base in _LAST else (1, 0, name)

    return tuple(sorted(names, key=place))


def by_route(names: Iterable[str], folder: str, main: str) -> dict[str, tuple[str, ...]]:
    """Return the address of each sheet or script made of the files of a folder -> the files, in order."""
    kind = main.rpartition(".")[2]
    found: dict[str, list[str]] = {}
    for name in names:
        if name.startswith(folder) and name.endswith(f".{kind}"):
            part, below, _ = name.removeprefix(folder).partition("/")
            found.setdefault(f"/assets/{part}.{kind}" if below else main, []).append(name)
    return {route: in_order(files) for route, files in sorted(found.items())}


def render(task: Task, reader: Reading) -> Rendered:
    """Return the style sheet: fonts, the site's roles, then the theme's sheets."""
    view = task.view
    assert isinstance(view, StylesView)
    own = _roles(view.theme, view.apart) if view.theme else []
    sheets = [minified(reader.template(name).decode("utf-8-sig")) for name in view.sheets]
    return Rendered(data="\n".join([*own, *sheets, ""]).encode())


def _roles(theme: ThemeView, apart: str) -> list[str]:
    def address(file: str, part: str = "") -> str:
        return relative_path(STYLES_ROUTE, font_route(file, part))

    # After the others: of two faces that have a character, the later one is asked.
    more = [faces_apart(theme, partial(address, part=APART), apart)] if apart else []
    return [font_faces(theme, address), *more, variables(theme)]


def render_script(task: Task, reader: Reading) -> Rendered:
    """Return the script: the theme's scripts one after the other."""
    view = task.view
    assert isinstance(view, ScriptView)
    scripts = [
        reader.template(name).decode("utf-8-sig").replace("\r\n", "\n").strip() for name in view.scripts
    ]
    return Rendered(data="\n".join([*scripts, ""]).encode())


def minified(css: str) -> str:
    """Return CSS without comments and needless space; strings and addresses stay as they are."""
    held: list[str] = []

    def hold(part: re.Match[str]) -> str:
        if part["comment"]:
            return " "
        held.append(part[0])
        return f"\ufdd2{len(held) - 1}\ufdd3"

    text = _PARTS.sub(hold, css)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r" ?([{};,]) ?", r"\1", text)
    # Not before a colon: `a :hover` and `a:hover` differ.
    text = re.sub(r": ", ":", text).replace(";}", "}")
    text = _HELD.sub(lambda mark: held[int(mark[1])], text)
    return text.strip()
