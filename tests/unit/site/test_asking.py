"""What a block asks of the data: codes with commas, and indicators whose faults are told elsewhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from obsite.diagnostics.model import Diagnostic, Span
from obsite.site.asking import Asked, Choice, choose
from tests.support.handmade import codelist, databank, indicator

KINDS = codelist(
    "kinds", [("Birds", "Birds", "", ""), ("Ducks, per 1,000 birds", "Ducks", "", ""), ("Per 1", "", "", "")]
)
WADERS = indicator("waders", [("kind", KINDS, "")], [("2024", code, "1") for code in KINDS.codes])
BANK = replace(databank([KINDS], [WADERS]), faulty=frozenset({"broken"}))


def asked(**question: object) -> tuple[Choice | None, list[str]]:
    found: list[Diagnostic] = []
    choice = choose(Asked(**question), BANK, lambda _: Span(path="a.md"), found.append)
    return choice, [one.message for one in found]


@pytest.mark.parametrize(
    ("codes", "meant"),
    [
        (("Ducks", "per 1", "000 birds"), ("Ducks, per 1,000 birds",)),
        (("Birds", "Ducks", "per 1", "000 birds"), ("Birds", "Ducks, per 1,000 birds")),
        (("Ducks, per 1,000 birds", "Birds"), ("Ducks, per 1,000 birds", "Birds")),
    ],
)
def test_a_code_with_commas_is_one_code(codes, meant):
    choice, told = asked(indicators=("waders",), by={"kind": codes})
    assert told == []
    assert choice is not None
    assert choice.codes == meant


def test_a_wrong_code_is_told_once():
    choice, told = asked(indicators=("waders",), where={"kind": "Geese"})
    assert choice is None
    assert told == ["`Geese` is not a code of `kind`"]


def test_an_indicator_with_faults_is_not_called_unknown():
    assert asked(indicators=("broken",)) == (None, [])
    assert asked(indicators=("brocken",))[1] == ["There is no indicator `brocken`"]
