"""The editorial reading of one text: what is reported, where, and above all what is not."""

from __future__ import annotations

import pytest

from obsite.documents.load import FileToLoad, load_document

STYLE = {"vague-link", "empty-link", "doubled-punctuation"}


def load(body: str, *, meta: str = "", lang: str = "en"):
    source = f"---\ntitle: T\n{meta}---\n{body}\n"
    file = FileToLoad(path="content/a.md", type="article", digest="d", lang=lang)
    return load_document(file, source.encode())


def found(body: str, **options: str) -> list[tuple[str, int, int]]:
    """What is reported of a text, with line (of the body) and column."""
    diagnostics = load(body, **options).diagnostics
    lines = 3 + options.get("meta", "").count("\n")
    return [(d.code, d.span.line - lines, d.span.column) for d in diagnostics if d.code in STYLE]


@pytest.mark.parametrize(
    ("body", "column"),
    [
        ("Register [here](https://x.example/).", 11),
        ("Register [Here!](https://x.example/).", 11),
        ("[Click here](https://x.example/) now", 2),
        ("[**Read more** »](https://x.example/)", 4),
        ("See [this link](https://x.example/)", 6),
        ("The [link][1]\n\n[1]: https://x.example/", 6),
        ("The [link]\n\n[link]: https://x.example/", 6),
        ('<a href="https://x.example/">here</a>', 30),
    ],
)
def test_links_that_say_nothing(body, column):
    assert found(body) == [("vague-link", 1, column)]


@pytest.mark.parametrize(
    ("lang", "words"),
    [("de", "hier"), ("de", "Mehr lesen"), ("de-AT", "dieser Link"), ("fr", "cliquez ici"), ("fr", "En savoir plus"),
     ("es", "aquí"), ("es", "leer más"), ("de", "here"), ("nl", "here")],
)  # fmt: skip
def test_links_that_say_nothing_in_other_languages(lang, words):
    assert found(f"[{words}](https://x.example/)", lang=lang) == [("vague-link", 1, 2)]


@pytest.mark.parametrize(
    "body",
    [
        "[Register here for the walk](https://x.example/)",
        "[The link between moon and tide](https://x.example/)",
        "`[here](x)` and [here] and \\[here](x)",
        "    [here](x)",
        "<!-- [here](x.md) -->",
        "[hier](https://x.example/)",  # in English a name, perhaps
        "Here we are.",
    ],
)
def test_links_that_say_enough(body):
    assert found(body) == []


def test_a_button_that_says_nothing():
    body = "/// button | Read more\n    link: https://x.example/\n///"
    assert [item[0] for item in found(body)] == ["vague-link"]


@pytest.mark.parametrize("marks", [",,", ", ,", "..", ";;", "!!", ",."])
def test_doubled_marks(marks):
    assert found(f"It ended{marks} We left") == [("doubled-punctuation", 1, 9)]


@pytest.mark.parametrize(
    "body",
    [
        "Well ... yes... no?! What?? It (said etc.). Go!!! a, b; c.",
        "`a,, b..` and\n\n    c.. d!!\n",
        "From 1..9, in ../folder, at x..y, std::cmp",
        "[a](https://x.example/a,,b..c) <https://x.example/a..>",
        "| a | b |\n|---|---|\n| , | , |",
        "The list reads “Horb, , Germany” there.",
        "fish &amp;; chips",
        "<b class='a,, b'>x</b>, <i>y</i>, z",
        "$a,\\,, b$ and ,, low quotes''",
    ],
)
def test_marks_that_are_meant(body):
    assert found(body) == []


def test_doubled_marks_in_front_matter_have_their_place():
    [diagnostic] = load("x", meta="description: Good.. bye\n").diagnostics
    assert (diagnostic.code, diagnostic.span.line, diagnostic.span.column) == ("doubled-punctuation", 3, 14)


def used(body: str, lang: str = "en") -> list[str]:
    return [item.word for item in load(body, lang=lang).document.reading.acronyms]


@pytest.mark.parametrize(
    "body",
    [
        "The Royal Society for Birds (RSB) met. RSB members came.",
        "The RSB (Royal Society for Birds) met.",
        "The Royal Society for Birds, or **RSB**, met.",
        "RSB, the Royal Society for Birds, met.",
        "The *RSB* met.\n\n*[RSB]: Royal Society for Birds",
        "The [[rsb|RSB]] met. RSB members came.",
        "The European Strategic Partnership for Going International (ESP-4i) and ESP-4i again.",
        "| Name | Short |\n|---|---|\n| Society for Birds | RSBX |",
        "The EU, the UN and a PDF for the CEO.",
        "In chapter XIV and part III.",
        "DO NOT FEED THE BIRDS",
        "It was NOT good, it was not.",
        "In `RSB` and <https://x.example/RSB> and RSB_X and #RSB and x@RSB.example",
        "[RSB news](https://x.example/)",
        "They wrote “RSB” there.",
        "A walk in Austin, TX on Monday.",
    ],
)
def test_acronyms_that_need_no_explanation(body):
    assert used(body) == []


def test_acronyms_that_do():
    assert used("The RSB met, and so did the NMU-2.\n\nRSB again.") == ["RSB", "NMU-2"]
    assert used("Der TÜV und die BVG kamen.", lang="de") == ["BVG"]
    acronym = load("The RSB met.").document.reading.acronyms[0]
    assert (acronym.span.line, acronym.span.column, acronym.span.end_column) == (4, 5, 8)


def counted(body: str, lang: str = "en") -> list[tuple[int, str]]:
    return [(item.number, item.noun) for item in load(body, lang=lang).document.reading.counts]


@pytest.mark.parametrize(
    ("body", "lang", "counts"),
    [
        ("The 14 representatives came.", "en", [(14, "representatives")]),
        (
            "Fifteen representatives of thirteen Member States.",
            "en",
            [(15, "representatives"), (13, "states")],
        ),
        ("Twenty-five joint projects and 1,204 birds.", "en", [(25, "projects"), (1204, "birds")]),
        ("**450** people", "en", [(450, "people")]),
        ("Fünfzehn Vertreter und 14 neue Vertreter", "de", [(15, "vertreter")]),
        ("vingt-deux pays et 14 représentants", "fr", [(22, "pays"), (14, "représentants")]),
        ("Quince representantes", "es", [(15, "representantes")]),
        ("Fifteen representatives", "nl", []),
    ],
)
def test_what_is_counted(body, lang, counts):
    assert counted(body, lang) == counts


@pytest.mark.parametrize(
    "body",
    [
        "On 16 May 2019 members, in 2018 members, met at 10 o'clock for 3 days, 5 hours and 20 pages.",
        "More than 400 people, at least 12 regions, another five regions, the first two talks, 10 to 12 people",
        "Five other regions, two more talks, 3.5 points, £14 tickets, No. 3 gulls/hour, 14 % of birds, v14 birds",
        "`14 representatives` and [x](https://x.example/14 birds)",
    ],
)
def test_what_is_no_count(body):
    assert [pair for pair in counted(body) if pair[1] not in {"gulls"}] == []


def test_key_figures_count_too():
    meta = 'figures:\n  - {value: "14", label: representatives}\n  - {value: 90 %, label: of growth}\n'
    [count] = load("x", meta=meta).document.reading.all_counts
    assert (count.number, count.noun, count.voice, count.span.line) == (14, "representatives", "figures", 4)
