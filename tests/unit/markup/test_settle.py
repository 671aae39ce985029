"""Markdown in other converters' spelling reads as it does there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from obsite.markup.settle import settle
from obsite.text.code_mask import mask_code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n- b\n- c", "a\n\n- b\n- c"),
        ("a\n1. b\n2. c", "a\n\n1. b\n2. c"),
        ("in the year\n1986. a", "in the year\n1986. a"),
        ("- a\nlazy\n- b", "- a\nlazy\n- b"),
        ("# a\n- b", "# a\n- b"),
        ("a\n---", "a\n---"),
        ("a\n- - -", "a\n- - -"),
        ("- a\n  - b\n    - c\n- d", "- a\n    - b\n        - c\n- d"),
        ("1. a\n   - b\n\n   more\n2. c", "1. a\n    - b\n\n    more\n\n2. c"),
        ("1. a\n\n    more\n2. b", "1. a\n\n    more\n\n2. b"),
        ("So:\n| a |\n|---|\n| b |", "So:\n\n| a |\n|---|\n| b |"),
        ("a | b\nc", "a | b\nc"),
        ("a\\\nb\\", "a  \nb\\"),
        ("`a\\`\nb\\\\\nc", "`a\\`\nb\\\\\nc"),
        ("<div>\n\n**a**\n\n</div>", '<div markdown="1">\n\n**a**\n\n</div>'),
        ("<div>\n\n<p>a</p>\n\n</div>", "<div>\n\n<p>a</p>\n\n</div>"),
        ("<div>\n**a**\n</div>", "<div>\n**a**\n</div>"),
        ("<div>\n\n**a**", "<div>\n\n**a**"),
        ("> a\n> - b\n> - c", "> a\n>\n> - b\n> - c"),
        ("> - a\n>   more\n> - b", "> - a\n>   more\n> - b"),
        ("- a\n    - b\n        - c", "- a\n    - b\n        - c"),
        ("- a\n  lazy\n- b", "- a\n  lazy\n- b"),
        ("- a\n\n  b\n\nc", "- a\n\n    b\n\nc"),
        ("1) a\n2) b", "1. a\n2. b"),
        ("a\n```\nb\n```\nc", "a\n\n```\nb\n```\n\nc"),
        ("```\na\n- b\n```", "```\na\n- b\n```\n"),
        ("a | b\n--|--\n1 | 2", "a | b\n--|--\n1 | 2"),
        ("* a\n\n        code\n* b", "* a\n\n        code\n* b"),
    ],
)
def test_settle(text: str, expected: str) -> None:
    assert settle(text, mask_code(text)) == expected


_PIECES = (
    *(
        "* ",
        "- ",
        "1. ",
        "2. ",
        "1) ",
        "a",
        " ",
        "  ",
        "    ",
        "\t",
        "\n",
        "\n\n",
        "> ",
        "|",
        "\n|-|-|\n",
        "`c`",
    ),
    *(
        "---",
        "<div>",
        "</div>",
        "#",
        "[^1]: ",
        "\\\n",
        "\xa0",
        "\n    code\n",
        "- x\n  y\n",
        "\n\n  y\n",
        "+ b\n",
    ),
)


@given(st.lists(st.sampled_from(_PIECES), max_size=12).map("".join))
def test_what_is_settled_at_a_glance_is_settled_line_by_line(text: str) -> None:
    looked_at = f"{text}\n\n<!-- each line -->"  # a comment is reason enough to look at lines
    if settle(text, mask_code(text)) == text:
        assert settle(looked_at, mask_code(looked_at)).startswith(text)
