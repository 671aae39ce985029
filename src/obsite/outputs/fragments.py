"""Included templates kept as text: the masthead and the foot of a page are those of many other pages.

What an included template comes to depends on what the names in it stand for. Where these are texts, the view
of the site, and functions of which is known by what they go, the text is kept and not made again for a page
that gives the very same. Addresses go by the folder of the page, and of that by no more than the folders that
lead to what is linked: so what was linked is noted while a text is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from jinja2 import Template
from jinja2.runtime import Context
from jinja2.utils import missing

from obsite.outputs.macros import asks
from obsite.outputs.views.frame import SiteView

_MOST = 200  # of what one environment keeps
_TEXTS = frozenset({str, type(None), type(missing)})
_ANCHOR = "#"  # among the folders: an address that may go by the page itself


class Linking(Protocol):
    """The functions of templates that a text may be kept with, and the page they are for."""

    route: str
    root: str
    lang: str
    noted: set[str] | None  # folders on the way to what is linked, while a text is made that may be kept

    @property
    def functions(self) -> Mapping[str, Any]: ...


@dataclass(slots=True)
class _Kept:
    """What one template came to with the same values, by where the page stands."""

    folders: set[str] = field(default_factory=set)
    texts: dict[object, str] = field(default_factory=dict)


@dataclass(slots=True)
class Fragments:
    """What an environment keeps."""

    site: object = None  # the view of the site that all is kept with
    kept: dict[object, _Kept] = field(default_factory=dict)
    varying: set[str] = field(default_factory=set)  # templates that ask for more than can be compared

    def alike(self, site: SiteView) -> None:
        """Forget what was made for another site than this."""
        if site is not self.site:
            if site != self.site:
                self.kept.clear()
            self.site = site


def included(template: Template, context: Context, names: Mapping[str, Any]) -> str:
    """Return what an included template comes to; `names` are local to the place it is included at."""
    environment: Any = context.environment
    fragments: Fragments = environment.fragments
    desk: Linking | None = environment.desk
    if desk is None or template.name in fragments.varying:
        return _made(template, context, names)
    key = _key(template, context, names)
    if key is None:
        fragments.varying.add(str(template.name))
        return _made(template, context, names)
    kept = fragments.kept.get(key)
    if kept is None:
        if len(fragments.kept) >= _MOST:
            fragments.kept.clear()
        kept = fragments.kept[key] = _Kept()
    text = kept.texts.get(_standpoint(desk, kept.folders))
    if text is None:
        return _noted(desk, kept, lambda: _made(template, context, names))
    if desk.noted is not None:
        desk.noted |= kept.folders
    return text


def _made(template: Template, context: Context, names: Mapping[str, Any]) -> str:
    inner = template.new_context(context.get_all(), True, dict(names))
    return "".join(template.root_render_func(inner))


def _key(template: Template, context: Context, names: Mapping[str, Any]) -> tuple[object, ...] | None:
    """Return what a text is kept under; None if it is made with what cannot be compared."""
    environment: Any = context.environment
    asked = asks(environment, template, imported=False)
    if asked is None:
        return None
    desk: Linking = environment.desk
    key: list[object] = [template.name, desk.lang]
    for name in asked:
        value = names.get(name, missing)
        if value is missing:
            value = context.resolve_or_missing(name)
        kind = type(value)
        if kind in _TEXTS:
            key.append(value)
        elif kind is SiteView:
            environment.fragments.alike(value)
            key.append(kind)
        elif value is desk.functions["href"] or value is desk.functions["t"]:
            key.append(value)
        else:
            return None
    return tuple(key)


def _noted(desk: Linking, kept: _Kept, make: Callable[[], str]) -> str:
    """Return a text that is made now, and keep it for pages that link what it links in the same way."""
    outside, desk.noted = desk.noted, set()
    try:
        text = make()
    finally:
        found, desk.noted = desk.noted, outside
    if outside is not None:
        outside |= found
    if len(kept.texts) >= _MOST or not found <= kept.folders:
        kept.folders |= found
        kept.texts.clear()
    kept.texts[_standpoint(desk, kept.folders)] = text
    return text


def _standpoint(desk: Linking, folders: set[str]) -> object:
    """Return what relative addresses go by: how deep the page is, and which of the folders lead to it."""
    if desk.root:
        return desk.root
    if _ANCHOR in folders:
        return desk.route
    folder = desk.route[: desk.route.rfind("/") + 1]
    while len(folder) > 1 and folder not in folders:
        folder = folder[: folder.rfind("/", 0, -1) + 1]
    return desk.route.count("/"), folder


def folders_to(target: str) -> Iterator[str]:
    """Yield the folders that lead to what is linked; an anchor is told apart from them."""
    if "#" in target:
        yield _ANCHOR
        target = target[: target.index("#")]
    if target.startswith("/"):
        steps = target.partition("?")[0].split("/")
        yield from ("/".join(steps[:count]) + "/" for count in range(1, len(steps)))
