"""Every code a finding can have: severity, headline, why, example and cure.

The entries stand in one module per subject; here they are put together. The manual is made from
them. Whoever meets a fault words the message itself and takes the severity from here.
"""

from __future__ import annotations

from obsite.diagnostics.catalogue import (
    asking,
    authoring,
    building,
    data,
    files,
    keys,
    links,
    maps,
    observatory,
    statistics,
    style,
    templates,
)
from obsite.diagnostics.catalogue.entry import Entry
from obsite.diagnostics.model import Diagnostic, Related, Span

__all__ = ["CATALOGUE", "ENTRIES", "Entry", "finding"]

CATALOGUE: tuple[Entry, ...] = (
    *files.ENTRIES,
    *keys.ENTRIES,
    *links.ENTRIES,
    *authoring.ENTRIES,
    *templates.ENTRIES,
    *building.ENTRIES,
    *data.ENTRIES,
    *style.ENTRIES,
    *observatory.ENTRIES,
    *maps.ENTRIES,
    *statistics.ENTRIES,
    *asking.ENTRIES,
)
ENTRIES: dict[str, Entry] = {entry.code: entry for entry in CATALOGUE}


def finding(
    code: str, message: str, span: Span, help: str = "", related: tuple[Related, ...] = ()
) -> Diagnostic:
    """Return a diagnostic with the severity of its code; a code without an entry is a bug."""
    return Diagnostic(
        code=code,
        severity=ENTRIES[code].severity,
        message=message,
        span=span,
        help=help,
        related=related,
    )
