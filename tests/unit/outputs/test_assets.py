"""The style sheet, the script and the subset fonts."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from fontTools.ttLib import TTFont

from obsite.engine.task import Task
from obsite.outputs import assets, fonts
from obsite.outputs.assets import ScriptView, StylesView, in_order, minified
from obsite.outputs.closure import bundled_templates
from obsite.outputs.theme import DEFAULT_THEME, FONTS, PRELOAD, variables


def test_sheets_come_in_the_order_of_the_cascade():
    names = ["assets/css/print.css", "assets/css/blocks.css", "assets/css/base.css", "assets/css/tokens.css"]
    assert [name[11:] for name in in_order(names)] == ["tokens.css", "base.css", "blocks.css", "print.css"]


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("a { color : red; }\n\n/* no */ b{}", "a{color :red}b{}"),
        ("a :hover, b { x: calc(1px + 2px) }", "a :hover,b{x:calc(1px + 2px)}"),
        ('a::before { content: " /* kept */  "; }', 'a::before{content:" /* kept */  "}'),
        ("a { background: url( x y.png ) }", "a{background:url( x y.png )}"),
        (
            "@media (min-width: 60em) and (print) { a { b: c } }",
            "@media (min-width:60em) and (print){a{b:c}}",
        ),
        (".a .b > .c { d: e }", ".a .b > .c{d:e}"),
    ],
)
def test_minified(css, expected):
    assert minified(css) == expected


def test_style_sheet_has_fonts_roles_and_sheets(shelf):
    theme = replace(DEFAULT_THEME, light=(("accent", "#123456"),), dark=(("accent", "#abcdef"),))
    task = Task(
        output="assets/site.css", format="styles", view=StylesView(sheets=("assets/css/a.css",), theme=theme)
    )
    css = assets.render(task, shelf(templates={"assets/css/a.css": b"a { b: c }"})).data.decode()
    assert 'src:url("fonts/serif-text-400.woff2") format("woff2")' in css
    assert '--font-text:"Observatory Serif Text","Text substitute","Text substitute 2",Georgia, serif' in css
    assert "@media print,(prefers-color-scheme:light){:root{--accent:#123456}}" in css
    assert "@media screen and (prefers-color-scheme:dark){:root{--accent:#abcdef}}" in css
    assert "unicode-range" not in css
    assert css.endswith("\na{b:c}\n")


def test_what_only_data_show_has_files_of_its_own(shelf):
    view = StylesView(sheets=(), theme=DEFAULT_THEME, apart="ŁÀÁÂ")
    css = assets.render(Task(output="x", format="styles", view=view), shelf()).data.decode()
    second = '{font-family:"Observatory Sans";font-weight:600;font-style:normal;font-display:swap;'
    second += 'src:url("fonts/sans-600-data.woff2") format("woff2");unicode-range:U+C0-C2,U+141}'
    assert css.count("unicode-range") == len({face.file for role in FONTS for face in role.faces})
    # Of two faces with a character the later one is asked.
    assert css.index("fonts/sans-600.woff2") < css.index(second)


def test_a_role_cannot_break_out_of_its_rule():
    css = variables(replace(DEFAULT_THEME, light=(("a}b", "red;} body{display:none"),)))
    assert "display:none" in css
    assert css.count("{") == css.count("}")
    assert "body{" not in css


def test_scripts_are_joined(shelf):
    view = ScriptView(scripts=("assets/js/a.js", "assets/js/b.js"))
    reader = shelf(templates={"assets/js/a.js": b"a();\r\n", "assets/js/b.js": b"b();"})
    assert assets.render_script(Task(output="x", format="script", view=view), reader).data == b"a();\nb();\n"


def test_the_theme_names_fonts_that_are_there():
    files = {face.file for role in FONTS for face in role.faces}
    folder = bundled_templates() / "assets" / "fonts"
    assert files <= {path.name for path in folder.iterdir()}
    assert set(PRELOAD) <= files


def test_font_is_subset_to_what_is_shown(shelf):
    name = "assets/fonts/serif-text-400.woff2"
    data = (bundled_templates() / name).read_bytes()
    task = Task(output="x", format="font", view=fonts.FontView(file=name, characters="éŽЖ"))
    made = fonts.render(task, shelf(templates={name: data})).data
    assert made == fonts.subset_font(data, "éŽЖ")
    assert len(made) < 16_000
    font = TTFont(io.BytesIO(made))
    assert font.flavor == "woff2"
    assert {ord("é"), ord("Ж"), ord("a"), 0x2019, 0x2011} <= set(font.getBestCmap())
    assert ord("ж") not in font.getBestCmap()
    assert {"onum", "liga", "tnum"} <= {
        entry.FeatureTag for entry in font["GSUB"].table.FeatureList.FeatureRecord
    }
    assert "Source" not in font["name"].getDebugName(1)


def test_a_part_has_its_characters_alone(shelf):
    name = "assets/fonts/sans-400.woff2"
    data = (bundled_templates() / name).read_bytes()
    view = fonts.FontView(file=name, characters="Łř", basic=False)
    made = fonts.render(Task(output="x", format="font", view=view), shelf(templates={name: data})).data
    assert set(TTFont(io.BytesIO(made)).getBestCmap()) == {ord("Ł"), ord("ř")}


def test_characters_of_data_stand_apart():
    found = fonts.divided(["Žofia"], ["Łódź, Žilina", "ÀÁÂÃÄ"])
    assert found == fonts.Characters(shown="Ž", apart="ÀÁÂÃÄóŁź")


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ("ÀÁÂÃÄÅÆ", "ÀÁÂÃÄÅÆ"),  # too few
        ("ÀÁÂÃÄÅÆḈ", "́"),  # a mark goes with the letter before it
        ("ÀÁÂÃÄÅÆÇمدينة", "ةدمني"),  # letters that are joined with their neighbours
    ],
)
def test_what_stays_with_the_texts(names, shown):
    assert fonts.divided([], [names]).shown == "".join(sorted(shown))


def test_characters_of_texts():
    assert fonts.characters_of(["Žofia é", "abc\n\ufdd0r1\ufdd1é"]) == "éŽ"
