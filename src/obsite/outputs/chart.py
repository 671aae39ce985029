"""The output format "chart": one chart in all its files, drawn by one rendering.

The SVG is the output; beside it stand the drawing for narrow screens, the PNG, and the numbers.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from obsite.charts.downloads import Words, as_csv, as_json, as_xlsx
from obsite.charts.framing import Legend, bare, published
from obsite.charts.look import COLOURS, WIDTHS, Look
from obsite.charts.model import ChartData
from obsite.charts.svg import with_reading
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Diagnostic, Span
from obsite.engine.task import Rendered, Stored, Task
from obsite.outputs.reading import Reading, templates_of
from obsite.outputs.strings import translate
from obsite.outputs.theme import FONT_FOLDER

DRAWN = (".narrow.svg", ".png", ".csv", ".json", ".xlsx")
_BLANK = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title id="title"></title>'
    b'<desc id="desc"></desc><g class="chart-plot" data-size="1 1"></g><!--plot--></svg>'
)
LISTED = (".json", ".xlsx")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartFiles:
    """What the files of a chart are made from. `fonts` are the regular and the bold cut, then others."""

    data: Stored
    legend: Legend
    lang: str
    colours: tuple[tuple[str, str], ...] = ()  # of the site, by role
    fonts: tuple[str, ...] = ()
    vegalite: str = ""  # a file of the site


def render(task: Task, reader: Reading) -> Rendered:
    """Return the drawing in its frame, and all files beside it."""
    from obsite.charts.drawing import draw, picture, use_fonts
    from obsite.charts.lettering import Lettering, read_cut
    from obsite.charts.reading import reading_of

    view = task.view
    assert isinstance(view, ChartFiles)
    data: ChartData = reader.stored(view.data)
    fonts = [reader.template(f"{FONT_FOLDER}{file}") for file in view.fonts]
    use_fonts(fonts)
    lettering = (
        Lettering(regular=read_cut(fonts[0]), bold=read_cut(fonts[1])) if len(fonts) > 1 else Lettering()
    )
    say = partial(translate, view.lang, templates_of(reader))
    colours = {**COLOURS, **dict(view.colours)}
    masters = {}
    for medium in ("wide", "narrow"):
        look = Look(width_px=WIDTHS[medium], medium=medium, lang=view.lang, lettering=lettering, say=say)
        try:
            drawn = draw(_spec(view, data, look, reader))
            masters[medium] = with_reading(drawn, "" if view.vegalite else reading_of(data, look))
        except ValueError as error:
            fault = _undrawable(view, task, str(error))
            # Pages are rendered all the same, so that their own faults show in the same run.
            return Rendered(data=b"", companions=dict.fromkeys(task.companions, b""), diagnostics=(fault,))
    svg = published(masters["wide"], view.legend, lettering, colours)
    base = task.output.removesuffix(".svg")
    companions = {
        f"{base}.narrow.svg": bare(masters["narrow"], view.legend, colours).encode(),
        f"{base}.png": with_texts(picture(svg), texts_of(view.legend)),
        **numbers_beside(base, data, view.legend),
        f"{base}.csv": as_csv(data, words_of(view.legend)),
    }
    return Rendered(data=svg.encode(), companions=companions)


def proof(task: Task, _reader: Reading) -> Rendered:
    """Return empty drawings in the place of a chart's files: what pages show is checked without them."""
    return Rendered(data=_BLANK, companions=dict.fromkeys(task.companions, _BLANK))


def render_numbers(task: Task, reader: Reading) -> Rendered:
    """Return the numbers of a table as CSV, and beside it as JSON and XLSX."""
    view = task.view
    assert isinstance(view, ChartFiles)
    data: ChartData = reader.stored(view.data)
    companions = numbers_beside(task.output.removesuffix(".csv"), data, view.legend)
    return Rendered(data=as_csv(data, words_of(view.legend)), companions=companions)


def numbers_beside(base: str, data: ChartData, legend: Legend) -> dict[str, bytes]:
    words = words_of(legend)
    return {f"{base}.json": as_json(data, words), f"{base}.xlsx": as_xlsx(data, words)}


def words_of(legend: Legend) -> Words:
    """Return what downloads say beside the numbers."""
    return Words(
        title=legend.title,
        subtitle=legend.subtitle,
        synthetic=legend.synthetic,
        note=" ".join(legend.notes),
    )


def _spec(view: ChartFiles, data: ChartData, look: Look, reader: Reading) -> Mapping[str, object]:
    from obsite.charts.presets import vega_spec, vegalite

    if not view.vegalite:
        return vega_spec(data, look)
    source = reader.read("source", view.vegalite).decode("utf-8-sig", "replace")
    if found := vegalite.faults(source, data.spec.indicators):
        raise ValueError("; ".join(found))
    return vega_spec(data, look, source)


def _undrawable(view: ChartFiles, task: Task, reason: str) -> Diagnostic:
    place = Span(path=view.vegalite or task.source or task.output)
    what = "This Vega-Lite specification" if view.vegalite else "This chart"
    return finding("undrawable-chart", f"{what} cannot be drawn: {reason.splitlines()[0][:200]}", place)


def texts_of(legend: Legend) -> dict[str, str]:
    facts = {"Title": legend.title, "Description": legend.alt, "Source": legend.source}
    rest = {f"Obsite {key}": value for key, value in legend.metadata}
    return facts | ({"Notice": legend.synthetic} if legend.synthetic else {}) | rest


def with_texts(png: bytes, texts: Mapping[str, str]) -> bytes:
    """Return a PNG that carries texts: its title, source and licence."""
    head = 8 + 25  # the signature and the first chunk
    chunks = b"".join(_text_chunk(key, text) for key, text in texts.items() if text)
    return png[:head] + chunks + png[head:]


def _text_chunk(key: str, text: str) -> bytes:
    body = b"iTXt" + key.encode("latin-1", "replace") + b"\0\0\0\0\0" + text.encode()
    return (len(body) - 4).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")
