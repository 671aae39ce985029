"""The resolve stage: what authors wrote becomes the Site."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from obsite.data.databank import EMPTY, Databank
from obsite.diagnostics.model import Emit
from obsite.documents.authored import Authored
from obsite.outputs.strings import StringError, translate
from obsite.site.publication import Publication
from obsite.site.resolve import resolve as resolve_site
from obsite.site.site import Site
from obsite.stages.options import BuildOptions

if TYPE_CHECKING:
    from obsite.stages.discovery import Discovery


def resolve(
    options: BuildOptions, discovery: Discovery, authored: Authored, emit: Emit, data: Databank = EMPTY
) -> Site:
    """Return the site as it is public on the day of the build."""
    publication = Publication(as_of=options.day, drafts=options.drafts, future=options.future)
    name = partial(_number_name, discovery)
    return resolve_site(authored, publication, emit, number_name=name, databank=data)


def _number_name(discovery: Discovery, lang: str, kind: str, number: str) -> str:
    """Return what a link to a figure, table or chapter calls it, in the words of its own caption."""
    try:
        return translate(lang, discovery.template, f"{kind}_number", number=number)
    except StringError:  # a fault of the theme, reported where the caption is rendered
        return number
