"""Small maps side by side: the same places at several moments, by several indicators, or for several codes.

Maps of one unit share their classes, so that a colour means the same on all of them, and have one key.
Maps of different units have nothing in common but the places: each has a scale and a key of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from obsite.charts.figures import period_text
from obsite.charts.look import Say
from obsite.charts.maps.gathering import as_chart
from obsite.charts.maps.model import MapData, MapSpec, MapValue
from obsite.charts.maps.scene import Mark, Scale, Scene, as_printed, classes_of, form_of, scene_of
from obsite.charts.maps.words import map_words, method_note
from obsite.charts.model import ChartData, SeriesData
from obsite.data.periods import sort_periods

MOST = 12  # maps that can be compared at a glance


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """One place with its value on each map, and the flag of it."""

    anchor: str
    label: str
    group: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Several maps without their shapes. `key` is what stands in the one key, None if each has its own."""

    titles: tuple[str, ...]
    alts: tuple[str, ...]
    scenes: tuple[Scene, ...]
    key: Scene | None
    heads: tuple[str, ...]
    rows: tuple[GridRow, ...]

    @property
    def columns(self) -> int:
        """How many maps stand side by side where there is room."""
        return {1: 1, 2: 2, 4: 2}.get(len(self.scenes), 3 if len(self.scenes) < 10 else 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class GridWords:
    title: str
    subtitle: str
    alt: str
    notes: tuple[str, ...]


def panel_specs(spec: MapSpec) -> tuple[MapSpec, ...]:
    """Return what each of the small maps shows."""
    return tuple(
        replace(spec, indicator=panel.indicator, period=panel.period, where=panel.where, panels=())
        for panel in spec.panels
    )


def grid_of(spec: MapSpec, datas: Sequence[MapData], say: Say) -> Grid:
    """Return several maps: over one scale if their values can be held against each other."""
    lang = spec.lang
    together = is_one_scale(datas)
    if together and not _same_reference(datas):
        # What moves from map to map can be no limit of their common classes.
        datas = [replace(data, reference=None) for data in datas]
    pooled = _pooled(datas) if together else None
    scale = _scale_of(pooled) if pooled else None
    scenes = tuple(scene_of(data, None, scale) for data in datas)
    titles = tuple(
        panel.title or period_text(data.period, lang) for panel, data in zip(spec.panels, datas, strict=True)
    )
    words = [map_words(data, scene, say) for data, scene in zip(datas, scenes, strict=True)]
    several = any(panel.title for panel in spec.panels)
    return Grid(
        titles=titles,
        alts=tuple(
            f"{title}. {one.alt}" if several else one.alt for title, one in zip(titles, words, strict=True)
        ),
        scenes=scenes,
        key=_key(scene_of(pooled, None, scale), scenes) if pooled else None,
        heads=tuple(
            f"{title}, {one.value_title}" if panel.title else one.value_title
            for title, panel, one in zip(titles, spec.panels, words, strict=True)
        ),
        rows=tuple(_rows(datas, scenes)),
    )


def is_one_scale(datas: Sequence[MapData]) -> bool:
    """Return whether all values are of one unit and kind."""
    kinds = {(data.facts.unit, data.facts.unit_symbol, data.facts.is_total) for data in datas if data.facts}
    return len(kinds) == 1


def _same_reference(datas: Sequence[MapData]) -> bool:
    told = {
        round(data.reference.value, data.facts.decimals)
        if data.reference and data.facts and data.reference.value is not None
        else None
        for data in datas
    }
    return len(told) == 1


def _pooled(datas: Sequence[MapData]) -> MapData:
    """Return the values of all maps as those of one."""
    values = [
        replace(one, code=f"{at} {one.code}") for at, data in enumerate(datas) for one in as_printed(data)
    ]
    return replace(datas[0], values=tuple(values), spec=replace(datas[0].spec, highlight=()))


def _scale_of(pooled: MapData) -> Scale:
    known: list[MapValue] = [one for one in pooled.values if one.value is not None]
    if form_of(pooled) == "circles":
        return Scale(largest=max((abs(one.value or 0.0) for one in known), default=0.0))
    return Scale(classes=classes_of(pooled, known))


def _key(pooled: Scene, scenes: Sequence[Scene]) -> Scene:
    """Return what the key says: limits and colours, but no shapes and no places."""
    missing: tuple[Mark, ...] = next((scene.missing for scene in scenes if scene.missing), ())
    classes = tuple(replace(one, marks=()) for one in pooled.classes)
    return replace(pooled, classes=classes, circles=(), rows=(), missing=missing)


def _rows(datas: Sequence[MapData], scenes: Sequence[Scene]) -> list[GridRow]:
    """Return a row for each place, in the order of the last map's values."""
    told = [{row.code: row for row in scene.rows} for scene in scenes]
    anchors = {mark.code: mark.anchor for scene in scenes for mark in _marks(scene)}
    order = dict.fromkeys(row.code for scene in reversed(scenes) for row in scene.rows)
    del datas
    found = []
    for code in order:
        known = next(rows[code] for rows in reversed(told) if code in rows)
        cells = tuple((rows[code].text, rows[code].flag) if code in rows else ("", "") for rows in told)
        found.append(GridRow(anchor=anchors.get(code, ""), label=known.label, group=known.group, cells=cells))
    return found


def _marks(scene: Scene) -> list[Mark]:
    shown = [mark for one in scene.classes for mark in one.marks]
    return [*shown, *scene.missing, *(circle.mark for circle in scene.circles)]


def grid_words(spec: MapSpec, datas: Sequence[MapData], grid: Grid, say: Say) -> GridWords:
    """Return what is said of all maps together."""
    facts = list({data.facts.id: data.facts for data in datas if data.facts}.values())
    first = facts[0]
    what = first.subtitle or first.title
    if not first.subtitle and first.unit.casefold() not in what.casefold():
        what = f"{what}, {first.unit}"
    periods = sort_periods({data.period for data in datas})
    when = "–".join(dict.fromkeys(period_text(period, spec.lang) for period in (periods[0], periods[-1])))
    subtitle = f"{what}, {when}" if len(facts) == 1 else when
    circles = f"{say('map.circles')}" if grid.scenes[0].form == "circles" else ""
    flags = {letter: said for data in datas for letter, said in data.flags.items()}
    return GridWords(
        title=spec.title or " / ".join(one.title for one in facts),
        subtitle=spec.subtitle or ". ".join(filter(None, (subtitle, circles))),
        alt=spec.alt or " ".join(grid.alts),
        notes=tuple(
            filter(
                None,
                (
                    spec.note,
                    say("map.one_scale" if grid.key else "map.own_scales"),
                    method_note(spec, len(grid.scenes[0].classes), say) if grid.scenes[0].classes else "",
                    f"{'; '.join(f'{letter} {said}' for letter, said in sorted(flags.items()))}."
                    if flags
                    else "",
                ),
            )
        ),
    )


def grid_chart(spec: MapSpec, datas: Sequence[MapData], grid: Grid) -> ChartData:
    """Return the figures of all maps as those of one table, for downloads."""
    charts = [as_chart(data) for data in datas]
    facts = {chart.indicators[0].id: chart.indicators[0] for chart in charts}
    places = {name: at for at, name in enumerate(facts)}
    split = len({panel.where for panel in spec.panels}) > 1
    series: dict[tuple[str, str, int, str], SeriesData] = {}
    for chart, title in zip(charts, grid.titles, strict=True):
        at = places[chart.indicators[0].id]
        for one in chart.series:
            key = (one.code, one.role, at, title if split else "")
            label = f"{one.label}, {title}" if split else one.label
            before = series[key].observations if key in series else ()
            series[key] = replace(one, indicator=at, label=label, observations=(*before, *one.observations))
    return replace(
        charts[0],
        spec=replace(charts[0].spec, indicators=tuple(facts), period="", title=spec.title),
        indicators=tuple(facts.values()),
        series=tuple(series.values()),
        periods=sort_periods({data.period for data in datas}),
        period="",
        flags={letter: said for chart in charts for letter, said in chart.flags.items()},
    )
