"""Which sectors have a page, and where. A site may have several lists of sectors, with names in common.

With one list, a sector's address is /sectors/<code>/; with several, the list is part of it:
/sectors/traded/medical-devices/ and /sectors/emerging/medical-devices/. So is it part of the name by which
a code that two lists have is known (`emerging/medical-devices`), in links and in the texts of editors.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from obsite.diagnostics.model import Emit
from obsite.documents.document import Document
from obsite.site.profiles import NO_PROFILES, Profiles, compared_codes, texts_of
from obsite.site.routes import SECTORS, profile_route
from obsite.text.slugs import slug_of_any

if TYPE_CHECKING:
    from obsite.data.codelist import CodeList
    from obsite.data.databank import Databank


def collect_sectors(documents: Mapping[str, Document], databank: Databank, emit: Emit) -> Profiles:
    """Return the sectors of all lists that have figures or texts, and report texts about none."""
    lists = [known for known in databank.codelists.values() if known.meta.kind == "sector"]
    if not lists:
        return NO_PROFILES
    whole = lists[0] if len(lists) == 1 else _merged(lists)
    texts = dict(texts_of("sector", documents, whole, emit))
    keys: dict[str, tuple[str, ...]] = {}
    routes: dict[str, str] = {}
    for known in lists:
        own = {code: sector_key(whole, known, code) for code in known.codes}
        paged = [own[code] for code in _codes(known, databank) if code in own]
        keys[known.name] = tuple(dict.fromkeys([*paged, *(key for key in own.values() if key in texts)]))
        prefix = f"{known.name}-" if len(lists) > 1 else ""
        for code, key in own.items():
            if key in keys[known.name]:
                routes[key] = _route(known, code, prefix, texts.get(key))
    compared = tuple(key for held in keys.values() for key in held)
    return Profiles(kind="sector", codelist=whole, codes=compared, routes=routes, texts=texts, lists=keys)


def sector_key(whole: CodeList, codelist: CodeList, code: str) -> str:
    """Return the name by which a site knows a code of one of its lists of sectors."""
    named = f"{codelist.name}/{code}"
    return named if named in whole.codes else code


def _codes(codelist: CodeList, databank: Databank) -> tuple[str, ...]:
    """Return the codes that have a page by themselves: those that clusters are judged of, or all compared."""
    portfolios = databank.clusters.portfolios.values() if databank.clusters else ()
    judged: dict[str, None] = {}
    for meta in portfolios:
        if meta.sectors != codelist.name:
            continue
        dimension = databank.indicators[meta.indicators[meta.size_role]].dimension_of_kind("sector")
        used = dimension.used if dimension else ()
        total = dimension.total if dimension else ""
        judged |= dict.fromkeys(meta.codes or [code for code in used if code != total])
        for code in meta.exclude:
            judged.pop(code, None)
    return tuple(judged) or compared_codes(codelist, databank, None)


def _route(codelist: CodeList, code: str, prefix: str, text: Document | None) -> str:
    """Return the address of a sector; that of a text may have been chosen by its author."""
    meta = text.meta if text else None
    if not prefix or (meta and (meta.permalink or meta.slug)):
        return profile_route("sector", code, meta)
    return f"{SECTORS}{slug_of_any(codelist.name)}/{slug_of_any(code.removeprefix(prefix)).lower()}/"


def _merged(lists: list[CodeList]) -> CodeList:
    """Return all lists as one; codes that several have are known by their list as well."""
    counts = Counter(code for known in lists for code in known.codes)
    from obsite.data.codelist import CodeList, CodeListMeta  # not imported without data

    return CodeList(
        name="sectors",
        path=lists[0].path,
        meta=CodeListMeta(kind="sector", title=lists[0].meta.title),
        codes={
            (f"{known.name}/{code}" if counts[code] > 1 else code): entry
            for known in lists
            for code, entry in known.codes.items()
        },
        digest="".join(known.digest for known in lists),
    )
