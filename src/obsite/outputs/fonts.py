"""Fonts for the web: a cut of the theme, with the characters that the site shows and no others.

Each cut is two files: one with what texts and the interface show, which every page loads, and one with
what only names of the data bring (the letters of a continent's regions), which a browser loads for a page
that shows one of them.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from types import SimpleNamespace
from typing import Any

from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Span
from obsite.engine.task import Rendered, Task
from obsite.outputs.reading import Reading

# In every subset: a site's next word should seldom change its fonts.
BASIC = frozenset(
    [chr(code) for code in range(0x20, 0x7F)]
    + list("\u00a0\u00ad\u202f\u2010\u2011\u2013\u2014\u2018\u2019\u201c\u201d\u2026")
    + list("\u00b7\u00d7\u2212\u20ac\u2192\u21a9")
)
# What the style sheets ask for, and what scripts beside Latin need to be written at all.
_FEATURES = [
    *("kern", "mark", "mkmk", "liga", "ccmp", "locl", "rlig", "calt"),
    *("onum", "lnum", "tnum", "pnum", "init", "medi", "fina", "isol"),
]
_NAME_IDS = {0, 1, 2, 4, 6, 14}  # copyright, names, address of the licence
_DROPPED_TABLES = ("STAT", "DSIG", "meta", "gasp", "BASE")
_QUALITY = 10  # of brotli; the last is 11
_FEW = 8  # characters that are not worth a file of their own


@dataclass(frozen=True, slots=True, kw_only=True)
class FontView:
    """A cut to subset: a template's name ("assets/fonts/sans-400.woff2"), the characters to keep, sorted."""

    file: str
    characters: str
    basic: bool = True  # with the basic ones


@dataclass(frozen=True, slots=True, kw_only=True)
class Characters:
    """What fonts must have beside the basic characters, sorted."""

    shown: str = ""  # by texts and the interface
    apart: str = ""  # by what only data bring


def characters_of(texts: Iterable[str]) -> str:
    """Return the characters that fonts must have for some texts, beside the basic ones, sorted."""
    found: set[str] = set()
    for text in texts:
        found.update(text)
    return "".join(sorted(char for char in found - BASIC if _is_shown(char)))


def divided(texts: Iterable[str], names: Iterable[str]) -> Characters:
    """Return what texts show, and what only names show. Few characters are not divided."""
    of_texts, of_names = set(characters_of(texts)), set(characters_of(names))
    apart = {char for char in of_names - of_texts if _stands_alone(char)}
    if len(apart) < _FEW:
        apart = set()
    return Characters(shown="".join(sorted(of_texts | of_names - apart)), apart="".join(sorted(apart)))


def _stands_alone(char: str) -> bool:
    """Return whether a character may come from another file than its neighbours: not if they are joined."""
    joined = 0x0590 <= ord(char) < 0x2000 or ord(char) > 0xFFFF
    return not joined and not unicodedata.category(char).startswith("M")


def _is_shown(char: str) -> bool:
    code = ord(char)
    return (
        code >= 0x20 and not 0xFDD0 <= code <= 0xFDEF and not 0xD800 <= code <= 0xF8FF and char.isprintable()
    )


def render(task: Task, reader: Reading) -> Rendered:
    """Return the subset as WOFF2."""
    view = task.view
    assert isinstance(view, FontView)
    try:
        return Rendered(data=subset_font(reader.template(view.file), view.characters, basic=view.basic))
    except Exception as error:  # a damaged file makes the libraries fail in many ways
        message = f"This font cannot be read: {' '.join(str(error).split()) or type(error).__name__}"
        fault = finding("render-failed", message, Span(path=f"templates/{view.file}"))
        return Rendered(data=b"", diagnostics=(fault,))


def subset_font(data: bytes, characters: str, *, basic: bool = True) -> bytes:
    """Return a font with the given characters, and the basic ones, the same bytes each time.

    HarfBuzz cuts, since it does in a millisecond what takes a third of a second in Python.
    """
    import uharfbuzz as hb  # type: ignore[import-untyped]
    from fontTools.ttLib import TTFont, woff2  # type: ignore[import-untyped]

    whole = io.BytesIO()
    woff2.decompress(io.BytesIO(data), whole)
    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    wanted.unicode_set.update(ord(char) for char in (BASIC if basic else set[str]()).union(characters))
    for numbers, kept in (
        (wanted.layout_feature_tag_set, {_tag(name) for name in _FEATURES}),
        (wanted.name_id_set, _NAME_IDS),
    ):
        numbers.clear()
        numbers.update(kept)
    wanted.drop_table_tag_set.update(_tag(name) for name in _DROPPED_TABLES)
    cut = hb.subset(hb.Face(whole.getvalue()), wanted)
    font = TTFont(io.BytesIO(cut.blob.data), recalcTimestamp=False)
    font.flavor = "woff2"
    out = io.BytesIO()
    with _half_as_hard(woff2):
        font.save(out, reorderTables=True)
    return out.getvalue()


@contextmanager
def _half_as_hard(woff2: Any) -> Iterator[None]:
    """Have fontTools, which leaves no choice, compress with the last degree but one.

    It takes half the time, and fonts of this size even become a hundredth smaller.
    """
    whole = woff2.brotli
    compress = partial(whole.compress, quality=_QUALITY)
    woff2.brotli = SimpleNamespace(MODE_FONT=whole.MODE_FONT, compress=compress, decompress=whole.decompress)
    try:
        yield
    finally:
        woff2.brotli = whole


def _tag(name: str) -> int:
    """Return the four letters of an OpenType tag as the number that HarfBuzz takes."""
    return int.from_bytes(name.encode("ascii"), "big")
