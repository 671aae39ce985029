"""The files of cluster tables: what is offered for download beside a page."""

from __future__ import annotations

from obsite.outputs.views.observatory.clusters import DownloadLink

SHARD_INDEX = "clusters/data/index.json"
_FORMS = (("CSV", "csv", "text/csv"), ("XLSX", "xlsx", ""), ("JSON", "json", "application/json"))


def table_links(base: str) -> tuple[DownloadLink, ...]:
    """Return the links to the files of a table, given their output without its ending."""
    return tuple(
        DownloadLink(label=label, href=f"/{base}.{form}", media_type=kind) for label, form, kind in _FORMS
    )
