"""Jinja2 as the theme meets it: the environment, its functions and filters, and one way to render.

Templates are read only through a callable (name -> bytes or None), so an output can use nothing
that its task did not declare. What the template sees is its view as `page`, the functions `href body
markup_of t pdf_facts facts loading stored drawing first`, the values `lang medium route`, and the
filters of filters.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import quote

from jinja2 import Environment, TemplateSyntaxError, UndefinedError
from markupsafe import Markup

from obsite.charts.svg import embedded
from obsite.diagnostics.errors import ObsiteError
from obsite.diagnostics.model import Diagnostic
from obsite.engine.task import Stored
from obsite.markup.body import Passages
from obsite.outputs import filters
from obsite.outputs.addresses import Addresses
from obsite.outputs.environments import Shelf, TemplateSource, Workplace, compiled, shared, workplace
from obsite.outputs.faults import diagnose, undefined
from obsite.outputs.medium import Medium
from obsite.outputs.prose import Prose
from obsite.outputs.strings import StringError, translate
from obsite.outputs.undefined import Missing, noting, place_in_use
from obsite.outputs.views import Embedded

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
    shelf: Shelf | None = None  # where an environment is kept; None: it is made for this output alone
    values: Mapping[str, object] = field(default_factory=dict)  # what else a template of this output may name


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfFacts:
    """What a page tells of a PDF it offers."""

    pages: int
    bytes: int
    size_text: str


def render_template(name: str, page: object, setting: Setting) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the rendered text, or "" and what is wrong with the template."""
    shelf = setting.shelf or Shelf(kept={}, key="")
    try:
        with shelf.lend(setting.templates) as place:
            _furnish(place, setting)
            return place.environment.get_template(name).render(page=page), ()
    except ObsiteError:
        raise
    except Exception as error:  # whatever a theme's template does wrong is its author's to hear
        first = diagnose(error, name, setting.templates, shared())
        more = _all_undefined(name, page, setting) if isinstance(error, UndefinedError) else ()
        return "", tuple(dict.fromkeys((first, *more)))


def _all_undefined(name: str, page: object, setting: Setting) -> tuple[Diagnostic, ...]:
    """Return every undefined name that a page meets when it goes on after each of them."""
    found: dict[Diagnostic, None] = {}

    def note(error: UndefinedError) -> None:
        found[undefined(error, *place_in_use(), setting.templates)] = None

    def say(key: str, **values: object) -> str:
        try:
            return translate(setting.lang, setting.templates, key, **values)
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
        compiled(name, data)
    except TemplateSyntaxError as error:
        return diagnose(error, name, lambda _: data, shared())
    return None


def environment_for(setting: Setting, undefined_names: type[Missing] = Missing) -> Environment:
    """Return an environment for one output alone."""
    place = workplace(setting.templates, undefined_names)
    _furnish(place, setting)
    return place.environment


def _furnish(place: Workplace, setting: Setting) -> None:
    """Put in the functions and values of one output."""
    environment = place.environment
    addresses = Addresses(route=setting.route, root=setting.root)
    order = _Order()
    prose = Prose(environment=environment, addresses=addresses, medium=setting.medium, text=setting.text)
    environment.globals |= {
        "href": addresses.href,
        "t": place.strings(setting.lang, setting.templates).say,
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
        "body": prose.body,
        "markup_of": prose.markup_of,
    }


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
