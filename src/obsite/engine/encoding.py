"""The canonical encoding of views: equal values give equal bytes, different values different ones.

Every value is written with its type and length. A set (no order), a list (it may change), a class
that is not frozen or not known is a TypeError that names the place, so that nothing slips into a
page unseen by its fingerprint.

The bytes are written by `marshal`, in C. It knows little more than texts, numbers and tuples, and its second
version writes neither references nor what happens to be interned: so each value has one spelling. All else is
first put into tuples that begin with `...`, which is no value that could be in a view.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from itertools import chain, repeat
from marshal import dumps
from struct import pack
from types import MappingProxyType
from typing import Any, NamedTuple
from zlib import crc32

from obsite.engine.digest import digest_bytes, hash_bytes
from obsite.engine.shapes import Shape, shape_of, with_fields

_LARGE = 6  # a class with more fields is written as its own digest, which is kept for the next view
_WITHOUT_REFERENCES = 2  # of marshal's versions the last that writes equal values alike
_AS_THEY_ARE: frozenset[type] = frozenset((str, bytes, bool, type(None), int, float))
_OBJECT_WITHIN = b"\0"  # begins no value that marshal writes

_Way = Callable[[Any], Any]  # from a value to one that marshal can write
_Teller = Callable[
    [Any], Sequence[Any]
]  # from an object to the values of its fields, as marshal can write them


class ViewDigest(NamedTuple):
    """The digest of a view, and for telling what changed, of its fields and the fields of those."""

    digest: str
    type_name: str  # of the view, and of its fields that are objects
    fields: tuple[str, ...]  # "lang", "page.title"
    digests: str  # eight digits for each field


class Encoder:
    """Writes views one after another, and remembers the digest of the last object of each large class.

    Pages share most of what stands around them (the site, its navigation), as the same object.
    """

    def __init__(self, silent: Iterable[type] = ()) -> None:
        """`silent` are classes whose values are all written alike, because they do not matter."""
        self._last: dict[type, tuple[object, bytes]] = {}
        self._last_fields: dict[type, tuple[object, _Fields]] = {}
        self._silent = frozenset(silent)
        self._ways: dict[type, _Way] = {**_PLAIN, **dict.fromkeys(self._silent, _silence)}
        self._ways |= {tuple: self._tuple, dict: self._mapping, MappingProxyType: self._mapping}
        self._tellers: dict[type, _Teller] = {}
        self._outlooks: dict[tuple[type, tuple[type, ...]], _Outlook] = {}

    def encode(self, value: object) -> bytes:
        """Return the canonical bytes of a value."""
        return dumps(self._told(value), _WITHOUT_REFERENCES)

    def view(self, view: object) -> ViewDigest:
        """Return the digest of a task's view."""
        try:
            return self._view(view)
        except TypeError:
            blame(view, type(view).__name__)
            raise

    def _view(self, view: object) -> ViewDigest:
        outer = with_fields(type(view))
        if outer is None:
            return ViewDigest(digest_bytes(self.encode(view)), type(view).__qualname__, (), "")
        values = outer.values(view)
        outlook = self._outlook(outer, tuple(map(type, values)))
        parts, marks = [outer.head], []
        for value, inner in zip(values, outlook.inner, strict=True):
            if inner is None:
                parts.append(data := self.encode(value))
                marks.append(crc32(data))
            else:
                told = self._fields(inner, value)
                parts += (_OBJECT_WITHIN, inner.head, told.digest)
                marks += told.marks
        digests = pack(outlook.form, *marks).hex()
        return ViewDigest(digest_bytes(b"".join(parts)), outlook.type_name, outlook.names, digests)

    def _outlook(self, outer: Shape, kinds: tuple[type, ...]) -> _Outlook:
        key = (outer.kind, kinds)
        if key not in self._outlooks:
            self._outlooks[key] = _outlook(outer, kinds)
        return self._outlooks[key]

    def _fields(self, shape: Shape, value: object) -> _Fields:
        kept = self._last_fields.get(shape.kind)
        if kept is None or kept[0] is not value:
            written = list(map(dumps, self._teller(shape)(value), repeat(_WITHOUT_REFERENCES)))
            told = _Fields(hash_bytes(b"".join(written)), list(map(crc32, written)))
            kept = self._last_fields[shape.kind] = (value, told)
        return kept[1]

    def _told(self, value: object) -> Any:
        """Return a value as marshal can write it."""
        kind = type(value)
        return value if kind in _AS_THEY_ARE else self._way(kind)(value)

    def _way(self, kind: type) -> _Way:
        way = self._ways.get(kind)
        if way is None:
            way = self._ways[kind] = self._learn(kind)
        return way

    def _learn(self, kind: Any) -> _Way:
        if issubclass(kind, Enum):
            return _enum
        shape = shape_of(kind)
        if shape is None:
            raise TypeError(f"{kind.__name__} is not a frozen value")
        head, name, told = shape.head, shape.digest_field, self._teller(shape)
        if name:
            return lambda value: (..., head, self._told(getattr(value, name)))
        if len(shape.names) > _LARGE:
            return lambda value: (..., head, self._large(shape, value))
        return lambda value: (..., head, *told(value))

    def _teller(self, shape: Shape) -> _Teller:
        """Return a function for the values of an object's fields, as marshal can write them."""
        if shape.kind in self._tellers:
            return self._tellers[shape.kind]
        ways: dict[tuple[type, ...], list[tuple[int, _Way]]] = {}
        values_of, way = shape.values, self._way

        def told(value: object) -> Sequence[Any]:
            values = values_of(value)
            kinds = tuple(map(type, values))
            known = ways.get(kinds)  # which values have to be told, by the types of all: most often none
            if known is None:
                known = ways[kinds] = [
                    (place, way(kind)) for place, kind in enumerate(kinds) if kind not in _AS_THEY_ARE
                ]
            if not known:
                return values
            changed = list(values)
            for place, tell in known:
                changed[place] = tell(changed[place])
            return changed

        self._tellers[shape.kind] = told
        return told

    def _large(self, shape: Shape, value: object) -> bytes:
        """Return the digest of a large object, taken anew only if it is another than the last."""
        kept = self._last.get(shape.kind)
        if kept is None or kept[0] is not value:
            written = dumps(tuple(self._teller(shape)(value)), _WITHOUT_REFERENCES)
            kept = self._last[shape.kind] = (value, hash_bytes(written))
        return kept[1]

    def _tuple(self, value: tuple[object, ...]) -> tuple[Any, ...]:
        kinds = set(map(type, value))
        if kinds <= _AS_THEY_ARE:
            return value
        if len(kinds) > 1:
            return tuple(map(self._told, value))
        (kind,) = kinds
        shape = self._row_shape(kind) if len(value) > 1 else None
        if shape is None:
            return tuple(map(self._way(kind), value))
        rows = tuple(map(shape.values, value))  # most often links or headings: a table, written as one
        if set(map(type, chain.from_iterable(rows))) <= _AS_THEY_ARE:
            return (..., "rows", shape.head, *rows)
        return (..., "columns", shape.head, len(rows), *map(self._tuple, zip(*rows, strict=True)))

    def _row_shape(self, kind: type) -> Shape | None:
        """Return the shape of a class of which an object is no more than its fields."""
        shape = None if kind in self._silent else shape_of(kind)
        return shape if shape and not shape.digest_field and len(shape.names) <= _LARGE else None

    def _mapping(self, value: Mapping[str, object]) -> tuple[Any, ...]:
        for key in value:
            if type(key) is not str:
                raise TypeError(f"a mapping's key is {type(key).__name__}, not str")
        names = sorted(value)
        return (..., "mapping", *names, *[self._told(value[name]) for name in names])


