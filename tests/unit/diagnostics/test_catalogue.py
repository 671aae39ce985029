"""The catalogue is complete and well formed."""

import re
from pathlib import Path

import pytest

from obsite.diagnostics import catalogue
from obsite.diagnostics.catalogue import CATALOGUE, ENTRIES, Entry, finding
from obsite.diagnostics.model import Related, Severity, Span


def test_codes_are_unique():
    assert len(ENTRIES) == len(CATALOGUE)


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.code)
def test_entries_say_all_there_is_to_say(entry: Entry):
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", entry.code)
    assert re.fullmatch(r"[A-Z].*\.", entry.headline)
    assert re.match(r"[A-Z]|obsite", entry.why)
    assert re.search(r"[.!:)]$", entry.cure) or entry.cure.endswith('"')
    assert entry.example


def test_every_code_that_is_emitted_has_an_entry():
    source = Path(catalogue.__file__).parents[2]
    emitted = re.compile(r'finding\(\s*"([a-z-]+)"|[( ]code="([a-z-]+)"')
    for path in source.rglob("*.py"):
        for found in emitted.finditer(path.read_text(encoding="utf-8")):
            assert (found[1] or found[2]) in ENTRIES, path


def test_only_errors_are_firm():
    assert all(entry.severity is Severity.ERROR for entry in CATALOGUE if entry.firm)


def test_a_finding_takes_its_severity_from_the_catalogue():
    related = (Related(message="there", span=Span(path="b.md")),)
    found = finding(
        "missing-alt", "The picture has no words", Span(path="a.md", line=3), "Describe it", related
    )
    assert found.severity is Severity.WARNING
    assert (found.message, found.help, found.related) == ("The picture has no words", "Describe it", related)


def test_a_code_without_an_entry_is_a_bug():
    with pytest.raises(KeyError):
        finding("no-such-code", "", Span(path="a.md"))
