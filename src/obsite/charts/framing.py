"""The drawing as a file that is passed on: with headline, subtitle, notes, source and its metadata inside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from obsite.charts.lettering import Lettering
from obsite.charts.look import COLOURS, SANS, SERIF
from obsite.charts.svg import coloured, size_of

_MARGIN = 20
_SANS = f"{SANS}, IBM Plex Sans, Arial, sans-serif"
_SERIF = f"{SERIF}, Source Serif 4, Georgia, serif"


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """What a chart says of itself wherever it goes."""

    title: str
    subtitle: str
    alt: str
    source: str
    notes: tuple[str, ...] = ()
    synthetic: str = ""  # the words, if the figures are made up
    metadata: tuple[tuple[str, str], ...] = ()  # ("licence", "…"), ("unit", "…"): written into the file


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    text: str
    size: float
    leading: float
    colour: str
    serif: bool = False
    bold: bool = False


def published(master: str, legend: Legend, lettering: Lettering, colours: Mapping[str, str] = COLOURS) -> str:
    """Return the complete picture with plain colours, for download and as the source of the PNG."""
    width, height = size_of(master)
    whole = width + 2 * _MARGIN
    above, top = _set(_head(legend, lettering, width), _MARGIN)
    below, bottom = _set(_foot(legend, lettering, width), top + height + 22)
    line = top + height + 8
    rule = f'<path d="M{_MARGIN},{line:g}h{width}" stroke="{{rule}}" fill="none"/>'
    bottom += _MARGIN - 6
    content = master.partition(">")[2].removesuffix("</svg>")
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {bottom:g}" width="{whole}" '
        f'height="{bottom:g}" role="img" aria-labelledby="title desc" direction="ltr" '
        f'font-family="{_SANS}" font-size="13">'
        f'<title id="title">{escape(legend.title)}</title><desc id="desc">{escape(legend.alt)}</desc>'
        f"{_metadata(legend)}"
        f'<rect width="{whole}" height="{bottom:g}" fill="paper"/>{above}'
        f'<g transform="translate({_MARGIN} {top:g})">{content}</g>{rule.format(rule="rule")}{below}</svg>\n'
    )
    return coloured(text, colours)


def _head(legend: Legend, lettering: Lettering, width: float) -> list[_Line]:
    lines = []
    if legend.synthetic:
        lines.append(_Line(text=legend.synthetic.upper(), size=11, leading=18, colour="accent", bold=True))
    # The serif is a little narrower than the sans it is measured with, so its lines never run over.
    for text in lettering.wrapped(legend.title, 19, width, lines=3, bold=True):
        lines.append(_Line(text=text, size=19, leading=24, colour="ink", serif=True, bold=True))
    for text in lettering.wrapped(legend.subtitle, 14, width, lines=3):
        lines.append(_Line(text=text, size=14, leading=19, colour="soft"))
    return lines


def _foot(legend: Legend, lettering: Lettering, width: float) -> list[_Line]:
    words = [*legend.notes, legend.source]
    return [
        _Line(text=text, size=11.5, leading=15, colour="soft")
        for paragraph in words
        if paragraph
        for text in lettering.wrapped(paragraph, 11.5, width, lines=4)
    ]


def _set(lines: list[_Line], top: float) -> tuple[str, float]:
    """Return the lines as text elements from a height on, and where they end."""
    out = []
    for line in lines:
        top += line.leading
        font = f' font-family="{_SERIF}"' if line.serif else ""
        weight = ' font-weight="600"' if line.bold else ""
        out.append(
            f'<text x="{_MARGIN}" y="{top - line.leading * 0.28:g}" font-size="{line.size:g}"{font}{weight} '
            f'fill="{line.colour}">{escape(line.text, quote=False)}</text>'
        )
    return "".join(out), top + (6 if lines else 0)


def _metadata(legend: Legend) -> str:
    """Return the facts as Dublin Core in RDF, which is what pictures' readers look for."""
    names = {"source": "source", "licence": "rights", "updated": "date", "publisher": "publisher"}
    rows = [("title", legend.title), ("description", legend.subtitle)]
    rows += [
        (names.get(key, "subject"), value if key in names else f"{key}: {value}")
        for key, value in legend.metadata
    ]
    if legend.synthetic:
        rows.append(("subject", legend.synthetic))
    written = "".join(f"<dc:{name}>{escape(value)}</dc:{name}>" for name, value in rows if value)
    return (
        '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Description rdf:about="">'
        f"{written}</rdf:Description></rdf:RDF></metadata>"
    )
