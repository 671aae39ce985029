"""Drawings carry the letters they need, and no more."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

from fontTools.ttLib import TTFont

from obsite.engine.task import Task
from obsite.outputs.drawings import DrawingView, lettering_of, render
from obsite.outputs.theme import FONTS

FOLDER = Path(__file__).parents[3] / "templates"
DRAWING = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><style>
text { font-family: 'Observatory Sans', sans-serif } .big { font-family: 'Observatory Serif Display' }
</style><text>Abc</text><text class="big">38</text></svg>"""


class Files:
    def read(self, kind: str, name: str) -> bytes:
        return DRAWING

    def template(self, name: str) -> bytes:
        return (FOLDER / name).read_bytes()


def test_only_named_families_and_their_letters() -> None:
    lettering = lettering_of(DRAWING, FONTS)
    assert {cut.family for cut in lettering} == {"Observatory Sans", "Observatory Serif Display"}
    task = Task(output="a.svg", format="drawing", view=DrawingView(name="a.svg", lettering=lettering))
    made = render(task, Files()).data  # type: ignore[arg-type]
    fonts = {
        family: TTFont(io.BytesIO(base64.b64decode(data))).getBestCmap()
        for family, data in re.findall(r'font-family:"([^"]+)".*?base64,([^)]+)', made.decode())
    }
    assert set(fonts["Observatory Serif Display"]) == {ord("3"), ord("8")}
    assert {ord(letter) for letter in "Abc38"} <= set(fonts["Observatory Sans"])


def test_a_drawing_without_theme_fonts_has_no_lettering() -> None:
    assert lettering_of(b"<svg><text font-family='Arial'>x</text></svg>", FONTS) == ()
