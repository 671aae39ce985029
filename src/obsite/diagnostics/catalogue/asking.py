"""Codes about what texts ask of the data: blocks that show it, and numbers in prose."""

from __future__ import annotations

from obsite.diagnostics.catalogue.entry import Entry
from obsite.diagnostics.model import Severity

ENTRIES = (
    Entry(
        code="undrawable-chart",
        severity=Severity.ERROR,
        headline="A chart cannot be drawn.",
        why="Pages that show it would have nothing in its place.",
        example="vegalite: wheel.json, with a mark that Vega-Lite does not have",
        cure="Correct the specification; the editor at vega.github.io shows where it fails.",
    ),
    Entry(
        code="unsuitable-chart",
        severity=Severity.ERROR,
        headline="A preset does not suit what it is to draw.",
        why="Shares of rates, or of codes that overlap, add up to nothing; a chart of them misleads.",
        example="preset: composition, of an unemployment rate",
        cure="Choose a preset that sets values side by side, or an indicator of amounts.",
    ),
    Entry(
        code="invalid-expression",
        severity=Severity.ERROR,
        headline="A number in the text is asked for in a way that cannot be understood.",
        why="The text would show the expression instead of the number.",
        example='{{ value("unemployment-rate", region=ES13) }}',
        cure='Write names and codes in quotation marks: {{ value("unemployment-rate", region="ES13") }}.',
    ),
    Entry(
        code="missing-value",
        severity=Severity.ERROR,
        headline="A number is asked for that the table does not have.",
        why="There is nothing to put in its place; a missing value is not zero.",
        example='{{ value("unemployment-rate", region="ES13", year=1950) }}',
        cure="Choose a period and a code that the table has, or write the sentence without the number.",
    ),
    Entry(
        code="unknown-expression",
        severity=Severity.WARNING,
        headline="There is a text between double braces that is no expression.",
        why="Readers would see the braces.",
        example='{{ valu("unemployment-rate") }}',
        cure="Correct the name of the function; to show braces, write them as code or after a backslash.",
    ),
)
