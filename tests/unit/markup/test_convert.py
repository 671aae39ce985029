"""What becomes of a document's Markdown."""

from __future__ import annotations

import re

import pytest

from obsite.diagnostics.model import Diagnostic
from obsite.markup.body import Body, marker
from obsite.markup.convert import convert


def run(text: str, **options: object) -> tuple[Body, list[Diagnostic]]:
    found: list[Diagnostic] = []
    body = convert(text, path="content/a.md", first_line=1, emit=found.append, **options)  # type: ignore[arg-type]
    return body, found


def html(text: str, **options: object) -> str:
    return run(text, **options)[0].html


def faults(text: str) -> list[tuple[int, int, str]]:
    return [(fault.span.line, fault.span.column, fault.code) for fault in run(text)[1]]


def test_link_becomes_marker_with_its_place() -> None:
    body, found = run('Read\n[the _report_](../r/x.md#y "More").')
    assert body.html == f'<p>Read\n<a href="{marker("r", 0)}" title="More">the <em>report</em></a>.</p>'
    (link,) = body.references
    assert (link.kind, link.target, link.text, link.title) == ("link", "../r/x.md#y", "the report", "More")
    assert (link.span.line, link.span.column, link.span.end_column) == (2, 16, 27)
    assert not found


def test_first_line_shifts_places() -> None:
    body = convert("a\n\n[x](y)", path="p.md", first_line=7, emit=print)
    assert (body.references[0].span.path, body.references[0].span.line) == ("p.md", 9)


def test_reference_link_points_at_its_definition() -> None:
    body, _ = run("See [x][1] and [1].\n\n[1]: other.md")
    assert [(r.target, r.span.line, r.span.column) for r in body.references] == [("other.md", 3, 6)] * 2


def test_picture_is_replaced_whole() -> None:
    body, _ = run('![A hall](hall.jpg "Title"){.wide}\n\n<img src="b.png" srcset="c.png 2x" width="10">')
    assert body.html == f"<p>{marker('p', 0)}</p>\n<p>{marker('p', 1)}</p>"
    first, second = body.references
    assert (first.text, first.title, first.attributes, first.has_alt) == (
        "A hall",
        "Title",
        (("class", "wide"),),
        True,
    )
    assert (second.target, second.has_alt, second.attributes) == ("b.png", False, (("width", "10"),))


def test_bare_addresses_become_links_without_the_sentence_around_them() -> None:
    body, _ = run("See https://example.org/a_b_(c)_d, or (https://example.org). `https://no.org`")
    assert [r.target for r in body.references] == ["https://example.org/a_b_(c)_d", "https://example.org"]


def test_short_links() -> None:
    body, _ = run("[[ES13]] and [[eu|the Union]], not `[[x]]`\n\n    [[y]]")
    assert [(r.kind, r.target, r.text) for r in body.references] == [
        ("short", "ES13", ""),
        ("short", "eu", "the Union"),
    ]
    assert f'<a href="{marker("r", 0)}">{marker("t", 0)}</a>' in body.html


def test_footnotes_are_taken_out_in_the_order_of_their_calls() -> None:
    body, found = run("A[^b] and **B**[^a] and C[^b].\n\n[^a]: One [l](x.md).\n[^b]: Two\n\n    parts\n")
    f0, f1 = marker("f", 0), marker("f", 1)
    assert body.html == f"<p>A{f0} and <strong>B</strong>{f1} and C{f0}.</p>"
    assert [(n.label, n.calls, n.html) for n in body.footnotes] == [
        ("b", 2, "<p>Two</p>\n<p>parts</p>"),
        ("a", 1, f'One <a href="{marker("r", 0)}">l</a>.'),
    ]
    assert not found


def test_a_footnote_that_is_defined_within_another() -> None:
    body, found = run("A[^a] and B[^b].\n\n[^a]: - [^b]: C *d*\n")
    assert [(n.label, n.html) for n in body.footnotes][1] == ("b", "C <em>d</em>")
    assert not found


def test_footnotes_at_fault() -> None:
    assert faults("A[^1] and `[^code]`.\n\n[^2]: never\n") == [
        (1, 2, "undefined-footnote"),
        (3, 1, "unused-footnote"),
    ]


