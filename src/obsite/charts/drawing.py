"""The only door to the drawing engine: from a Vega-Lite spec to SVG text, from SVG text to a PNG."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from obsite.charts.svg import slim

VEGA_LITE = "6.1"
_COLOURS = 128  # of a picture's palette: enough for the edges of letters, a third of the bytes


def draw(spec: Mapping[str, object]) -> str:
    """Return the drawing, slim, with roles instead of colours. The same spec gives the same text."""
    import vl_convert

    text = vl_convert.vegalite_to_svg(json.dumps(spec), vl_version=VEGA_LITE, allowed_base_urls=[])
    return slim(text)


def picture(svg: str, scale: float = 2.0) -> bytes:
    """Return an SVG with plain colours as a PNG."""
    import vl_convert
    from PIL import Image

    image = Image.open(io.BytesIO(vl_convert.svg_to_png(svg, scale=scale))).convert("RGB")
    reduced = image.quantize(colors=_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    out = io.BytesIO()
    reduced.save(out, "PNG", compress_level=6)
    return out.getvalue()


def use_fonts(fonts: Iterable[bytes]) -> None:
    """Make the engine letter with these font files. What a process has been given once, it keeps."""
    _given(tuple(fonts))


@lru_cache(maxsize=4)
def _given(fonts: tuple[bytes, ...]) -> tempfile.TemporaryDirectory[str]:
    """Lay the fonts where the engine can read them, for as long as this process lives."""
    import vl_convert

    folder = tempfile.TemporaryDirectory(prefix="obsite-fonts-")
    for number, font in enumerate(fonts):
        Path(folder.name, f"{number}.ttf").write_bytes(_true_type(font))
    vl_convert.register_font_directory(folder.name)
    return folder


def _true_type(font: bytes) -> bytes:
    from fontTools.ttLib import TTFont, woff2  # type: ignore[import-untyped]

    out = io.BytesIO()
    if font[:4] == b"wOF2":
        woff2.decompress(io.BytesIO(font), out)
    else:
        face = TTFont(io.BytesIO(font), recalcTimestamp=False)
        face.flavor = None
        face.save(out)
    return out.getvalue()
