"""Numbers in prose: what the functions give, and what is wrong with a question."""

from __future__ import annotations

from functools import partial

import pytest

from obsite.data.databank import Databank
from obsite.diagnostics.model import Diagnostic
from obsite.documents.document import Document
from obsite.documents.load import FileToLoad, load_document
from obsite.outputs.closure import bundled_templates
from obsite.outputs.strings import translate
from obsite.site.prose_numbers import Teller
from tests.support.handmade import codelist, databank, indicator

SHORES = codelist(
    "shores",
    [
        ("ALL", "All shores", "", "whole"),
        ("N", "North shore", "ALL", "shore"),
        ("S", "South shore", "ALL", "shore"),
        ("E", "East shore", "ALL", "shore"),
    ],
    kind="region",
    levels={"shore": {"name": "shore"}},
)
SEXES = codelist("sexes", [("T", "All", "", ""), ("F", "Female", "", ""), ("M", "Male", "", "")])


@pytest.fixture(scope="module")
def bank() -> Databank:
    birds = indicator(
        "birds",
        [("shore", SHORES, "")],
        [
            ("2023", "N", "12000"), ("2024", "N", "15000", "e"), ("2023", "S", "4000"), ("2024", "S", "3000"),
            ("2024", "E", "3000"), ("2023", "E", ""), ("2024", "ALL", "30000"), ("2023", "ALL", "27000"),
        ],
        title="Birds counted", unit="birds", kind="count", decimals="0", direction="higher",
        source={"name": "Shore Society", "dataset": "count"}, reference={"shore": "ALL"},
    )  # fmt: skip
    share = indicator(
        "ringed",
        [("shore", SHORES, ""), ("sex", SEXES, "T")],
        [
            ("2023", "N", "T", "20.5"), ("2024", "N", "T", "10.7"), ("2024", "N", "F", "11.2"),
            ("2024", "S", "T", "15.3"), ("2023", "S", "T", "15"),
        ],
        title="Ringed", unit="% of all birds", unit_symbol="%", kind="ratio", decimals="1",
        direction="lower", breaks=[{"period": "2024", "note": "new rings", "where": {"shore": ["S"]}}],
    )  # fmt: skip
    return databank([SHORES, SEXES], [birds, share])


def word(name: str) -> bytes | None:
    path = bundled_templates() / name
    return path.read_bytes() if path.is_file() else None


def told(bank: Databank, text: str, lang: str = "en") -> tuple[Document, list[Diagnostic]]:
    file = FileToLoad(path="content/a.md", type="page", digest="d", lang=lang)
    loaded = load_document(file, f"---\ntitle: A\n---\n{text}\n".encode())
    found = list(loaded.diagnostics)
    assert loaded.document is not None
    teller = Teller(
        bank=bank,
        say=lambda lang: partial(translate, lang, word),
        remember=lambda _question, _digest, compute: compute(),
        lang=lang,
    )
    return teller.told(loaded.document, found.append), found


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ('value("ringed", shore="N", year=2024)', "10.7%"),
        ('value("ringed", shores="N")', "10.7%"),
        ('value("ringed", shore="N", sex="F")', "11.2%"),
        ('value("ringed", shore="N", period="2023") | round(0)', "20%"),
        ('value("ringed", shore="N") | plain', "10.7"),
        ('value("ringed", shore="N") | unit', "10.7% of all birds"),
        ('value("birds", shore="N")', "15,000"),
        ('value("birds", shore="N") | unit', "15,000 birds"),
        ('value("birds", shore="N") | words', "15 thousand"),
        ('change("ringed", shore="N", from=2023)', "−9.8\u00a0percentage points"),
        ('change("ringed", shore="N", from=2023, to=2024) | abs', "9.8\u00a0percentage points"),
        ('change("ringed", shore="N", from=2023) | words', "fell"),
        ('change("birds", shore="N", from=2023) | signed', "+3,000"),
        ('change("birds", shore="N", from=2023, kind="relative")', "25.0%"),
        ('rank("birds", shore="S", of=true)', "2 of 3"),
        ('rank("ringed", shore="N")', "1"),
        ('rank("ringed", shore="N", order="highest")', "2"),
        ('share("birds", shore="N")', "50.0%"),
        ('share("birds", shore="S", of="N") | round(0)', "20%"),
        ('compare("ringed", shore="N", with="S")', "−4.6\u00a0percentage points"),
        ('compare("ringed", shore="N", with="S") | words', "below"),
        ('compare("birds", shore="N", with="S", kind="ratio")', "5.0"),
        ('compare("birds", shore="N")', "−15,000"),
        ('period("ringed", shore="N")', "2024"),
        ('latest("ringed", shore="N")', "2024"),
        ('unit("ringed")', "% of all birds"),
        ('name("ringed")', "Ringed"),
        ('name(shore="N")', "North shore"),
    ],
)
def test_what_functions_give(bank: Databank, expression: str, text: str) -> None:
    document, found = told(bank, f"It is {{{{ {expression} }}}}.")
    assert found == []
    assert document.body.shown[0].text == text


