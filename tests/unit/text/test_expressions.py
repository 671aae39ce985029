"""Expressions for numbers in prose: what is one, what it says, what is wrong with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from obsite.text.expressions import ExpressionError, find_expressions, parse_expression


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in find_expressions(text)]


def test_a_call_with_names_numbers_and_filters() -> None:
    parsed = parse_expression('{{ value("rate", region="ES13", year=2018, of=true) | round(0) | plain }}')
    assert (parsed.call.name, parsed.call.arguments) == ("value", ("rate",))
    assert parsed.call.options == (("region", "ES13"), ("year", 2018), ("of", True))
    assert [(one.name, one.arguments) for one in parsed.filters] == [("round", (0,)), ("plain", ())]


@pytest.mark.parametrize(
    "text",
    [
        '{{value("x")}}',
        "{{ value('x') }}",
        "{{ value(“x”) }}",
        '{{ change("x", from=2008,\n  to=2010) }}',
        '{{ period("x") }}',
        '{{ value("x", period="2021/22") }}',
    ],
)
def test_spellings(text: str) -> None:
    assert found(f"Text {text} text") == [text]
    assert parse_expression(text).call.arguments == ("x",)


@pytest.mark.parametrize(
    "text",
    ['\\{{ value("x") }}', "{{ foo }}", '{{ other("x") }}', "{{ value }}", "{{< value >}}", "{ value() }"],
)
def test_what_is_none_of_ours(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "at", "message"),
    [
        ("{{ value(x) }}", 9, "not in quotation marks"),
        ('{{ value("x", region=ES13) }}', 21, "not in quotation marks"),
        ('{{ value("x" region="a") }}', 13, "comma"),
        ('{{ value("x") | rund }}', 16, "no filter `rund`"),
        ('{{ value("x").real }}', 13, "not understood"),
        ('{{ value("x") + 1 }}', 14, "not understood"),
        ('{{ value("x", a="1", a="2") }}', 21, "twice"),
        ('{{ value(a="1", "x") }}', 16, "comes before"),
        ('{{ value(name("x")) }}', 9, "not in quotation marks"),
        ('{{ value("x", [1]) }}', 14, "not understood"),
        ('{{ value("x", region=) }}', 21, "missing here"),
    ],
)
def test_faults_have_their_place(text: str, at: int, message: str) -> None:
    with pytest.raises(ExpressionError, match=message) as fault:
        parse_expression(text)
    assert fault.value.at == at


@given(st.text(alphabet="value(\"')x=,|13 .[]{}\n_ro", max_size=40))
def test_nothing_but_a_finding_can_happen(inner: str) -> None:
    for text in found(f"{{{{ value({inner}) }}}}"):
        assert 0 <= _fault(text) <= len(text)


def _fault(text: str) -> int:
    try:
        parse_expression(text)
    except ExpressionError as fault:
        return fault.at
    return 0
