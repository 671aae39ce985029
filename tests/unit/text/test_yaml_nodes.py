"""YAML as a tree with places, and its faults in the words of authors."""

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from obsite.diagnostics.model import Diagnostic
from obsite.text import yaml_builder
from obsite.text.yaml_nodes import Node, compose


def read(text: str, **where: int) -> tuple[Node | None, list[Diagnostic]]:
    found: list[Diagnostic] = []
    return compose(text, path="a.yaml", emit=found.append, **where), found


def value_of(text: str) -> object:
    node, found = read(text)
    assert not found
    assert node is not None
    return node.value


def extent(span) -> tuple[int, int, int, int]:
    return span.line, span.column, span.end_line, span.end_column


def test_scalars_stay_as_they_are_written():
    text = "country: NO\ncode: 012\nday: 2024-02-30\nflag: yes\nquoted: 'null'\nempty:\n"
    text += "tilde: ~\nnothing: null\n"
    assert value_of(text) == {
        "country": "NO",
        "code": "012",
        "day": "2024-02-30",
        "flag": "yes",
        "quoted": "null",
        "empty": None,
        "tilde": None,
        "nothing": None,
    }


def test_collections_and_texts_of_several_lines():
    text = "a: [1, {b: c}]\nd:\n- e\n-\n  f: g\nh: |\n  one\n  two\ni: >-\n  one\n  two\n"
    assert value_of(text) == {
        "a": ["1", {"b": "c"}],
        "d": ["e", {"f": "g"}],
        "h": "one\ntwo\n",
        "i": "one two",
    }


def test_values_marked_as_text():
    assert value_of("title: ! 'Issue #1'\nnumber: !!str 012\n") == {"title": "Issue #1", "number": "012"}


def test_nothing():
    for text in ("", "\n\n", "# only a comment\n"):
        assert value_of(text) is None


def test_places():
    node, _ = read("title: Größe\nlist:\n  - {a: b}\n  - 'x'\n")
    assert extent(node.key_span(("title",))) == (1, 1, 1, 6)
    assert extent(node.span(("title",))) == (1, 8, 1, 13)
    assert extent(node.span(("list", 0, "a"))) == (3, 9, 3, 10)
    assert extent(node.key_span(("list", 0, "a"))) == (3, 6, 3, 7)
    assert extent(node.span(("list", 1))) == (4, 5, 4, 8)
    assert extent(node.span(("list",)))[:2] == (3, 3)
    assert node.span(("list", 0, "no", "such")) == node.span(("list", 0))


def test_places_in_the_middle_of_a_file():
    node, _ = read("a: b\nc: d\n", first_line=11, first_column=5)
    assert extent(node.span(("c",))) == (12, 8, 12, 9)
    _, found = read("a: b: c\n", first_line=11, first_column=5)
    assert (found[0].span.line, found[0].span.column) == (11, 9)


def test_lines_are_those_of_editors():
    node, _ = read('a: "x\u2028y\x85z"\nb: c\n')
    assert extent(node.span(("b",))) == (2, 4, 2, 5)


def test_children():
    node, _ = read("jane:\n  name: J\njoe: {name: K}\n")
    children = dict(node.children())
    assert list(children) == ["jane", "joe"]
    assert children["jane"].value == {"name": "J"}
    assert children["joe"].span(("name",)) == node.span(("joe", "name"))


def test_references_and_merging():
    text = "base: &base {a: 1, b: 2}\nmore:\n  <<: *base\n  b: 3\nagain: *base\n"
    assert value_of(text) == {
        "base": {"a": "1", "b": "2"},
        "more": {"a": "1", "b": "3"},
        "again": {"a": "1", "b": "2"},
    }


def test_references_cannot_multiply():
    text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    text += "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 10))
    _, found = read(text)
    assert "multiply" in found[0].message


def test_references_to_themselves():
    _, found = read("a: &a [*a]\n")
    assert "not defined" in found[0].message


@pytest.mark.parametrize(
    "deep", ["[" * 5000, "{a: " * 5000, "- " * 5000, "\n".join("  " * i + "a:" for i in range(99))]
)
def test_depth_is_limited(deep: str):
    _, found = read(f"x: y\nz:\n  {deep}" if not deep.startswith("a") else deep)
    assert any("levels deep" in fault.message for fault in found)


def test_a_repeated_key_keeps_its_first_value():
    node, found = read("title: A\nlist: [1]\ntitle: [B, {c: d, c: e}]\n")
    assert node.value == {"title": "A", "list": ["1"]}
    assert sorted((fault.code, *extent(fault.span)) for fault in found) == [
        ("repeated-key", 3, 1, 3, 6),
        ("repeated-key", 3, 19, 3, 20),
    ]
    first = next(fault for fault in found if fault.span.column == 1).related[0]
    assert (first.message, *extent(first.span)) == ("first defined here", 1, 1, 1, 6)
    assert first.span.path == "a.yaml"
    assert extent(node.span(("title",))) == (1, 8, 1, 9)


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch):
    """With and without PyYAML's C library, whose complaints differ."""
    monkeypatch.setattr(yaml_builder, "LOADER", getattr(yaml, request.param))


