"""The four forms of a report."""

import json as plain_json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from obsite.diagnostics.catalogue import CATALOGUE, finding
from obsite.diagnostics.model import Diagnostic, Related, Severity, Span
from obsite.diagnostics.printers import github, json, sarif, text
from obsite.diagnostics.printers.excerpt import MAX_WIDTH, cell_width

LINES = {
    "content/a.md": ["# Clusters", "", "See [the programme](../b.md) for more.", "\tA tab, 東京 and here"],
    "content/b.md": ["one"],
}


def span(line: int, column: int, end_column: int = 0, path: str = "content/a.md") -> Span:
    return Span(
        path=path, line=line, column=column, end_line=line if end_column else 0, end_column=end_column
    )


BROKEN = finding(
    "broken-link",
    "There is no file `../b.md`",
    span(3, 21, 28),
    "Did you mean `b.md`?",
    (Related(message="a file of this name is here", span=span(1, 1, path="content/b.md")),),
)


def test_a_finding_in_text():
    assert text.render([BROKEN], LINES.get) == (
        "content/a.md:3:21: error[broken-link]: There is no file `../b.md`\n"
        "3 | See [the programme](../b.md) for more.\n"
        "  |                     ^^^^^^^\n"
        "  = help: Did you mean `b.md`?\n"
        "  = note: content/b.md:1:1: a file of this name is here\n"
        "1 | one\n"
        "  | ^\n"
    )


def test_colour_only_when_asked():
    assert "\x1b" not in text.render([BROKEN], LINES.get)
    coloured = text.render([BROKEN], LINES.get, color=True)
    assert "\x1b[1;31merror[broken-link]\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == text.render([BROKEN], LINES.get)


def test_tabs_and_wide_characters_take_their_columns():
    found = finding("missing-alt", "x", span(4, 12, 15))
    source, caret = text.render([found], LINES.get).splitlines()[1:3]
    assert source == "4 |     A tab, 東京 and here"
    # Four columns for the tab and two for each of the characters.
    assert caret == "  |                 ^^^"


def test_a_file_without_lines_is_named_only():
    found = finding("unreadable-file", "Permission denied", Span(path="content/c.md"))
    assert text.render([found], LINES.get) == "content/c.md:1:1: error[unreadable-file]: Permission denied\n"


def test_a_place_beyond_the_text_is_named_only():
    assert len(text.render([finding("missing-alt", "x", span(99, 1))], LINES.get).splitlines()) == 1


def test_a_span_of_several_lines_is_marked_on_its_first():
    found = finding(
        "unclosed-block", "x", Span(path="content/a.md", line=1, column=3, end_line=3, end_column=2)
    )
    assert text.render([found], LINES.get).splitlines()[2] == "  |   ^^^^^^^^"


def test_long_lines_are_cut_around_the_span():
    line = "a" * 500 + "HERE" + "b" * 500
    source, caret = text.render(
        [finding("missing-alt", "x", span(1, 501, 505))], lambda path: [line]
    ).splitlines()[1:3]
    assert source.startswith("1 | …")
    assert source.endswith("…")
    assert len(source) <= MAX_WIDTH + 6
    assert source[caret.index("^") : caret.rindex("^") + 1] == "HERE"


def test_nothing_reaches_the_terminal_that_steers_it():
    found = finding("missing-alt", "a\x1b[31m\nb", span(1, 1))
    printed = text.render([found], lambda path: ["\x1b]0;owned\x07 \u202e"])
    assert "\x1b" not in printed
    assert "\u202e" not in printed


def test_json():
    report = plain_json.loads(json.render([BROKEN]))
    assert (report["errors"], report["warnings"], report["notes"]) == (1, 0, 0)
    entry = report["diagnostics"][0]
    assert entry["code"] == "broken-link"
    assert (entry["path"], entry["line"], entry["column"]) == ("content/a.md", 3, 21)
    assert (entry["end_line"], entry["end_column"]) == (3, 28)
    assert entry["related"] == [
        {"message": "a file of this name is here", "path": "content/b.md", "line": 1, "column": 1}
    ]


def test_sarif():
    log = plain_json.loads(sarif.render([BROKEN]))
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [entry.code for entry in CATALOGUE]
    (result,) = run["results"]
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == "broken-link"
    assert result["level"] == "error"
    location = result["locations"][0]["physicalLocation"]
    assert location["artifactLocation"] == {"uri": "content/a.md", "uriBaseId": "SITE"}
    assert location["region"] == {"startLine": 3, "startColumn": 21, "endLine": 3, "endColumn": 28}
    assert result["relatedLocations"][0]["id"] == 1


def test_sarif_addresses_are_escaped():
    found = finding("missing-alt", "x", Span(path="content/größe 1.md"))
    assert "content/gr%C3%B6%C3%9Fe%201.md" in sarif.render([found])


def test_github():
    assert github.render([BROKEN]) == (
        "::error file=content/a.md,line=3,col=21,endLine=3,endColumn=27,title=broken-link"
        "::There is no file `../b.md`%0ADid you mean `b.md`?\n"
    )


def test_github_escapes():
    found = finding("unexplained-acronym", "50 %\nof::it", Span(path="a,b:c%.md"))
    assert github.render([found]) == (
        "::notice file=a%2Cb%3Ac%25.md,line=1,col=1,title=unexplained-acronym::50 %25%0Aof::it\n"
    )


places = st.builds(
    Span,
    path=st.text(max_size=9),
    line=st.integers(0, 4),
    column=st.integers(0, 300),
    end_line=st.integers(0, 5),
    end_column=st.integers(0, 300),
)
findings = st.builds(
    Diagnostic,
    code=st.sampled_from([entry.code for entry in CATALOGUE]),
    severity=st.sampled_from(list(Severity)),
    message=st.text(),
    help=st.text(),
    span=places,
    related=st.lists(st.builds(Related, message=st.text(), span=places), max_size=2).map(tuple),
)


@pytest.mark.parametrize("name", ["text", "json", "sarif", "github"])
@given(found=findings, line=st.text(max_size=300))
def test_printers_never_fail(name: str, found: Diagnostic, line: str):
    if name == "text":
        printed = text.render([found], lambda path: [line, line], color=True)
        assert all(cell_width(sign) >= 0 for sign in printed)
    else:
        printed = {"json": json, "sarif": sarif, "github": github}[name].render([found])
    assert printed.endswith("\n")
    if name == "github":
        assert printed.count("\n") == 1
