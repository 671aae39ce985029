"""The theme's roles as CSS: which font and colour stands for what, on screens and on paper.

A role is a custom property of the style sheets: colours `--paper`, `--ink`, `--accent` and so on,
fonts `--font-text`, `--font-display`, `--font-sans`. A site sets roles in site.yaml; the style
sheets hold the theme's own colours, so only what a site changes needs to be written here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

FONT_FOLDER = "assets/fonts/"
APART = "-data"  # at the end of a cut's name: the file of what only data show
_CLEAN = re.compile(r"[^\w#%.,()/ \-]")
_SAFE = re.compile(r"[{};<>\\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class FontFaceView:
    """One cut of a font: a file of `templates/assets/fonts/`."""

    file: str
    weight: str = "400"  # or a range, "300 700", for a variable font
    style: str = "normal"


@dataclass(frozen=True, slots=True, kw_only=True)
class SubstituteView:
    """A font that most devices have, stretched to our widths, so that nothing moves when ours arrives."""

    family: str
    local: tuple[str, ...]
    size: float  # per cent, as are ascent and descent
    ascent: float
    descent: float
    weight: str = ""  # of the cut it stands for; "" for all


@dataclass(frozen=True, slots=True, kw_only=True)
class FontRoleView:
    """The font of one role. `fallback` is the rest of the CSS stack."""

    role: str
    family: str
    fallback: str = ""
    faces: tuple[FontFaceView, ...] = ()
    substitutes: tuple[SubstituteView, ...] = ()  # the first that the device has is shown


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeView:
    """What a site makes of the theme: colours by role (only those it sets), and all font roles."""

    light: tuple[tuple[str, str], ...] = ()
    dark: tuple[tuple[str, str], ...] = ()
    fonts: tuple[FontRoleView, ...] = ()
    preload: tuple[str, ...] = ()  # files of the cuts that every page needs at once


def _dejavu(role: str, local: str, weight: str, measures: tuple[float, float, float]) -> SubstituteView:
    """Return what stands in for a cut where only the fonts of a plain Linux are to be had."""
    size, ascent, descent = measures
    family = f"{role} substitute 2"
    return SubstituteView(
        family=family, local=(local,), size=size, ascent=ascent, descent=descent, weight=weight
    )


# Widths weighed by the frequency of letters in English text against those of Times, Helvetica and DejaVu.
FONTS: tuple[FontRoleView, ...] = (
    FontRoleView(
        role="text",
        family="Observatory Serif Text",
        fallback="Georgia, serif",
        faces=(
            FontFaceView(file="serif-text-400.woff2"),
            FontFaceView(file="serif-text-400-italic.woff2", style="italic"),
            FontFaceView(file="serif-text-600.woff2", weight="600"),
        ),
        substitutes=(
            SubstituteView(
                family="Text substitute",
                local=("Times New Roman", "Liberation Serif", "Tinos"),
                size=116.6,
                ascent=88.9,
                descent=28.7,
            ),
            _dejavu("Text", "DejaVu Serif", "400", (90.4, 114.5, 37.0)),
            _dejavu("Text", "DejaVu Serif Bold", "600", (83.2, 124.5, 40.2)),
        ),
    ),
    FontRoleView(
        role="display",
        family="Observatory Serif Display",
        fallback="Georgia, serif",
        faces=(
            FontFaceView(file="serif-display-400.woff2"),
            FontFaceView(file="serif-display-300.woff2", weight="300"),
        ),
        substitutes=(
            SubstituteView(
                family="Display substitute",
                local=("Times New Roman", "Liberation Serif", "Tinos"),
                size=105.7,
                ascent=98.1,
                descent=31.7,
            ),
            _dejavu("Display", "DejaVu Serif", "", (82.3, 125.9, 40.7)),
        ),
    ),
    FontRoleView(
        role="sans",
        family="Observatory Sans",
        fallback="sans-serif",
        faces=(
            FontFaceView(file="sans-400.woff2"),
            FontFaceView(file="sans-400-italic.woff2", style="italic"),
            FontFaceView(file="sans-600.woff2", weight="600"),
        ),
        substitutes=(
            SubstituteView(
                family="Sans substitute",
                local=("Arial", "Liberation Sans", "Arimo", "Helvetica"),
                size=101.2,
                ascent=101.3,
                descent=27.2,
            ),
            _dejavu("Sans", "DejaVu Sans", "400", (89.0, 115.2, 30.9)),
            _dejavu("Sans", "DejaVu Sans Bold", "600", (81.0, 126.5, 33.9)),
        ),
    ),
)
PRELOAD = ("serif-text-400.woff2", "serif-display-400.woff2")
DEFAULT_THEME = ThemeView(fonts=FONTS, preload=PRELOAD)


def font_route(file: str, part: str = "") -> str:
    """Return the address of a cut on the website, or of a part of it; they are always served as WOFF2."""
    return f"/{FONT_FOLDER}{file.rpartition('.')[0] or file}{part}.woff2"


def font_faces(theme: ThemeView, address: Callable[[str], str], *, substitutes: bool = True) -> str:
    """Return the `@font-face` rules; `address` gives the address of a cut's file."""
    rules = []
    for role in theme.fonts:
        rules += [_face(role, face, address(face.file)) for face in role.faces]
        if substitutes:
            rules += map(_substitute, role.substitutes)
    return "\n".join(dict.fromkeys(rules))


