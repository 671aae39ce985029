"""Which regions and sectors have a page: those of the profile level with figures, and those with a text.

content/regions/<code>.md is the editors' text about a region; content/sectors/<code>.md about a sector.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from obsite.config import Config
from obsite.content.profile import code_of
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Emit
from obsite.documents.document import Document
from obsite.site.routes import profile_route
from obsite.text.suggest import closest

if TYPE_CHECKING:
    from obsite.data.codelist import CodeList
    from obsite.data.databank import Databank


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Profiles:
    """The profiles of a kind. `codes` are those that are compared with each other, in the list's order."""

    kind: str = ""
    codelist: CodeList | None = None
    codes: tuple[str, ...] = ()
    routes: Mapping[str, str] = field(default_factory=dict)  # of every code that has a page, groups included
    texts: Mapping[str, Document] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # of sectors: list -> its codes here

    def __bool__(self) -> bool:
        return bool(self.routes)

    @property
    def text_routes(self) -> Mapping[str, str]:
        """The addresses of editors' texts, by path."""
        return {text.path: self.routes[code] for code, text in self.texts.items() if code in self.routes}


NO_PROFILES = Profiles()


def collect_profiles(
    kind: str, documents: Mapping[str, Document], databank: Databank, config: Config, emit: Emit
) -> Profiles:
    """Return the profiles of a kind, and report texts about codes that there are not."""
    codelist = databank.codelist_of_kind(kind)
    if codelist is None:
        return NO_PROFILES
    texts = dict(texts_of(kind, documents, codelist, emit))
    codes = compared_codes(codelist, databank, config if kind == "region" else None)
    further = config.observatory.profiles if kind == "region" else ()
    paged = dict.fromkeys([*codes, *(code for code in further if code in codelist.codes), *texts])
    return Profiles(
        kind=kind,
        codelist=codelist,
        codes=codes,
        routes={
            code: profile_route(kind, code, texts[code].meta if code in texts else None) for code in paged
        },
        texts=texts,
    )


def texts_of(
    kind: str, documents: Mapping[str, Document], codelist: CodeList, emit: Emit
) -> Iterator[tuple[str, Document]]:
    """Yield the codes that editors wrote about, with their texts; texts about others are reported."""
    folded = {code.lower(): code for code in (*codelist.codes, *codelist.groups)}
    for document in documents.values():
        if document.type != kind:
            continue
        named = code_of(document.meta, document.path)
        code = folded.get(named.lower())
        if code:
            yield code, document
            continue
        guess = closest(named.upper(), folded.values()) or closest(named, folded.values())
        cure = f"Did you mean `{guess}`?" if guess else f"Codes are listed in {codelist.path}"
        message = f"`{named}` is no code of {codelist.path}"
        emit(finding("unknown-profile", message, document.span("code"), cure))


def compared_codes(codelist: CodeList, databank: Databank, config: Config | None) -> tuple[str, ...]:
    """Return the codes of the profile level that have figures and are valid in the list's own version."""
    used = Counter(
        code
        for indicator in databank.indicators.values()
        for dimension in indicator.dimensions
        if dimension.codelist.name == codelist.name
        for code in dimension.used
    )
    levels = config.observatory.levels if config else ()
    wanted = set(levels or _fullest_level(codelist, used))
    return tuple(
        known.code
        for known in codelist.codes.values()
        if used[known.code] and known.level in wanted and _is_current(codelist, known.versions)
        and (known.level or _is_leaf(codelist, known.code))
    )  # fmt: skip


def _is_current(codelist: CodeList, versions: Iterable[str]) -> bool:
    return not codelist.version or not versions or codelist.version in versions


def _is_leaf(codelist: CodeList, code: str) -> bool:
    return all(known.parent != code for known in codelist.codes.values())


def _fullest_level(codelist: CodeList, used: Mapping[str, int]) -> tuple[str, ...]:
    """Return the level whose codes have the most figures."""
    counts: Counter[str] = Counter()
    for code, count in used.items():
        if known := codelist.codes.get(code):
            counts[known.level] += count
    return (max(counts, key=lambda level: (counts[level], level)),) if counts else ()
