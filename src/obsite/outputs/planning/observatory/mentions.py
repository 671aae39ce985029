"""Which texts are about a region: those that name its code in `regions:`, and those that link to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from obsite.documents.document import Document
from obsite.site.profiles import Profiles
from obsite.site.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """The texts about each code, in the order of the site."""

    by_code: Mapping[str, tuple[Document, ...]]

    def of(self, code: str, *types: str) -> tuple[Document, ...]:
        return tuple(text for text in self.by_code.get(code, ()) if text.type in types)


def mentions_of(site: Site, profiles: Profiles) -> Mentions:
    """Return the texts about each code of a kind of profile."""
    codes = {route: code for code, route in profiles.routes.items()}
    folded = {code.lower(): code for code in profiles.routes}
    found: dict[str, dict[str, Document]] = {}
    for path, document in site.documents.items():
        named = document.meta.regions if profiles.kind == "region" else document.meta.sectors
        about = {folded[name.lower()] for name in named if name.lower() in folded}
        hrefs = (target.href.partition("#")[0] for target in site.targets[path] if target)
        about |= {codes[href] for href in hrefs if href in codes}
        for code in about:
            found.setdefault(code, {})[path] = document
    return Mentions(by_code={code: tuple(texts.values()) for code, texts in found.items()})
