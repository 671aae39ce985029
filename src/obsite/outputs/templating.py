"""Jinja2 as the theme meets it: the environment, its functions and filters, and one way to render.

Templates are read only through a callable (name -> bytes or None), so an output can use nothing
that its task did not declare. What the template sees is its view as `page`, the functions `href body
markup_of t pdf_facts facts loading stored drawing first`, the values `lang medium route`, and the
filters of filters.py.
"""

from __future__ import annotations

from jinja2 import Environment, TemplateSyntaxError, UndefinedError

from obsite.diagnostics.errors import ObsiteError
from obsite.diagnostics.model import Diagnostic
from obsite.outputs.desk import Setting, furnish
from obsite.outputs.environments import Shelf, compiled, shared, workplace
from obsite.outputs.faults import diagnose, undefined
from obsite.outputs.strings import StringError, translate
from obsite.outputs.undefined import Missing, noting, place_in_use


def render_template(name: str, page: object, setting: Setting) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the rendered text, or "" and what is wrong with the template."""
    shelf = setting.shelf or Shelf(kept={}, key="")
    try:
        with shelf.lend(setting.templates) as place:
            furnish(place, setting)
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
    furnish(place, setting)
    return place.environment
