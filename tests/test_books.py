"""Guides and reports: their pages, their numbers, their PDFs, and edits that renumber them."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pikepdf
import pytest

from tests.support.pdf_text import page_texts
from tests.support.sites import TestSite

SOURCE = Path(__file__).parent / "sites" / "handbook"
GUIDE = "content/guides/ringing"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> TestSite:
    """The handbook, built with its PDFs."""
    made = TestSite(tmp_path_factory.mktemp("handbook") / "site")
    shutil.copytree(SOURCE, made.root)
    report = made.build(pdf=True)
    assert report.published, made.told(report.diagnostics)
    assert made.told(report.diagnostics) == ""
    return made


@pytest.fixture(scope="module")
def output(site: TestSite) -> dict[str, bytes]:
    return site.output()


@pytest.fixture(scope="module")
def pages(site: TestSite) -> list[str]:
    texts = page_texts(site.root / "output/guides/ringing/ringing.pdf")
    return [re.sub(r"\s+", " ", text.replace("\u00ad", "")) for text in texts]


def words(output: dict[str, bytes], page: str) -> str:
    """The words of a page's main part."""
    main = output[page].decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", main))


def test_books_and_chapters_have_pages(output):
    assert {
        "guides/index.html",
        "guides/ringing/index.html",
        "guides/ringing/before/index.html",
        "guides/ringing/in-the-hand/index.html",
        "guides/ringing/a-forms/index.html",
        "guides/ringing/ringing.pdf",
        "guides/ringing/card.png",
        "reports/index.html",
        "reports/year/index.html",
        "reports/year/year.pdf",
    } <= set(output)


def test_the_title_page_has_contents_figures_and_imprint(output):
    text = words(output, "guides/ringing/index.html")
    for part in (
        "Second edition",
        "Before you go",
        "1.2 Permits",
        "Annex A: Forms",
        "Figure 1.1 A net on its poles",
        "Table 1.1 Nets by month",
        "Ines Harker (2026): Ringing by the sea: A guide for new wardens.",
        "978-0-00-000000-2",
    ):
        assert part in text


def test_links_within_a_book_call_chapters_sections_figures_and_tables_by_number(output):
    before = words(output, "guides/ringing/before/index.html")
    assert "see Figure 1.1 and Table 1.1" in before
    assert "Then go on with Section 2.1" in before
    hand = words(output, "guides/ringing/in-the-hand/index.html")
    assert re.search(r"As Chapter 1 says", hand)
    assert "looks like: Figure 1.1" in hand


def test_footnotes_are_numbered_through_the_book(output):
    numbers = [
        re.findall(r'role="doc-noteref"[^>]*>(\d+)<', output[f"guides/ringing/{page}index.html"].decode())
        for page in ("", "before/", "in-the-hand/")
    ]
    assert numbers == [["1"], ["2"], ["3"]]


def test_chapters_lead_on_and_back(output):
    page = output["guides/ringing/before/index.html"].decode()
    assert re.search(r'href="../index.html" rel="prev"', page)
    assert re.search(r'href="../in-the-hand/index.html" rel="next"', page)


def test_structured_data_tells_books_reports_and_chapters(output):
    def graph(page: str) -> dict[str, dict[str, object]]:
        [script] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', output[page].decode())
        return {node["@type"]: node for node in json.loads(script)["@graph"]}

    book = graph("guides/ringing/index.html")["Book"]
    assert book["isbn"] == "978-0-00-000000-2"
    assert book["sameAs"] == "https://doi.org/10.5555/ringing"
    assert [part["name"] for part in book["hasPart"]] == ["Before you go", "In the hand", "Forms"]
    chapter = graph("guides/ringing/before/index.html")["Chapter"]
    assert (chapter["position"], chapter["isPartOf"]["name"]) == ("1", "Ringing by the sea")
    assert "Report" in graph("reports/year/index.html")


def test_books_stand_in_feed_sitemap_and_tags(output):
    assert b"Ringing by the sea" in output["feed.xml"]
    assert b"/guides/ringing/in-the-hand/" in output["sitemap.xml"]
    tag = words(output, "tags/ringing/index.html")
    assert "Ringing by the sea" in tag
    assert "In the hand" in tag


def test_the_pdf_is_a_book(pages):
    assert "Ringing by the sea" in pages[0]
    imprint, contents = pages[1], pages[2]
    for part in ("ISBN", "doi.org/10.5555/ringing", "CC BY 4.0", "The Old Hide, Withy"):
        assert part in imprint
    assert re.search(r"List of figures.*1\.1 A net on its poles.*List of tables.*A\.1 A sheet", contents)
    assert "Withy Marsh Bird Observatory" in pages[-1]


def test_contents_name_the_pages_on_which_chapters_open(pages):
    contents = pages[2]
    for title in ("Before you go", "In the hand", "Forms"):
        found = re.search(rf"{title}[ .]+(\d+)", contents)
        assert found
        assert title in pages[int(found[1]) - 1]


def test_running_heads_name_book_and_chapter(pages):
    page = next(page for page in pages if "For small birds" in page)
    assert "Ringing by the sea" in page
    assert re.search(r"2\s+In the hand", page)


