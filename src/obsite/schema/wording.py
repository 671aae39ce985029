"""Our words for what pydantic finds, by the type of its error. None of its own phrases gets through."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from obsite.diagnostics.catalogue import ENTRIES
from obsite.schema.shape import Shape, fold
from obsite.text.suggest import closest
from obsite.text.yaml_builder import Path

_SHOWN = 40  # characters of a value
_LISTED = 20  # keys, when nothing near is known


@dataclass(slots=True, kw_only=True)
class Problem:
    """One finding of pydantic: the type of its error, and the path in the tree it was given."""

    kind: str
    path: Path
    value: Any
    context: Mapping[str, Any]
    alternatives: list[str] = field(default_factory=list)  # further kinds, from members of a union


# Errors that say a value is of another kind than needed, by the kind that is needed.
_NEEDED = {
    "string_type": "text",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_parsing_size": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "finite_number": "a number",
    "decimal_type": "a number",
    "decimal_parsing": "a number",
    "list_type": "a list",
    "tuple_type": "a list",
    "set_type": "a list",
    "frozen_set_type": "a list",
    "dict_type": "a group of keys",
    "mapping_type": "a group of keys",
    "model_type": "a group of keys",
    "model_attributes_type": "a group of keys",
    "dataclass_type": "a group of keys",
    "date_type": "a date",
    "datetime_type": "a date",
}
SHAPE_ERRORS = frozenset(_NEEDED)
_HELP = {
    "a list": "Write one item to a line, each behind a hyphen, or all in brackets: [one, two]",
    "a group of keys": "Write its keys on the lines below, indented by two spaces",
    "a whole number": "Write digits only, such as 12",
    "a number": "Write digits, with a point before decimals: 4.5",
    "true or false": "Write true or false",
    "a date": "Write it as 2019-06-19",
}
_BOUNDS = {
    "greater_than_equal": ("at least", "ge"),
    "greater_than": ("more than", "gt"),
    "less_than_equal": ("at most", "le"),
    "less_than": ("less than", "lt"),
    "multiple_of": ("a multiple of", "multiple_of"),
}
_LENGTHS = {
    "too_short": ("has too few items: at least {} are needed", "min_length"),
    "too_long": ("has too many items: at most {} are allowed", "max_length"),
    "string_too_short": ("is too short: at least {} characters are needed", "min_length"),
    "string_too_long": ("is too long: at most {} characters are allowed", "max_length"),
}

Worded = tuple[str, str, str]  # code, message, help


def word(problem: Problem, name: str, shape: Shape | None, *, empty: bool) -> Worded:
    """Return code, message and help. `name` is what the keys belong to; `shape` has their model."""
    if problem.kind == "missing":
        return _missing(problem, name, empty=empty)
    if problem.kind == "extra_forbidden":
        return _unknown(problem, name, shape)
    for beginning, rule in _RULES:
        if problem.kind.startswith(beginning):
            return rule(problem)
    return _in_own_words(problem)


def _in_own_words(problem: Problem) -> Worded:
    """Return what a reader or validator said itself (`schema.types.refuse` or a ValueError)."""
    context = problem.context
    if problem.kind in ENTRIES:
        return problem.kind, _with_key(problem, str(context.get("message", ""))), str(context.get("help", ""))
    if said := str(context.get("error", "")):
        return "invalid-value", _with_key(problem, said), ""
    return (
        "invalid-value",
        f"{_label(problem.path)} has a value that is not accepted here{_shown(problem)}",
        "",
    )


def _missing(problem: Problem, name: str, *, empty: bool) -> Worded:
    key = problem.path[-1]
    if isinstance(key, int):
        return "invalid-value", f"{_label(problem.path[:-1])} has too few items: {key + 1} are needed", ""
    whole = _owner(problem.path, name)
    if empty:
        return "missing-key", f"The key `{key}` of {whole} has no value", "Write its value behind the colon"
    return "missing-key", f"The key `{key}` of {whole} is missing", f"Add a line `{key}: ...`"


def _unknown(problem: Problem, name: str, shape: Shape | None) -> Worded:
    key = str(problem.path[-1])
    message = f"`{key}` is no key of {_owner(problem.path, name)}"
    if shape is None:
        return "unknown-key", message, ""
    if near := closest(key, shape.fields):
        return "unknown-key", message, f"Did you mean `{near}`?"
    if (foreign := closest(fold(key), shape.foreign)) and (target := shape.keys[foreign]):
        return "unknown-key", message, f"Did you mean `{target}`?"
    if not shape.fields:
        return "unknown-key", message, "No keys are known here"
    if len(shape.fields) > _LISTED:
        return (
            "unknown-key",
            message,
            "Correct it; a key meant for another tool can be listed in `ignore_keys:` of site.yaml",
        )
    return "unknown-key", message, f"Known here: {', '.join(shape.fields)}"


def _literal(problem: Problem) -> Worded:
    expected = re.findall(r"'((?:[^'\\]|\\.)*)'", str(problem.context.get("expected", "")))
    allowed = [word for word in expected if word]  # the empty one stands for a key that is not given
    value = problem.value
    if not isinstance(value, str):
        return "invalid-value", f"{_label(problem.path)} must be one of {', '.join(allowed)}", ""
    near = closest(value, allowed)
    help = f"It can be {_either(allowed)}"
    return (
        "invalid-value",
        f"{_label(problem.path)} cannot be `{_short(value)}`",
        f"Did you mean `{near}`? {help}" if near else help,
    )


def _bound(problem: Problem) -> Worded:
    words, key = _BOUNDS[problem.kind]
    message = f"{_label(problem.path)} must be {words} {problem.context.get(key)}{_shown(problem)}"
    return "invalid-value", message, ""


def _length(problem: Problem) -> Worded:
    words, key = _LENGTHS[problem.kind]
    return "invalid-value", f"{_label(problem.path)} {words.format(problem.context.get(key))}", ""


def _date(problem: Problem) -> Worded:
    return "invalid-date", f"{_label(problem.path)} is not a date{_shown(problem)}", _HELP["a date"]


def _url(problem: Problem) -> Worded:
    help = "Write the full address: https://example.org/page"
    return "invalid-value", f"{_label(problem.path)} is not a web address{_shown(problem)}", help


def _pattern(problem: Problem) -> Worded:
    return "invalid-value", f"{_label(problem.path)} does not have the form it needs{_shown(problem)}", ""


def _of_another_kind(problem: Problem) -> Worded:
    needed = list(
        dict.fromkeys(_NEEDED[kind] for kind in (problem.kind, *problem.alternatives) if kind in _NEEDED)
    )
    given = _given(problem.value)
    tail = f", not {given}" if given not in needed else _shown(problem)
    help = _HELP.get(needed[-1], "") if given == "text" or len(needed) == 1 else ""
    if needed == ["text"]:
        help = "If it is meant as text, put it in quotes"
    return "invalid-value", f"{_label(problem.path)} must be {_either(needed)}{tail}", help


_RULES: tuple[tuple[str, Callable[[Problem], Worded]], ...] = (
    ("literal_error", _literal),
    ("enum", _literal),
    *((kind, _bound) for kind in _BOUNDS),
    *((kind, _length) for kind in _LENGTHS),
    *((kind, _of_another_kind) for kind in _NEEDED),
    ("date_", _date),
    ("datetime_", _date),
    ("time", _date),
    ("url", _url),
    ("string_pattern", _pattern),
)


def _label(path: Path) -> str:
    """Return what a value is called: "`limit`", or "Item 2 of `tags`"."""
    if not path:
        return "This"
    if isinstance(path[-1], int):
        outer = _label(path[:-1])
        return f"Item {path[-1] + 1} of {outer[:1].lower() + outer[1:]}"
    return f"`{path[-1]}`"


def _owner(path: Path, name: str) -> str:
    if len(path) < 2:
        return name
    label = _label(path[:-1])
    return label[:1].lower() + label[1:]


def _with_key(problem: Problem, message: str) -> str:
    """Return a reader's message, which speaks of the value alone, with the key it belongs to."""
    return f"{_label(problem.path)}: {message[:1].lower()}{message[1:]}" if problem.path else message


def _given(value: Any) -> str:
    if isinstance(value, dict):
        return "a group of keys"
    if isinstance(value, list | tuple):
        return "a list"
    return "text" if isinstance(value, str) else "empty"


def _shown(problem: Problem) -> str:
    return f": `{_short(problem.value)}`" if isinstance(problem.value, str) else ""


def _short(value: str) -> str:
    value = " ".join(value.split())
    return value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…"


def _either(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else "".join(words)
