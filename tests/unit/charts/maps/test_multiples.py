"""Small maps side by side: one scale where values can be held against each other, else a scale for each."""

from __future__ import annotations

from dataclasses import replace

from obsite.charts.look import english
from obsite.charts.maps.model import MapData, MapPanel, MapSpec, MapValue
from obsite.charts.maps.multiples import grid_chart, grid_of, grid_words
from tests.unit.charts.maps.test_map_macro import FACTS, data


def of(period: str, factor: float, reference: float | None = None) -> MapData:
    values = tuple(
        MapValue(code=code, label=f"Area {code}", value=at * factor) for at, code in enumerate("ABCDEFGH", 1)
    )
    held = MapValue(code="ALL", label="All", value=reference) if reference else None
    return replace(data(), period=period, values=values, reference=held)


SPEC = MapSpec(indicator="rain", panels=(MapPanel(title="", indicator="rain"),) * 2)


def test_maps_of_one_unit_share_their_classes_and_one_key() -> None:
    grid = grid_of(SPEC, [of("2010", 1), of("2020", 10)], english)
    first, last = grid.scenes
    assert [(one.low, one.high) for one in first.classes] == [(one.low, one.high) for one in last.classes]
    assert grid.key is not None
    assert [one.low for one in grid.key.classes] == [one.low for one in first.classes]
    # Alone, each map would use all colours; together the low one stays pale.
    assert len([one for one in first.classes if one.marks]) < len(first.classes)
    assert grid.titles == ("2010", "2020")


def test_what_is_compared_with_is_a_limit_only_if_it_is_the_same_on_all() -> None:
    moving = grid_of(SPEC, [of("2010", 1, 4.0), of("2020", 1, 5.0)], english)
    assert not any(one.low_is_reference for scene in moving.scenes for one in scene.classes)
    fixed = grid_of(SPEC, [of("2010", 1, 4.0), of("2020", 1.1, 4.0)], english)
    assert all(scene.has_reference_limit for scene in fixed.scenes)


def test_maps_of_different_units_have_a_scale_each() -> None:
    other = replace(of("2020", 10), facts=replace(FACTS, id="sun", title="Sun", unit="h", unit_symbol="h"))
    panels = (MapPanel(title="Rain", indicator="rain"), MapPanel(title="Sun", indicator="sun"))
    spec = replace(SPEC, panels=panels)
    datas = [of("2020", 1), other]
    grid = grid_of(spec, datas, english)
    assert grid.key is None
    assert [one.low for one in grid.scenes[0].classes] != [one.low for one in grid.scenes[1].classes]
    assert grid.heads == ("Rain, 2020 (mm)", "Sun, 2020 (h)")
    assert english("map.own_scales") in grid_words(spec, datas, grid, english).notes


def test_table_and_downloads_have_every_value() -> None:
    datas = [of("2010", 1), of("2020", 10)]
    grid = grid_of(SPEC, datas, english)
    assert grid.rows[0].label == "Area H"  # as the last map ranks them
    assert [text for text, _ in grid.rows[0].cells] == ["8.0\N{NO-BREAK SPACE}mm", "80.0\N{NO-BREAK SPACE}mm"]
    chart = grid_chart(SPEC, datas, grid)
    assert chart.periods == ("2010", "2020")
    seen = {one.code: [found.value for found in one.observations] for one in chart.series}
    assert seen["C"] == [3, 30]
