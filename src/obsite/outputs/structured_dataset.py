"""An indicator as structured data: a Dataset of schema.org with its files."""

from __future__ import annotations

from collections.abc import Sequence

from obsite.data.indicator import Indicator
from obsite.outputs.json_ld import script
from obsite.outputs.structured import Described, at, day, organisation
from obsite.outputs.views import SiteView
from obsite.outputs.views.observatory.pages import DownloadView


def dataset(
    site: SiteView,
    page: Described,
    indicator: Indicator,
    downloads: Sequence[DownloadView],
    places: Sequence[str] = (),
) -> str:
    """Return an indicator as a dataset with its files."""
    meta, periods = indicator.meta, indicator.partition.periods
    node = {
        "@type": "Dataset",
        "@id": at(site, f"{page.route}#dataset"),
        "name": meta.title,
        "description": " ".join(meta.definition.split()) or page.description or meta.title,
        "url": at(site, page.route),
        "inLanguage": page.lang or site.lang,
        "license": meta.licence_url or meta.licence,
        "creator": {
            "@type": "Organization",
            "name": meta.source.name or site.organisation.name or site.title,
        },
        "publisher": organisation(site),
        "isBasedOn": meta.source.url,
        "identifier": meta.source.dataset,
        "version": meta.vintage,
        "dateModified": day(meta.updated),
        "keywords": list(meta.tags),
        "isAccessibleForFree": True,
        "temporalCoverage": f"{periods[0]}/{periods[-1]}" if periods else "",
        "spatialCoverage": list(places),
        "variableMeasured": {"@type": "PropertyValue", "name": meta.title, "unitText": meta.unit},
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": download.media_type,
                "contentUrl": at(site, download.route),
                "name": download.label,
            }
            for download in downloads
        ],
    }
    return script(node)