def test_blocks_nest_and_keep_their_options_and_places() -> None:
    text = "/// columns\n    count: 3\n\nleft\n\n//// callout | Note\n    kind: tip\ninner[^1]\n////\n\n///\n"
    text += "\n[^1]: n"
    body, found = run(text)
    outer, inner = body.blocks
    assert body.html == marker("b", 0)
    assert outer.html == f"<p>left</p>\n{marker('b', 1)}"
    assert (outer.name, outer.options.count) == ("columns", "3")  # type: ignore[attr-defined]
    assert (inner.argument, inner.html) == ("Note", f"<p>inner{marker('f', 0)}</p>")
    assert (inner.span.line, inner.place("kind").line, inner.place("kind").column) == (6, 7, 11)
    assert not found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/// calout | x\ntext\n///", [(1, 5, "unknown-block")]),
        ("/// figure | x\n    sorce: a\n    src: b\n///", [(2, 5, "unknown-option")]),
        ("/// callout | x\n    kind: loud\n\ntext\n///", [(2, 11, "invalid-value")]),
        ("a\n\n/// callout | x\ntext", [(3, 1, "unclosed-block")]),
        ("/// video | x\n    poster: a\n///", [(1, 1, "missing-key")]),
        ("/// note | x\nfine\n///", []),
        ("/// details | x\n    opne: true\n\nfine\n///", [(2, 5, "unknown-option")]),
        ("/// figure | x\n    id: a\n///\n\n/// figure | y\n    id: a\n///", [(6, 9, "duplicate-anchor")]),
        ("```\n/// calout\n```", []),
    ],
)
def test_blocks_at_fault(text: str, expected: list[tuple[int, int, str]]) -> None:
    assert faults(text) == expected


def test_content_of_a_faulty_block_is_still_checked() -> None:
    body, found = run("/// calout | x\n[a](b.md)\n///\n\nafter")
    assert [r.target for r in body.references] == ["b.md"]
    assert "after" in body.html
    assert "///" not in body.html
    assert len(found) == 1


def test_outline_begins_at_two_and_skips_nothing() -> None:
    body, _ = run("# A\n\n### B\n\n#C\n\n## \n\nD\n===\n\n- # In a list")
    assert [(h.level, h.text) for h in body.headings] == [
        (2, "A"),
        (3, "B"),
        (2, "C"),
        (2, "D"),
        (2, "In a list"),
    ]


def test_title_is_taken_out() -> None:
    body, _ = run("# The *title*\n\n## A\n\n## A", take_title=True)
    assert body.lead_title == "The title"
    assert [h.anchor for h in body.headings] == ["a", "a-2"]
    assert body.text == "A\nA"


def test_ids_are_unique() -> None:
    body, found = run("## Intro\n\n## Other {#intro}\n\n<div id='x'>a</div>\n\n<div id='x'>b</div>")
    assert body.anchors == ("intro-2", "intro", "x", "x-2")
    assert [fault.code for fault in found] == ["duplicate-anchor"]
    assert found[0].span.line == 7


def test_nothing_is_loaded_from_elsewhere() -> None:
    body, found = run(
        "![Logo](https://e.org/l.png)\n\n<script>x()</script>\n\n[a](javascript:x()) "
        '<b onclick="x()">b</b>\n\n<iframe src="https://v.org/e"></iframe>\n\n'
        '<form action="https://f.org"><input name="q"></form>'
    )
    assert {fault.code for fault in found} == {"remote-resource"}
    assert [fault.span.line for fault in found] == [1, 5, 5, 3, 7, 9] or len(found) == 6
    assert [(r.kind, r.text) for r in body.references] == [("remote", "Logo"), ("remote", "v.org")]
    assert not any(word in body.html for word in ("script", "onclick", "iframe", "form", "input"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<center>a<p>b</center>", '<div class="align-center">a<p>b</p></div>'),
        ("a</br>b", "<p>a<br>b</p>"),
        ("<font color=red>a</font>", "<p><span>a</span></p>"),
        ("<small><p>a</p></small>", "<p><small>a</small></p>"),
        ("<small>\n<div>a</div></small>", '<div class="small">\n<div>a</div>\n</div>'),
        ('<p align="right">a</p>', '<p class="align-right">a</p>'),
        ("Code\n{% endhighlight %}", "<p>Code\n{% endhighlight %}</p>"),
        (
            "So:\n\n{% highlight swift linenos %}\nlet a = 1\n\nlet b\n{% endhighlight %}",
            '<p>So:</p>\n<pre class="highlight"><code class="language-swift">let a = 1\n\nlet b</code></pre>',
        ),
        ("a\n{: .lead data-x=1 onward=y }", '<p class="lead" data-x="1">a</p>'),
        ("A Vec<T> here", "<p>A Vec&lt;T&gt; here</p>"),
        ("a <!-- secret --> b", "<p>a  b</p>"),
        ("<!-- secret -->\n\na", "<p>a</p>"),
    ],
)
def test_raw_html_ends_up_valid(text: str, expected: str) -> None:
    assert html(text) == expected


