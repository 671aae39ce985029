"""Headers of files: found, split off and read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from obsite.diagnostics.model import Diagnostic
from obsite.text.front_matter import FrontMatter, Header, Style, read_front_matter, split


def read(text: str) -> tuple[Header, list[Diagnostic]]:
    found: list[Diagnostic] = []
    return read_front_matter(text, path="a.md", emit=found.append), found


def test_yaml():
    assert split("---\ntitle: A\n---\nText\n") == FrontMatter(
        style=Style.YAML, yaml="title: A\n", yaml_line=2, body="Text\n", body_line=4
    )


@pytest.mark.parametrize("end", ["---", "...", "---  ", "---\t"])
def test_ends_of_yaml(end: str):
    assert split(f"---\ntitle: A\n{end}\nText").body == "Text"


def test_an_empty_header():
    parts = split("---\n---\nText")
    assert (parts.style, parts.yaml, parts.body, parts.body_line) == (Style.YAML, "", "Text", 3)


def test_nothing_after_the_header():
    assert split("---\ntitle: A\n---").body == ""


def test_blank_lines_above_a_header():
    header, found = read("\n  \n---\ntitle: A\n---\nText")
    assert (header.node.value, header.body, header.body_line) == ({"title": "A"}, "Text", 6)
    assert header.node.span(("title",)).line == 4
    assert not found


def test_rules_across_the_page_are_no_header():
    for text in (
        "---\n\nSome prose\n\n---\n",
        "---\nSome prose without an end\n",
        "---",
        "\n\nText\n---\nx: y\n---\n",
    ):
        assert split(text) == FrontMatter(style=Style.NONE, body=text)


def test_no_header():
    assert split("# A heading\n\ntitle: no\n").style is Style.NONE
    assert split("").body == ""


def test_a_header_that_is_not_closed():
    header, found = read("---\ntitle: A\ntags:\n  - x\n\nDear readers\n")
    assert header.style is Style.UNCLOSED
    assert header.node.value == {"title": "A", "tags": ["x"]}
    assert header.body == "\nDear readers\n"
    (fault,) = found
    assert (fault.code, fault.span.line) == ("unclosed-front-matter", 1)
    assert "line 5" in fault.help


def test_dashes_too_many():
    header, found = read("---\ntitle: A\n-----\nText\n")
    assert header.node.value == {"title": "A"}
    assert found[0].help == "Line 3 is `-----`: write exactly three dashes there"


def test_bare_headers():
    text = "Title: Rust 1.0: what's new\nDate: 2013-06-07 22:00\nTags: a, b\n    c\nEmpty:\n\nText\n"
    header, found = read(text)
    assert header.node.value == {
        "Title": "Rust 1.0: what's new",
        "Date": "2013-06-07 22:00",
        "Tags": "a, b\nc",
        "Empty": None,
    }
    assert (header.body, header.body_line) == ("\nText\n", 6)
    span = header.node.span(("Date",))
    assert (span.line, span.column, span.end_line, span.end_column) == (2, 7, 2, 23)
    assert header.node.key_span(("Date",)).end_column == 5
    assert [fault.code for fault in found] == ["foreign-front-matter"]


def test_bare_headers_given_twice():
    header, found = read("title: A\nTITLE: B\ntitle: C\n\nText")
    assert header.node.value == {"title": "A", "TITLE": "B"}
    repeated = next(fault for fault in found if fault.code == "repeated-key")
    assert (repeated.span.line, repeated.related[0].span.line) == (3, 1)


def test_bare_headers_with_dashes_below():
    assert split("title: A\ndate: B\n---\nText").body == "Text"
    assert split("Summary: of the week\n---\nText").style is Style.NONE  # a heading, underlined


def test_texts_that_begin_with_a_colon_are_texts():
    for text in ("Note: this is prose\n\nMore", "Date: Thursday\nWe met at noon.\n", "Dear all: welcome\n"):
        assert split(text).style is Style.NONE


def test_toml():
    text = (
        '+++\ntitle = "A"\ndate = 2019-06-19\ndraft = false\ntags = ["a", "b"]\n[extra]\nkey = 3\n+++\nText\n'
    )
    header, found = read(text)
    assert header.node.value == {
        "title": "A",
        "date": "2019-06-19",
        "draft": "false",
        "tags": ["a", "b"],
        "extra": {"key": "3"},
    }
    assert (header.body, header.body_line) == ("Text\n", 9)
    assert header.node.span(("date",)).line == 3
    assert header.node.key_span(("extra", "key")).line == 7
    assert [fault.code for fault in found] == ["foreign-front-matter"]


def test_toml_with_a_fault():
    header, found = read('+++\ntitle = "A\n+++\nText\n')
    assert header.node is None
    assert header.body == "Text\n"
    assert ("yaml-syntax", 2) in [(fault.code, fault.span.line) for fault in found]


def test_places_count_in_the_file():
    header, _ = read("---\ntitle: A\nbad: [1\n---\nText\n")
    assert header.node.span(("title",)).line == 2


def test_a_fault_in_the_header_leaves_the_text():
    header, found = read("---\n: : :\n\t- {\n---\nText\n")
    assert header.body == "Text\n"
    assert all(fault.code == "yaml-syntax" for fault in found)
    assert found


lines = st.lists(
    st.one_of(
        st.sampled_from(
            ["---", "...", "+++", "", "title: A", "Title: A: B", "    more", "- x", "\ttab", "----", "text"]
        ),
        st.text(alphabet=st.characters(exclude_characters="\r\n"), max_size=20),
    ),
    max_size=12,
)


@given(lines=lines)
def test_no_text_is_lost(lines: list[str]):
    text = "\n".join(lines)
    parts = split(text)
    assert parts.body == "\n".join(lines[parts.body_line - 1 :])
    if parts.style is Style.NONE:
        assert parts.body == text
    else:
        header = parts.yaml.removesuffix("\n").split("\n") if parts.yaml else []
        assert lines[parts.yaml_line - 1 :][: len(header)] == header
        left_out = lines[parts.yaml_line - 1 + len(header) : parts.body_line - 1]
        assert left_out in ([], [lines[parts.body_line - 2]])


@given(lines=lines)
def test_reading_never_fails(lines: list[str]):
    header, found = read("\n".join(lines))
    assert header.node is None or header.node.value is None or header.node.span()
    for fault in found:
        assert 1 <= fault.span.line <= len(lines) + 1
