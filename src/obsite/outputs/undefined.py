"""Names that a template uses and nothing defines: the first one raises, or all of one page are noted.

A page stops at the first such name. To tell its author of all of them in one run, it is then
rendered once more with undefined values that note where they are used and stand for nothing.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Iterator
from functools import partial
from types import FrameType
from typing import Any

from jinja2 import StrictUndefined, Template, UndefinedError
from jinja2.utils import missing

_FUNCTIONS = ("page", "href", "body", "t", "pdf_facts", "facts", "loading", "lang", "medium", "route")


class UndefinedNameError(UndefinedError):
    """A name that the view or the template does not have, with the names that it has."""

    def __init__(self, message: str, name: str, candidates: tuple[str, ...]) -> None:
        super().__init__(message)
        self.name = name
        self.candidates = candidates


class Missing(StrictUndefined):
    """An undefined value that remembers, for the message, what could have been meant."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[Exception] = UndefinedNameError,
    ) -> None:
        del exc
        raiser: Any = partial(UndefinedNameError, name=str(name), candidates=_names(obj))
        super().__init__(hint or _hint(obj, name), obj, name, raiser)


def _names(obj: Any) -> tuple[str, ...]:
    if obj is missing:
        return _FUNCTIONS
    if dataclasses.is_dataclass(obj):
        return tuple(field.name for field in dataclasses.fields(obj))
    return tuple(map(str, obj)) if isinstance(obj, dict) else ()


def _hint(obj: Any, name: str | None) -> str:
    if obj is missing:
        return f"`{name}` is not defined in this template"
    return f"{type(obj).__name__} has no `{name}`"


Note = Callable[[UndefinedError], None]
_GIVING_ITSELF = (
    "add", "radd", "sub", "rsub", "mul", "rmul", "truediv", "rtruediv", "floordiv", "rfloordiv", "mod",
    "rmod", "pow", "rpow", "pos", "neg", "call", "getitem",
)  # fmt: skip


def noting(note: Note) -> type[Missing]:
    """Return a kind of undefined value that tells `note` of each use and stands for nothing."""

    def using(result: Callable[[Missing], Any]) -> Any:
        def use(self: Missing, *_values: Any, **_named: Any) -> Any:
            note(_error_of(self))
            return result(self)

        return use

    def attribute(self: Missing, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        note(_error_of(self))
        return self

    methods: dict[str, Any] = {f"__{name}__": using(lambda self: self) for name in _GIVING_ITSELF}
    methods |= {f"__{name}__": using(lambda _: False) for name in ("eq", "lt", "le", "gt", "ge", "bool")}
    methods |= {f"__{name}__": using(lambda _: 0) for name in ("len", "hash", "int")}
    methods |= {"__str__": using(lambda _: ""), "__iter__": using(lambda _: iter(()))}
    methods |= {"__ne__": using(lambda _: True), "__float__": using(lambda _: 0.0)}
    return type("Noting", (Missing,), {"__slots__": (), "__getattr__": attribute, **methods})


def _error_of(value: Missing) -> UndefinedError:
    error = value._undefined_exception(value._undefined_message)
    assert isinstance(error, UndefinedError)
    return error


def place_in_use() -> tuple[str, int]:
    """Return the template and line that are being rendered: the innermost template in the call stack."""
    for frame in _frames():
        template = frame.f_globals.get("__jinja_template__")
        if isinstance(template, Template):
            return template.name or "", template.get_corresponding_lineno(frame.f_lineno)
    return "", 1


def _frames() -> Iterator[FrameType]:
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        yield frame
        frame = frame.f_back