def test_a_number_says_where_it_is_from(bank: Databank) -> None:
    document, _ = told(bank, '{{ value("birds", shore="N") }}')
    [shown] = document.body.shown
    assert shown.title == "Birds counted, North shore, 2024. estimated. Source: Shore Society (count)"
    assert (shown.number, shown.flag, shown.flag_title) == ("15000", "e", "estimated")


def test_a_change_across_a_break_says_so(bank: Databank) -> None:
    document, _ = told(bank, '{{ change("ringed", shore="S", from=2023) }}')
    assert document.body.shown[0].flag == "b"


def test_numbers_follow_the_language(bank: Databank) -> None:
    text = '{{ value("ringed", shore="N") }} {{ value("birds", shore="N") }} {{ compare("ringed", shore="N", with="S")|words }}'
    document, _ = told(bank, text, "de")
    assert [shown.text for shown in document.body.shown] == ["10,7\u00a0%", "15.000", "unter"]


def test_plain_texts_have_the_number_itself(bank: Databank) -> None:
    document, found = told(
        bank,
        '## Only {{ value("ringed", shore="N") }} here\n\n![Of {{ value("birds", shore="N") }}](a.png)\n\n'
        '/// callout | A box of {{ value("birds", shore="S") }}\n    figures:\n'
        '      - {value: \'{{ value("birds", shore="E") }}\', label: birds}\n///\n',
    )
    body = document.body
    assert not found
    assert body.headings[0].text == "Only 10.7% here"
    assert body.headings[0].anchor == "only-here"
    assert body.references[0].text == "Of 15,000"
    assert body.blocks[0].argument == "A box of 3,000"
    assert body.blocks[0].options.figures[0].value == "3,000"  # type: ignore[attr-defined]
    assert "\ufdd0" not in body.text


@pytest.mark.parametrize("text", ['`{{ value("birds") }}`', '\\{{ value("birds") }}', "    {{ value(1) }}"])
def test_code_and_escaped_braces_stay(bank: Databank, text: str) -> None:
    document, found = told(bank, text)
    assert (document.body.shown, found) == ((), [])
    assert "{{ value(" in document.body.html


@pytest.mark.parametrize(
    ("expression", "column", "code", "help"),
    [
        ('value("brids", shore="N")', 11, "unknown-indicator", "Did you mean `birds`?"),
        ('value("birds", shoer="N")', 19, "unknown-dimension", "Did you mean `shore`?"),
        ('value("birds", shore="North shore")', 26, "unknown-code", "Did you mean `N`?"),
        ('value("birds", shore="N", year=1950)', 35, "missing-value", "It has 2023 to 2024"),
        ('value("birds", shore="N", year="x")', 36, "invalid-period", ""),
        ('value("birds", shore="E", year=2023)', 1, "missing-value", "It has 2024 to 2024"),
        ('value("birds")', 1, "unknown-dimension", 'Choose one: shore="ALL"'),
        ("value()", 1, "invalid-expression", ""),
        ('change("birds", shore="N")', 1, "invalid-expression", "Add from=2008"),
        ('share("ringed", shore="N")', 1, "missing-value", "Take an indicator that can be summed"),
        ('compare("ringed", shore="N")', 1, "missing-value", 'Add with="..."'),
        ('compare("birds", shore="N", kind="rato")', 38, "invalid-expression", 'Did you mean "ratio"?'),
    ],
)
def test_faults_have_their_place(bank: Databank, expression: str, column: int, code: str, help: str) -> None:
    _, found = told(bank, f"{{{{ {expression} }}}}")
    assert [(one.code, one.span.line, one.span.column) for one in found] == [(code, 4, column)]
    assert help in found[0].help


def test_a_misspelt_function_is_told(bank: Databank) -> None:
    document, found = told(bank, '{{ valu("birds") }} and {{ site.title }}')
    assert [one.code for one in found] == ["unknown-expression", "foreign-tag"]
    assert "Did you mean `value(...)`?" in found[0].help
    assert "{{ valu(" in document.body.html
