"""Files of macros, kept from page to page: most pages import the same, and to make thirty macros takes long.

What a macro does may depend on whatever the names in its file stand for where it is imported. So a file's
macros are kept with these values, and used again only where all names stand for the very same; the functions
that a page's templates call do so on all pages (see `desk`). Kept are only files that compute nothing when
they are imported, and that name all templates they lead to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jinja2 import Environment, Template, TemplateNotFound
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from jinja2.utils import missing

_ALWAYS = ("lang",)  # which filters ask for by themselves


def macros_of(template: Template, context: Context, names: Mapping[str, Any]) -> TemplateModule:
    """Return what a template gives to one that imports it; `names` are local to the place of the import."""
    environment: Any = context.environment
    asked = asks(environment, template)
    if asked is None:
        return template.make_module(context.get_all(), True, dict(names))
    values = [_value(name, context, names) for name in asked]
    kept = environment.modules.get(template.name)
    if kept is not None and all(map(_same, kept[0], values)):
        known: TemplateModule = kept[1]
        return known
    module = template.make_module(context.get_all(), True, dict(names))
    environment.modules[template.name] = (values, module)
    return module


def asks(environment: Environment, template: Template, *, imported: bool = True) -> tuple[str, ...] | None:
    """Return all names on whose values a template may depend; None if that cannot be told.

    If it is imported, what depends on them is its macros; None then also if it does more than define these.
    """
    told: dict[tuple[str, bool], tuple[str, ...] | None] = environment.asked  # type: ignore[attr-defined]
    use = str(template.name), imported
    if use not in told:
        told[use] = _find(environment, use)
    return told[use]


def _find(environment: Environment, use: tuple[str, bool]) -> tuple[str, ...] | None:
    found = set(_ALWAYS)
    seen: set[tuple[str, bool]] = set()
    waiting = [use]
    while waiting:
        name, imported = waiting.pop()
        try:
            code = environment.get_template(name).root_render_func.__globals__
        except TemplateNotFound:
            return None
        if code["leads_to"] is None or (imported and not code["only_macros"]):
            return None
        found.update(code["asks"])
        new = [one for one in code["leads_to"] if one not in seen]
        seen.update(new)
        waiting += new
    return tuple(sorted(found))


def _value(name: str, context: Context, names: Mapping[str, Any]) -> Any:
    value = names.get(name, missing)
    return context.resolve_or_missing(name) if value is missing else value


def _same(one: Any, other: Any) -> bool:
    return one is other or (type(one) is str and type(other) is str and one == other)


def changed_names(before: Mapping[str, Any], after: Mapping[str, Any]) -> frozenset[str]:
    """Return the names that stand for something else than before."""
    if before.keys() == after.keys():
        return frozenset(
            n for n, value in after.items() if value is not before[n] and not _same(before[n], value)
        )
    names = (*before, *(name for name in after if name not in before))
    return frozenset(n for n in names if not _same(before.get(n, missing), after.get(n, missing)))


def forget(environment: Environment, templates: Sequence[Template], changed: frozenset[str]) -> None:
    """Forget the macros of templates imported without context that depend on names which have changed."""
    for template in templates:
        if template._module is not None:
            asked = asks(environment, template)
            if asked is None or not changed.isdisjoint(asked):
                template._module = None
