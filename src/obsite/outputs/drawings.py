"""Vector drawings that use the theme's fonts: each carries the letters it needs within itself.

A picture in a page cannot use the page's fonts, and a drawing that is passed on should keep its
lettering. So a drawing that names a family of the theme gets those cuts, subset to its own words.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from dataclasses import dataclass

from obsite.diagnostics.model import Span
from obsite.engine.task import Rendered, Task
from obsite.outputs.fonts import subset_font
from obsite.outputs.pictures import unreadable
from obsite.outputs.reading import Reading
from obsite.outputs.theme import FONT_FOLDER, FontFaceView, FontRoleView
from obsite.outputs.vectors import cleaned_svg

_ROOT_TAG = re.compile(r"<svg\b[^>]*>")
_STYLE = re.compile(r"<style\b.*?</style>", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_CLASS = re.compile(r"\.([\w-]+)")
_CLASSED = re.compile(r"""<(?:text|tspan)\b[^>]*?\bclass=["']([^"']*)["'][^>]*>([^<]*)""")
_TEXT = re.compile(r">([^<]+)<")


@dataclass(frozen=True, slots=True, kw_only=True)
class LetteringView:
    """One cut of a family that a drawing uses."""

    family: str
    face: FontFaceView


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawingView:
    """A drawing of the site, and the cuts to put into it."""

    name: str
    lettering: tuple[LetteringView, ...]


def lettering_of(data: bytes, fonts: Iterable[FontRoleView]) -> tuple[LetteringView, ...]:
    """Return the cuts of the theme that a drawing names."""
    text = data.decode("utf-8", "replace")
    return tuple(
        LetteringView(family=role.family, face=face)
        for role in fonts
        if role.family in text
        for face in role.faces
        if _uses(text, face)
    )


def _uses(text: str, face: FontFaceView) -> bool:
    if face.style == "italic" and "italic" not in text:
        return False
    return face.weight == "400" or re.search(rf"font-weight\W{{1,3}}{face.weight}\b", text) is not None


def render(task: Task, reader: Reading) -> Rendered:
    """Return the drawing with its fonts inside."""
    view = task.view
    assert isinstance(view, DrawingView)
    clean = cleaned_svg(reader.read("source", view.name))
    if clean is None:
        fault = unreadable(Span(path=view.name), "it is not well-formed SVG")
        return Rendered(data=b"", diagnostics=(fault,))
    text = clean.decode("utf-8-sig", "replace")
    letters = {cut.family: _letters(text, cut.family) for cut in view.lettering}
    rules = "".join(_rule(cut, letters[cut.family], reader) for cut in view.lettering)
    found = _ROOT_TAG.search(text)
    at = found.end() if found else 0
    return Rendered(data=f"{text[:at]}<style>{rules}</style>{text[at:]}".encode())


def _letters(text: str, family: str) -> str:
    """Return the characters that a family may have to draw: those of the elements its rules name.

    A family that is named elsewhere than in rules for classes may be asked for all characters.
    """
    styles = "".join(_STYLE.findall(text))
    classes = {
        name
        for selector, body in _RULE.findall(styles)
        if family in body
        for name in _CLASS.findall(selector)
    }
    general = any(family in body and not _CLASS.search(selector) for selector, body in _RULE.findall(styles))
    if general or family in _STYLE.sub("", text):
        words = _TEXT.findall(_STYLE.sub("", text))
    else:
        words = [word for names, word in _CLASSED.findall(text) if classes & set(names.split())]
    return "".join(sorted(set("".join(words)) - set("\n\r\t")))


def _rule(cut: LetteringView, letters: str, reader: Reading) -> str:
    font = subset_font(reader.template(f"{FONT_FOLDER}{cut.face.file}"), letters, basic=False)
    return (
        f'@font-face{{font-family:"{cut.family}";font-weight:{cut.face.weight};font-style:{cut.face.style};'
        f"src:url(data:font/woff2;base64,{base64.b64encode(font).decode()})}}"
    )
