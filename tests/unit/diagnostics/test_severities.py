"""What the owner of a site and --strict may make of the severities."""

from dataclasses import replace

import pytest

from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Severity, Span
from obsite.diagnostics.severities import (
    apply_severities,
    condense_notes,
    has_errors,
    override_fault,
    summary,
)

BROKEN = finding("broken-link", "There is no x.md", Span(path="b.md"))
NO_ALT = finding("missing-alt", "No words", Span(path="a.md", line=9))
ACRONYM = finding("unexplained-acronym", "ESCP", Span(path="a.md", line=2))
SYNTAX = finding("template-syntax", "Unexpected end", Span(path="c.html"))
ALL = [BROKEN, NO_ALT, ACRONYM, SYNTAX]


def levels(overrides: dict[str, str], *, strict: bool = False) -> dict[str, str]:
    return {found.code: found.severity.value for found in apply_severities(ALL, overrides, strict=strict)}


def test_the_report_is_sorted_by_place():
    found = apply_severities(ALL, {})
    assert [diagnostic.code for diagnostic in found] == [
        "unexplained-acronym",
        "missing-alt",
        "broken-link",
        "template-syntax",
    ]


def test_strict_makes_errors_of_warnings_and_leaves_notes():
    assert levels({}, strict=True) == {
        "unexplained-acronym": "note",
        "missing-alt": "error",
        "broken-link": "error",
        "template-syntax": "error",
    }


def test_owners_lower_raise_and_silence():
    overrides = {"broken-link": "warning", "missing-alt": "off", "unexplained-acronym": "error"}
    assert levels(overrides) == {
        "unexplained-acronym": "error",
        "broken-link": "warning",
        "template-syntax": "error",
    }


@pytest.mark.parametrize(
    ("code", "level", "words"),
    [
        ("broken-link", "off", "not silenced"),
        ("broken-link", "note", "not silenced"),
        ("template-syntax", "warning", "always an error"),
        ("no-such-code", "off", "There is no diagnostic"),
        ("missing-alt", "loud", "cannot be `loud`"),
    ],
)
def test_what_owners_may_not_say_has_no_effect(code: str, level: str, words: str):
    assert words in override_fault(code, level)
    assert levels({code: level}) == levels({})


@pytest.mark.parametrize("level", ["error", "warning", "note", "off"])
def test_warnings_can_be_anything(level: str):
    assert override_fault("missing-alt", level) == ""


def test_notes_that_say_the_same_are_counted():
    notes = [replace(ACRONYM, span=Span(path=f"{number}.md")) for number in range(5)]
    found = condense_notes([*notes, NO_ALT, NO_ALT, BROKEN], keep=2)
    assert [(diagnostic.code, diagnostic.message) for diagnostic in found] == [
        ("unexplained-acronym", "ESCP"),
        ("unexplained-acronym", "ESCP (and in 3 more places)"),
        ("missing-alt", "No words"),
        ("missing-alt", "No words"),
        ("broken-link", "There is no x.md"),
    ]
    assert condense_notes(notes, keep=5) == notes


def test_has_errors():
    assert has_errors(ALL)
    assert not has_errors([NO_ALT, ACRONYM])
    assert [s.value for s in Severity] == ["error", "warning", "note"]


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ([], ""),
        ([BROKEN], "1 error"),
        ([NO_ALT, BROKEN, BROKEN, BROKEN], "3 errors and 1 warning"),
        ([ACRONYM, ACRONYM], "2 notes"),
        (ALL, "2 errors, 1 warning and 1 note"),
    ],
)
def test_summary(found: list, words: str):
    assert summary(found) == words
