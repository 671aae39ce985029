"""Pages and the closure of their templates."""

from __future__ import annotations

from obsite.engine.task import Task
from obsite.outputs import pages
from obsite.outputs.closure import template_closure
from obsite.outputs.medium import Medium

FILES = {
    "page.html": b"{% extends 'base.html' %}{% block x %}{{ body(page.body) }}{% endblock %}",
    "base.html": b"{% from 'macros/a.html' import a %}{% block x %}{% endblock %}",
    "macros/a.html": b"{% macro a() %}{% include ['print/b.html', 'c.html'] ignore missing %}{% endmacro %}",
    "blocks/figure.html": b"{% include 'd.html' %}",
    "print/blocks/button.html": b"",
    "d.html": b"",
    "strings/en.yaml": b"a: b",
}


def names(inputs, kind):
    return [entry.name for entry in inputs if entry.kind == kind]


def test_closure_follows_templates_blocks_and_strings():
    inputs = template_closure("page.html", FILES.get, lang="fr", blocks=["figure", "button"])
    assert names(inputs, "template") == [
        "base.html",
        "blocks/figure.html",
        "d.html",
        "macros/a.html",
        "page.html",
        "strings/en.yaml",
    ]
    assert "strings/fr.yaml" in names(inputs, "absent")
    assert "blocks/button.html" in names(inputs, "absent")


def test_closure_for_print_looks_below_print_first():
    inputs = template_closure(
        "page.html", FILES.get, lang="en", medium=Medium.PRINT, blocks=["figure", "button"]
    )
    assert "print/blocks/button.html" in names(inputs, "template")
    assert "blocks/button.html" not in [entry.name for entry in inputs]
    assert "print/blocks/figure.html" in names(inputs, "absent")


def test_closure_changes_with_the_text_of_a_part():
    changed = {**FILES, "d.html": b"x"}
    assert template_closure("page.html", FILES.get, lang="en") != template_closure(
        "page.html", changed.get, lang="en"
    )


def test_closure_survives_a_faulty_template():
    inputs = template_closure("x.html", {"x.html": b"{% if %}"}.get, lang="en")
    assert names(inputs, "template") == ["x.html"]


def test_page_is_rendered_from_its_view(shelf):
    view = pages.TemplatePage(template="p.html", route="/a/", lang="en", page="Text & more")
    task = Task(output="a/index.html", format="page", view=view)
    reader = shelf(templates={"p.html": b"{{ page }} {{ href('/') }} {{ medium }}"})
    assert pages.render(task, reader).data == b"Text &amp; more ../index.html web"
