"""What a view takes in from elsewhere: outputs of other tasks, and stored values. Its task declares them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache

from obsite.engine.task import Input, Stored
from obsite.outputs.views.charts import Embedded


def inputs_in(view: object) -> tuple[Input, ...]:
    """Return the inputs that a view names anywhere within, each once, in order of their names."""
    found = {(entry.kind, entry.name): entry for entry in _walk(view)}
    return tuple(found[key] for key in sorted(found))


def _walk(value: object) -> Iterator[Input]:
    if isinstance(value, str | int | float) or value is None:
        return
    if isinstance(value, Stored):
        yield value.input
    elif isinstance(value, Embedded):
        yield Input(kind="output", name=value.output, digest="")
    elif isinstance(value, tuple):
        for item in value:
            yield from _walk(item)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _walk(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for name in _names(type(value)):
            yield from _walk(getattr(value, name))


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
