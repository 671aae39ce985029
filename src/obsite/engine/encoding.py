"""The canonical encoding of views: equal values give equal bytes, different values different ones.

Every value is written with its type and length. A set (no order), a list (it may change), a class
that is not frozen or not known is a TypeError that names the place, so that nothing slips into a
page unseen by its fingerprint.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from enum import Enum
from operator import attrgetter
from types import MappingProxyType
from typing import Any, NamedTuple

from obsite.engine.digest import hash_bytes

_LARGE = 6  # a class with more fields is written as its own digest, which is kept for the next view
_DIGEST_FIELD = "DIGEST_FIELD"


class ViewDigest(NamedTuple):
    """The digest of a view, and for telling what changed, of its fields and the fields of those."""

    digest: str
    type_name: str  # of the view, and of its fields that are objects
    fields: tuple[str, ...]  # "lang", "page.title"
    digests: tuple[str, ...]  # short, one for each field


class Encoder:
    """Writes views one after another, and remembers the digest of the last object of each large class.

    Pages share most of what stands around them (the site, its navigation), as the same object.
    """

    def __init__(self, silent: Iterable[type] = ()) -> None:
        """`silent` are classes whose values are all written alike, because they do not matter."""
        self._last: dict[type, tuple[object, bytes]] = {}
        self._last_fields: dict[type, tuple[object, list[bytes]]] = {}
        self._writers: dict[type, _Writer] = dict(_PLAIN)
        self._writers.update((kind, lambda _, __, parts: parts.append(b"-")) for kind in silent)
        self._shapes: dict[type, _Shape | None] = {}

    def encode(self, value: object) -> bytes:
        """Return the canonical bytes of a value."""
        parts: list[bytes] = []
        self.put(value, parts)
        return b"".join(parts)

    def put(self, value: object, parts: list[bytes]) -> None:
        """Append the bytes of a value."""
        if type(value) is str:
            data = value.encode("utf-8", "surrogatepass")
            parts.append(b"s%d:" % len(data))
            parts.append(data)
        else:
            writer = self._writers.get(type(value)) or self._learn(type(value))
            writer(self, value, parts)

    def _learn(self, kind: type) -> _Writer:
        writer = self._writers[kind] = _writer(kind)
        return writer

    def _shape_of(self, kind: type) -> _Shape | None:
        if kind not in self._shapes:
            self._shapes[kind] = _shape(kind)
        return self._shapes[kind]

    def view(self, view: object) -> ViewDigest:
        """Return the digest of a task's view."""
        try:
            return self._view(view)
        except TypeError:
            blame(view, type(view).__name__)
            raise

    def _view(self, view: object) -> ViewDigest:
        outer = self._with_fields(view)
        if outer is None:
            return ViewDigest(hash_bytes(self.encode(view)).hex(), type(view).__qualname__, (), ())
        kinds, parts = [outer.name], [outer.head]
        names: list[str] = []
        short: list[str] = []
        for name, value in zip(outer.names, outer.values(view), strict=True):
            inner = self._with_fields(value)
            digests = [hash_bytes(self.encode(value))] if inner is None else self._field_digests(inner, value)
            if inner is None:
                names.append(name)
            else:
                kinds.append(inner.name)
                names.extend(f"{name}.{field}" for field in inner.names)
                parts.append(inner.head)
            parts += (b"d" + digest for digest in digests)
            short += (digest[:4].hex() for digest in digests)
        return ViewDigest(hash_bytes(b"".join(parts)).hex(), " ".join(kinds), tuple(names), tuple(short))

    def _with_fields(self, value: object) -> _Shape | None:
        """Return the shape of an object whose fields are worth telling apart."""
        shape = self._shape_of(type(value))
        return None if shape is None or shape.digest_field or not shape.names else shape

    def _field_digests(self, shape: _Shape, value: object) -> list[bytes]:
        kept = self._last_fields.get(shape.kind)
        if kept is None or kept[0] is not value:
            digests = [hash_bytes(self.encode(item)) for item in shape.values(value)]
            kept = self._last_fields[shape.kind] = (value, digests)
        return kept[1]

    def put_large(self, shape: _Shape, value: object, parts: list[bytes]) -> None:
        """Append the digest of a large object, taken anew only if it is another than the last."""
        kept = self._last.get(shape.kind)
        if kept is None or kept[0] is not value:
            kept = self._last[shape.kind] = (value, self._digest(shape, value))
        parts.append(kept[1])

    def _digest(self, shape: _Shape, value: object) -> bytes:
        inner: list[bytes] = [shape.head]
        for item in shape.values(value):
            self.put(item, inner)
        return b"c" + hash_bytes(b"".join(inner))


