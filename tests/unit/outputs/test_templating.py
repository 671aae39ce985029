"""Rendering a template: its functions, its filters, and what its author is told when it fails."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import pytest

from obsite.markup.body import marker
from obsite.outputs.closure import bundled_templates
from obsite.outputs.desk import Setting
from obsite.outputs.environments import Shelf
from obsite.outputs.medium import Medium
from obsite.outputs.templating import render_template
from obsite.outputs.views import (
    BlockView,
    BodyView,
    NoteView,
    PictureView,
    SourceSetView,
    TargetView,
)

EMPTY = BodyView()
FIXED = {
    "strings/en.yaml": b"""
note_call: Note {number}
note_back: Back
deep:
  pages: {one: '{count} page', other: '{count} pages'}
""",
    "macros/picture.html": b"""
{% macro picture(view) %}
<img src='{{ href(view.route) }}' alt='{{ view.alt }}' loading='{{ loading() }}' srcset='
{%- for one in view.widths %}{{ href(one.route) }} {{ one.width }}w {% endfor %}'>
{% endmacro %}
""",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    title: str = "Six & seven"
    body: BodyView = EMPTY
    start: dt.date = dt.date(2019, 7, 22)
    end: dt.date = dt.date(2019, 7, 26)


def setting(route="/issues/x/", lang="en", medium=Medium.WEB, root="", **templates):
    files = {name.replace("__", "/") + ".html": text.encode() for name, text in templates.items()}

    def source(name):
        if name in files:
            return files[name]
        path = bundled_templates() / name
        return path.read_bytes() if name.endswith("macros/notes.html") and path.is_file() else FIXED.get(name)

    return Setting(
        route=route,
        lang=lang,
        templates=source,
        medium=medium,
        root=root,
        facts=lambda output: {"pages": 12, "bytes": 640_000},
    )


def rendered(template, page=Page(), **options):
    text, found = render_template("page.html", page, setting(page=template, **options))
    assert found == ()
    return text


def fault(template, page=Page(), **options):
    text, found = render_template("page.html", page, setting(page=template, **options))
    assert text == ""
    return found[0]


def test_text_is_escaped():
    assert rendered("{{ page.title }}") == "Six &amp; seven"


def test_dates_are_worded_in_the_language_of_the_page():
    template = "{{ page.start|date_long }} {{ date_range }}{{ page.start|date_range(page.end) }}".replace(
        "{{ date_range }}", ""
    )
    assert rendered(template) == "22 July 2019 22–26 July 2019"
    assert rendered("{{ page.start|date_long }}", lang="fr") == "22 juillet 2019"
    assert rendered('{{ page.start|date_long(lang="de") }}') == "22. Juli 2019"


def test_macros_imported_without_context_know_the_page_language_and_addresses():
    macro = "{% macro at(day) %}{{ day|month_year }} {{ href('/') }}{% endmacro %}"
    template = "{% from 'm.html' import at %}{{ at(page.start) }}"
    assert rendered(template, m=macro, lang="fr") == "juillet 2019 ../../index.html"


def test_pdf_facts():
    facts = "{% set pdf = pdf_facts('x.pdf') %}{{ pdf.pages }} {{ pdf.bytes }} {{ pdf.size_text }}"
    assert rendered(facts) == "12 640000 640\u00a0kB"


def test_undefined_field_says_what_was_meant():
    found = fault("<p>\n{{ page.titel }}")
    assert (found.code, found.span.path, found.span.line, found.span.column) == (
        "template-undefined",
        "templates/page.html",
        2,
        9,
    )
    assert "`title`" in found.help


def test_undefined_name_says_what_was_meant():
    assert "`page`" in fault("{{ pages.title }}").help


def test_fault_in_an_included_template_is_placed_there():
    found = fault("{% include 'part.html' %}", part="\n\n{{ page.nothing }}")
    assert (found.span.path, found.span.line) == ("templates/part.html", 3)


def test_fault_in_a_block_template_is_placed_there():
    body = BodyView(html=marker("b", 0), blocks=(BlockView(name="note", argument="", html="", data=Page()),))
    found = fault("{{ body(page.body) }}", Page(body=body), blocks__note="\n{{ data.wrong }}")
    assert (found.span.path, found.span.line) == ("templates/blocks/note.html", 2)


@pytest.mark.parametrize(
    ("template", "code", "line"),
    [
        ("\n{% if %}", "template-syntax", 2),
        ("\n{{ page.title|date_lung }}", "template-syntax", 2),
        ("\n{% include 'none.html' %}", "missing-template", 2),
        ("\n{{ 1 // 0 }}{{ page.title.x() }}", "template-error", 2),
        ("\n\n{{ t('no.such.key') }}", "template-undefined", 3),
    ],
)
def test_faults_have_code_and_line(template, code, line):
    found = fault(template)
    assert (found.code, found.span.line) == (code, line)


def test_unknown_filter_says_what_was_meant():
    assert "`date_long`" in fault("{{ page.start|date_lang }}").help


def test_strings_fall_back_to_english():
    assert rendered("{{ t('note_call', number=3) }}", lang="xx") == "Note 3"


def test_a_damaged_catalogue_does_not_fail_on_every_page(monkeypatch):
    """What is wrong with it is told once, before anything is rendered."""
    monkeypatch.setitem(FIXED, "strings/en.yaml", b"a: [")
    assert rendered("{{ t('a') }}") == "a"


def test_strings_have_plural_forms_and_nested_keys():
    assert rendered("{{ t('deep.pages', count=1) }}, {{ t('deep.pages', count=2) }}") == "1 page, 2 pages"
    assert fault("{{ t('deep.pages') }}").code == "template-undefined"


BODY = BodyView(
    html=(
        f'<h2 id="why">Why</h2>\n<p>See <a href="{marker("r", 0)}">this</a>{marker("f", 0)} and '
        f'<a href="{marker("r", 1)}">{marker("t", 1)}</a>.</p>\n<ul>\n<li>One{marker("f", 1)}</li>\n</ul>\n'
        f"{marker('p', 0)}{marker('b', 0)}<p>End</p>"
    ),
    targets=(TargetView(href="#why"), TargetView(href="/events/turin/#when", text="Turin & co")),
    pictures=(
        PictureView(
            route="/issues/x/a-800.png",
            width=800,
            height=600,
            alt='A "map"',
            widths=(
                SourceSetView(route="/issues/x/a-400.png", width=400),
                SourceSetView(route="/issues/x/a-800.png", width=800),
            ),
            webp=(SourceSetView(route="/issues/x/a-800.webp", width=800),),
        ),
    ),
    notes=(
        NoteView(
            number=4, anchor="note-4", html=f'<p>First <a href="{marker("r", 1)}">{marker("t", 1)}</a></p>'
        ),
        NoteView(number=5, anchor="note-5", html="<p>Second</p>"),
    ),
    blocks=(BlockView(name="box", argument="Title", html=f"<p>In{marker('f', 0)} it</p>", data=Page()),),
)
BOX = "<div>{{ block.argument }}: {{ content }}</div>"


def test_links_are_relative_and_texts_filled():
    html = rendered("{{ body(page.body) }}", Page(body=BODY), blocks__box=BOX)
    assert '<a href="#why">this</a>' in html
    assert '<a href="../../events/turin/index.html#when">Turin &amp; co</a>' in html


def test_notes_follow_the_paragraph_or_stand_in_the_item():
    html = rendered("{{ body(page.body) }}", Page(body=BODY), blocks__box=BOX)
    assert '.</p><aside class="sidenote" id="note-4"' in html
    assert "First <a" in html
    assert html.index("One<sup") < html.index('id="note-5"') < html.index("</li>")
    assert html.count('id="note-4"') == 1
    assert html.count('id="note-4-call"') == 1


def test_pictures_have_sizes_and_only_the_first_loads_at_once():
    html = rendered("{{ body(page.body) }}{{ body(page.body) }}", Page(body=BODY), blocks__box=BOX)
    assert "srcset='a-400.png 400w a-800.png 800w '" in html
    assert "alt='A &#34;map&#34;'" in html
    assert html.count("loading='eager'") == 1
    assert html.count("loading='lazy'") == 1


def test_anchor_prefix_is_put_before_ids_and_links_to_them():
    html = rendered("{{ body(page.body) }}", Page(body=replace(BODY, anchor_prefix="a1-")), blocks__box=BOX)
    assert '<h2 id="a1-why">' in html
    assert '<a href="#why">this</a>' in html  # targets of a view are complete
    assert 'href="#note-4"' in html
    assert 'id="note-4"' in html


def test_print_puts_notes_into_the_sentence():
    html = rendered("{{ body(page.body) }}", Page(body=BODY), blocks__box=BOX, medium=Medium.PRINT)
    assert '<span class="footnote" id="note-4" data-number="4">First <a' in html
    assert "<aside" not in html
    assert html.count('id="note-4"') == 1


def test_feed_closes_with_its_notes_and_has_absolute_links():
    html = rendered(
        "{{ body(page.body) }}",
        Page(body=BODY),
        blocks__box=BOX,
        medium=Medium.FEED,
        root="https://example.org/a/",
    )
    assert 'href="https://example.org/a/events/turin/#when"' in html
    assert html.rstrip().endswith("</ol>")
    assert "<aside" not in html


def test_print_templates_come_first_in_print():
    templates = {"blocks__box": BOX, "print__blocks__box": "<b>{{ content }}</b>"}
    assert "<b><p>In" in rendered("{{ body(page.body) }}", Page(body=BODY), medium=Medium.PRINT, **templates)
    assert "<b><p>In" not in rendered("{{ body(page.body) }}", Page(body=BODY), **templates)


def test_an_environment_that_is_kept_shows_each_page_its_own():
    shelf = Shelf(kept={}, key="same templates")
    source = "{% from 'macros/here.html' import here %}{{ here() }} {{ t('hello') }} {{ href('/a/') }} {{ loading() }}"
    words = {"strings/en.yaml": b"hello: Hello", "strings/de.yaml": b"hello: Hallo"}
    texts = []
    for route, lang in (("/a/", "en"), ("/b/c/", "de"), ("/a/", "en")):
        macro = "{% set at = route %}{% macro here() %}{{ at }}{% endmacro %}"
        one = setting(route=route, lang=lang, page=source, macros__here=macro)
        one = replace(one, templates=lambda name, one=one: words.get(name) or one.templates(name))
        kept, _ = render_template("page.html", Page(), replace(one, shelf=shelf))
        assert (kept, ()) == render_template("page.html", Page(), one)
        texts.append(kept)
    assert texts == ["/a/ Hello index.html eager", "/b/c/ Hallo ../../a/index.html eager", texts[0]]
    assert len(shelf.kept["environments"]) == 1


def test_an_environment_in_which_a_template_failed_is_not_kept():
    shelf = Shelf(kept={}, key="x")
    text, found = render_template("page.html", Page(), replace(setting(page="{{ nothing }}"), shelf=shelf))
    assert not text
    assert found
    assert not shelf.kept["environments"]
