"""The output format "map": one map in all its files, drawn by one rendering: SVG, PNG and the figures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from obsite.charts.downloads import as_csv
from obsite.charts.framing import Legend, published
from obsite.charts.look import COLOURS, WIDTHS, Look
from obsite.charts.maps.drawing import master
from obsite.charts.maps.multiples import Grid
from obsite.charts.maps.scene import Scene
from obsite.charts.maps.shapes import Shapes
from obsite.charts.model import ChartData
from obsite.engine.task import Rendered, Stored, Task
from obsite.outputs.chart import numbers_beside, texts_of, with_texts, words_of
from obsite.outputs.reading import Reading, templates_of
from obsite.outputs.strings import translate
from obsite.outputs.theme import FONT_FOLDER

BESIDE = (".png", ".csv", ".json", ".xlsx")


@dataclass(frozen=True, slots=True, kw_only=True)
class MapFiles:
    """What the files of a map are made from. `fonts` are the regular and the bold cut, then others."""

    figures: Stored  # ChartData
    scene: Stored  # a Scene, or a Grid of several
    shapes: Stored
    legend: Legend
    lang: str
    colours: tuple[tuple[str, str], ...] = ()  # of the site, by role
    fonts: tuple[str, ...] = ()


def render(task: Task, reader: Reading) -> Rendered:
    """Return the map in its frame, and all files beside it."""
    from obsite.charts.drawing import picture, use_fonts
    from obsite.charts.lettering import Lettering, read_cut

    view = task.view
    assert isinstance(view, MapFiles)
    figures: ChartData = reader.stored(view.figures)
    scene: Scene | Grid = reader.stored(view.scene)
    shapes: Shapes = reader.stored(view.shapes)
    fonts = [reader.template(f"{FONT_FOLDER}{file}") for file in view.fonts]
    use_fonts(fonts)
    lettering = (
        Lettering(regular=read_cut(fonts[0]), bold=read_cut(fonts[1])) if len(fonts) > 1 else Lettering()
    )
    say = partial(translate, view.lang, templates_of(reader))
    look = Look(width_px=WIDTHS["wide"], lang=view.lang, lettering=lettering, say=say)
    colours = {**COLOURS, **dict(view.colours)}
    legend = with_credit(view.legend, shapes)
    svg = published(master(scene, shapes, look), legend, lettering, colours)
    base = task.output.removesuffix(".svg")
    companions = {
        f"{base}.png": with_texts(picture(svg), texts_of(legend)),
        **numbers_beside(base, figures, legend),
        f"{base}.csv": as_csv(figures, words_of(legend)),
    }
    return Rendered(data=svg.encode(), companions=companions)


def with_credit(legend: Legend, shapes: Shapes) -> Legend:
    """Return the words with those that must stand below any picture of the shapes."""
    if not shapes.credit:
        return legend
    return replace(
        legend,
        source="; ".join(filter(None, (legend.source, shapes.credit))),
        metadata=(*legend.metadata, ("map", shapes.credit)),
    )