# What people write, where the caret has to stand, and words that have to be in message or help.
SLIPS = [
    ("title: Rust 1.0: what's new", 1, 16, 'Put the value in quotes: `title: "Rust 1.0: what\'s new"`'),
    ('title: He said: "no"', 1, 15, "`title: 'He said: \"no\"'`"),
    ("title: x\n date: y", 2, 2, "indented further"),
    ("title: 'it's", 1, 8, "goes on after its closing quote"),
    ("title: 'it's'", 1, 8, 'apostrophe | Put quotes around all of it: `title: "it\'s"`'),
    ('title: "A" and B', 1, 8, "goes on after its closing quote"),
    (
        'title: "a\ndate: x',
        1,
        8,
        'quote that begins the value of `title` is never closed | Write " at the end',
    ),
    ('title: "a\nauthor: "b"', 1, 8, "never closed"),
    ("\ttitle: x", 1, 1, "A tab is used for indentation | Use spaces"),
    ("a:\n\tb: c", 2, 1, "A tab is used for indentation"),
    ("title: @home", 1, 8, "begins with an at sign"),
    ("title: `code`", 1, 8, "begins with a backquote"),
    ("title: 5\nnote: %x", 2, 7, "begins with a percent sign"),
    ("title: *Clusters* today", 1, 8, '`title: "*Clusters* today"`'),
    ("title: **Clusters**", 1, 8, "begins with an asterisk"),
    ("title: *clusters", 1, 8, "refers to a value that is not defined | If it is meant as text"),
    ("title: !important news", 1, 8, "cannot begin with `!important`"),
    ("title: > more", 1, 8, "begins with a greater-than sign"),
    ("title: [A link](b.md)", 1, 8, "follows the closing bracket"),
    ("title: {{ name }}", 1, 9, "brackets"),
    ("tags: [a, b\ndate: x", 1, 7, "The bracket [ is never closed | Write ] at the end"),
    ('path: "C:\\new\\x"', 1, 14, "backslash"),
    ("title A\ndate: x", 1, 1, "no colon"),
    ("title: a\ndate:2019", 2, 1, "A space is missing after the colon of `date` | Write `date: 2019`"),
    ("a: b\n- c", 2, 1, "A list stands here"),
    ("a:\n    b: 1\n  c: 2", 3, 3, "fits no line above"),
    ("a: b\n---\nc: d", 2, 1, "second document"),
    ("a: b\x08", 1, 5, "invisible control character here (U+0008)"),
    ("title: ]x", 1, 8, "begins with a closing bracket"),
]


@pytest.mark.parametrize(("text", "line", "column", "words"), SLIPS, ids=[slip[0] for slip in SLIPS])
def test_slips_are_told_in_the_words_of_authors(text: str, line: int, column: int, words: str, loader: None):
    _, found = read(f"{text}\n")
    (fault,) = found
    assert fault.code == "yaml-syntax"
    assert words in f"{fault.message} | {fault.help}"
    assert (fault.span.line, fault.span.column) == (line, column)


def test_all_slips_of_a_file_are_found_in_one_run():
    node, found = read(
        "title: ok\nsummary: a: b\ndate: @x\ntags: [a\nname: 'it's'\ntitle: again\nweight: 3\n"
    )
    assert [(fault.code, fault.span.line) for fault in found] == [
        ("yaml-syntax", 2),
        ("yaml-syntax", 3),
        ("yaml-syntax", 4),
        ("yaml-syntax", 5),
        ("repeated-key", 6),
    ]
    assert node.broken == {2, 3, 4, 5}
    assert node.value == {
        "title": "ok",
        "summary": "a: b",
        "date": "@x",
        "tags": "[a",
        "name": "'it's'",
        "weight": "3",
    }


def test_a_number_sign_that_cuts_a_value():
    node, found = read("title: Issue #3\ntags: #none\nweight: 3 # really\nquoted: 'a #b'\nlist: [a] #c\n")
    assert node.value["title"] == "Issue"
    assert [(fault.code, *extent(fault.span)) for fault in found] == [
        ("comment-in-value", 1, 14, 1, 16),
        ("comment-in-value", 2, 7, 2, 12),
    ]


yaml_like = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "a: b",
                "- x",
                "  - y",
                "\t",
                "  c:",
                "d: 'e",
                'f: "g',
                "[",
                "]",
                "{",
                "}",
                "&a",
                "*a",
                ": ",
                "|",
                ">",
                "!t v",
                "? ",
                "%x",
                "---",
                "...",
                "<<: *a",
                "k: &a [1]",
                "#c",
                "x #y",
                "\\",
                '"\\U99999999"',
                "\ud800",
                "\x00",
            ]
        ),
        st.text(max_size=8),
    ),
    max_size=10,
)


@given(parts=yaml_like, glue=st.sampled_from(["\n", " ", ""]))
@example(parts=["a: b", "  \tc: d"], glue="\n")
@example(parts=["\ufeffa: b"], glue="\n")
def test_composing_never_fails(parts: list[str], glue: str):
    text = glue.join(parts)
    node, found = read(text)
    lines = text.count("\n") + 1
    for fault in found:
        assert 1 <= fault.span.line <= lines
        assert fault.span.column >= 1
    if node is None:
        assert found
