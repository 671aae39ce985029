"""Blocks that show at once what they are: which are made so, which go to the library, and that both agree."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from obsite.markup.conversion import HasHtml, normalised
from obsite.markup.dialect import Dialect
from obsite.markup.plain_blocks import PlainBlocks
from tests.support.library_html import agree

GATED, PLAIN = Dialect("en", blocks=False), Dialect("en", gated=False, blocks=False)

MADE_HERE = (
    "words",
    "a\nb\n  c",
    "a | b",
    "(a) [b](c)",
    "1999 was\n*a* year\n**b** c\n_d_ e\n__f__\n![g](h)",
    "# a",
    "###### b | c",
    "## a\nb\n\n## c\n- d\n- e\n\n### f\n| g | h |\n|---|---|\n| i | j |",
    "- a\n- b\n* c\n+ d",
    "- a\n  b\n- c\nd",
    "- a | b\n- c | d",
    "-   a\n-  b",
    "3. a\n4. b\n\n- c",
    "1. a\n1. b",
    "- a\n    - b\n    - c\n        - d\n- e\n    1. f\n    2. g",
    "| a | b |\n|---|:-:|\n| c | `d|e` |\n| f \\| g | h |\n| i |\n| j | k | l |",
    "|a|\n|-|\n|b|",
    "[r]: /u\n[s t]: <v>\n\n[a][r] [b][S T]",
    "a[^1]\n\n[^1]: b *c*  ",
    "a\n\n\n\nb",
)
LEFT_TO_THE_LIBRARY = (
    "a\n===",
    "a\nb\n---",
    "a\nb\n  c | d",
    "# a | b\n--|--",
    "- a\n    - # b\n    - > c",
    "a\n# b",
    "a\n> b",
    "a | b\n--|--\nc | d",
    "    a",
    "a\n- b",
    "a\n\n    b",
    "# a\\#",
    "# a #",
    "####### a",
    "| a | b\n| c | d",
    "- a\n\n- b",
    "- a\n\n    b\n- c",
    "- a\n      b\n- c",
    "- - a",
    "- # a",
    "- > a",
    "- [^1]: a",
    "- a\n     - b\n   - c",
    "- a\n    b\n- c",
    "-  \n- a",
    "1. a\n- b",
    "- a\n1. b",
    "- [r]: a",
    "[r]: u 't'\n[s]: v",
    "[r]: u\na",
    "a\n[r]: u",
    "[^1]: a\n\n    b",
    "[^1]: a\n[^2]: b",
    "*[A]: b",
    "* * *",
    "***",
    "a\n: b",
    "!!! note\n    a",
    "# a\n!!! note\n    b",
    "- a\n    !!! note\n        b",
    "```\na\n```",
    "```\na\n```\n\n\nb",
    "<div>a</div>",
)
_FRAMES = (
    "{}",
    "a\n\n{}\n\nb",
    "- a\n\n    {}",
    "> {}",
    "- {}",
    "1. a\n    {}",
    "!!! note\n    {}",
    "c[^9]\n\n[^9]: {}",
)


def _agrees(text: str) -> bool:
    return agree(GATED, PLAIN, text)


def _made(monkeypatch: pytest.MonkeyPatch, text: str) -> set[bool]:
    """Return of the blocks of a text whether they were made at once."""
    made: set[bool] = set()
    inner = PlainBlocks.__call__

    def noted(self: PlainBlocks, parent: Element, blocks: list[str]) -> bool:
        is_made = inner(self, parent, blocks)
        made.add(is_made)
        return is_made

    monkeypatch.setattr(PlainBlocks, "__call__", noted)
    GATED.convert(text)
    return made


@pytest.mark.parametrize("text", MADE_HERE)
def test_plain_blocks_are_made_at_once(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _agrees(text)
    assert _made(monkeypatch, text) == {True}


@pytest.mark.parametrize("text", LEFT_TO_THE_LIBRARY)
def test_other_blocks_are_left_to_the_library(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _agrees(text)
    assert False in _made(monkeypatch, text)


@pytest.mark.parametrize("text", [*MADE_HERE, *LEFT_TO_THE_LIBRARY])
@pytest.mark.parametrize("frame", _FRAMES)
def test_wherever_they_stand(text: str, frame: str) -> None:
    indented = text.replace("\n", "\n    ")
    assert _agrees(frame.replace("{}", indented))
    assert _agrees(frame.replace("{}", text))


_LINES = sorted({line for text in (*MADE_HERE, *LEFT_TO_THE_LIBRARY) for line in text.split("\n")})
_LINE = st.builds(
    lambda margin, line: margin + line,
    st.sampled_from(("", "", "  ", "    ", "        ")),
    st.sampled_from(_LINES),
)


@settings(max_examples=400, deadline=None)
@given(st.lists(_LINE, max_size=9).map("\n".join))
def test_whatever_is_put_together(text: str) -> None:
    assert _agrees(text)


@pytest.mark.parametrize(
    "text", ["a\tb\n\tc", "a\r\nb\rc", "a\n  \n  \nb\n   c\n ", "a\x02b\x03\n", " \n \na", "a\n\t\nb"]
)
def test_white_space_is_made_plain_as_the_library_does(text: str) -> None:
    lines = PLAIN._md.preprocessors["normalize_whitespace"].run(text.split("\n"))
    assert normalised(text, 4) == "\n".join(lines)


@pytest.mark.parametrize(
    "text",
    [
        "<small>a</small> <T> </b> <br /> <br/>",
        "`a` <div> </div> <hr> <p>",
        "a\n  <div>b</div>\n",
        "a\n<hr>\nb",
        "a <script> b <style> c",
        "<title>a & b</title>",
        "&#39 a &#x3f; b",
        "\u2003<div>a",
        "a <b\nc> <d e> <f=g>",
        "a <!-- b --> c\n<!-- d -->",
        "a & b",
        "a < b",
        "AT&T; &c",
        "&",
        "<",
        "a &",
        "a <",
        "a <1 &2 &; &-x; <=b",
        "<a",
        "&#x2014; &copy",
        "</ <! <? <% <$",
        "`<b>` & `&`",
    ],
)
def test_signs_of_html_and_others(text: str) -> None:
    assert all(
        _agrees(frame.format(text)) for frame in ("{}", "{}\n\nb", "a\n{}\nb", "- {}\n- <b>c</b>", "## {}")
    )


@pytest.mark.parametrize("text", ["a < b & c", "`Vec<T>` </b> <br /> a<div>", "<small>a</small>", "AT&T; &c"])
def test_what_the_parser_of_html_need_not_see(text: str) -> None:
    assert not HasHtml(("div", "p"))(text)


@pytest.mark.parametrize(
    "text", ["<div>", "a\n  </p>", "a <b c>", "<!-- a -->", "<?a?>", "&#39;", "a <script>", "</>"]
)
def test_what_the_parser_of_html_has_to_see(text: str) -> None:
    assert HasHtml(("div", "p"))(text)


def test_an_empty_text() -> None:
    assert GATED.convert(" \n\t").html == ""
    assert _agrees("")
