"""Pickles of frozen values: what comes back is what went in, whatever the class is like."""

from __future__ import annotations

import datetime as dt
import pickle
from dataclasses import FrozenInstanceError, dataclass, field
from functools import cached_property
from typing import NamedTuple

import pytest

from obsite.diagnostics.model import Severity
from obsite.engine.pickling import dumps


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    name: str
    day: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived(Base):
    parts: tuple[Base, ...] = ()
    counted: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        object.__setattr__(self, "counted", len(self.parts))


@dataclass(frozen=True, slots=True)
class Single:
    value: object


@dataclass(frozen=True, slots=True)
class Nothing:
    pass


@dataclass(frozen=True)
class WithCache:
    name: str

    @cached_property
    def shout(self) -> str:
        return self.name.upper()


@dataclass
class Open:
    names: list[str]


class Row(NamedTuple):
    one: Single
    two: int


VALUES = [
    Base(name="é", day=dt.date(2026, 1, 2)),
    Derived(name="d", parts=(Base(name="a"), Base(name="b"))),
    Single(value=Single(value=None)),
    Nothing(),
    WithCache("quiet"),
    Open(["a", "b"]),
    Row(Single(value=(1, "x", b"y")), 2),
    {"key": (Base(name="a"), frozenset({1}))},
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_what_comes_back_is_what_went_in(value: object) -> None:
    assert pickle.loads(dumps(value)) == value


def test_what_was_computed_comes_back_too() -> None:
    cached = WithCache("quiet")
    assert cached.shout == "QUIET"
    assert pickle.loads(dumps(cached)).__dict__["shout"] == "QUIET"
    assert pickle.loads(dumps(Derived(name="d", parts=(Base(name="a"),)))).counted == 1


def test_what_was_one_object_stays_one() -> None:
    shared = Base(name="shared")
    one, two = pickle.loads(dumps((Single(value=shared), Single(value=shared))))
    assert one.value is two.value


def test_it_is_frozen_still() -> None:
    for value in (Single(value=1), Derived(name="d")):
        back = pickle.loads(dumps(value))
        assert type(back) is type(value)
        with pytest.raises(FrozenInstanceError):
            setattr(back, next(iter(type(value).__slots__)), 2)


def test_equal_values_have_the_same_pickle() -> None:
    assert dumps(Derived(name="x", parts=(Base(name="y"),))) == dumps(
        Derived(name="x", parts=(Base(name="y"),))
    )


def test_what_is_no_frozen_value_is_pickled_as_ever() -> None:
    class_of_classes = type("Kind", (type,), {})
    globals()["Made"] = class_of_classes("Made", (), {"__module__": __name__})
    for value in (Row, globals()["Made"], dt.date(2026, 1, 2), dt.UTC, Severity.NOTE):
        assert pickle.loads(dumps((value, value))) == (value, value)
