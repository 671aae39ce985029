"""Reads a node by a model: every fault becomes a diagnostic at the place of its key or value.

pydantic finds the faults; it is handed a tidied tree, in which other tools' keys have their
canonical names and empty values are left out, and its findings are worded by `wording`.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import ValidationError

from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Emit
from obsite.schema.model import Model
from obsite.schema.shape import Shape, fold, likeliest, shape_of
from obsite.schema.wording import SHAPE_ERRORS, Problem, word
from obsite.text.yaml_builder import Path
from obsite.text.yaml_nodes import Node

M = TypeVar("M", bound=Model)
_ROUNDS = 6


def load_model(
    model: type[M], node: Node, *, emit: Emit, model_name: str = "this file", unknown: str = "unknown-key"
) -> M | None:
    """Return the model of a node; all faults go to `emit`.

    After a fault the model is built from what is sound, with defaults for the rest, so that later
    stages can still check the file; None if what is missing has no default. Whether there were
    errors, only `emit` tells. `model_name` stands in messages ("an event"); `unknown` is the code
    for a key that the model does not have.
    """
    return _Loading(node, emit, model_name, unknown).load(model)


def load_mapping(model: type[M], node: Node, *, emit: Emit, model_name: str = "this entry") -> dict[str, M]:
    """Return the models of a mapping whose keys are free names, such as people.yaml."""
    if node.value is None:
        return {}
    if not isinstance(node.value, dict):
        message = "A group of keys is expected here, one for each entry"
        emit(
            finding(
                "invalid-value", message, node.span(), "Write each entry as `name:` with its keys below it"
            )
        )
        return {}
    loaded = (
        (key, load_model(model, child, emit=emit, model_name=model_name)) for key, child in node.children()
    )
    return {key: entry for key, entry in loaded if entry is not None}


class _Loading:
    """One reading of one node."""

    def __init__(self, node: Node, emit: Emit, model_name: str, unknown: str) -> None:
        self._node = node
        self._emit = emit
        self._name = model_name
        self._unknown = unknown
        self._origins: dict[Path, Path] = {}  # tidied path -> path in the file, where they differ
        self._empty: set[Path] = set()  # keys that are given without a value
        self._models: dict[Path, type[Model]] = {}  # which model of several a mapping is read by

    def load(self, model: type[M]) -> M | None:
        value = self._node.value
        if value is not None and not isinstance(value, dict):
            message = f"{self._name[:1].upper()}{self._name[1:]} must consist of keys with values"
            self._report("invalid-value", message, (), "Write it as lines of the form `key: value`")
            return None
        data = self._tidy(value or {}, model, ())
        try:
            return model.model_validate(data)
        except ValidationError as error:
            problems = self._problems(error, data)
        for problem in problems:
            self._word(problem, model)
        return self._rest(model, data, problems)

    def _rest(self, model: type[M], data: dict[str, Any], problems: list[Problem]) -> M | None:
        """Return the model of what is left when the faulty values are taken out."""
        data = copy.deepcopy(data)
        for _ in range(_ROUNDS):
            paths = {problem.path[:-1] if problem.kind == "missing" else problem.path for problem in problems}
            if () in paths:
                return None
            # From the end, so that the numbers of list items stay true.
            for path in sorted(paths, key=lambda path: [str(step).zfill(9) for step in path], reverse=True):
                _remove(data, path)
            try:
                return model.model_validate(data)
            except ValidationError as error:
                problems = self._problems(error, data)
        return None

    # -- before pydantic ------------------------------------------------------------------------

    def _tidy(self, value: dict[str, Any], model: type[Model], path: Path) -> dict[str, Any]:
        """Return a mapping with canonical keys and without empty values."""
        shape = shape_of(model)
        tidy: dict[str, Any] = {}
        for key, item in value.items():
            target: str | None = key
            if key not in shape.fields:
                wanted, item = _translate(shape, key, item)  # noqa: PLW2901
                target = self._canonical(key, wanted, value, path)
            if target is None:
                continue
            if target != key:
                self._origins[(*path, target)] = (*self._origin(path), key)
            if item is None and target in shape.fields:
                self._empty.add((*path, target))
            elif target in shape.nested:
                tidy[target] = self._tidy_nested(item, shape.nested[target], (*path, target))
            elif target in shape.mapped and isinstance(item, dict):
                tidy[target] = {
                    name: self._tidy_nested(each, shape.mapped[target], (*path, target, name))
                    for name, each in item.items()
                }
            else:
                tidy[target] = item
        return tidy

    def _tidy_nested(self, item: Any, models: tuple[type[Model], ...], path: Path) -> Any:
        if isinstance(item, dict):
            self._models[path] = model = likeliest(models, item)
            return self._tidy(item, model, path)
        if isinstance(item, list):
            return [self._tidy_nested(each, models, (*path, number)) for number, each in enumerate(item)]
        return item

    def _canonical(self, key: str, target: str | None, value: dict[str, Any], path: Path) -> str | None:
        """Return the target of a key, or None if it is to be ignored; what is unusual is noted."""
        if target == key:
            return key
        at = (*self._origin(path), key)
        if target is None:
            self._report(
                "foreign-key", f"The key `{key}` has no meaning here and is ignored", at, on_key=True
            )
        elif other := self._rival(key, target, value, path):
            message = f"The key `{key}` is ignored: `{other}` says the same and is given too"
            self._report("foreign-key", message, at, "Remove one of the two", on_key=True)
            return None
        elif key.lower() != target:
            self._report("foreign-key", f"The key `{key}` is read as `{target}`", at, on_key=True)
        return target

    def _rival(self, key: str, target: str, value: dict[str, Any], path: Path) -> str:
        """Return the key that comes before this one: ours in whatever case, or an earlier one."""
        ours = [name for name in value if name.lower() == target and key.lower() != target]
        if target in value or ours:
            return target if target in value else ours[0]
        return str(self._origins[(*path, target)][-1]) if (*path, target) in self._origins else ""

    # -- after pydantic -------------------------------------------------------------------------

    def _problems(self, error: ValidationError, data: dict[str, Any]) -> list[Problem]:
        """Return pydantic's findings by path in the tidied tree, without those of other union members."""
        found = [self._problem(details, data) for details in error.errors(include_url=False)]
        problems = [problem for problem in found if problem is not None]
        sound: list[Problem] = []
        for problem in problems:
            # A union tells for each of its members why it will not do. "Not text" is no news if
            # what is wrong within the group of keys is told as well.
            others = [other for other in problems if other.kind not in SHAPE_ERRORS]
            if problem.kind in SHAPE_ERRORS and any(_within(other.path, problem.path) for other in others):
                continue
            same = next((known for known in sound if _is_twin(known, problem)), None)
            if same:
                same.alternatives.append(problem.kind)
            else:
                sound.append(problem)
        return sound

    def _problem(self, details: Any, data: dict[str, Any]) -> Problem | None:
        here: Any = data
        path: list[str | int] = []
        last = len(details["loc"]) - 1
        for number, step in enumerate(details["loc"]):
            if (isinstance(here, dict) and step in here) or (
                isinstance(here, list) and isinstance(step, int) and step < len(here)
            ):
                here = here[step]
                path.append(step)
            elif number == last and details["type"] == "missing":
                path.append(step)
            elif isinstance(here, dict) and self._is_unlikely(step, tuple(path)):
                return None
        context = details.get("ctx") or {}
        if key := context.get("key"):
            path.append(key)
        return Problem(kind=details["type"], path=tuple(path), value=details.get("input"), context=context)

    def _is_unlikely(self, member: str | int, path: Path) -> bool:
        """Return whether a step is the name of a union's member other than the likeliest model."""
        chosen = self._models.get(path)
        return chosen is not None and chosen.__name__ != member

    def _word(self, problem: Problem, model: type[Model]) -> None:
        if problem.kind == "missing" and self._node.broken:
            return  # the key may stand in a line that could not be read
        owner: type[Model] | None = self._models.get(problem.path[:-1]) if len(problem.path) > 1 else model
        shape = shape_of(owner) if owner else None
        as_written = replace(problem, path=self._origin(problem.path))
        code, message, help = word(as_written, self._name, shape, empty=problem.path in self._empty)
        code = self._unknown if code == "unknown-key" else code
        on_key = problem.kind == "extra_forbidden" or problem.path in self._empty
        at = problem.path
        if problem.kind == "missing" and problem.path not in self._empty:
            at = problem.path[:-1]
        self._report(code, message, self._origin(at), help, on_key=on_key)

    def _origin(self, path: Path) -> Path:
        """Return where in the file a path of the tidied tree stands."""
        origin: Path = ()
        for length in range(1, len(path) + 1):
            origin = self._origins.get(path[:length], (*origin, path[length - 1]))
        return origin

    def _report(self, code: str, message: str, at: Path, help: str = "", *, on_key: bool = False) -> None:
        span = self._node.key_span(at) if on_key else self._node.span(at)
        if span.line not in self._node.broken:
            self._emit(finding(code, message, span, help))


def _translate(shape: Shape, key: str, item: Any) -> tuple[str | None, Any]:
    """Return the canonical key and value of another tool's key; an unknown key stays as it is."""
    folded = fold(key)
    if folded not in shape.keys:
        return key, item
    table = shape.values.get(folded)
    instead = table.get(item.strip().lower(), item) if table and isinstance(item, str) else item
    return instead if isinstance(instead, tuple) else (shape.keys[folded], instead)


def _within(path: Path, outer: Path) -> bool:
    return path[: len(outer)] == outer


def _is_twin(known: Problem, problem: Problem) -> bool:
    if known.path != problem.path:
        return False
    return known.kind == problem.kind or {known.kind, problem.kind} <= SHAPE_ERRORS


def _remove(data: Any, path: Iterable[str | int]) -> None:
    *outer, last = path
    for step in outer:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return
    if isinstance(data, dict):
        data.pop(last, None)
    elif isinstance(data, list) and isinstance(last, int) and last < len(data):
        del data[last]