class _Fields(NamedTuple):
    """What is told of an object's fields: one digest of all, and a number for each."""

    digest: bytes
    marks: list[int]


class _Outlook(NamedTuple):
    """How views of one class whose fields have certain types are told."""

    type_name: str
    names: tuple[str, ...]
    form: str  # of a number for each of them
    inner: tuple[Shape | None, ...]  # of each field: its shape, if its fields are told apart


def _outlook(outer: Shape, kinds: tuple[type, ...]) -> _Outlook:
    inner = tuple(map(with_fields, kinds))
    names: list[str] = []
    for name, shape in zip(outer.names, inner, strict=True):
        names.extend((name,) if shape is None else (f"{name}.{field}" for field in shape.names))
    told = (outer, *(shape for shape in inner if shape is not None))
    return _Outlook(" ".join(shape.name for shape in told), tuple(names), f">{len(names)}I", inner)


def _silence(_: object) -> Any:
    return (..., "silent")


def _enum(value: Enum) -> tuple[Any, ...]:
    kind = type(value)
    return (..., "enum", f"{kind.__module__}.{kind.__qualname__}.{value.name}")


def _date(value: dt.date) -> tuple[Any, ...]:
    return (..., "date", value.isoformat())


def _moment(value: dt.datetime | dt.time) -> tuple[Any, ...]:
    # Two zones with the same offset today are still two zones to a filter that words them.
    return (..., type(value).__name__, value.isoformat(), str(value.tzinfo), value.fold)


def _itself(value: object) -> object:
    return value


_PLAIN: dict[type, _Way] = {
    **dict.fromkeys(_AS_THEY_ARE, _itself),
    dt.date: _date,
    dt.datetime: _moment,
    dt.time: _moment,
}


def blame(value: object, place: str) -> None:
    """Raise a TypeError that names where in a value something cannot be written."""
    kind: Any = type(value)
    shape = shape_of(kind)
    if isinstance(value, Mapping) and kind in {dict, MappingProxyType}:
        for key, item in value.items():
            if type(key) is not str:
                raise TypeError(f"{place}: the key {key!r} is not a str")
            blame(item, f"{place}[{key!r}]")
    elif type(value) is tuple:
        for index, item in enumerate(value):
            blame(item, f"{place}[{index}]")
    elif shape is not None:
        for name, item in zip(shape.names, shape.values(value), strict=True):
            blame(item, f"{place}.{name}")
    elif kind not in _PLAIN and not issubclass(kind, Enum):
        raise TypeError(f"{place}: {kind.__name__} is not a frozen value")
