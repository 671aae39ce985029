"""Presets: specs as they are agreed, and whatever data may come, a drawing in which nothing sticks out."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from obsite.charts.drawing import draw, use_fonts
from obsite.charts.model import ChartData, SeriesData
from obsite.charts.presets import PRESETS, vega_spec
from obsite.charts.svg import size_of
from tests.support.charting import chart, facts, font_files, lettering, look, series, shores

SPECS = Path(__file__).parent / "specs"
NAMES = [entry.name for entry in PRESETS if entry.name != "vegalite"]


def wave(count: int, factor: float = 1.0, shift: float = 0.0) -> list[float]:
    return [((at * 37) % 17) * factor + shift for at in range(count)]


EDGES: dict[str, tuple[SeriesData, ...]] = {
    "no series": (),
    "no observations": (series("A", [], "focus"),),
    "all missing": (series("A", [None] * 4, "focus"), series("B", [None] * 4)),
    "one point": (series("A", [5.0], "focus"),),
    "one zero": (series("A", [0.0], "focus"),),
    "constant": (series("A", [-5.0] * 6, "focus"), series("B", [-5.0] * 6, "reference")),
    "below and above zero": (series("A", wave(9, -3, 20), "focus"), series("B", wave(9, 2, -15), "compared")),
    "huge": (series("A", wave(9, 1e12), "focus"), series("B", wave(9, 3e13), "compared")),
    "tiny": (series("A", wave(9, 1e-7), "focus"), series("B", wave(9, 3e-8), "compared")),
    "300 in grey": (series("A", wave(9), "focus"), *(series(f"F{at}", wave(9, 1, at % 50)) for at in range(300))),
    "300 compared": tuple(series(f"F{at}", wave(9, 1, at % 50), "compared") for at in range(300)),
    "long names": (
        series("A", wave(9), "focus", label="Upper Saltmarsh and the islands that lie off it / Obere Salzwiesen"),
        series("B", wave(9, 2), "compared", label="Donaudampfschifffahrtsgesellschaftskapitänsinsel"),
        series("C", wave(9, 1, 3), "reference", label="All shores between the river and the lighthouse"),
    ),
    "other scripts": (series("A", wave(9), "focus", label="القاهرة الكبرى"), series("B", wave(9, 2), "compared", label="תל אביב")),
    "breaks at the ends": (series("A", wave(9), "focus", breaks=("2000", "2008")), series("B", wave(9), breaks=("2050",))),
    "flags and gaps": (series("A", wave(9), "focus", flags="pppppppppp"), series("B", [None, 1, None, 2, None], "compared", flags=" e")),
    "periods apart": (series("A", [1], "focus"), series("B", [2], "compared", start=2010), series("C", [3], "reference", start=2005)),
    "only a reference": (series("A", [1, 2, 3], "reference"),),
    "only zeros": tuple(series(f"F{at}", [0.0] * 4) for at in range(60)),
    "markup in names": (series("A", wave(5), "focus", label="<b>&\"'{x}</b>"),),
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def fonts() -> None:
    use_fonts(font_files())


def edge(preset: str, name: str) -> ChartData:
    shown = EDGES[name]
    if preset != "scatter":
        return chart(preset, *shown)
    again = tuple(
        series(
            one.code,
            [seen.value for seen in reversed(one.observations)],
            one.role,
            label=one.label,
            indicator=1,
        )
        for one in shown
    )
    return chart(preset, *shown, *again, indicators=(facts(), facts(id="nests", reference_value=4.0)))


@pytest.mark.parametrize("preset", NAMES)
@pytest.mark.parametrize("medium", ["wide", "narrow"])
def test_specs_are_as_agreed(preset, medium, request):
    text = json.dumps(vega_spec(shores(preset), look(medium)), indent=1, ensure_ascii=False) + "\n"
    golden = SPECS / f"{preset}.{medium}.json"
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("preset", NAMES)
@pytest.mark.parametrize("name", EDGES)
def test_whatever_data_come_the_drawing_is_whole(preset, name):
    # Where a name or a number is long, both widths are tight; else the narrow one is enough.
    for medium in ("wide", "narrow") if name in {"long names", "huge", "tiny"} else ("narrow",):
        drawn = draw(vega_spec(edge(preset, name), look(medium)))
        assert "NaN" not in drawn
        assert "Infinity" not in drawn
        assert size_of(drawn)[0] == look(medium).width_px
        assert sticking_out(drawn) == []


def sticking_out(drawn: str) -> list[str]:
    """The texts that do not lie within the drawing."""
    width, height = size_of(drawn)
    found: list[str] = []

    def visit(element: ElementTree.Element, style: dict[str, str]) -> None:
        style = {**style, **element.attrib}
        if element.tag.endswith("text"):
            words = element.text or ""
            size, bold = float(style.get("font-size", 13)), style.get("font-weight") == "600"
            room = lettering().width(words, size, bold=bold)
            x, y = float(element.attrib["x"]), float(element.attrib["y"])
            left = x - {"end": room, "middle": room / 2}.get(style.get("text-anchor", ""), 0.0)
            if left < -2 or left + room > width + 2 or y < size * 0.6 or y > height + 1:
                found.append(words)
        for child in element:
            visit(child, style)

    visit(ElementTree.fromstring(drawn), {})
    return found


def test_missing_values_are_gaps_and_breaks_are_drawn():
    data = chart("trend", series("A", [1, 2, None, 4, 5, 6, 7], "focus", breaks=("2005",)))
    lines = [layer for layer in vega_spec(data, look())["layer"] if layer["mark"]["type"] == "line"]
    runs = {}
    for row in lines[0]["data"]["values"]:
        runs.setdefault(row["line"], []).append(row["x"])
    assert list(runs.values()) == [[2000, 2001], [2003, 2004], [2005, 2006]]
    dashed = [layer for layer in vega_spec(data, look())["layer"] if "strokeDash" in layer["mark"]]
    assert dashed[0]["data"]["values"][0]["x"] == 2004.5


def test_flagged_values_are_hollow():
    data = chart(
        "trend", series("A", [1, 2, 3, 2, 1, 2, 2], "focus", flags=" e    "), flags={"e": "estimated"}
    )
    hollow = [layer for layer in vega_spec(data, look())["layer"] if layer["mark"].get("fill") == "paper"]
    assert [row["x"] for layer in hollow for row in layer["data"]["values"]] == [
        2001,
        2002,
    ]  # and the highest


def test_bars_begin_at_zero():
    data = chart(
        "ranking", *(series(name, [value]) for name, value in (("A", 90.0), ("B", 100.0), ("C", 95.0)))
    )
    bars = next(layer for layer in vega_spec(data, look())["layer"] if layer["mark"]["type"] == "rect")
    assert bars["encoding"]["x"]["scale"]["domain"][0] == 0
    assert {row["x"] for row in bars["data"]["values"]} == {0}


def test_a_ranking_of_many_shows_the_subject_among_its_neighbours():
    shown = [series(f"F{at}", [float(at)]) for at in range(100)]
    data = chart("ranking", series("A", [50.5], "focus"), *shown, limit=9)
    texts = [
        row["text"]
        for layer in vega_spec(data, look())["layer"]
        if layer["mark"]["type"] == "text"
        for row in layer["data"]["values"]
    ]
    assert "50" in texts  # its rank
    assert {"F99", "F51", "F50", "F0", "…"} <= set(texts)
    assert "F70" not in texts


def test_shares_never_count_a_missing_part_as_nothing():
    whole = [series("A", [1, 2, 3], "focus"), series("B", [1, None, 3], "compared")]
    layers = vega_spec(chart("composition", *whole), look())["layer"]
    texts = [
        row["text"] for layer in layers if layer["mark"]["type"] == "text" for row in layer["data"]["values"]
    ]
    assert "2000" in texts
    assert "2001" not in texts


def test_long_names_that_begin_alike_are_told_apart_at_the_ends_of_their_lines():
    names = [f"Proportion of children who were vaccinated by their {age} birthday" for age in ("1st", "2nd")]
    shown = [
        series(name, [at + 1, at + 2, at + 3], role, label=name)
        for at, (name, role) in enumerate(zip(names, ("focus", "compared"), strict=True))
    ]
    written = json.dumps(vega_spec(chart("trend", *shown), look()), ensure_ascii=False)
    assert "… 1st" in written
    assert "… 2nd" in written
