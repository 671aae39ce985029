"""The PDF of an issue, read back."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from obsite.outputs import pdf, views
from obsite.outputs.print_text import (
    balanced,
    bare_url,
    direction,
    drop_cap,
    set_columns,
    shift_headings,
    wide_across,
)
from obsite.outputs.print_theme import plain_colours, theme_sheet
from obsite.outputs.theme import FontFaceView, FontRoleView, ThemeView
from tests.support.printing import (
    ADDRESS,
    DAY,
    WORDS,
    Theme,
    article,
    body,
    issue,
    make,
    marker,
    needs_pango,
    printed,
)

pytestmark = needs_pango


@pytest.fixture(scope="module")
def rendered():
    return printed(issue())


@pytest.fixture(scope="module")
def document(rendered):
    with pikepdf.open(io.BytesIO(rendered.data)) as opened:
        yield opened


@pytest.fixture(scope="module")
def pages(rendered, tmp_path_factory):
    """The text of each page."""
    path = tmp_path_factory.mktemp("pdf") / "three.pdf"
    path.write_bytes(rendered.data)
    run = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
    return run.stdout.split("\f")[:-1]


def outline(document):
    with document.open_outline() as found:
        return [item.title for item in found.root] + [
            child.title for item in found.root for child in item.children
        ]


def annotations(document):
    return [note for page in document.pages for note in page.get("/Annots", [])]


def elements(document):
    waiting, found = [document.Root.StructTreeRoot], []
    while waiting:
        element = waiting.pop()
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                found.append(kid)
                waiting.append(kid)
    return found


def test_facts_are_pages_and_the_size_as_it_is_told(rendered, document):
    assert rendered.facts == {"pages": len(document.pages), "bytes": round(len(rendered.data), -3)}
    assert rendered.facts["bytes"] < 200_000


def test_nothing_is_complained_of(rendered):
    assert rendered.diagnostics == ()


def test_reads_as_it_was_written(pages):
    whole = re.sub(r"\s+", " ", " ".join(pages))
    for words in (
        "Lights, counted",
        "Contents",
        "Ada Lum",
        "A heading",
        "Each dot is a light.",
        "Star Office",
    ):
        assert words in whole


def test_contents_name_the_pages(pages):
    contents = next(page for page in pages if "Contents" in page)
    for title in ("The first of two", "The second, with notes"):
        entry = re.search(rf"{title}[ .]+(\d+)", contents)
        assert entry
        assert title in re.sub(r"\s+", " ", pages[int(entry[1]) - 1])


def test_running_heads_and_folios(pages):
    assert "The Observatory" in pages[1]
    assert re.search(r"Newsletter 3 · 19 June 2019\s+2\s*$", pages[1])
    assert "Newsletter 3 ·" not in pages[0]


def test_notes_stand_on_the_page_of_their_call(pages):
    page = next(page for page in pages if ADDRESS in page)
    assert "The second, with notes" in re.sub(r"\s+", " ", page)
    assert re.search(rf"1\.\s+Partnerships: {re.escape(ADDRESS)}", page)


def test_outline_has_every_heading(document):
    titles = outline(document)
    assert titles[0] == "Lights, counted"
    assert {"Contents", "The first of two", "The second, with notes"} <= set(titles)


def test_page_labels(document):
    numbers = document.Root.PageLabels.Nums
    assert str(numbers[1].P) == "Cover"
    assert [int(numbers[2]), int(numbers[3].St)] == [1, 2]


def test_links_lead_inwards_and_outwards(document):
    links = annotations(document)
    outwards = {str(link.A.URI) for link in links if "/A" in link and "/URI" in link.A}
    inwards = {str(link.Dest) for link in links if "/Dest" in link}
    assert ADDRESS in outwards
    assert "first" in inwards
    assert not [address for address in outwards if "obsite.invalid" in address]


def test_metadata_comes_from_the_issue(document):
    info = document.docinfo
    assert str(info["/Title"]) == "Lights, counted"
    assert str(info["/Author"]) == "Star Office"
    assert str(info["/Keywords"]) == "light"
    assert str(info["/CreationDate"]).startswith(f"D:{DAY:%Y%m%d}") or str(info["/CreationDate"]).startswith(
        "2019"
    )
    assert str(document.Root.Lang) == "en"
    assert b"pdfuaid:part" in document.Root.Metadata.read_bytes()


def test_tags_follow_the_text(document):
    kinds = [str(element.S).lstrip("/") for element in elements(document)]
    assert kinds.count("H1") == 1
    assert {"H2", "H3", "P", "L", "LI", "Table", "TH", "Figure", "Link"} <= set(kinds)
    figures = [element for element in elements(document) if element.S == "/Figure"]
    assert sorted(str(figure.Alt) for figure in figures) == ["A light", "Each dot is a light."]


def test_fonts_are_embedded_and_subset(rendered, tmp_path):
    path = tmp_path / "three.pdf"
    path.write_bytes(rendered.data)
    listed = subprocess.run(
        ["pdffonts", path], capture_output=True, text=True, check=True
    ).stdout.splitlines()[2:]
    assert listed
    for line in listed:
        assert re.match(r"[A-Z]{6}\+Observatory", line), line
        assert line.split()[-5:-2] == ["yes", "yes", "yes"]


@pytest.mark.slow
def test_same_bytes_in_another_process_and_hash_seed(rendered):
    code = (
        "import hashlib; from tests.support.printing import issue, printed;"
        "print(hashlib.sha256(printed(issue()).data).hexdigest())"
    )
    paths = os.pathsep.join([str(Path(__file__).parents[3]), *sys.path])
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": paths, "TZ": "Asia/Tokyo"}
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    assert run.stdout.strip() == hashlib.sha256(rendered.data).hexdigest()


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/x.png",
        "file:///etc/passwd",
        "/etc/passwd",
        "https://obsite.invalid/etc/passwd",
    ],
)
def test_nothing_but_declared_files_is_read(address):
    theme = Theme()
    view = issue(articles=(article("first", "Alone", body=body(f'<p><img src="{address}" alt="No"></p>')),))
    found = printed(view, theme).diagnostics
    assert any("not a file of this site" in finding.message for finding in found)
    assert all(kind == "template" for kind, _ in theme.asked)


def test_a_picture_that_cannot_be_read_is_told():
    picture = make(views.PictureView, alt="Broken", source="content/broken.png", width=1, height=1)
    figure = views.FigureView(picture=picture, caption="", credit="", width="text")
    block = views.BlockView(name="figure", argument="", html="", data=figure)
    view = issue(articles=(article("first", "Alone", body=body("\ufdd0b0\ufdd1", blocks=(block,))),))
    found = printed(view, Theme(**{"content/broken.png": b"no picture"})).diagnostics
    assert any("broken.png" in finding.message for finding in found)


def test_a_character_that_no_font_of_the_theme_has_is_told():
    view = issue(articles=(article("first", "Alone", body=body("<p>A word: 観測</p>")),))
    assert "missing-glyph" in {finding.code for finding in printed(view).diagnostics}


def test_an_issue_in_one_file():
    headings = tuple(views.HeadingView(level=2, anchor=f"part-{n}", text=f"Part {n}") for n in range(4))
    text = "".join(
        f'<h2 id="part-{n}">Part {n}</h2><p>Words</p><pre><code>{"x" * 300}</code></pre>' for n in range(4)
    )
    view = issue(articles=(), cover=None, editor=None, editorial=body(text, headings=headings))
    rendered = printed(view)
    assert rendered.diagnostics == ()
    assert rendered.facts["pages"] >= 2


def test_a_bare_issue_has_a_cover_and_a_text():
    rendered = printed(issue(articles=(), cover=None, editor=None, editorial=body("<p>Words.</p>")))
    assert rendered.diagnostics == ()


def test_balanced_headlines_keep_their_words():
    assert balanced("Ten regions, five problems in common", 11).count("line") == 2
    assert "five</span> <span" in balanced("Ten regions, five problems in common", 11)
    assert balanced("A & B", 20) == '<span class="line">A &amp; B</span>'
    assert balanced("東京観測所月報特別号", 5) == "東京観測所月報特別号"


def test_columns_are_cut_at_blocks_across():
    html = set_columns("<p>a</p><h3>H</h3>\n<!--across--><figure></figure><!--/across--><p>b</p>")
    assert html == (
        '<div class="run"><p>a</p></div><div class="together"><h3>H</h3>\n<figure></figure></div>'
        '<div class="run"><p>b</p></div>'
    )
    nested = "<ul><li>a<!--across--><figure></figure><!--/across--></li></ul>"
    assert set_columns(nested) == f'<div class="run">{nested}</div>'


def test_wide_tables_and_code_stand_across_the_columns():
    table = "<table><tr>{}</tr></table>"
    wide, narrow = table.format("<td>1</td>" * 9), table.format("<td>1</td>" * 3)
    region = f'<section class="table-scroll" tabindex="0">{wide}</section>'
    code = f"<pre><code>{'x' * 60}</code></pre>"
    assert wide_across(f"<p>a</p>{region}{narrow}") == f"<p>a</p><!--across-->{region}<!--/across-->{narrow}"
    assert wide_across(code) == f"<!--across-->{code}<!--/across-->"
    assert wide_across("<pre>short</pre>") == "<pre>short</pre>"
    figure = f"<!--across--><figure>{wide}</figure><!--/across-->"
    assert wide_across(figure) == figure


@pytest.mark.parametrize("before", [1, 2])
def test_a_picture_leaves_no_hole_in_columns(tmp_path, before):
    picture = make(views.PictureView, alt="A light", source="content/lights.svg", width=40, height=38)
    figure = views.FigureView(picture=picture, caption="Placed", credit="", width="text")
    block = views.BlockView(name="figure", argument="Placed", html="", data=figure, kind="figure", number="1")
    html = f"<p>{WORDS}</p>" * before + marker("b", 0) + "<p>Afterwards come short paragraphs.</p>" * 30
    path = tmp_path / "placed.pdf"
    view = issue(articles=(article("first", "The first", body=body(html, blocks=(block,))),))
    path.write_bytes(printed(view).data)
    run = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, text=True, check=True)
    page = next(page for page in run.stdout.split("<page ") if ">Afterwards<" in page)
    words = re.findall(
        r'xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>(?:Afterwards|paragraphs\.|them\.|Placed)<', page
    )
    lowest = [
        max(float(top) for left, top in words if (float(left) > 300) is right) for right in (False, True)
    ]
    assert abs(lowest[0] - lowest[1]) < 80


def test_direction_follows_the_language_of_the_issue():
    assert [direction(lang) for lang in ("en", "ar", "he-IL", "")] == ["ltr", "rtl", "rtl", "ltr"]
    assert drop_cap("<p>\u062c\u062f\u0648\u0644</p>") == "<p>\u062c\u062f\u0648\u0644</p>"


def test_an_endless_word_of_a_headline_may_be_hyphenated():
    assert balanced("Donaudampfschifffahrtsgesellschaft tagt", 10).startswith('<span class="endless">')


def test_text_filters():
    assert shift_headings('<h2 id="x">A</h2><h6>B</h6>') == '<h3 id="x">A</h3><h6>B</h6>'
    assert drop_cap("<p>Before</p>") == '<p><span class="drop-cap">B</span>efore</p>'
    assert drop_cap("<ul><li>Before</li></ul>") == "<ul><li>Before</li></ul>"
    assert bare_url("https://www.example.org/") == "example.org"


def test_a_site_sets_the_colours_and_fonts_of_paper():
    role = FontRoleView(role="text", family="House", faces=(FontFaceView(file="serif-text-400.woff2"),))
    theme = ThemeView(light=(("ember", "#00aa00"), ("ink", "#000}")), fonts=(role,))
    sheet = theme_sheet(theme, "https://origin")
    assert '--font-text:"House",serif' in sheet
    assert "--ink:#000;" in sheet
    assert "--night-rule:#3d" in sheet
    assert sheet.count("}") == 2
    assert 'url("https://origin/assets/fonts/serif-text-400.woff2")' in sheet
    assert plain_colours(theme)["ember"] == "#00aa00"


def test_a_picture_fills_the_head_of_a_cover():
    picture = make(views.PictureView, alt="Waves", source="content/lights.svg", width=40, height=20)
    html, faults = pdf.compose(pdf.Print(page=issue(cover=None, image=picture)), Theme())
    assert not faults
    assert html.count('class="cover-picture"') == 1  # a class of the picture alone, not of the page
