"""The ways into the observatory from the front page: to regions, sectors and indicators, with counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from obsite.outputs.planning.observatory.choices import Choices
from obsite.outputs.planning.observatory.workbench import Workbench
from obsite.outputs.views import LinkView
from obsite.outputs.views.observatory.doors import DoorView
from obsite.site.profiles import Profiles
from obsite.site.routes import INDICATORS, REGIONS, SECTORS
from obsite.site.site import Site
from obsite.text.slugs import slugify

_MOST = 12  # links below a door
_THEMES = 24


def doors_of(site: Site, word: Callable[..., str]) -> tuple[DoorView, ...]:
    """Return the doors of a site that has data, none of any other."""
    return tuple(_doors(site, word)) if site.data.indicators else ()


def _doors(site: Site, word: Callable[..., str]) -> Iterator[DoorView]:
    said, lang = site.config.observatory, site.config.language
    if site.regions:
        featured = [code for code in said.featured if code in site.regions.routes]
        shown = featured[:_MOST] or _top(site.regions)
        yield DoorView(
            title=word("observatory.titles.regions"),
            href=REGIONS,
            count=len(site.regions.routes),
            heading=said.featured_title if featured else "",
            links=tuple(_profile(site.regions, code, lang) for code in shown),
        )
    themes = Choices(Workbench(site=site)).by_theme()
    yield DoorView(
        title=word("observatory.titles.indicators"),
        href=INDICATORS,
        count=sum(len(members) for _, members in themes),
        heading=word("observatory.themes"),
        links=tuple(
            LinkView(title=theme, href=f"{INDICATORS}#{slugify(theme)}") for theme, _ in themes if theme
        )[:_THEMES],
    )
    if site.sectors:
        yield DoorView(
            title=word("observatory.titles.sectors"),
            href=SECTORS,
            count=len(site.sectors.routes),
            links=_lists(site) or tuple(_profile(site.sectors, code, lang) for code in _few(site.sectors)),
        )


def _lists(site: Site) -> tuple[LinkView, ...]:
    """Return the lists of sectors that clusters are judged in, each a part of the page of all sectors."""
    portfolios = site.data.clusters.portfolios if site.data.clusters else {}
    return tuple(
        LinkView(title=meta.short_title or meta.title, href=f"{SECTORS}#{name}")
        for name, meta in portfolios.items()
    )


def _top(profiles: Profiles) -> tuple[str, ...]:
    """Return the codes that have a profile and none above them, if these are few."""
    known = profiles.codelist
    codes = tuple(
        code
        for code in profiles.routes
        if known is None or not any(above in profiles.routes for above in known.ancestors(code))
    )
    return codes if len(codes) <= _MOST else ()


def _few(profiles: Profiles) -> tuple[str, ...]:
    return profiles.codes if len(profiles.codes) <= _MOST else ()


def _profile(profiles: Profiles, code: str, lang: str) -> LinkView:
    text = profiles.texts.get(code)
    label = profiles.codelist.label(code, lang=lang) if profiles.codelist else code
    return LinkView(title=text.title if text else label, href=profiles.routes[code])
