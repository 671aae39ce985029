"""Drawings: small, the same each time, with roles that become classes on a page and colours on paper."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tempfile
from xml.etree import ElementTree

import pytest

from obsite.charts.drawing import _given, draw, picture, use_fonts
from obsite.charts.framing import Legend, bare, published
from obsite.charts.look import COLOURS, ROLES
from obsite.charts.presets import PRESETS, vega_spec
from obsite.charts.slimming import relative, short
from obsite.charts.svg import embedded, slim
from tests.support.charting import TEMPLATES, font_files, lettering, look, shores

LEGEND = Legend(
    title="Waders fell & rose",
    subtitle="Birds, 2000–2004",
    alt="A line.",
    source="Source: the <shore>",
    metadata=(("licence", "CC BY 4.0"), ("unit", "birds"), ("vintage", "March 2021")),
)
NAMES = [entry.name for entry in PRESETS if entry.name != "vegalite"]


@pytest.fixture(scope="module", autouse=True)
def fonts() -> None:
    use_fonts(font_files())


@pytest.fixture(scope="module")
def file() -> str:
    return published(draw(vega_spec(shores("trend"), look())), LEGEND, lettering())


@pytest.mark.parametrize("preset", NAMES)
def test_a_small_chart_is_a_small_file(preset):
    assert len(draw(vega_spec(shores(preset), look()))) < 8000


def test_a_file_says_what_it_shows(file):
    root = ElementTree.fromstring(file)
    words = " ".join(root.itertext())
    for told in (LEGEND.title, LEGEND.subtitle, LEGEND.alt, LEGEND.source, "CC BY 4.0", "March 2021"):
        assert told in words
    assert root.attrib["role"] == "img"


def test_a_file_has_plain_colours_only(file):
    painted = re.findall(r'(?:fill|stroke)="([^"]*)"', file)
    assert painted
    assert all(re.fullmatch(r"none|#[0-9A-F]{6}", colour) for colour in painted)


def test_a_page_takes_classes_and_print_takes_colours(file):
    page, paper = embedded(file, "one"), embedded(file, "one", plain=True)
    assert not re.search(r'(?:fill|stroke)="#', page)
    assert 'class="s-accent"' in page
    assert f'stroke="{COLOURS["accent"]}"' in paper
    for drawing in (page, paper):
        ElementTree.fromstring(drawing)
        assert "style" not in drawing
        assert 'aria-labelledby="one-t one-d"' in drawing
        assert "Waders fell &amp; rose" in drawing


def test_each_drawing_of_a_page_has_ids_of_its_own(file):
    assert not set(re.findall(r'id="([^"]+)"', embedded(file, "a"))) & set(
        re.findall(r'id="([^"]+)"', embedded(file, "b"))
    )


def test_a_bare_file_can_be_embedded_too():
    master = draw(vega_spec(shores("ranking"), look("narrow")))
    assert 'width="360"' in embedded(bare(master, LEGEND), "k")


def test_a_site_has_its_own_colours():
    master = draw(vega_spec(shores("trend"), look()))
    assert 'stroke="#123456"' in published(master, LEGEND, lettering(), {**COLOURS, "accent": "#123456"})


def test_letters_of_a_pale_colour_are_darker_than_its_line():
    master = draw(vega_spec(shores("trend"), look()))
    assert 'fill="#89640B"' in published(master, LEGEND, lettering())
    own = published(master, LEGEND, lettering(), {**COLOURS, "series-3": "#FFFFFF", "ink": "#000000"})
    assert 'fill="#BFBFBF"' in own


def test_style_sheets_know_every_role():
    sheet = (TEMPLATES / "assets/css/charts/charts.css").read_text(encoding="utf-8")
    for role in ROLES:
        assert f".f-{role}{{fill:var(--{role})}}" in sheet
        assert f".s-{role}{{stroke:var(--{role})}}" in sheet


def test_pictures_are_twice_as_large_and_stay_small(file):
    data = picture(file)
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(data[16:20], "big") == 2 * 700
    assert len(data) < 80_000


def test_another_process_draws_the_same():
    script = (
        "import hashlib\n"
        "from obsite.charts.drawing import _given, draw, picture, use_fonts\n"
        "from obsite.charts.framing import published\n"
        "from obsite.charts.presets import vega_spec\n"
        "from tests.support.charting import font_files, lettering, look, shores\n"
        "from tests.unit.charts.test_svg import LEGEND\n"
        "use_fonts(font_files())\n"
        "draw(vega_spec(shores('heat'), look()))\n"  # ids that are counted would differ after another drawing
        "file = published(draw(vega_spec(shores('distribution'), look())), LEGEND, lettering())\n"
        "print(hashlib.sha256(file.encode() + picture(file)).hexdigest())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=_environment()
    )
    file = published(draw(vega_spec(shores("distribution"), look())), LEGEND, lettering())
    assert done.stdout.strip() == hashlib.sha256(file.encode() + picture(file)).hexdigest()


def _environment() -> dict[str, str]:
    root = TEMPLATES.parent
    return {"PYTHONPATH": f"{root / 'src'}:{root}", "PYTHONHASHSEED": "7", "PATH": "/usr/bin:/bin"}


@pytest.mark.parametrize(
    ("path", "moved", "small"),
    [
        ("M0,0L10,0L10,5", (0, 0), "M0,0h10v5"),
        ("M0.04,0L9.96,3.333", (1, 1), "M1,1l10 3.3"),
        ("M0,0h300v100h-300Z", (2.5, 0), "M2.5,0h300v100h-300z"),
        ("M0,0L1,-1L2,-2L3,-3", (0, 0), "M0,0l1-1 1-1 1-1"),
        ("M0,0C1,1,2,2,3,3", (1, 0), "M1 0C2 1 3 2 4 3"),
    ],
)
def test_paths_become_short(path, moved, small):
    assert relative(path, moved) == small


def test_rounding_never_adds_up():
    steps = "".join(f"L{at * 0.333:.3f},0" for at in range(1, 301))
    moved = sum(float(step) for step in re.findall(r"[\d.]+", relative(f"M0,0{steps}", (0, 0))[4:]))
    assert moved == pytest.approx(99.9, abs=0.06)


@pytest.mark.parametrize(("number", "text"), [(0.04, "0"), (-0.5, "-.5"), (12.0, "12"), (720.0, "720")])
def test_numbers_become_short(number, text):
    assert short(number) == text


def test_slimming_leaves_out_what_does_not_show():
    drawn = slim(
        '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><g transform="translate(1,2)">'
        '<g><path d="" display="none"/></g><path class="background" d="M0,0h5v5h-5Z"/>'
        '<g fill="none"><path stroke="accent" stroke-width="2" d="M0,0L3,4"/></g>'
        '<text fill="ink" opacity="0">no</text><text fill="ink">yes &lt;</text></g></svg>'
    )
    assert drawn == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
        '<path d="M1,2l3 4" fill="none" stroke="accent" stroke-width="2"/>'
        '<text x="1" y="2" fill="ink">yes &lt;</text></svg>'
    )


def test_fonts_are_laid_out_once_and_never_in_a_place_of_others(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    first = _given.__wrapped__(font_files())
    assert _given.__wrapped__(font_files()) == first
    assert [path.name for path in tmp_path.iterdir()] == [first.name]
    first.chmod(0o777)
    other = _given.__wrapped__(font_files())
    assert other != first
    assert len(list(other.iterdir())) == len(font_files())
