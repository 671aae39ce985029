"""Words are counted as the plain pattern finds them."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from obsite.text.word_count import count_words

_PLAIN = re.compile(r"\w[\w'’.-]*")


@given(st.text(st.sampled_from("ab1é²_×’'.-–“\u2028\xa0 \n€ł\ufdd0")) | st.text())
def test_words(text: str) -> None:
    assert count_words(text) == len(_PLAIN.findall(text))


@given(st.text())
def test_few_strange_characters_among_many(text: str) -> None:
    text = f"{text} {'a b ’ ' * 20 * len(text)}é"
    assert count_words(text) == len(_PLAIN.findall(text))
