"""What the editorial reading finds at a glance is what its patterns find when they read all of a text."""

from __future__ import annotations

import re
from bisect import bisect_right

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from obsite.documents import acronyms, counts
from obsite.text import prose

_WORDS = (
    *(
        "two",
        "Three",
        "ten",
        "tens",
        "fourteen",
        "twenty-one",
        "hundred",
        "zwölf",
        "Fünf",
        "deux",
        "trente",
        "dix-sept",
    ),
    *(
        "treinta y cuatro",
        "cuatro",
        "tend",
        "often",
        "house",
        "clubs",
        "women",
        "14",
        "1,200",
        "2020",
        "1.000",
        "12000000",
    ),
    *(
        "EU",
        "ESCP-4i",
        "SMEs",
        "ÄÖ",
        "ABCDEFGH",
        "ABCDEFGH-EU",
        "É",
        "ÉU",
        "x",
        "Ы",
        "ЫEU",
        "٣",
        "५",
        "½",
        "²",
        "２",
        "𝟗",
    ),
)
_SIGNS = (
    *(
        " ",
        " ",
        " ",
        "\n",
        "\n\n",
        ". ",
        "; ",
        "? ",
        "| ",
        "\n- ",
        "\n12. ",
        "(",
        "[",
        "*",
        "**",
        "_",
        '"',
        "'",
        "“",
        "„",
    ),
    *(
        "«",
        "|",
        ">",
        "/",
        "@",
        "-",
        "’",
        "\u00a0",
        "\u202f",
        "\u2009",
        "\x00",
        "?",
        "…",
        ".”",
        ".)\n",
        "…EU",
        ":\n\n\n",
    ),
)
_texts = st.lists(st.one_of(st.sampled_from(_WORDS), st.sampled_from(_SIGNS)), max_size=30).map("".join)


@settings(max_examples=300, deadline=None)
@given(_texts, st.sampled_from(("en", "de", "fr", "es", "nl")))
def test_numbers(text: str, lang: str) -> None:
    everywhere = [match.span() for match in counts._numbers(lang).finditer(f"\n{text}")]
    assert [match.span() for match in counts._found(text, lang)] == everywhere


@settings(max_examples=300, deadline=None)
@given(_texts)
def test_acronyms(text: str) -> None:
    everywhere = [
        match.span()
        for match in acronyms._ACRONYM.finditer(text)
        if not (before := text[match.start() - 1 : match.start()]).isalnum() and before not in acronyms._PARTS
    ]
    assert [match.span() for match in acronyms._acronyms(text)] == everywhere


@settings(max_examples=300, deadline=None)
@given(_texts, st.integers(0, 200), st.integers(0, 20))
def test_sentences(text: str, start: int, length: int) -> None:
    text *= 4  # longer than a sentence may be
    start = min(start, len(text))
    end = min(start + length, len(text))
    ends = [match.end() for match in prose._END.finditer(text)]
    before, behind = bisect_right(ends, start), bisect_right(ends, end)
    first = max(ends[before - 1] if before else 0, start - prose._REACH)
    last = min(ends[behind] if behind < len(ends) else len(text), end + prose._REACH)
    assert prose.Prose(text=text).sentence(start, end) == (max(0, first), last)


@settings(max_examples=300, deadline=None)
@given(_texts, st.sampled_from(("eu", "tth", "cw", "äö", "ht")))
def test_initials(text: str, letters: str) -> None:
    words = re.findall(r"[^\W\d_]+", text)
    every = "".join(word[0].lower() for word in words)
    great = "".join(word[0].lower() for word in words if len(word) > 3)
    assert acronyms._spell(text, letters) == (letters in every or letters in great)


@pytest.mark.parametrize(
    ("line", "great"),
    [("", True), ("NEWS", True), ("New", False), ("a1B", True), ("ÄÖü", True), ("Äöü", False), ("12", True)],
)
def test_lines_in_capitals(line: str, great: bool) -> None:
    assert acronyms._is_great(line) is great
