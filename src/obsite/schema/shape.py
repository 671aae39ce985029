"""What the loader has to know of a model beforehand: its keys, and where other models lie within."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args, get_origin

from obsite.schema.model import Model


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The keys of a model. `keys` maps each accepted spelling, folded, to its field (None: ignored)."""

    fields: tuple[str, ...]
    keys: dict[str, str | None]
    foreign: frozenset[str]  # folded spellings of other tools
    values: dict[str, dict[str, str | tuple[str, str]]]
    nested: dict[str, tuple[type[Model], ...]]  # fields whose value, or whose items, may be these models
    mapped: dict[str, tuple[type[Model], ...]]  # fields whose values by free names are these models


def fold(key: str) -> str:
    """Return a key without the differences that do not count."""
    return key.strip().lower().replace("-", "_")


@cache
def shape_of(model: type[Model]) -> Shape:
    """Return the shape of a model."""
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    foreign: dict[str, str | None] = {fold(key): target for key, target in model.FOREIGN_KEYS.items()}
    own: dict[str, str | None] = {fold(key): key for key in fields}
    nested = {key: tuple(_models_in(field.annotation)) for key, field in fields.items()}
    mapped = {key: tuple(_models_by_name(field.annotation)) for key, field in fields.items()}
    return Shape(
        fields=tuple(fields),
        keys=foreign | own,
        foreign=frozenset(foreign.keys() - own.keys()),
        values={fold(key): table for key, table in model.FOREIGN_VALUES.items()},
        nested={key: models for key, models in nested.items() if models},
        mapped={key: models for key, models in mapped.items() if models},
    )


def likeliest(models: tuple[type[Model], ...], value: dict[str, Any]) -> type[Model]:
    """Return the model that has most of a mapping's keys."""
    if len(models) == 1:
        return models[0]
    keys = {fold(key) for key in value}
    return max(models, key=lambda model: len(keys & shape_of(model).keys.keys()))


def _models_in(annotation: Any) -> Iterator[type[Model]]:
    """Yield the models in unions, lists and tuples; what is in a dict has keys of its own."""
    if isinstance(annotation, type) and not get_args(annotation):
        if issubclass(annotation, Model):
            yield annotation
        return
    if get_origin(annotation) not in (dict, Mapping):
        for argument in get_args(annotation):
            yield from _models_in(argument)


def _models_by_name(annotation: Any) -> Iterator[type[Model]]:
    """Yield the models that are the values of a dict."""
    if get_origin(annotation) in (dict, Mapping):
        yield from _models_in(get_args(annotation)[1])
