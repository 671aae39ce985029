"""What PDFs of one process share."""

from __future__ import annotations

import io
from pathlib import Path

import weasyprint
from fontTools.ttLib import TTFont

from obsite.outputs.print_sheets import read_sheets_once, unpacked

FACE = Path(__file__).parents[3] / "templates/assets/fonts/serif-text-400.woff2"


def test_a_font_is_unpacked_once_and_others_are_left_as_they_are():
    packed = FACE.read_bytes()
    plain = unpacked(packed)
    assert TTFont(io.BytesIO(plain)).getGlyphOrder() == TTFont(FACE).getGlyphOrder()
    assert plain[:4] == b"\0\1\0\0"
    assert unpacked(packed) is plain
    assert unpacked(b"\0\1\0\0 a TrueType font") == b"\0\1\0\0 a TrueType font"


def test_a_sheet_is_taken_apart_once_and_sets_the_same_twice():
    read_sheets_once()
    read_sheets_once()  # not a shell around a shell
    read = weasyprint.tinycss2.parse_stylesheet_bytes
    before = read.cache_info().hits

    def pages() -> bytes:
        sheet = weasyprint.CSS(file_obj=io.BytesIO(b"@page { size: 3cm 2cm } p > b { color: var(--x, red) }"))
        html = weasyprint.HTML(string="<p>Some <b>red</b> text")
        return html.write_pdf(stylesheets=[sheet], pdf_identifier=b"1")

    assert pages() == pages()
    assert read.cache_info().hits == before + 1
