"""Fonts for the web: a cut of the theme, with the characters that the site shows and no others."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True, kw_only=True)
class FontView:
    """A cut to subset: a template's name ("assets/fonts/sans-400.woff2"), the characters to keep, sorted."""

    file: str
    characters: str


def characters_of(texts: Iterable[str]) -> str:
    """Return the characters that fonts must have for some texts, beside the basic ones, sorted."""
    found: set[str] = set()
    for text in texts:
        found.update(text)
    return "".join(sorted(char for char in found - BASIC if _is_shown(char)))


def _is_shown(char: str) -> bool:
    code = ord(char)
    return (
        code >= 0x20 and not 0xFDD0 <= code <= 0xFDEF and not 0xD800 <= code <= 0xF8FF and char.isprintable()
    )


def render(task: Task, reader: Reading) -> Rendered:
    """Return the subset as WOFF2."""
    view = task.view
    assert isinstance(view, FontView)
    return Rendered(data=subset_font(reader.template(view.file), view.characters))


def subset_font(data: bytes, characters: str) -> bytes:
    """Return a font with the basic and the given characters only, the same bytes each time."""
    from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    options = Options(
        layout_features=_FEATURES, hinting=False, notdef_outline=True, name_IDs=[0, 1, 2, 4, 6, 14]
    )
    options.drop_tables += ["STAT", "DSIG", "meta", "gasp", "BASE"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes={ord(char) for char in BASIC.union(characters)})
    subsetter.subset(font)
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out, reorderTables=True)
    return out.getvalue()
