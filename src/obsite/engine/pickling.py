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

_PROTOCOL = 5
_Reduced = tuple[Callable[[type, tuple[Any, ...]], Any], tuple[type, tuple[Any, ...]]]


def dumps(value: object) -> bytes:
    """Return the pickle of a value."""
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, protocol=_PROTOCOL)
    pickler.dispatch_table = _REDUCERS
    pickler.dump(value)
    return buffer.getvalue()


class _Reducers(dict[type, Callable[[Any], Any]]):
    """How objects are taken apart, by class: as pickle does it, where there is more than slots."""

    def __missing__(self, kind: type) -> Callable[[Any], Any]:
        if issubclass(kind, type):
            raise KeyError(kind)  # classes go by their name
        reducer = self[kind] = _reducer(kind) if _is_plain(kind) else _as_ever
        return reducer


_REDUCERS = _Reducers()


def _is_plain(kind: type) -> bool:
    """Return whether all there is to an object of a class stands in the slots of its fields."""
    parameters = getattr(kind, "__dataclass_params__", None)
    if parameters is None or not parameters.frozen or "__dataclass_fields__" not in vars(kind):
        return False
    return not getattr(kind, "__dictoffset__", 0) and "__reduce__" not in vars(kind) and bool(fields(kind))


def _as_ever(value: object) -> str | tuple[Any, ...]:
    return value.__reduce_ex__(_PROTOCOL)


def _reducer(kind: type) -> Callable[[object], _Reduced]:
    names = [field.name for field in fields(kind)]
    if len(names) == 1:
        only = attrgetter(*names)
        return lambda value: (make, (kind, (only(value),)))
    values = attrgetter(*names)
    return lambda value: (make, (kind, values(value)))


def make(kind: type, values: tuple[Any, ...]) -> object:
    """Return an object of a frozen class from the values of its fields; it was valid when it was pickled."""
    made = (_OPEN.get(kind) or _open(kind))(*values)
    made.__class__ = kind
    return made


def _open(kind: type) -> Callable[..., Any]:
    """Return a class laid out as a frozen one, whose objects are filled as plain ones are and then frozen.

    Filling a frozen object takes one call for each field, which is most of the time of reading a pickle.
    """
    names = [field.name for field in fields(kind)]
    code = f"def __init__(self, {', '.join(names)}):" + "".join(
        f"\n    self.{name} = {name}" for name in names
    )
    body: dict[str, Any] = {"__slots__": vars(kind)["__slots__"]}
    body |= {"__setattr__": object.__setattr__, "__delattr__": object.__delattr__}  # a base may be frozen too
    exec(code, {}, body)  # as dataclasses make theirs: only so is each value put in its place at once
    opened = _OPEN[kind] = type(kind)(kind.__name__, kind.__bases__, body)
    return opened


_OPEN: dict[type, Callable[..., Any]] = {}