def test_tables_scroll() -> None:
    assert (
        html("## Jobs\n\na | b\n--|--\n1 | 2").count(
            '<section class="table-scroll" tabindex="0" aria-label="Jobs"><table>'
        )
        == 1
    )


def test_two_tables_have_names_of_their_own() -> None:
    table = "a | b\n--|--\n1 | 2\n\n"
    assert re.findall('aria-label="([^"]*)"', html(f"## Jobs\n\n{table}Text\n\n{table}")) == [
        "Jobs",
        "Jobs (2)",
    ]


def test_noncharacters_of_the_author_are_dropped() -> None:
    body, _ = run("a\ufdd0r0\ufdd1b")
    assert body.html == "<p>a r0 b</p>"


def test_quotes_follow_the_language() -> None:
    assert "„so“" in run('"so"', lang="de")[0].text
    assert "“so”" in run('"so"')[0].text


def test_words_and_text() -> None:
    body, _ = run("# T\n\nTwo *words*.\n\n- one\n- two")
    assert (body.words, body.text) == (5, "T\nTwo words.\none\ntwo")


def test_captions_have_typographic_marks() -> None:
    body, _ = run('/// pullquote | 1. Ann "Bee" -- *writer*\na\n///')
    assert body.blocks[0].argument == "1. Ann “Bee” – writer"


def test_a_linked_picture_says_what_the_link_is_about() -> None:
    body, _ = run("[![The hall](a.png)](b.md)")
    assert [(r.kind, r.text) for r in body.references] == [("link", "The hall"), ("picture", "The hall")]


def test_a_heading_may_be_a_short_link() -> None:
    body, _ = run("## [[ES13]]")
    assert (body.headings[0].anchor, body.headings[0].text, body.references[0].text) == ("es13", "ES13", "")


def test_too_deep_nesting_is_a_finding() -> None:
    body, found = run("- " * 3000 + "x")
    assert [fault.code for fault in found] == ["render-failed"]
    assert "x" in body.html
    assert html("- a") == "<ul>\n<li>a</li>\n</ul>"


def test_links_without_text_or_address() -> None:
    body, found = run("[](#fig) and [](https://e.org/x) and [a]()")
    assert body.html == (
        f'<p><a href="{marker("r", 0)}">{marker("t", 0)}</a> and '
        f'<a href="{marker("r", 1)}">e.org</a> and <span>a</span></p>'
    )
    assert [(fault.code, fault.span.column) for fault in found] == [("empty-link", 17), ("empty-link", 42)]


@pytest.mark.parametrize(
    "text", ["Code:\n{% endhighlight %}", "Hello *you*{{ site.name }}", "A set\n{a, b}", "So *it*{sic} said"]
)
def test_braces_that_hold_no_attributes_are_text(text: str) -> None:
    assert re.sub(r"<.*?>", "", html(text)) == text.replace("*", "")
    assert re.findall(r"<\w+ [^>]*>", html(text)) == []


@pytest.mark.parametrize("braces", ["{.lead}", "{: .lead}", "{:.lead }", '{class="lead"}'])
def test_braces_that_hold_attributes_give_them(braces: str) -> None:
    assert html(f"First words\n{braces}") == '<p class="lead">First words</p>'
