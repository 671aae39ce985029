"""What regions are called on pages of clusters and of the scoreboard."""

from __future__ import annotations

from dataclasses import dataclass

from obsite.data.codelist import CodeList
from obsite.site.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """What a row is called: a sector, or a region with its country as `group`."""

    code: str
    label: str
    href: str
    group: str = ""


def is_alone(codelist: CodeList, code: str, parent: str) -> bool:
    """Return whether a code is the only one of its level below a parent, which then is the same place."""
    own = codelist.codes.get(code)
    version = codelist.version
    return own is not None and not any(
        known.code != code
        and known.level == own.level
        and (not version or not known.versions or version in known.versions)
        and parent in codelist.ancestors(known.code)
        for known in codelist.codes.values()
    )


def outermost(codelist: CodeList, code: str) -> str:
    """Return the code that a code is grouped under: its country, say. "" if nothing is above it.

    Where all codes have one and the same above them, which tells none from another, it is the next below.
    """
    above = codelist.ancestors(code)[::-1]
    return above[min(_shared(codelist), len(above) - 1)] if above else ""


_SHARED: dict[str, int] = {}  # by the digest of a code list


def _shared(codelist: CodeList) -> int:
    """Return how many codes all others have above them, if there is something to tell apart below."""
    if codelist.digest not in _SHARED or not codelist.digest:
        paths = [above[::-1] for code in codelist.codes if (above := codelist.ancestors(code))]
        depths = range(max(map(len, paths), default=0))
        tops = [{path[depth] for path in paths if len(path) > depth} for depth in depths]
        _SHARED[codelist.digest] = next((depth for depth, found in enumerate(tops) if len(found) > 1), 0)
    return _SHARED[codelist.digest]


def region_name(site: Site, code: str) -> Name:
    """Return what a region is called: by its text, else by the list of codes; its topmost parent as group."""
    profiles, codelist = site.regions, site.regions.codelist
    assert codelist is not None, "figures are of regions"
    lang = site.config.language
    text = profiles.texts.get(code)
    label = text.title if text else codelist.label(code, codelist.version, lang)
    member = next(iter(codelist.groups.get(code, ())), "")
    above = outermost(codelist, code) or outermost(codelist, member)
    group = codelist.label(above, codelist.version, lang) if above else ""
    return Name(code=code, label=label, href=profiles.routes.get(code, ""), group=group)


def page_name(site: Site, code: str) -> str:
    """Return the last part of the address of a region's profile."""
    return site.regions.routes[code].rstrip("/").rpartition("/")[2]
