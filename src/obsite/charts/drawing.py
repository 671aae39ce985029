"""The only door to the drawing engine: from a Vega-Lite spec to SVG text, from SVG text to a PNG."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import stat
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
    reduced.save(out, "PNG", compress_level=5)
    return out.getvalue()


def use_fonts(fonts: Iterable[bytes]) -> None:
    """Make the engine letter with these font files. What a process has been given once, it keeps."""
    _given(tuple(fonts))


@lru_cache(maxsize=4)
def _given(fonts: tuple[bytes, ...]) -> Path:
    """Lay the fonts where the engine reads them whenever it draws, and tell it where.

    A folder with a name made of what is in it: processes share it, and the next build finds it.
    """
    import vl_convert

    digest = hashlib.sha256(b"".join(hashlib.sha256(font).digest() for font in fonts)).hexdigest()[:16]
    user = getattr(os, "getuid", int)()
    folder = Path(tempfile.gettempdir(), f"obsite-fonts-{user}-{digest}")
    if not _is_ours(folder, len(fonts)):
        folder = _laid_out(fonts, folder)
    vl_convert.register_font_directory(str(folder))
    return folder


def _is_ours(folder: Path, count: int) -> bool:
    """Return whether a folder holds all fonts and nobody else can have written to it."""
    try:
        found = folder.lstat()
        files = sum(1 for _ in folder.iterdir())
    except OSError:
        return False
    private = not hasattr(os, "getuid") or (found.st_uid == os.getuid() and not found.st_mode & 0o077)
    return stat.S_ISDIR(found.st_mode) and private and files == count


def _laid_out(fonts: tuple[bytes, ...], wanted: Path) -> Path:
    """Return a folder with the fonts: the wanted one, unless what stands there is not to be trusted."""
    made = Path(tempfile.mkdtemp(prefix=f"{wanted.name}-"))
    for number, font in enumerate(fonts):
        (made / f"{number}.ttf").write_bytes(_true_type(font))
    try:
        made.rename(wanted)
    except OSError:  # another process was first, or the place is taken
        if not _is_ours(wanted, len(fonts)):
            return made
        shutil.rmtree(made, ignore_errors=True)
    return wanted


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
