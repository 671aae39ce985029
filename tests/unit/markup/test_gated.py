"""What makes the converter fast changes nothing: the same HTML as the library makes by itself."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from obsite.markup.dialect import BLOCK_SIGN, Dialect
from obsite.markup.gated import SIGNS
from obsite.markup.gated_blocks import BLOCK_SIGNS
from obsite.markup.gated_trees import TREE_SIGNS
from tests.support.library_html import agree

ROOT = Path(__file__).parents[3]
GATED, PLAIN = Dialect("en"), Dialect("en", gated=False)
WITHOUT_BLOCKS = Dialect("en", blocks=False)
_FOLDERS = ("content", "docs", "tests/sites", "tests/diagnostics")


@pytest.mark.parametrize("folder", _FOLDERS)
def test_the_repository_s_own_texts(folder: str) -> None:
    texts = sorted((ROOT / folder).rglob("*.md"))
    assert texts
    for path in texts:
        text = path.read_text("utf-8", "replace")
        assert GATED.convert(text) == PLAIN.convert(text), path
        text = text.replace(BLOCK_SIGN, "//")
        assert WITHOUT_BLOCKS.convert(text) == PLAIN.convert(text), path


_SIGNS = sorted({*chain(*SIGNS.values(), *BLOCK_SIGNS.values(), *TREE_SIGNS.values())} - {"\x02"})
_WORDS = (
    *(
        "a",
        "b c",
        " ",
        "  ",
        "\n",
        "\n\n",
        "](x)",
        "](y 'z')",
        "]",
        "<b>",
        "</b>",
        "x.org",
        "80s",
        "(",
        ")",
        "!",
    ),
    *(
        "1",
        "1. ",
        "2) ",
        "\t",
        "x@y.org",
        "[a]: /b",
        "[^1]: c",
        "*[HTML]: d",
        "{#id .c}",
        "{: a=b}",
        "&amp;",
        ";",
    ),
    *(
        "``",
        "```",
        "~~~",
        "<div>",
        "<div markdown='1'>",
        "</div>",
        "<!-- d -->",
        "<br>",
        "<script>",
        "</script>",
    ),
    *(
        "|---|---|",
        "| a | b |",
        "===",
        ": d",
        "term",
        "/// note",
        "/// html | div",
        "///",
        "!!! note",
        '??? "t"',
    ),
    *(
        "> ",
        "# ",
        "## h",
        "HTML",
        "\\*",
        "\\{",
        "==",
        "^^",
        "~~",
        "[[k]]",
        "[[k|t]]",
        "]]",
        "///Footnotes Go Here///",
    ),
)
_TEXT = st.lists(st.sampled_from([*_SIGNS, *_WORDS]), max_size=40).map("".join)
_LINES = st.lists(st.lists(st.sampled_from([*_SIGNS, *_WORDS]), max_size=5).map("".join), max_size=14).map(
    "\n".join
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(_TEXT, _LINES))
def test_whatever_is_written(text: str) -> None:
    assert agree(GATED, PLAIN, text)
    if BLOCK_SIGN not in text:
        assert agree(WITHOUT_BLOCKS, PLAIN, text)


def test_every_pattern_with_a_sign_exists() -> None:
    inline, smarty = (PLAIN.patterns(name) for name in ("inline", "smarty"))
    assert set(SIGNS) == {*inline, *smarty}
    assert set(BLOCK_SIGNS) == {*PLAIN.block_processors()} - {"empty", "paragraph"}
