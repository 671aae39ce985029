"""Gates before inline patterns save time and change nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from obsite.markup.dialect import Dialect
from obsite.markup.gated import SIGNS

ROOT = Path(__file__).parents[3]
GATED, PLAIN = Dialect("en"), Dialect("en", gated=False)


@pytest.mark.parametrize("path", sorted(ROOT.glob("content/**/*.md")), ids=lambda path: path.stem)
def test_the_repository_s_own_texts(path: Path) -> None:
    text = path.read_text("utf-8")
    assert GATED.convert(text) == PLAIN.convert(text)


_SIGNS = sorted({sign for signs in SIGNS.values() for sign in signs})
_TEXT = st.lists(
    st.sampled_from(
        [*_SIGNS, "a", "b c", " ", "\n", "\n\n", "](x)", "]", "<b>", "x.org", "80s", "(", ")", "!", "1"]
    ),
    max_size=30,
)


@settings(max_examples=200, deadline=None)
@given(_TEXT.map("".join))
def test_whatever_is_written(text: str) -> None:
    assert GATED.convert(text) == PLAIN.convert(text)


def test_every_pattern_with_a_sign_exists() -> None:
    inline, smarty = (PLAIN.patterns(name) for name in ("inline", "smarty"))
    assert set(SIGNS) == {*inline, *smarty}
