"""The shapes of frozen classes: which fields their objects have, and how to get at all of them at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any

from obsite.engine.digest import hash_bytes

_DIGEST_FIELD = "DIGEST_FIELD"


class Shape:
    """What is needed to write objects of one frozen class."""

    def __init__(self, kind: type, names: tuple[str, ...]) -> None:
        self.kind = kind
        self.names = names
        self.name = f"{kind.__module__}.{kind.__qualname__}"
        self.head = hash_bytes(" ".join((self.name, *names)).encode("utf-8", "surrogatepass"))
        self.values = _getter(names)
        # A class may name a field whose value stands for the whole object, so that text which is
        # known by the digest of its source need not be walked again.
        self.digest_field = str(getattr(kind, _DIGEST_FIELD, ""))


def _getter(names: tuple[str, ...]) -> Callable[[object], tuple[Any, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


@cache
def shape_of(kind: Any) -> Shape | None:
    """Return how to write objects of a class, or None if it is not a frozen class with fields."""
    parameters = getattr(kind, "__dataclass_params__", None)
    if parameters is not None:
        return Shape(kind, tuple(field.name for field in fields(kind))) if parameters.frozen else None
    config = getattr(kind, "model_config", None)  # a pydantic model, known without importing pydantic
    if isinstance(config, dict) and config.get("frozen") and hasattr(kind, "model_fields"):
        return Shape(kind, tuple(kind.model_fields))
    return None


def with_fields(kind: type) -> Shape | None:
    """Return the shape of a class whose fields are worth telling apart."""
    shape = shape_of(kind)
    return None if shape is None or shape.digest_field or not shape.names else shape
