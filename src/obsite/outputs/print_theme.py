"""The theme on paper: its roles and fonts as CSS, from what a site sets.

The sheets of `print/css/` hold the theme's own colours; what a site sets comes after them. Only
the theme's own fonts stand in for each other, so that a page looks the same on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from obsite.outputs.theme import FONT_FOLDER, FontRoleView, ThemeView, font_faces

# What drawings need in plain values: inside them WeasyPrint knows no custom properties.
COLOURS = {"night": "#0f1b2b", "star": "#f3ead3", "ember": "#ff6f51", "accent": "#b5341a", "ink": "#15202b"}
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_SAFE = re.compile(r"[{};<>\\\"]")


def plain_colours(theme: ThemeView) -> Mapping[str, str]:
    """Return the colours of drawings by role."""
    return COLOURS | {name: _SAFE.sub("", value) for name, value in theme.light if name in COLOURS}


def theme_sheet(theme: ThemeView, origin: str) -> str:
    """Return the site's fonts and roles as a style sheet; `origin` is where templates are served."""
    faces = font_faces(theme, lambda file: f"{origin}/{FONT_FOLDER}{file}", substitutes=False)
    fonts = [f"--font-{role.role}:{_stack(role, theme)}" for role in theme.fonts]
    colours = [f"--{_SAFE.sub('', name)}:{_SAFE.sub('', value)}" for name, value in theme.light]
    plain = plain_colours(theme)
    # Mixed here: `color-mix()` WeasyPrint does not know, and what is translucent loses its tags.
    for name, share in (("star-soft", 0.86), ("star-faint", 0.64), ("night-rule", 0.2)):
        colours.append(f"--{name}:{_mixed(plain['star'], plain['night'], share)}")
    return f"{faces}\n:root{{{';'.join([*fonts, *colours])}}}".replace("font-display:swap;", "")


def _mixed(colour: str, ground: str, share: float) -> str:
    """Return a colour mixed into another; colours that are not written "#rrggbb" stay unmixed."""
    if not (_HEX.fullmatch(colour) and _HEX.fullmatch(ground)):
        return colour
    pairs = ((int(colour[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(one * share + other * (1 - share)):02x}" for one, other in pairs)


def _stack(role: FontRoleView, theme: ThemeView) -> str:
    families = dict.fromkeys([role.family, *(other.family for other in theme.fonts)])
    generic = role.fallback.rpartition(",")[2].strip() or "serif"
    return ",".join([*(f'"{_SAFE.sub("", family)}"' for family in families), _SAFE.sub("", generic)])
