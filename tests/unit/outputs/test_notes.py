"""Where notes stand: near their call, never inside a table, a quotation or a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from obsite.markup.body import marker
from obsite.outputs.notes import as_phrase, place_notes

CALL, SECOND = marker("f", 0), marker("f", 1)


def placed(html):
    seen = set()

    def note(index):
        first = index not in seen
        seen.add(index)
        return f"[{index}]" if first else ""

    return place_notes(html, note).replace(CALL, "*").replace(SECOND, "+")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<p>a{CALL}</p><p>b</p>", "<p>a*</p>[0]<p>b</p>"),
        (f"<p>a{CALL} b{SECOND} c{CALL}</p>", "<p>a* b+ c*</p>[0][1]"),
        (f"<p>a{CALL}</p><p>b{CALL}</p>", "<p>a*</p>[0]<p>b*</p>"),
        (f"<ul><li>a{CALL}</li><li>b</li></ul>", "<ul><li>a*[0]</li><li>b</li></ul>"),
        (f"<ul><li>a{CALL}<ul><li>b</li></ul></li></ul>", "<ul><li>a*[0]<ul><li>b</li></ul></li></ul>"),
        (f"<ul><li><p>a{CALL}</p><p>b</p></li></ul>", "<ul><li><p>a*</p>[0]<p>b</p></li></ul>"),
        (
            f"<table><tr><td>a{CALL}</td></tr></table><p>b</p>",
            "<table><tr><td>a*</td></tr></table>[0]<p>b</p>",
        ),
        (f"<blockquote><p>a{CALL}</p></blockquote>", "<blockquote><p>a*</p></blockquote>[0]"),
        (f"<p><em>a{CALL}</em> <img src='>'> b<br></p>", "<p><em>a*</em> <img src='>'> b<br></p>[0]"),
        (f"<p>a{CALL}", "<p>a*[0]"),
        (f"a{CALL}</p>", "a*</p>[0]"),
        (f"<!-- </p> --><p>a{CALL}</p>", "<!-- </p> --><p>a*</p>[0]"),
    ],
)
def test_place(html, expected):
    assert placed(html) == expected


PIECES = [
    "<p>",
    "</p>",
    "<li>",
    "</li>",
    "<ul>",
    "</ul>",
    "<td>",
    "</table>",
    "<table>",
    "<br>",
    "x",
    CALL,
    SECOND,
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_every_called_note_is_placed_once_and_nothing_is_lost(html):
    text = placed(html)
    assert text.count("[0]") == (CALL in html)
    assert text.count("[1]") == (SECOND in html)
    assert text.replace("[0]", "").replace("[1]", "") == html.replace(CALL, "*").replace(SECOND, "+")


def test_a_note_stands_in_a_sentence():
    assert as_phrase("<p>One <b>two</b></p>\n") == "One <b>two</b>"
    assert as_phrase("<p>One</p>\n<p>Two</p>") == "One<br>Two"
