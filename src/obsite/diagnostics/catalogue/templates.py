"""Codes about the theme's templates and fonts."""

from __future__ import annotations

from obsite.diagnostics.catalogue.entry import Entry
from obsite.diagnostics.model import Severity

ENTRIES = (
    Entry(
        code="template-syntax",
        severity=Severity.ERROR,
        headline="A template has a fault in its syntax.",
        why="No page that uses it can be made.",
        example="{% if page.title %}<h1>{{ page.title }}</h1>",
        cure="Correct the place the message names; each if, for and block needs its end.",
        firm=True,
    ),
    Entry(
        code="template-undefined",
        severity=Severity.ERROR,
        headline="A template uses a name that does not exist.",
        why="The place would stay empty on every page, and nobody would notice.",
        example="{{ page.titel }}",
        cure="Correct the name. The view of the page lists all that a template may use.",
        firm=True,
    ),
    Entry(
        code="template-error",
        severity=Severity.ERROR,
        headline="A template failed while a page was made.",
        why="The page cannot be made.",
        example="{{ page.date + 1 }}",
        cure="Correct the expression in the line the message names.",
        firm=True,
    ),
    Entry(
        code="missing-template",
        severity=Severity.ERROR,
        headline="A template is not there.",
        why="Another template extends, includes or imports it.",
        example='{% include "macros/cards.html" %}, when there is no such file',
        cure="Correct the name, or add the file to the site's folder templates/.",
        firm=True,
    ),
    Entry(
        code="missing-glyph",
        severity=Severity.WARNING,
        headline="A character is in none of the fonts.",
        why="The PDF would show an empty box in its place.",
        example="An emoji or a Chinese name in an issue set in a Latin font.",
        cure="Use another character, or add a font that has it to the theme.",
    ),
)
