"""Where things stand in Markdown source, and that the scan sees what the converter sees."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from obsite.diagnostics.model import Diagnostic
from obsite.markup.convert import convert
from obsite.text.block_scan import scan_blocks
from obsite.text.markdown_scan import scan, trim_bare


def found(text: str) -> list[tuple[str, str, str]]:
    return [(item.kind, item.target, text[item.start : item.end]) for item in scan(text).found]


def test_links_of_every_kind() -> None:
    text = (
        'An [inline](a.md "T") and ![pic](<b c.png>), <https://auto.org> and https://bare.org/x.\n'
        "[ref][r], [r], [r][], <me@x.org> and [[short|text]].\n"
        '\n<a href="raw.html">x</a>\n\n[r]: ref.md\n'
    )
    assert found(text) == [
        ("link", "a.md", "a.md"),
        ("picture", "b c.png", "b c.png"),
        ("autolink", "https://auto.org", "https://auto.org"),
        ("bare", "https://bare.org/x", "https://bare.org/x"),
        ("autolink", "mailto:me@x.org", "me@x.org"),
        ("short", "short", "[[short|text]]"),
        ("attribute", "raw.html", "raw.html"),
        ("definition", "ref.md", "ref.md"),
        ("link", "ref.md", "ref.md"),
        ("link", "ref.md", "ref.md"),
        ("link", "ref.md", "ref.md"),
    ]


def test_code_and_comments_are_passed_over() -> None:
    text = "`[a](b)` <!-- [c](d) -->\n\n```\n[e](f)\n```\n\n    [g](h)\n\n"
    text += "~~~ text\n[[i]] [^j]\n~~~\n\n``[k](l) ` ``\n"
    assert found(text) == []


def test_an_unclosed_fence_hides_nothing() -> None:
    assert found("```\n[a](b)\n") == [("link", "b", "b")]


def test_indented_text_in_a_list_is_no_code() -> None:
    assert found("- a\n\n    [b](c)\n") == [("link", "c", "c")]


def test_footnotes_and_headings() -> None:
    text = "# A\n\nB[^1]\n===\n\n[^1]: c\n"
    assert [item[:2] for item in found(text)] == [
        ("heading", "A"),
        ("heading", "B[^1]"),
        ("call", "1"),
        ("note", "1"),
    ]


def test_spans_count_from_one_and_from_the_given_line() -> None:
    span = scan("a\nb [c](d)", path="x.md", first_line=5).span(8, 9)
    assert (span.path, span.line, span.column, span.end_line, span.end_column) == ("x.md", 6, 7, 6, 8)


def test_linked_picture() -> None:
    assert [item[:2] for item in found("[![a](b.png)](c.md)")] == [("picture", "b.png"), ("link", "c.md")]


def test_escapes_are_no_links() -> None:
    assert found(r"\[a](b) \![c](d) \`[e](f)\`") == [("link", "d", "d"), ("link", "f", "f")]


def test_sentence_marks_are_no_part_of_an_address() -> None:
    assert trim_bare("https://a.org/x).") == "https://a.org/x"
    assert trim_bare("https://a.org/x_(y)") == "https://a.org/x_(y)"


def test_blocks() -> None:
    text = "/// a | b\n    x: 1\n\n//// c\n///\n\ntext\n\n/// d\n"
    first, second, third = scan_blocks(text)
    assert (first.name, first.argument, first.options_end, first.end, first.closed) == ("a", "b", 2, 4, True)
    assert (second.closed, second.end, first.height) == (False, 4, 1)
    assert (third.closed, third.end) == (False, 10)


_PIECES = st.sampled_from(
    [
        *(
            "\n",
            "\n\n",
            " ",
            "    ",
            "  \n",
            "word",
            "Two words",
            "# ",
            "## ",
            "- ",
            "1. ",
            "> ",
            "`",
            "```\n",
            "~~~\n",
        ),
        *(
            "[",
            "]",
            "(",
            ")",
            "!",
            "[a](b.md)",
            "![a](b.png)",
            "[a][r]",
            "\n[r]: x.md\n",
            "[[k]]",
            "[[k|t]]",
            "[^1]",
        ),
        *(
            "\n[^1]: note\n",
            "https://x.org/a_b",
            "<https://y.org>",
            "<b>",
            "</b>",
            "<p>",
            "</p>",
            "<div>",
            "</div>",
        ),
        *(
            "<!--",
            "-->",
            "<",
            ">",
            "&",
            "&amp;",
            "*",
            "**",
            "_",
            "~~",
            "==",
            "^",
            "\\",
            '"',
            "'",
            "...",
            "--",
            "|",
        ),
        *(
            "\n--|--\n",
            "\n/// callout | T\n",
            "\n//// figure\n    src: a\n",
            "\n///\n",
            "\n////\n",
            "/// nope\n",
        ),
        *(
            "<a href='u'>",
            "</a>",
            "<img src=p.png>",
            "<table><tr><td>",
            "<li>",
            "{#id}",
            "{.c}",
            "\n: def\n",
            "[ ]",
        ),
        *(
            "\n===\n",
            "\n---\n",
            "\n*[HTML]: x\n",
            "HTML",
            "!!! note\n",
            "\ufdd0r0\ufdd1",
            "\x00",
            "\t",
            "é",
            "<T>",
            "<script>",
        ),
    ]
)
_MARKDOWNISH = st.lists(_PIECES, max_size=40).map("".join)


@settings(max_examples=150, deadline=None)
@given(_MARKDOWNISH)
def test_nothing_is_raised_whatever_is_written(text: str) -> None:
    emitted: list[Diagnostic] = []
    body = convert(text, path="a.md", first_line=3, emit=emitted.append)
    lines = text.count("\n") + 4
    assert all(3 <= reference.span.line <= lines for reference in body.references)
    assert all(3 <= diagnostic.span.line <= lines for diagnostic in emitted)
    assert [reference.index for reference in body.references] == list(range(len(body.references)))


_WORD = st.text("abcdefg", min_size=1, max_size=5)
_ADDRESS = st.builds("{}/{}.md".format, _WORD, _WORD)
_INLINE = st.one_of(
    _WORD,
    st.builds("[{}]({})".format, _WORD, _ADDRESS),
    st.builds('[*{}*]({} "title")'.format, _WORD, _ADDRESS),
    st.builds("![{}]({})".format, _WORD, _ADDRESS),
    st.builds("https://{}.org/{}".format, _WORD, _ADDRESS),
    st.builds("<https://{}.org/{}>".format, _WORD, _ADDRESS),
    st.builds("`[{}]({})`".format, _WORD, _ADDRESS),
    st.builds("[[{}]]".format, _WORD),
    st.builds('<a href="{}">{}</a>'.format, _ADDRESS, _WORD),
)
_LINE = st.lists(_INLINE, min_size=1, max_size=5).map(" ".join)
_PARAGRAPH = st.one_of(
    _LINE,
    _LINE.map("## {}".format),
    st.lists(_LINE, min_size=1, max_size=3).map(lambda lines: "\n".join(f"- {line}" for line in lines)),
    _LINE.map("> {}".format),
    _LINE.map("```\n{}\n```".format),
    _LINE.map("<!-- {} -->".format),
    _LINE.map("/// callout | T\n    kind: tip\n\n{}\n\n///".format),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(_PARAGRAPH, max_size=6).map("\n\n".join))
def test_scan_and_converter_see_the_same_addresses(text: str) -> None:
    body = convert(text, path="a.md", first_line=1, emit=lambda fault: None)
    seen = sorted(item.target for item in scan(text).found if item.kind not in ("heading", "call", "note"))
    assert seen == sorted(reference.target for reference in body.references)
    lines = text.split("\n")
    for reference in body.references:
        line = lines[reference.span.line - 1]
        written = line[reference.span.column - 1 : reference.span.end_column - 1]
        assert reference.target in written
