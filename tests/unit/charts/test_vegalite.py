"""Vega-Lite files of a site: data by name, the theme's letters and colours, and nothing that loads."""

from __future__ import annotations

import json

import pytest

from obsite.charts.drawing import draw, use_fonts
from obsite.charts.presets import vega_spec
from obsite.charts.presets.vegalite import faults
from obsite.charts.svg import size_of
from tests.support.charting import font_files, look, shores

SOUND = {
    "data": {"name": "waders"},
    "mark": "line",
    "encoding": {
        "x": {"field": "position", "type": "quantitative"},
        "y": {"field": "value", "type": "quantitative"},
        "color": {"field": "label", "type": "nominal"},
    },
}


@pytest.mark.parametrize("medium", ["wide", "narrow"])
def test_it_is_drawn_with_the_theme_at_the_width_there_is(medium):
    use_fonts(font_files())
    drawn = draw(vega_spec(shores("vegalite"), look(medium), json.dumps(SOUND)))
    assert size_of(drawn)[0] == look(medium).width_px
    assert 'stroke="series-1"' in drawn
    assert 'fill="soft"' in drawn


def test_a_chart_of_several_views_is_drawn_too():
    spec = {"hconcat": [SOUND, {**SOUND, "width": 100}]}
    assert "<path" in draw(vega_spec(shores("vegalite"), look(), json.dumps(spec)))


def test_a_sound_file_has_no_faults():
    assert faults(json.dumps(SOUND), ("waders",)) == ()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"data": {"url": "waders.csv"}}, "`data.url` would load something"),
        ({"data": {"name": "gulls"}}, "`data.name` is `gulls`, but the chart's indicators are waders"),
        (
            {"mark": {"type": "image"}, "encoding": {"url": {"value": "x.png"}}},
            "`encoding.url` would load something",
        ),
        (
            {"transform": [{"lookup": "a", "from": {"data": {"url": "b"}, "key": "a"}}]},
            "`transform.0.from.data.url`",
        ),
        ({"config": {"background": "https://else.example/x"}}, "`config.background` is an address"),
        ({"mark": None}, ""),
    ],
)
def test_what_loads_or_is_unknown_is_refused(change, words):
    spec = {key: value for key, value in {**SOUND, **change}.items() if value is not None}
    assert words in " ".join(faults(json.dumps(spec), ("waders",)))
    assert faults(json.dumps(spec), ("waders",))


def test_what_is_no_json_is_told():
    assert faults("{", ("waders",))[0].startswith("It is no JSON")
    assert faults("[]", ("waders",)) == ("It holds no object",)
