"""How a chart looks: its width, its medium, its letters and the words it needs itself.

A spec names colours by their role ("accent", "ink"), never by their value. Whoever shows the
drawing turns roles into classes, which follow light and dark, or into the theme's plain colours.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from obsite.charts.lettering import Lettering

Medium = Literal["wide", "narrow", "print"]
Say = Callable[..., str]  # an interface string by its key: say("chart.break")

SANS, SERIF = "Observatory Sans", "Observatory Serif Text"
# The theme's colours on white paper. A site sets its own by the same names.
COLOURS: Mapping[str, str] = {
    "paper": "#FFFFFF",
    "ink": "#15202B",
    "soft": "#54606C",
    "rule": "#DCD6C9",
    "hair": "#E9E4D8",
    "tint": "#F3F0E8",
    "night": "#0F1B2B",
    "field": "#CFCDC8",
    "band": "#EFEDE7",
    "accent": "#B5341A",
    "series-1": "#1F5A85",
    "series-2": "#B5341A",
    "series-3": "#B07A00",
    "series-3-ink": "#89640B",  # for letters: the colour itself is too pale
    "series-4": "#1D7A6E",
    "series-5": "#7B4B86",
    "below-3": "#B86B3A",
    "below-2": "#DDA777",
    "below-1": "#F0DDC4",
    "above-1": "#BFD5DE",
    "above-2": "#6FA3BD",
    "above-3": "#1F5A85",
}
ROLES = tuple(COLOURS)
COMPARED = ("series-1", "series-3", "series-4", "series-5")  # in this order, beside the subject's accent
EQUALS = ("series-1", "series-3", "series-4", "series-5", "accent")  # where there is no subject
# The column of text is a little narrower than the wide drawing, the stories of profiles a little wider.
WIDTHS: Mapping[Medium, int] = {"wide": 660, "narrow": 360, "print": 660}


def english(key: str, **values: object) -> str:
    """Stand in for the catalogue of strings: the key's last part, and its values."""
    return " ".join([key.rpartition(".")[2], *map(str, values.values())])


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What drawing depends on beside the data."""

    width_px: int = 660
    medium: Medium = "wide"
    lang: str = "en"
    lettering: Lettering = field(default_factory=Lettering)
    say: Say = english

    @property
    def narrow(self) -> bool:
        """Whether the chart is for a telephone or a column of print."""
        return self.width_px < 520

    @property
    def size(self) -> float:
        """The size of labels in pixels; the same on a telephone, since the chart is drawn for its width."""
        return 13.0

    @property
    def small(self) -> float:
        """The size of ticks and notes within the chart."""
        return 12.0


def config(look: Look) -> dict[str, object]:
    """Return the Vega-Lite configuration of the house: for presets, and for what editors write themselves."""
    axis = {
        "labelColor": "soft", "labelFontSize": look.small, "titleColor": "soft", "titleFontSize": look.small,
        "titleFontWeight": 400, "gridColor": "hair", "domainColor": "rule", "tickColor": "rule",
        "labelPadding": 6, "domain": False, "ticks": False,
    }  # fmt: skip
    return {
        "aria": False,
        "background": None,
        "font": SANS,
        "view": {"stroke": None},
        "axis": axis,
        "axisX": {"grid": False, "domain": True, "ticks": True},
        "legend": {
            "labelColor": "ink",
            "titleColor": "soft",
            "labelFontSize": look.small,
            "symbolType": "circle",
        },
        "title": {"color": "ink", "fontSize": look.size, "fontWeight": 600, "anchor": "start"},
        "header": {"labelColor": "ink", "labelFontWeight": 600, "titleColor": "soft"},
        "range": {
            "category": ["series-1", "accent", "series-3", "series-4", "series-5"],
            "ordinal": [COLOURS[name] for name in ("above-1", "above-2", "above-3")],
            "ramp": [COLOURS[name] for name in ("above-1", "above-2", "above-3")],
            "heatmap": [COLOURS[name] for name in ("above-1", "above-2", "above-3")],
            "diverging": [COLOURS[f"{side}-{step}"] for side, step in _DIVERGING],
        },
        "mark": {"color": "series-1"},
        "line": {"strokeWidth": 2, "strokeCap": "round", "strokeJoin": "round"},
        "text": {"color": "ink", "fontSize": look.size},
        "point": {"size": 40, "filled": True},
    }


_DIVERGING = (("below", 3), ("below", 2), ("below", 1), ("above", 1), ("above", 2), ("above", 3))
