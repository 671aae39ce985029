"""The drawing as a file that is passed on: with headline, subtitle, notes, source and its metadata inside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from obsite.charts.lettering import Lettering
from obsite.charts.look import COLOURS, SERIF
from obsite.charts.svg import FONTS, coloured, content_of, reading_in, size_of

_MARGIN = 20
_SERIF = f"{SERIF}, 'Source Serif 4', Georgia, serif"


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
    above, top = _set(_head(legend, lettering, width), _MARGIN)
    below, bottom = _set(_foot(legend, lettering, width), top + height + 22)
    whole, bottom = width + 2 * _MARGIN, round(bottom + _MARGIN - 6)
    ground = f'<rect width="{whole}" height="{bottom}" fill="paper"/>'
    rule = f'<path d="M{_MARGIN},{top + height + 8:g}h{width}" fill="none" stroke="rule"/>'
    plot = _plot(master, f"translate({_MARGIN} {top:g})")
    return _file((whole, bottom), legend, ground + above + plot + rule + below, colours)


def bare(master: str, legend: Legend, colours: Mapping[str, str] = COLOURS) -> str:
    """Return the drawing alone as a file: what pages take for narrow screens."""
    return _file(size_of(master), legend, _plot(master, ""), colours)


def _plot(master: str, transform: str) -> str:
    width, height = size_of(master)
    moved = f' transform="{transform}"' if transform else ""
    facts = f'data-size="{width} {height}"{reading_in(master)}{moved}'
    return f'<g class="chart-plot" {facts}>{content_of(master)}</g><!--plot-->'


def _file(size: tuple[int, int], legend: Legend, content: str, colours: Mapping[str, str]) -> str:
    width, height = size
    return coloured(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-labelledby="title desc" direction="ltr" '
        f'font-family="{FONTS}" font-size="13">'
        f'<title id="title">{escape(legend.title)}</title><desc id="desc">{escape(legend.alt)}</desc>'
        f"{_metadata(legend)}{content}</svg>\n",
        colours,
    )


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
