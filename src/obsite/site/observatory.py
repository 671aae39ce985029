"""The addresses that data gives a site: of indicators, regions, sectors, and the lists of them.

An indicator is linked to by its YAML file, a region by the file that has or could have its text;
both, and sectors, by their code in double brackets.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from obsite.config import CONTENT_FOLDER
from obsite.data.databank import Databank
from obsite.documents.document import Document
from obsite.site.profiles import NO_PROFILES, Profiles
from obsite.site.routes import (
    CLUSTER_HELP,
    CLUSTERS,
    COMPARISON,
    DATA,
    INDICATORS,
    REGIONS,
    SCOREBOARD,
    SECTORS,
)
from obsite.site.target import Target
from obsite.text.slugs import slug_of_any


def indicator_route(indicator: str) -> str:
    """Return the address of an indicator's page."""
    return f"{INDICATORS}{slug_of_any(indicator)}/"


def made_addresses(databank: Databank, regions: Profiles, sectors: Profiles) -> dict[str, str]:
    """Return path in content/ -> route of the pages and lists that are made from data."""
    made: dict[str, str] = {}
    if databank.indicators:
        made[f"{CONTENT_FOLDER}/indicators"] = INDICATORS
        made[f"{CONTENT_FOLDER}/data"] = DATA
        made |= {known.path: indicator_route(name) for name, known in databank.indicators.items()}
    for profiles, folder in ((regions, REGIONS), (sectors, SECTORS)):
        if not profiles:
            continue
        made[f"{CONTENT_FOLDER}{folder.rstrip('/')}"] = folder
        made |= {f"{CONTENT_FOLDER}{folder}{code}.md": route for code, route in profiles.routes.items()}
    if len(regions.codes) > 1:
        made[f"{CONTENT_FOLDER}/compare"] = COMPARISON
    if databank.clusters and databank.clusters.portfolios:
        made[f"{CONTENT_FOLDER}/clusters"] = CLUSTERS
        made[f"{CONTENT_FOLDER}/clusters/help"] = CLUSTER_HELP
    if databank.scoreboard:
        made[f"{CONTENT_FOLDER}/scoreboard"] = SCOREBOARD
    return made


def short_targets(
    databank: Databank, regions: Profiles, sectors: Profiles, lang: str
) -> Mapping[str, Target]:
    """Return folded code -> where `[[code]]` leads. Regions win over sectors, and these over indicators."""
    found: dict[str, Target] = {}
    for key, target in _targets(databank, regions, sectors, lang):
        found.setdefault(key.lower(), target)
    return found


def _targets(
    databank: Databank, regions: Profiles, sectors: Profiles, lang: str
) -> Iterator[tuple[str, Target]]:
    for profiles in (regions, sectors):
        for code, route in profiles.routes.items():
            text = profiles.texts.get(code)
            label = profiles.codelist.label(code, lang=lang) if profiles.codelist else code
            path = text.path if text else ""
            yield code, Target(href=route, path=path, text=label, title=text.title if text else label)
    for name, indicator in databank.indicators.items():
        yield name, Target(href=indicator_route(name), path=indicator.path, text=indicator.short_title)


def as_profiles(
    documents: Mapping[str, Document], regions: Profiles, sectors: Profiles
) -> tuple[dict[str, Document], Profiles, Profiles]:
    """Return the texts about codes under their names; on a site without such codes they are pages."""
    codes = {text.path: (kind, code) for kind in (regions, sectors) for code, text in kind.texts.items()}
    homes = {"region": regions, "sector": sectors}
    named: dict[str, Document] = {}
    for path, document in documents.items():
        profiles, code = codes.get(path, (NO_PROFILES, ""))
        untitled = not (document.meta.title or document.body.lead_title)
        if profiles.codelist and untitled:
            named[path] = replace(document, title=profiles.codelist.label(code, lang=document.meta.lang))
        elif document.type in homes and homes[document.type].codelist is None:
            named[path] = replace(document, type="page")
        else:
            named[path] = document
    return named, _renewed(regions, named), _renewed(sectors, named)


def _renewed(profiles: Profiles, documents: Mapping[str, Document]) -> Profiles:
    return replace(profiles, texts={code: documents[text.path] for code, text in profiles.texts.items()})
