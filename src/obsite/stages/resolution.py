"""The resolve stage: what authors wrote becomes the Site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obsite.diagnostics.model import Emit
from obsite.documents.authored import Authored
from obsite.site.publication import Publication
from obsite.site.resolve import resolve as resolve_site
from obsite.site.site import Site

if TYPE_CHECKING:
    from obsite.pipeline import BuildOptions


def resolve(options: BuildOptions, authored: Authored, emit: Emit) -> Site:
    """Return the site as it is public on the day of the build."""
    publication = Publication(as_of=options.day, drafts=options.drafts, future=options.future)
    return resolve_site(authored, publication, emit)
