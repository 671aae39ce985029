"""What a view takes in from elsewhere: words of texts, outputs of other tasks, stored values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, get_args, get_type_hints

from obsite.engine.task import Input, Stored
from obsite.markup.body import Passage
from obsite.outputs.views.charts import Embedded

_PLAIN = (str, int, float, bool, bytes, type(None))


def inputs_in(view: object, texts: Mapping[str, str]) -> tuple[Input, ...]:
    """Return the inputs that a view names anywhere within, each once, in order of their names.

    `texts` has the digest of the words of each text, by path.
    """
    found = {(entry.kind, entry.name): entry for entry in _walk(view, texts)}
    return tuple(found[key] for key in sorted(found))


def _walk(value: object, texts: Mapping[str, str]) -> Iterator[Input]:
    if isinstance(value, Stored):
        yield value.input
    elif isinstance(value, Embedded):
        yield Input(kind="output", name=value.output, digest="")
    elif isinstance(value, Passage):
        yield Input(kind="text", name=value.path, digest=texts[value.path])
    elif isinstance(value, tuple):
        for item in value:
            if not isinstance(item, _PLAIN):
                yield from _walk(item, texts)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _walk(item, texts)
    elif is_dataclass(value) and not isinstance(value, type):
        for name in _worth_a_look(type(value)):
            yield from _walk(getattr(value, name), texts)


@cache
def _worth_a_look(kind: type) -> tuple[str, ...]:
    """Return the fields of a view that may take in something; most have nothing but words."""
    hints = get_type_hints(kind)
    return tuple(field.name for field in fields(kind) if _may_take_in(hints[field.name], (kind,)))


def _may_take_in(hint: Any, above: tuple[Any, ...]) -> bool:
    if hint in _PLAIN or hint is Ellipsis or hint in above:
        return False
    if hint in (Stored, Embedded, Passage):
        return True
    if parts := get_args(hint):
        return any(_may_take_in(part, above) for part in parts)
    if isinstance(hint, type) and is_dataclass(hint):
        return any(_may_take_in(inner, (*above, hint)) for inner in get_type_hints(hint).values())
    return hint is object or hint is Any
