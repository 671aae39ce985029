"""What regions are called on pages of clusters and of the scoreboard."""

from __future__ import annotations

from dataclasses import dataclass

from obsite.site.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """What a row is called: a sector, or a region with its country as `group`."""

    code: str
    label: str
    href: str
    group: str = ""


def region_name(site: Site, code: str) -> Name:
    """Return what a region is called: by its text, else by the list of codes; its topmost parent as group."""
    profiles, codelist = site.regions, site.regions.codelist
    assert codelist is not None, "figures are of regions"
    lang = site.config.language
    text = profiles.texts.get(code)
    label = text.title if text else codelist.label(code, codelist.version, lang)
    member = next(iter(codelist.groups.get(code, ())), "")
    above = codelist.ancestors(code) or codelist.ancestors(member)
    group = codelist.label(above[-1], codelist.version, lang) if above else ""
    return Name(code=code, label=label, href=profiles.routes.get(code, ""), group=group)


def page_name(site: Site, code: str) -> str:
    """Return the last part of the address of a region's profile."""
    return site.regions.routes[code].rstrip("/").rpartition("/")[2]
