"""Pickles of frozen values, made and read in a third of the time.

A frozen dataclass with slots has Python code of the standard library ask for its fields again with every
object that is pickled or read. Here that is done once for a class. What `dumps` writes, `pickle.loads` reads.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any

_Reduced = tuple[Callable[[type, tuple[Any, ...]], Any], tuple[type, tuple[Any, ...]]]
_Setter = Callable[[object, object], None]


def dumps(value: object) -> bytes:
    """Return the pickle of a value."""
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, protocol=5)
    pickler.dispatch_table = _REDUCERS
    pickler.dump(value)
    return buffer.getvalue()


class _Reducers(dict[type, Callable[[Any], Any]]):
    """How objects are taken apart, by class; KeyError leaves it to pickle, where there is more than slots."""

    def __missing__(self, kind: type) -> Callable[[Any], Any]:
        if not _is_plain(kind):
            raise KeyError(kind)
        reducer = self[kind] = _reducer(kind)
        return reducer


_REDUCERS = _Reducers()


def _is_plain(kind: type) -> bool:
    """Return whether all there is to an object of a class stands in the slots of its fields."""
    parameters = getattr(kind, "__dataclass_params__", None)
    if parameters is None or not parameters.frozen or "__dataclass_fields__" not in vars(kind):
        return False
    return not getattr(kind, "__dictoffset__", 0) and "__reduce__" not in vars(kind) and bool(fields(kind))


def _reducer(kind: type) -> Callable[[object], _Reduced]:
    names = [field.name for field in fields(kind)]
    if len(names) == 1:
        only = attrgetter(*names)
        return lambda value: (make, (kind, (only(value),)))
    values = attrgetter(*names)
    return lambda value: (make, (kind, values(value)))


def make(kind: type, values: tuple[Any, ...]) -> object:
    """Return an object of a frozen class from the values of its fields; it was valid when it was pickled."""
    setters = _SETTERS.get(kind)
    if setters is None:
        setters = _SETTERS[kind] = tuple(getattr(kind, field.name).__set__ for field in fields(kind))
    made: object = object.__new__(kind)
    for put, value in zip(setters, values, strict=True):
        put(made, value)
    return made


_SETTERS: dict[type, tuple[_Setter, ...]] = {}