def faces_apart(theme: ThemeView, address: Callable[[str], str], characters: str) -> str:
    """Return the rules of the parts that are loaded only where one of their characters is shown."""
    ranges = unicode_range(characters)
    rules = [_face(role, face, address(face.file), ranges) for role in theme.fonts for face in role.faces]
    return "\n".join(dict.fromkeys(rules))


def unicode_range(characters: str) -> str:
    """Return characters as CSS writes them: `U+C1,U+C5-C7`."""
    spans: list[list[int]] = []
    for code in sorted(map(ord, characters)):
        if spans and code == spans[-1][1] + 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return ",".join(f"U+{low:X}" if low == high else f"U+{low:X}-{high:X}" for low, high in spans)


def _face(role: FontRoleView, face: FontFaceView, source: str, ranges: str = "") -> str:
    return (
        f'@font-face{{font-family:"{_clean(role.family)}";font-weight:{_clean(face.weight)};'
        f"font-style:{_clean(face.style)};font-display:swap;"
        f'src:url("{source}") format("{_format_of(source)}")'
        f"{';unicode-range:' if ranges else ''}{ranges}}}"
    )


def _substitute(view: SubstituteView) -> str:
    local = ",".join(f'local("{name}")' for name in view.local)
    weight = f"font-weight:{view.weight};" if view.weight else ""
    return (
        f'@font-face{{font-family:"{view.family}";{weight}src:{local};size-adjust:{view.size}%;'
        f"ascent-override:{view.ascent}%;descent-override:{view.descent}%;line-gap-override:0%}}"
    )


def light_variables(theme: ThemeView) -> str:
    """Return the declarations of fonts and light colours, for a `:root` rule."""
    fonts = [(f"font-{role.role}", _stack(role)) for role in theme.fonts]
    return _declared([*fonts, *theme.light])


def variables(theme: ThemeView) -> str:
    """Return the rules that set a site's roles on screens, by the reader's preference, and on paper."""
    rules = [f":root{{{_declared([(f'font-{role.role}', _stack(role)) for role in theme.fonts])}}}"]
    # Light colours are bound to their medium: otherwise they would hold in the dark as well.
    if theme.light:
        rules.append(f"@media print,(prefers-color-scheme:light){{:root{{{_declared(theme.light)}}}}}")
    if theme.dark:
        rules.append(f"@media screen and (prefers-color-scheme:dark){{:root{{{_declared(theme.dark)}}}}}")
    return "\n".join(rules)


def _stack(role: FontRoleView) -> str:
    substitutes = dict.fromkeys(f'"{view.family}"' for view in role.substitutes)
    names = [f'"{_clean(role.family)}"', *substitutes, *([role.fallback] if role.fallback else [])]
    return ",".join(names)


def _declared(pairs: Iterable[tuple[str, str]]) -> str:
    return ";".join(f"--{_clean(name)}:{_SAFE.sub('', value)}" for name, value in pairs)


def _clean(text: str) -> str:
    # Names and values come from site.yaml; what could end a rule has no place in them.
    return _CLEAN.sub("", text)


def _format_of(address: str) -> str:
    suffix = address.rpartition(".")[2].lower()
    return {"ttf": "truetype", "otf": "opentype"}.get(suffix, suffix)
