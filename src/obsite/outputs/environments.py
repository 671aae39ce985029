"""Jinja2's environment: the settings and filters that all outputs share, and the reading of templates.

What an environment has compiled and loaded is worth keeping, since most pages of a site are made from the
same few templates. So an environment is lent to one output at a time, with that output's functions as its
globals, and kept for the next output that declares the same templates.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from types import CodeType
from typing import Any

from jinja2 import BaseLoader, Environment, Template, TemplateNotFound, pass_context
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from jinja2.utils import missing

from obsite.engine.digest import digest_bytes
from obsite.outputs import filters
from obsite.outputs.compiling import QuickGenerator
from obsite.outputs.fragments import Fragments, Linking
from obsite.outputs.macros import changed_names, forget
from obsite.outputs.print_text import PRINT_FILTERS
from obsite.outputs.strings import Catalogues
from obsite.outputs.undefined import Missing

TemplateSource = Callable[[str], bytes | None]
# Returns the bytes of a name, made by a function unless they were kept from an earlier build.
Keepsake = Callable[[Sequence[str], Callable[[], bytes]], bytes]
_MOST = 32  # sets of templates whose environments are kept


@dataclass(slots=True, kw_only=True)
class Workplace:
    """An environment, and the interface strings that were looked up with the same templates."""

    environment: KeepingEnvironment
    catalogues: dict[str, Catalogues] = field(default_factory=dict)  # by language

    def strings(self, lang: str, templates: TemplateSource) -> Catalogues:
        """Return the interface strings of a language."""
        if lang not in self.catalogues:
            self.catalogues[lang] = Catalogues(lang, templates)
        return self.catalogues[lang]


def _as_made(_: Sequence[str], make: Callable[[], bytes]) -> bytes:
    return make()


def workplace(
    templates: TemplateSource, undefined: type[Missing] = Missing, keepsake: Keepsake = _as_made
) -> Workplace:
    """Return a new environment that reads its templates from this source."""
    environment = shared().overlay(loader=_Loader(templates, keepsake), undefined=undefined)
    environment.globals = dict(shared().globals)
    environment.begin_anew()
    return Workplace(environment=environment)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Where an output borrows its environment: what a process keeps, and what its templates are known by."""

    kept: MutableMapping[object, Any]
    key: object  # equal for equal templates
    keepsake: Keepsake = _as_made

    @contextmanager
    def lend(self, templates: TemplateSource) -> Iterator[Workplace]:
        """Give the environment of these templates; nobody else has it in the meantime."""
        places: dict[object, Workplace] = self.kept.setdefault("environments", {})
        place = places.pop(self.key, None) or workplace(templates, keepsake=self.keepsake)
        yield place  # one in which a template failed is not kept
        places[self.key] = place
        while len(places) > _MOST:
            places.pop(next(iter(places)))


class KeepingEnvironment(Environment):
    """An environment that finds a template it has loaded without asking whether it is up to date.

    All its templates have the same globals, which are those of the environment itself.
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.code_generator_class = QuickGenerator
        self.begin_anew()

    def begin_anew(self) -> None:
        """Forget all templates."""
        self.loaded: dict[str, Template] = {}
        self.modules: dict[str, tuple[list[Any], TemplateModule]] = {}  # see `macros`
        self.asked: dict[tuple[str, bool], tuple[str, ...] | None] = {}
        self.fragments = Fragments()
        self.desk: Linking | None = None  # the functions of templates, where it is known what they go by
        self.given: dict[str, Any] = {}

    def use(self, given: dict[str, Any]) -> None:
        """Give templates the functions and values of an output, and forget what depends on those before."""
        changed = changed_names(self.given, given)
        forget(self, tuple(self.loaded.values()), changed)
        if self.given.keys() != given.keys():
            self.modules.clear()
            self.globals.clear()
            self.globals.update(shared().globals)
        self.given = given
        self.globals.update(given)

    def _load_template(self, name: str, globals: MutableMapping[str, Any] | None) -> Template:
        loaded = self.loaded.get(name)
        if loaded is None:
            loaded = self.loaded[name] = super()._load_template(name, globals)
        return loaded

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an item, or else an attribute, which is all that most values have."""
        kind = type(obj)
        if type(argument) is str and not hasattr(kind, "__getitem__") and kind is not type:
            found = getattr(obj, argument, missing)
            if found is not missing:
                return found
        return super().getitem(obj, argument)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        del d
        return self.globals


class _Loader(BaseLoader):
    def __init__(self, templates: TemplateSource, keepsake: Keepsake) -> None:
        self._templates = templates
        self._keepsake = keepsake

    def load(
        self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None
    ) -> Template:
        del globals  # those of the environment
        data = self._templates(name)
        if data is None:
            raise TemplateNotFound(name)
        code = compiled(name, data, self._keepsake)
        return environment.template_class.from_code(environment, code, environment.globals, lambda: True)


@lru_cache(maxsize=1)
def shared() -> KeepingEnvironment:
    """Return the environment that all others are made from."""
    environment = KeepingEnvironment(
        autoescape=True, undefined=Missing, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    for name, function in filters.FILTERS:
        environment.filters[name] = _for_page(function)
    environment.filters.update(PRINT_FILTERS)
    for name, function in environment.filters.items():
        if hasattr(function, "jinja_async_variant"):  # which asks at every value whether it is to wait
            environment.filters[name] = function.__wrapped__
    return environment


def compiled(name: str, data: bytes, keepsake: Keepsake = _as_made) -> CodeType:
    """Return a template's code; the same text is compiled once."""
    known = _code_of(name, data)
    if not known:
        code = keepsake(("code", name, digest_bytes(data)), lambda: marshal.dumps(_compile(name, data)))
        known.append(marshal.loads(code))
    return known[0]


@lru_cache(maxsize=512)
def _code_of(_name: str, _data: bytes) -> list[CodeType]:
    """Return where this process has a template's code, once it is known."""
    return []


def _compile(name: str, data: bytes) -> CodeType:
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n")  # a wrong encoding is reported apart
    return shared().compile(text, name, f"templates/{name}")


def _for_page(function: Callable[..., str]) -> Callable[..., str]:
    """Make a filter that takes the page's language when the template names none.

    What takes a start and an end also takes both as a pair: `(start, end)|date_range`.
    """

    @pass_context
    def in_language(context: Context, *values: object, lang: str = "") -> str:
        first, *rest = values
        both = first if isinstance(first, tuple) else (first,)
        return function(*both, *rest, lang=lang or context.resolve("lang"))

    return in_language
