"""Jinja2 as the theme meets it: the environment, its functions and filters, and one way to render.

Templates are read only through a callable (name -> bytes or None), so an output can use nothing
that its task did not declare. What the template sees is its view as `page`, the functions `href body
markup_of t pdf_facts facts loading stored drawing first`, the values `lang medium route`, and the
filters of filters.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from types import CodeType
from typing import Any
from urllib.parse import quote

from jinja2 import (
    BaseLoader,
    Environment,
    Template,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
    pass_context,
)
from jinja2.runtime import Context
from markupsafe import Markup

from obsite.charts.svg import embedded
from obsite.diagnostics.errors import ObsiteError
from obsite.diagnostics.model import Diagnostic
from obsite.engine.task import Stored
from obsite.markup.body import Passages
from obsite.outputs import filters
from obsite.outputs.addresses import Addresses
from obsite.outputs.faults import diagnose, undefined
from obsite.outputs.medium import Medium
from obsite.outputs.print_text import PRINT_FILTERS
from obsite.outputs.prose import Prose
from obsite.outputs.strings import StringError, translate
from obsite.outputs.undefined import Missing, noting, place_in_use
from obsite.outputs.views import Embedded

TemplateSource = Callable[[str], bytes | None]
Facts = Mapping[str, str | int | float]


def no_facts(output: str) -> Facts:
    """Stand in for `reader.facts` where an output embeds no other."""
    raise LookupError(f"the facts of {output} are not known here")


def no_values(stored: Stored) -> object:
    """Stand in for `reader.stored` where an output shows no figures."""
    raise LookupError(f"the value {stored.digest} is not known here")


def no_text(path: str) -> Passages:
    """Stand in for `reader.text` where an output shows no authored text."""
    raise LookupError(f"the words of {path} are not known here")


def no_output(output: str) -> bytes:
    """Stand in for `reader.output` where an output embeds no other."""
    raise LookupError(f"the output {output} is not known here")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where and how a template is rendered. `root` makes addresses absolute (see Addresses)."""

    route: str
    lang: str
    templates: TemplateSource
    facts: Callable[[str], Facts] = no_facts
    stored: Callable[[Stored], object] = no_values
    output: Callable[[str], bytes] = no_output
    text: Callable[[str], Passages] = no_text
    medium: Medium = Medium.WEB
    root: str = ""
    values: Mapping[str, object] = field(default_factory=dict)  # what else a template of this output may name


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfFacts:
    """What a page tells of a PDF it offers."""

    pages: int
    bytes: int
    size_text: str


def render_template(name: str, page: object, setting: Setting) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the rendered text, or "" and what is wrong with the template."""
    environment = environment_for(setting)
    try:
        return environment.get_template(name).render(page=page), ()
    except ObsiteError:
        raise
    except Exception as error:  # whatever a theme's template does wrong is its author's to hear
        first = diagnose(error, name, setting.templates, environment)
        more = _all_undefined(name, page, setting) if isinstance(error, UndefinedError) else ()
        return "", tuple(dict.fromkeys((first, *more)))


def _all_undefined(name: str, page: object, setting: Setting) -> tuple[Diagnostic, ...]:
    """Return every undefined name that a page meets when it goes on after each of them."""
    found: dict[Diagnostic, None] = {}

    def note(error: UndefinedError) -> None:
        found[undefined(error, *place_in_use(), setting.templates)] = None

    def say(key: str, **values: object) -> str:
        try:
            return _t(setting, key, **values)
        except StringError as error:
            note(error)
            return key

    environment = environment_for(setting, noting(note))
    environment.globals["t"] = say
    try:
        environment.get_template(name).render(page=page)
    except Exception as error:  # without the names, much may fail; the first failure is known already
        del error
    return tuple(found)


def syntax_fault(name: str, data: bytes) -> Diagnostic | None:
    """Return what is wrong with a template as such, before it is rendered."""
    try:
        _compile(name, data)
    except TemplateSyntaxError as error:
        return diagnose(error, name, lambda _: data, _shared())
    return None


def environment_for(setting: Setting, undefined_names: type[Missing] = Missing) -> Environment:
    """Return the environment of one output: shared filters, its own functions and templates."""
    environment = _shared().overlay(loader=_Loader(setting.templates), undefined=undefined_names)
    addresses = Addresses(route=setting.route, root=setting.root)
    order = _Order()
    environment.globals = {
        **environment.globals,
        "href": addresses.href,
        "t": partial(_t, setting),
        "pdf_facts": partial(_pdf_facts, setting),
        "facts": setting.facts,
        "loading": order.loading,
        "drawing": partial(_drawing, setting, order),
        "first": order.first,
        "stored": setting.stored,
        "lang": setting.lang,
        "medium": setting.medium.value,
        "route": setting.route,
        **setting.values,
    }
    prose = Prose(environment=environment, addresses=addresses, medium=setting.medium, text=setting.text)
    environment.globals["body"] = prose.body
    environment.globals["markup_of"] = prose.markup_of
    return environment


@dataclass(slots=True)
class _Order:
    """The first picture of a page is loaded at once, the others when they come near."""

    pictures: int = 0
    keys: Counter[str] = field(default_factory=Counter)

    def loading(self) -> str:
        self.pictures += 1
        return "eager" if self.pictures == 1 else "lazy"

    def first(self, key: str) -> bool:
        """Return whether the page asks with this key for the first time: what is drawn once is drawn then."""
        return self.unique(f"first {key}") == f"first {key}"

    def unique(self, key: str) -> str:
        """Return a key that nothing on the page has yet; a name of XML begins with a letter."""
        key = key if key[:1].isalpha() else f"c{key}"
        self.keys[key] += 1
        return key if self.keys[key] == 1 else f"{key}-{self.keys[key]}"


class _Loader(BaseLoader):
    def __init__(self, templates: TemplateSource) -> None:
        self._templates = templates

    def load(
        self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None
    ) -> Template:
        data = self._templates(name)
        if data is None:
            raise TemplateNotFound(name)
        code = _compile(name, data)
        return environment.template_class.from_code(environment, code, globals or {}, lambda: True)


@lru_cache(maxsize=1)
def _shared() -> Environment:
    environment = Environment(
        autoescape=True, undefined=Missing, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    for name, function in filters.FILTERS:
        environment.filters[name] = _for_page(function)
    environment.filters.update(PRINT_FILTERS)
    return environment


@lru_cache(maxsize=512)
def _compile(name: str, data: bytes) -> CodeType:
    """Return a template's code; the same text is compiled once a process."""
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n")  # a wrong encoding is reported apart
    return _shared().compile(text, name, f"templates/{name}")


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


def _t(setting: Setting, key: str, **values: object) -> str:
    return translate(setting.lang, setting.templates, key, **values)


def _pdf_facts(setting: Setting, output: str) -> PdfFacts:
    facts = setting.facts(output)
    size = int(facts["bytes"])
    return PdfFacts(pages=int(facts["pages"]), bytes=size, size_text=filters.filesize(size, setting.lang))


def _drawing(setting: Setting, order: _Order, drawing: Embedded, key: str, alt: str = "") -> Markup:
    """Return a chart's drawing as an element: it follows light and dark, and is plain on paper."""
    published = setting.output(drawing.output).decode()
    if setting.medium is Medium.PRINT:
        data = quote(embedded(published, "chart", plain=True))
        return Markup('<img class="chart-drawing" alt="{}" src="data:image/svg+xml,{}">').format(alt, data)
    return Markup(embedded(published, order.unique(key)))
