"""The canonical encoding of views."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, make_dataclass, replace
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import ClassVar
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict

from obsite.engine.encoding import Encoder


class Colour(Enum):
    RED = 1


class Kind(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Pair:
    first: object
    second: object = None


@dataclass(frozen=True)
class Twin:
    first: object
    second: object = None


@dataclass(frozen=True)
class Empty:
    pass


@dataclass
class Loose:
    first: object


class Model(BaseModel):
    model_config = ConfigDict(frozen=True)
    name: str


Wide = make_dataclass("Wide", [(f"f{n}", object, None) for n in range(8)], frozen=True)

NOON = dt.datetime(2019, 6, 19, 12)
VALUES: list[object] = [
    None, True, False, 1, 0, -1, 10**30, 1.0, 0.1, -0.0, 0.0, math.inf, "1", "", "True", "é", "e\u0301", b"1",
    b"", "\ud800", (), ("a", "b"), ("ab",), (("a",), "b"), ("a", ("b",)), ((),),
    {}, {"a": 1}, {"a": True}, {"a": {"b": 1}},
    dt.date(2019, 6, 19), "2019-06-19", NOON, NOON.replace(tzinfo=dt.UTC),

    NOON.replace(tzinfo=ZoneInfo("Europe/Brussels")), NOON.replace(tzinfo=ZoneInfo("Europe/Paris")),
    dt.time(12), Colour.RED, Kind.RED, "red",
    Pair("a", "b"), Twin("a", "b"), Pair("a", ("b",)), Pair(("a", "b")),
    Model(name="x"), Wide(), Wide(f0=1), Wide(f1=1), Pair(Wide(f1=1)), Pair(Wide(f0=1)),
    (Pair("a"), Pair("b")), (Twin("a"), Twin("b")), (Pair("a", "b"),), (("a", None), ("b", None)),
    (Pair("a"), Pair(Pair("b"))), (Pair(Pair("a")), Pair(Pair("b"))), (Pair(("a", "b")), Pair((None, None))),
    (Empty(),), (Empty(), Empty()), (Empty(), Empty(), Empty()), (Colour.RED, Colour.RED),
]  # fmt: skip


def test_different_values_differ() -> None:
    encoded = [Encoder().encode(value) for value in VALUES]
    assert len(set(encoded)) == len(VALUES)
    assert len({Encoder().view(value).digest for value in VALUES}) == len(VALUES)


def test_equal_values_are_equal_whatever_came_before() -> None:
    encoder = Encoder()
    shared = Wide(f0="x")
    first = encoder.encode((shared, shared, Wide(f0="y"), Wide(f0="x")))
    assert first == Encoder().encode((Wide(f0="x"), replace(shared), Wide(f0="y"), shared))
    assert encoder.encode({"b": 1, "a": 2}) == encoder.encode(MappingProxyType({"a": 2, "b": 1}))


PLAIN = st.one_of(st.none(), st.booleans(), st.integers(), st.text(), st.binary(), st.floats(allow_nan=False))
TREES = st.recursive(
    PLAIN,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(st.text(), inner, max_size=3),
        st.builds(Pair, inner, inner),
    ),
    max_leaves=12,
)


@given(TREES, TREES)
def test_equal_bytes_mean_equal_values(left: object, right: object) -> None:
    same = Encoder().encode(left) == Encoder().encode(right)
    # repr tells apart what == does not: 1 and True, 0.0 and -0.0
    assert same == (_canonical(left) == _canonical(right))


def _canonical(value: object) -> str:
    if isinstance(value, dict):
        return f"dict({[(key, _canonical(value[key])) for key in sorted(value)]})"
    if isinstance(value, tuple):
        return f"tuple({[_canonical(item) for item in value]})"
    if isinstance(value, Pair):
        return f"Pair<{_canonical(value.first)},{_canonical(value.second)}>"
    return repr(value)


@pytest.mark.parametrize(
    ("value", "place"),
    [
        (Pair("a", [1]), r"Pair\.second: list is not a frozen value"),
        (Pair(({"x": {1}},)), r"Pair\.first\[0\]\['x'\]: set"),
        (Pair({1: "x"}), r"Pair\.first: the key 1 is not a str"),
        (Pair(Loose(1)), r"Pair\.first: Loose"),
        (Pair(Pair(object())), r"Pair\.first\.first: object"),
        (Pair((Pair(1), Pair([1]))), r"Pair\.first\[1\]\.first: list"),
        (Loose(1), "Loose: Loose"),
    ],
)
def test_what_may_change_is_refused_by_its_place(value: object, place: str) -> None:
    with pytest.raises(TypeError, match=place):
        Encoder().view(value)


def test_fields_have_digests_of_their_own() -> None:
    before, after = Encoder().view(Pair("a", "b")), Encoder().view(Pair("a", "c"))
    assert before.fields == ("first", "second")
    assert before.digests[:8] == after.digests[:8]
    assert before.digests[8:] != after.digests[8:]
    assert before.digest != after.digest


def test_fields_of_fields_have_too() -> None:
    before, after = (Encoder().view(Pair("a", Pair(1, title))) for title in ("b", "c"))
    assert before.fields == ("first", "second.first", "second.second")
    changed = [before.digests[start : start + 8] != after.digests[start : start + 8] for start in (0, 8, 16)]
    assert changed == [False, False, True]
    encoder = Encoder()
    shared = Pair(1, "b")
    assert encoder.view(Pair(shared, "x")).digest == Encoder().view(Pair(Pair(1, "b"), "x")).digest
    assert encoder.view(Pair(shared, "x")).digest != encoder.view(Pair("x", shared)).digest


@dataclass(frozen=True)
class Text:
    DIGEST_FIELD: ClassVar[str] = "digest"
    digest: str
    html: str


def test_a_class_may_bring_its_digest() -> None:
    assert Encoder().encode(Text("1", "long")) == Encoder().encode(Text("1", "short"))
    assert Encoder().encode(Text("1", "long")) != Encoder().encode(Text("2", "long"))
    assert Encoder().view(Text("1", "long")) == Encoder().view(Text("1", "short"))


def test_a_silent_class_is_written_alike_wherever_it_stands() -> None:
    encoder = Encoder(silent=(Twin,))
    assert encoder.encode(Pair(Twin(1), "x")) == encoder.encode(Pair(Twin(2), "x"))
    assert encoder.encode((Twin(1), Twin(2))) == encoder.encode((Twin(3), Twin(4)))
    assert encoder.encode((Pair(Twin(1)), Pair("x"))) == encoder.encode((Pair(Twin(2)), Pair("x")))
    assert encoder.encode((Twin(1), Twin(2))) != encoder.encode((Twin(1),))