def test_bookmarks_have_chapters_and_sections(site):
    with pikepdf.open(site.root / "output/guides/ringing/ringing.pdf") as document:
        with document.open_outline() as outline:
            [cover] = outline.root
            titles = [entry.title for entry in cover.children]
            second = next(entry for entry in cover.children if entry.title == "2 In the hand")
            assert [entry.title for entry in second.children] == ["2.1 Holding"]
        assert titles[:5] == ["Imprint", "Contents", "List of figures", "List of tables", "About this guide"]
        assert titles[-1] == "A Forms"


def test_a_broad_table_has_a_turned_sheet(site):
    with pikepdf.open(site.root / "output/guides/ringing/ringing.pdf") as document:
        boxes = [page.mediabox for page in document.pages]
    assert [box[2] > box[3] for box in boxes].count(True) == 1


def test_a_book_in_one_text_has_its_headings_as_chapters(site, output):
    text = words(output, "reports/year/index.html")
    assert "1 Arrivals" in text
    assert "2 Departures" in text
    pages = page_texts(site.root / "output/reports/year/year.pdf")
    assert any("Departures" in page and "Contents" in page for page in pages)


EDITS = {
    "a chapter moved": {
        f"{GUIDE}/01-before.md": None,
        f"{GUIDE}/03-before.md": (SOURCE / f"{GUIDE}/01-before.md").read_text(encoding="utf-8"),
        f"{GUIDE}/02-in-the-hand.md": (SOURCE / f"{GUIDE}/02-in-the-hand.md")
        .read_text(encoding="utf-8")
        .replace("01-before", "03-before"),
    },
    "counted through the book": {
        f"{GUIDE}/index.md": (SOURCE / f"{GUIDE}/index.md")
        .read_text(encoding="utf-8")
        .replace("tags:", "figure_numbers: book\nsection_numbers: 0\ntags:")
    },
    "a chapter withdrawn": {
        f"{GUIDE}/a-forms.md": (SOURCE / f"{GUIDE}/a-forms.md")
        .read_text(encoding="utf-8")
        .replace("kind: annex", "kind: annex\ndraft: true")
    },
    "a figure more": {
        f"{GUIDE}/01-before.md": (SOURCE / f"{GUIDE}/01-before.md")
        .read_text(encoding="utf-8")
        .replace("## Nets\n", "## Nets\n\n/// figure | A pole\n    src: net.svg\n    alt: A pole.\n///\n")
    },
}


@pytest.mark.parametrize("name", EDITS)
def test_incremental_equals_clean(name: str, tmp_path: Path) -> None:
    made, clean = TestSite(tmp_path / "site"), TestSite(tmp_path / "clean")
    for one in (made, clean):
        shutil.copytree(SOURCE, one.root)
    made.build()
    made.write(EDITS[name])
    report = made.build()
    assert report.published, made.told(report.diagnostics)
    assert clean.write(EDITS[name]).build().published
    assert made.output() == clean.output()


def test_a_moved_chapter_is_numbered_anew(tmp_path):
    site = TestSite(tmp_path / "site")
    shutil.copytree(SOURCE, site.root)
    site.write(EDITS["a chapter moved"]).build()
    output = site.output()
    assert "As Chapter 2 says" in words(output, "guides/ringing/in-the-hand/index.html")
    assert "see Figure 2.1 and Table 2.1" in words(output, "guides/ringing/before/index.html")
    assert "Figure 1.1 works for wrens" in words(output, "guides/ringing/in-the-hand/index.html")


FAULTY = """\
---
title: By the sea
isbn: 978-0-00-000000-3
doi: 5555/ringing
figure_numbers: section
edtion: second
---

See [](02-nowhere.md).

/// practice | A winter
    place: Withy
    link: ../nowhere.md
///
"""


def test_faults_of_a_book_are_told_at_their_place(tmp_path):
    site = TestSite(tmp_path / "site")
    shutil.copytree(SOURCE, site.root)
    site.write({"content/guides/faulty.md": FAULTY})
    found = [(one.code, one.span.line, one.span.column) for one in site.check()]
    assert found == [
        ("invalid-value", 3, 7),
        ("invalid-value", 4, 6),
        ("invalid-value", 5, 17),
        ("unknown-key", 6, 1),
        ("broken-link", 9, 8),
        ("broken-link", 13, 11),
    ]


def test_a_draft_of_a_book_does_not_show_through_its_chapters(tmp_path):
    site = TestSite(tmp_path / "site")
    shutil.copytree(SOURCE, site.root)
    index = (SOURCE / f"{GUIDE}/index.md").read_text(encoding="utf-8")
    site.write({f"{GUIDE}/index.md": index.replace("tags:", "draft: true\ntags:")})
    site.write({"content/index.md": "Our [reports](reports/).\n"})
    assert site.build().published
    assert not [name for name in site.output() if name.startswith("guides/")]


def test_headings_of_tables_say_what_they_head(site):
    with pikepdf.open(site.root / "output/guides/ringing/ringing.pdf") as document:
        scopes = [
            str(one.A.Scope)
            for one in document.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/TH"
        ]
    assert len(scopes) == 2 + 11
    assert set(scopes) == {"/Column"}


def test_running_heads_are_artifacts(site):
    with pikepdf.open(site.root / "output/guides/ringing/ringing.pdf") as document:
        page = document.pages[5]
        marks = [
            operands
            for operands, operator in pikepdf.parse_content_stream(page.obj)
            if str(operator) == "BDC" and str(operands[0]) == "/Artifact"
        ]
        assert len(marks) == 4  # the book, the chapter, the publisher, the folio
        assert {str(one[1].Type) for one in marks} == {"/Pagination"}
