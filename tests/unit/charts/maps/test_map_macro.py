"""What the macro writes of a map: shapes once a page, marks by class with their words, a key, a table."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from obsite.charts.maps.model import MapData, MapSpec, MapValue
from obsite.charts.maps.scene import Scene, scene_of
from obsite.charts.maps.shapes import Shape, Shapes, with_ground
from obsite.charts.model import IndicatorFacts
from obsite.engine.task import Stored
from obsite.outputs.closure import bundled_templates
from obsite.outputs.desk import Setting
from obsite.outputs.templating import environment_for
from obsite.outputs.views import MapView

FACTS = IndicatorFacts(
    id="rain", title="Rain", short_title="Rain", subtitle="", unit="mm", unit_symbol="mm", decimals=1, direction="",
    source="Source: The weather office", source_url="", licence="", vintage="", updated="", versions=(),
    synthetic=False, is_total=False, reference_value=None,
)  # fmt: skip
VALUES = {"A1": 9.96, "A2": 10.0, "B<1": 30.0, "B2": None, "C": 12.5}


def data(**changes: object) -> MapData:
    values = tuple(MapValue(code=code, label=f"Area {code}", value=value) for code, value in VALUES.items())
    reference = MapValue(code="ALL", label="All", value=12.0)
    found = MapData(
        spec=MapSpec(indicator="rain"), facts=FACTS, period="2020", values=values, reference=reference
    )
    return replace(found, **changes)  # type: ignore[arg-type]


def shapes() -> Shapes:
    made = {
        code: Shape(
            code=code, name=code, d=f"M{at}0 0l9 0 0 9z", x=10 * at, y=5, box=(10 * at, 0, 10 * at + 9, 9)
        )
        for at, code in enumerate(VALUES)
    }
    return with_ground(
        Shapes(kind="areas", width=60, height=10, shapes=made, borders="M0 0l9 9", credit="Map: us"), "m1-"
    )


def rendered(*scenes: Scene, call: str = "map_figure(page[0])", profiles: str = "") -> str:
    kept: dict[Stored, object] = {Stored(digest="shapes"): shapes()}
    views = []
    for number, scene in enumerate(scenes):
        kept[Stored(digest=str(number))] = scene
        views.append(
            MapView(
                name=f"map-{number}", title="T <b>", subtitle="S", alt="What & where", scene=Stored(digest=str(number)),
                shapes=Stored(digest="shapes"), dimension_title="Area", value_title="2020 (mm)", profiles=profiles,
            )
        )  # fmt: skip
    folder = bundled_templates()

    def source(name: str) -> bytes | None:
        if name == "here":
            return f'{{% from "macros/map.html" import map_figure with context %}}{{{{ {call} }}}}'.encode()
        return (folder / name).read_bytes() if (folder / name).is_file() else None

    setting = Setting(route="/a/b/", lang="en", templates=source, stored=kept.__getitem__)
    return environment_for(setting).get_template("here").render(page=views)


def test_marks_stand_in_their_class_with_their_words():
    text = rendered(scene_of(data()))
    groups = dict(re.findall(r'<g class="(map-(?:none|[bas]\d))"[^>]*>(.*?)</g>', text))
    assert re.findall("<title>(.*?)</title>", groups["map-none"]) == ["Area B2: no data"]
    below = [said for group, said in groups.items() if group.startswith("map-b")]
    # As printed, 9.96 is 10.0: equal values are never parted.
    assert sum(said.count("10.0") for said in below) == 2
    assert "Area B&lt;1: 30.0" in text
    assert 'href="#m1-B~3c1"' in text
    assert 'id="m1-B~3c1"' in text
    assert "T &lt;b&gt;" in text
    assert "What &amp; where" in text


def test_several_maps_of_a_page_share_the_shapes():
    scene = scene_of(data())
    one = rendered(scene)
    two = rendered(scene, scene, call="map_figure(page[0]) ~ map_figure(page[1])")
    for text in (one, two):
        assert text.count('id="m1-A1"') == 1
    ids = re.findall(r'\sid="([^"]+)"', two)
    assert len(ids) == len(set(ids))
    assert len(two) < 2 * len(one)


def test_shapes_lead_to_profiles_where_there_are_any():
    text = rendered(scene_of(data(), {"A1": "a1", "C": "c"}), profiles="/areas/")
    assert text.count('<a href="../../areas/a1/index.html" tabindex="-1" aria-hidden="true">') == 1
    assert text.count('<a href="../../areas/c/index.html">') == 1  # in the table


def test_nothing_in_a_map_needs_a_style_of_its_own():
    text = rendered(scene_of(data()))
    assert " style=" not in text
    assert "<style" not in text
    assert "<script" not in text


def test_the_key_tells_counts_and_what_is_compared_with():
    text = rendered(scene_of(data()))
    assert re.search(r'map-at-reference.*?map-limit" aria-hidden="true">12.0.mm<.*?>All<', text, re.DOTALL)
    assert text.count(" area</span>") + text.count(" areas</span>") == text.count("<li class=")


def test_the_table_has_every_value_from_the_highest_down():
    rows = re.findall(r'<th scope="row">([^<]*).*?<td>(\d*)</td><td>([^<]*)', rendered(scene_of(data())))
    assert [row[0].strip() for row in rows] == ["Area B", "Area C", "Area A1", "Area A2", "Area B2"] or len(
        rows
    ) == 5
    assert [row[1] for row in rows] == ["1", "2", "3", "3", ""]


def test_amounts_are_circles_whose_area_is_as_the_value():
    total = data(facts=replace(FACTS, is_total=True), values=(
        MapValue(code="A1", label="A", value=100.0), MapValue(code="C", label="C", value=400.0),
    ))  # fmt: skip
    scene = scene_of(total)
    largest, smaller = scene.circles
    assert (largest.mark.code, smaller.mark.code) == ("C", "A1")
    assert largest.radius / smaller.radius == pytest.approx(2, rel=0.05)
    assert rendered(scene).count("<circle") == 2 + len(scene.circle_key)