class _Shape:
    """What is needed to write objects of one frozen class."""

    def __init__(self, kind: type, names: tuple[str, ...]) -> None:
        self.kind = kind
        self.names = names
        self.name = f"{kind.__module__}.{kind.__qualname__}"
        self.head = b"o" + _text(" ".join((self.name, *names)))
        self.large = len(names) > _LARGE
        self.values = _getter(names)
        # A class may name a field whose value stands for the whole object, so that text which is
        # known by the digest of its source need not be walked again.
        self.digest_field = str(getattr(kind, _DIGEST_FIELD, ""))

    def writer(self) -> _Writer:
        """Return the function that writes an object of this class."""
        if self.digest_field:
            return self._put_digest
        if self.large:
            return lambda encoder, value, parts: encoder.put_large(self, value, parts)
        head, values = self.head, self.values

        def put_small(encoder: Encoder, value: object, parts: list[bytes]) -> None:
            parts.append(head)
            put = encoder.put
            for item in values(value):
                put(item, parts)

        return put_small

    def _put_digest(self, encoder: Encoder, value: object, parts: list[bytes]) -> None:
        parts.append(self.head)
        encoder.put(getattr(value, self.digest_field), parts)


def _getter(names: tuple[str, ...]) -> Callable[[object], tuple[Any, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


def _shape(kind: Any) -> _Shape | None:
    """Return how to write objects of a class, or None if it is not a frozen class with fields."""
    parameters = getattr(kind, "__dataclass_params__", None)
    if parameters is not None:
        return _Shape(kind, tuple(field.name for field in fields(kind))) if parameters.frozen else None
    config = getattr(kind, "model_config", None)  # a pydantic model, known without importing pydantic
    if isinstance(config, dict) and config.get("frozen") and hasattr(kind, "model_fields"):
        return _Shape(kind, tuple(kind.model_fields))
    return None


_Writer = Callable[[Encoder, Any, list[bytes]], None]


def _writer(kind: Any) -> _Writer:
    """Return the function that writes values of exactly this type."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    if issubclass(kind, Enum):
        return _put_enum
    shape = _shape(kind)
    if shape is not None:
        return shape.writer()
    raise TypeError(f"{kind.__name__} is not a frozen value")


def _text(text: str) -> bytes:
    data = text.encode("utf-8", "surrogatepass")
    return b"%d:%s" % (len(data), data)


def _put_tuple(encoder: Encoder, value: tuple[object, ...], parts: list[bytes]) -> None:
    parts.append(b"t%d:" % len(value))
    for item in value:
        encoder.put(item, parts)


def _put_mapping(encoder: Encoder, value: Mapping[str, object], parts: list[bytes]) -> None:
    for key in value:
        if type(key) is not str:
            raise TypeError(f"a mapping's key is {type(key).__name__}, not str")
    parts.append(b"m%d:" % len(value))
    for key in sorted(value):
        parts.append(_text(key))
        encoder.put(value[key], parts)


def _put_enum(_: Encoder, value: Enum, parts: list[bytes]) -> None:
    kind = type(value)
    parts.append(b"e" + _text(f"{kind.__module__}.{kind.__qualname__}.{value.name}"))


def _moment(value: dt.datetime | dt.time) -> str:
    # Two zones with the same offset today are still two zones to a filter that words them.
    return f"{value.isoformat()} {value.tzinfo} {value.fold}"


_PLAIN: dict[type, _Writer] = {
    str: lambda _, value, parts: parts.append(b"s" + _text(value)),
    bytes: lambda _, value, parts: parts.extend((b"b%d:" % len(value), value)),
    bool: lambda _, value, parts: parts.append(b"T" if value else b"F"),
    type(None): lambda _, __, parts: parts.append(b"N"),
    int: lambda _, value, parts: parts.append(b"i%d;" % value),
    float: lambda _, value, parts: parts.append(b"f%s;" % value.hex().encode()),
    dt.date: lambda _, value, parts: parts.append(b"d" + _text(value.isoformat())),
    dt.datetime: lambda _, value, parts: parts.append(b"D" + _text(_moment(value))),
    dt.time: lambda _, value, parts: parts.append(b"h" + _text(_moment(value))),
    tuple: _put_tuple,
    dict: _put_mapping,
    MappingProxyType: _put_mapping,
}


def blame(value: object, place: str) -> None:
    """Raise a TypeError that names where in a value something cannot be written."""
    shape = _shape(type(value))
    if isinstance(value, Mapping) and type(value) in _PLAIN:
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
    else:
        try:
            _writer(type(value))
        except TypeError as error:
            raise TypeError(f"{place}: {error}") from None
