"""What a view takes in from elsewhere: words of texts, outputs of other tasks, stored values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

from obsite.engine.task import Input, Stored
from obsite.markup.body import Passage
from obsite.outputs.views.charts import Embedded

_PLAIN = frozenset((str, int, float, bool, bytes, type(None)))
_TAKEN_IN = (Stored, Embedded, Passage)


def inputs_in(view: object, texts: Mapping[str, str]) -> tuple[Input, ...]:
    """Return the inputs that a view names anywhere within, each once, in order of their names.

    `texts` has the digest of the words of each text, by path.
    """
    found: dict[tuple[str, str], str] = {}
    _gather((view,), texts, found)
    return tuple(Input(kind=kind, name=name, digest=found[kind, name]) for kind, name in sorted(found))


def _gather(values: Iterable[Any], texts: Mapping[str, str], found: dict[tuple[str, str], str]) -> None:
    """Add the kind and name of each input to what was found, with its digest."""
    for value in values:
        kind = type(value)
        if kind in _PLAIN:
            continue
        if kind is Passage:
            path = value.path
            found["text", path] = texts[path]
        elif names := _LOOKS[kind]:
            _gather([getattr(value, name) for name in names], texts, found)
        elif isinstance(value, tuple):
            _gather(value, texts, found)
        elif isinstance(value, Mapping):
            _gather(value.values(), texts, found)
        elif isinstance(value, Stored):
            found["stored", value.digest] = value.digest
        elif isinstance(value, Embedded):
            found["output", value.output] = ""


class _Looks(dict[type, tuple[str, ...]]):
    """The fields of each class that may take in something; most have nothing but words."""

    def __missing__(self, kind: type) -> tuple[str, ...]:
        names: tuple[str, ...] = ()
        if kind not in _TAKEN_IN and is_dataclass(kind):
            hints = get_type_hints(kind)
            names = tuple(one.name for one in fields(kind) if _may_take_in(hints[one.name], (kind,)))
        self[kind] = names
        return names


_LOOKS = _Looks()


def _may_take_in(hint: Any, above: tuple[Any, ...]) -> bool:
    if hint in _PLAIN or hint is Ellipsis or hint in above:
        return False
    if hint in _TAKEN_IN:
        return True
    if parts := get_args(hint):
        return any(_may_take_in(part, above) for part in parts)
    if isinstance(hint, type) and is_dataclass(hint):
        return any(_may_take_in(inner, (*above, hint)) for inner in get_type_hints(hint).values())
    return hint is object or hint is Any
