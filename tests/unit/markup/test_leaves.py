"""Plain inline markup written at once: what is read so, what is left to the library, and that both agree."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from obsite.markup.dialect import Dialect
from obsite.markup.leaves import Leaves, is_lively
from obsite.markup.quotes import Quotes
from tests.support.library_html import agree

LANGS = ("en", "de", "fr")
GATED = {lang: Dialect(lang) for lang in LANGS}
PLAIN = {lang: Dialect(lang, gated=False) for lang in LANGS}
DEFINED = "\n\n[^1]: one\n\n[^2]: two *words*\n\n[r]: /u_r_l 'T & t'\n[s t]: <v>\n"

READ_HERE = (
    "[words](url)",
    "a [b](c_d_e), [f *g*](h*i*) [j](k_(l)) and [m](n(o)?p=q&r=1&amp;s)",
    "[](u) [a\nb](c)",
    "[`a]`](b) and `[c](d)` and `e*f*` and ` ` and `<g> & h`",
    "**a** *b*, __c__ (_d_) \"*e*\" '**f**'.",
    "**Note:** a **[b](c)** *`d`*, **e [f](g) h** **[[i]]** *[^1]*",
    "**it's [f's](g)'s** \"h\" -- 'i' --- j... '80s",
    "a_b_c d = e, f & g, 1 < 2 > 1, !?:;",
    "word[^1], [a][r] [b] [s T] and [r], [s\nt] and [sic]",
    "https://a.org/b_c_d?e=f&g=h. (http://i.org/j_(k)) [https://l.org](https://l.org)",
    "<https://a.org/*b*> and <mailto:b@c.org> and <d@e.org>",
    "[sic] [a](b) [r][] [r] [c](d) [e [f] {g}: h](i) [[j]](k) [[l] m][r]",
    "[[key]] and [[key|the *text*]]",
    '\\*a\\* b\\_c \\#d \\"e\\" f\\\'s \\-\\- \\.\\.\\.',
    "\ufdd0v0\ufdd1 and \ufdd0v1\ufdd1's",
)
LEFT_TO_THE_LIBRARY = (
    "a  \nb",
    "[a [b] c [r]](d) [a [b](c)](d) [a [b [c] d](e)",
    "[a] [r](b)",
    "[a] [b][r]",
    "[a](b 'c') [d](<e f>) [g]() [h](i(j(k))) [l](m\"n)",
    "![a](b) and ![c][r] and [![d](e)](f)",
    "***a*** **b *c* d** *e **f** g*",
    "**a**b c**d** *e",
    "a ** b * c_ _ d",
    "~~a~~ ==b== ^^c^^ ~d~ ^e^",
    "`a ``b`` c",
    "a\\`b` \\[c](d) \\\\ e\\**f*",
    "<b>a</b> &nbsp; &#39; <!-- b -->",
    "[^3] [a][q]",
    "[*a](b) c*",
    "**a*",
    "[a](b)*c* *d*[e](f) `g`*h*",
    "*https://a.org/b*",
    "it's { a }",
    "[a](b){.c}",
)


def _agrees(text: str, lang: str = "en") -> bool:
    return agree(GATED[lang], PLAIN[lang], text)


def _counted(monkeypatch: pytest.MonkeyPatch, text: str) -> list[bool]:
    """Return of each lively text of a document whether it was written at once."""
    taken: list[bool] = []
    inner = Leaves.__call__

    def call(self: Leaves, leaf: str) -> object:
        written = inner(self, leaf)
        taken.append(written is not None)
        return written

    monkeypatch.setattr(Leaves, "__call__", call)
    GATED["en"].convert(text)
    return taken


@pytest.mark.parametrize("text", READ_HERE)
def test_plain_texts_are_read_at_once(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert all(_agrees(text + DEFINED, lang) for lang in LANGS)
    assert set(_counted(monkeypatch, text + DEFINED)) == {True}


@pytest.mark.parametrize("text", LEFT_TO_THE_LIBRARY)
def test_odd_texts_are_left_to_the_library(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert all(_agrees(text + DEFINED, lang) for lang in LANGS)
    assert False in _counted(monkeypatch, text + DEFINED)


@pytest.mark.parametrize("text", [*READ_HERE, *LEFT_TO_THE_LIBRARY])
@pytest.mark.parametrize(
    "frame",
    [
        "- {}\n- {}",
        "- {}\n\n    {}\n\n- x",
        "1. a\n    - {}",
        "> {}",
        "## {}",
        "| a | {} |\n|---|---|\n| {} | `b|c` {} |",
        "term\n: {}",
        "!!! note\n    {}",
        "<div markdown='1'>\n\n{}\n\n</div>",
        "a[^4]\n\n[^4]: {}\n\n    - {}",
        "*[words]: W\n\n{}",
        "**{}** {}",
        "[{}](u)",
    ],
)
def test_wherever_they_stand(text: str, frame: str) -> None:
    assert _agrees(frame.replace("{}", text) + DEFINED)


def test_a_document_with_abbreviations_is_left_to_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _counted(monkeypatch, "HTML *a*\n\n*[HTML]: b") == []


_PIECES = (
    "'",
    '"',
    "--",
    "---",
    "...",
    "....",
    "a",
    "s",
    "80s",
    " ",
    "\n",
    "&nbsp;",
    "&",
    "-",
    "\u2014",
    "(",
    ".",
    "é",
    "\x0242\x03",
)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=12).map("".join), st.sampled_from(LANGS))
def test_quotes_are_as_the_library_makes_them(text: str, lang: str) -> None:
    md = PLAIN[lang]._md
    smarty = md.treeprocessors["smarty"]
    quotes = Quotes((pattern, ("",)) for pattern in smarty.inlinePatterns)
    smarty.stashed_nodes = {}
    shown = smarty._InlineProcessor__handleInline(text)
    while "\x02klzzwxh:" in shown or "\x02wzxhzdk:" in shown:
        shown = re.sub("\x02klzzwxh:([0-9]+)\x03", lambda found: smarty.stashed_nodes[found[1]], shown)
        shown = re.sub(
            "\x02wzxhzdk:([0-9]+)\x03", lambda found: md.htmlStash.rawHtmlBlocks[int(found[1])], shown
        )
    assert quotes(text) == shown


_TOKENS = st.sampled_from(
    sorted({piece for text in (*READ_HERE, *LEFT_TO_THE_LIBRARY) for piece in re.findall(r"\w+|\s+|.", text)})
)
_WHOLE = st.sampled_from([word for text in (*READ_HERE, *LEFT_TO_THE_LIBRARY) for word in text.split(" ")])
_TEXT = st.lists(st.one_of(_TOKENS, _WHOLE, st.just(" ")), max_size=16).map("".join)


@settings(max_examples=400, deadline=None)
@given(_TEXT, st.sampled_from(LANGS))
def test_whatever_is_put_together(text: str, lang: str) -> None:
    assert _agrees(text + DEFINED, lang)


@pytest.mark.parametrize("text", ["a b, c. (d) - e! f: g; h?", "1.5 % + 3 / 4", "a]\nb > c", "x@y"])
def test_words_are_not_lively(text: str) -> None:
    assert not is_lively(text)
    assert _agrees(text)
