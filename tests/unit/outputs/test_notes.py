"""Where notes stand: near their call, never inside a table, a quotation or a sentence."""

from __future__ import annotations

import re

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
        (
            f"<ul><li>b</li></ul><p>a</p>\n<p>c{CALL}</p><p>d</p>",
            "<ul><li>b</li></ul><p>a</p>\n<p>c*</p>[0]<p>d</p>",
        ),
        (f"<div><p>a</p><ul><li>b{CALL}</li></ul></div>", "<div><p>a</p><ul><li>b*[0]</li></ul></div>"),
        (
            f"<section>\n<table><td>{CALL}</td></table></section>",
            "<section>\n<table><td>*</td></table>[0]</section>",
        ),
        (f"<div>a{CALL}<div>b</div></div><p>c</p>", "<div>a*<div>b</div></div><p>c</p>[0]"),
        (f"<dl><dt>a{CALL}</dt><dd>b</dd></dl>c", "<dl><dt>a*</dt><dd>b</dd></dl>[0]c"),
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


WORDS = st.lists(st.sampled_from(["x ", "<br>", "&amp;", CALL, SECOND, marker("r", 2)]), max_size=3)
BLOCKS = ["ul", "li", "table", "div", "blockquote", "section", "dt", "dl", "dd"]
TREES = st.recursive(
    st.tuples(st.sampled_from(["p", "h2", "em"]), WORDS),
    lambda inside: st.tuples(
        st.sampled_from(BLOCKS), st.lists(st.one_of(inside, WORDS.map("".join)), max_size=4)
    ),
    max_leaves=20,
)


def html_of(node):
    if isinstance(node, str):
        return node
    tag, inside = node
    return f'<{tag} class="a">{"".join(map(html_of, inside))}</{tag}>'


class Walk:
    """Where notes stand, told along the elements instead of the text."""

    def __init__(self):
        self.seen = set()

    def notes(self, calls):
        new = [call for call in dict.fromkeys(calls) if call not in self.seen]
        self.seen.update(new)
        return "".join("[0]" if call == CALL else "[1]" for call in new)

    def inside(self, nodes, around, in_item):
        """Return the text of nodes, and what was called in them and is not placed yet."""
        text, calls = "", []
        for node in nodes:
            if isinstance(node, str):
                calls += re.findall(f"{CALL}|{SECOND}", node)
                text += node.replace(CALL, "*").replace(SECOND, "+")
                continue
            tag = node[0]
            if in_item and tag in ("ul", "dl"):
                text, calls = text + self.notes(calls), []
            part, left = self.element(node, around, in_item)
            text, calls = text + part, calls + left
        return text, calls

    def element(self, node, around, in_item):
        tag, nodes = node
        item = tag in ("li", "dd")
        text, calls = self.inside(nodes, [*around, tag], item)
        begin, end = f'<{tag} class="a">', f"</{tag}>"
        if {"table", "blockquote", "dt"}.isdisjoint(around):
            if item:
                return begin + text + self.notes(calls) + end, []
            if tag in ("p", "ul", "dl", "h2", "table", "blockquote"):
                return begin + text + end + self.notes(calls), []
        return begin + text + end, calls


@given(st.lists(TREES, max_size=5))
def test_notes_stand_where_the_elements_say(nodes):
    walk = Walk()
    text, left = walk.inside(nodes, [], in_item=False)
    assert placed("".join(map(html_of, nodes))) == text + walk.notes(left)


def test_a_note_stands_in_a_sentence():
    assert as_phrase("<p>One <b>two</b></p>\n") == "One <b>two</b>"
    assert as_phrase("<p>One</p>\n<p>Two</p>") == "One<br>Two"
