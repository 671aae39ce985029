"""The catalogue of a site's open data as DCAT-AP 3 in JSON-LD, and a dataset in schema.org's words.

Both are plain values made of what is told of the datasets, so that harvesters can take them as files.
DCAT-AP 3.0: https://semiceu.github.io/DCAT-AP/releases/3.0.0/
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from obsite.data.exports.dataset import Dataset, accrual
from obsite.data.periods import parse_period

Node = dict[str, object]

_AUTHORITY = "http://publications.europa.eu/resource/authority"
_FILE_TYPES = {
    "csv": ("text/csv", "CSV"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"),
    "parquet": ("application/vnd.apache.parquet", "PARQUET"),
    "json": ("application/json", "JSON"),
}
_IANA = "http://www.iana.org/assignments/media-types"
_FREQUENCY = {"P1Y": "ANNUAL", "P6M": "ANNUAL_2", "P3M": "QUARTERLY", "P1M": "MONTHLY", "P1D": "DAILY"}
_LANGUAGES = {"en": "ENG", "de": "DEU", "fr": "FRA", "es": "SPA", "it": "ITA", "nl": "NLD", "pl": "POL"}
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "adms": "http://www.w3.org/ns/adms#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """One file of a dataset."""

    form: str  # csv, xlsx, parquet, json
    url: str  # absolute
    bytes: int = 0
    digest: str = ""  # SHA-256


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A dataset of the catalogue, with its page and its files."""

    dataset: Dataset
    page: str  # absolute
    distributions: tuple[Distribution, ...]
    spatial: tuple[str, ...] = ()  # names of the territory it covers


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    name: str
    url: str
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """The catalogue itself. Addresses are absolute."""

    title: str
    description: str
    url: str
    page: str
    lang: str
    publisher: Publisher
    licence_url: str = ""


def dcat(catalogue: Catalogue, entries: Iterable[Entry]) -> Node:
    """Return the catalogue as a JSON-LD document."""
    agent = _agent(catalogue.publisher)
    return {
        "@context": _CONTEXT,
        **_pruned(
            {
                "@id": catalogue.url,
                "@type": "dcat:Catalog",
                "dct:title": _text(catalogue.title, catalogue.lang),
                "dct:description": _text(catalogue.description or catalogue.title, catalogue.lang),
                "dct:publisher": agent,
                "dct:language": _language(catalogue.lang),
                "foaf:homepage": {"@id": catalogue.page, "@type": "foaf:Document"},
                "dct:license": _resource(catalogue.licence_url),
                "dcat:themeTaxonomy": {"@id": f"{_AUTHORITY}/data-theme"},
                "dcat:dataset": [_dataset(entry, catalogue) for entry in entries],
            }
        ),
    }


def _dataset(entry: Entry, catalogue: Catalogue) -> Node:
    one = entry.dataset
    lang = one.lang
    email = catalogue.publisher.email
    versions = "; ".join(f"{d.title} {d.version}" for d in one.dimensions if d.version)
    return _pruned(
        {
            "@id": entry.page,
            "@type": "dcat:Dataset",
            "dct:identifier": one.id,
            "dct:title": _text(one.title, lang),
            "dct:description": _text(" ".join((one.description or one.title).split()), lang),
            "dct:publisher": {"@id": catalogue.publisher.url},
            "dcat:contactPoint": _contact(catalogue.publisher) if email else "",
            "dcat:keyword": [_text(word, lang) for word in one.keywords or filter(None, (one.theme,))],
            "dcat:landingPage": {"@id": entry.page, "@type": "foaf:Document"},
            "dct:language": _language(lang),
            "dct:spatial": [_place(name, lang) for name in entry.spatial],
            "dct:temporal": _temporal(one.periods),
            "dct:accrualPeriodicity": _frequency(one),
            "dcat:temporalResolution": _typed(accrual(one), "xsd:duration"),
            "dct:modified": _typed(one.updated, "xsd:date"),
            "dcat:version": one.vintage,
            "adms:versionNotes": _text(versions, lang) if versions else "",
            "dct:source": _resource(one.source_url),
            "dct:provenance": _statement(one.source, "dct:ProvenanceStatement", lang),
            "rdfs:comment": [_text(note, lang) for note in one.notes],
            "dcat:distribution": [_distribution(entry, each) for each in entry.distributions],
        }
    )


def _distribution(entry: Entry, each: Distribution) -> Node:
    media, form = _FILE_TYPES[each.form]
    one = entry.dataset
    checksum = {
        "@type": "spdx:Checksum",
        "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
        "spdx:checksumValue": _typed(each.digest, "xsd:hexBinary"),
    }
    return _pruned(
        {
            "@id": each.url,
            "@type": "dcat:Distribution",
            "dct:title": _text(f"{one.title} ({form})", one.lang),
            "dcat:accessURL": {"@id": each.url},
            "dcat:downloadURL": {"@id": each.url},
            "dcat:mediaType": {"@id": f"{_IANA}/{media}"},
            "dct:format": {"@id": f"{_AUTHORITY}/file-type/{form}"},
            "dcat:byteSize": _typed(str(each.bytes), "xsd:nonNegativeInteger") if each.bytes else "",
            "dct:license": _resource(one.licence_url) or _named(one.licence, "dct:LicenseDocument", one.lang),
            "dct:rights": _statement(one.source, "dct:RightsStatement", one.lang),
            "dct:conformsTo": _standard(each.form),
            "spdx:checksum": checksum if each.digest else "",
        }
    )


def _standard(form: str) -> Node | str:
    known = {"json": "https://json-stat.org/full/", "csv": "https://www.rfc-editor.org/rfc/rfc4180"}
    return {"@id": known[form], "@type": "dct:Standard"} if form in known else ""


def schema_dataset(entry: Entry, publisher: Publisher, catalogue_url: str) -> Node:
    """Return the dataset for the page that shows it, as schema.org's Dataset."""
    one = entry.dataset
    return _pruned(
        {
            "@type": "Dataset",
            "@id": f"{entry.page}#dataset",
            "name": one.title,
            "description": _long_enough(one),
            "url": entry.page,
            "identifier": one.id,
            "inLanguage": one.lang,
            "license": one.licence_url or one.licence,
            "creator": {"@type": "Organization", "name": one.source} if one.source else "",
            "publisher": _pruned({"@type": "Organization", "name": publisher.name, "url": publisher.url}),
            "isBasedOn": one.source_url,
            "version": one.vintage,
            "dateModified": one.updated,
            "temporalCoverage": _coverage(one.periods),
            "spatialCoverage": [{"@type": "Place", "name": name} for name in entry.spatial],
            "keywords": list(one.keywords or filter(None, (one.theme,))),
            "variableMeasured": _pruned(
                {"@type": "PropertyValue", "name": one.title, "unitText": one.unit},
            ),
            "isAccessibleForFree": True,
            "includedInDataCatalog": {"@type": "DataCatalog", "url": catalogue_url},
            "distribution": [
                _pruned(
                    {
                        "@type": "DataDownload",
                        "contentUrl": each.url,
                        "encodingFormat": _FILE_TYPES[each.form][0],
                        "contentSize": str(each.bytes) if each.bytes else "",
                    }
                )
                for each in entry.distributions
            ],
        }
    )


def _long_enough(one: Dataset) -> str:
    """Return a description of the 50 characters at least that search engines ask for."""
    said = " ".join(one.description.split())
    for more in (one.title, f"{one.unit}.", one.source):
        if len(said) < 50 and more.strip(". "):
            said = f"{said} {more}".strip()
    return said[:4900]


def _agent(publisher: Publisher) -> Node:
    return _pruned(
        {
            "@id": publisher.url,
            "@type": "foaf:Agent",
            "foaf:name": publisher.name,
            "foaf:mbox": _resource(f"mailto:{publisher.email}") if publisher.email else "",
        }
    )


def _contact(publisher: Publisher) -> Node:
    return {
        "@type": "vcard:Organization",
        "vcard:fn": publisher.name,
        "vcard:hasEmail": {"@id": f"mailto:{publisher.email}"},
    }


def _place(name: str, lang: str) -> Node:
    return {"@type": "dct:Location", "rdfs:label": _text(name, lang)}


def _temporal(periods: tuple[str, ...]) -> Node | str:
    days = [found for period in periods for found in days_of(period)]
    if not days:
        return ""
    return {
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": _typed(min(days), "xsd:date"),
        "dcat:endDate": _typed(max(days), "xsd:date"),
    }


def _coverage(periods: tuple[str, ...]) -> str:
    days = [found for period in periods for found in days_of(period)]
    return f"{min(days)}/{max(days)}" if days else ""


def days_of(period: str) -> Iterator[str]:
    """Yield the first and last day of a period, as ISO dates."""
    known = parse_period(period)
    yield known.start.isoformat()
    yield known.end.isoformat()


def _frequency(one: Dataset) -> Node | str:
    code = _FREQUENCY.get(accrual(one), "")
    return {"@id": f"{_AUTHORITY}/frequency/{code}"} if code else ""


def _language(lang: str) -> Node | str:
    code = _LANGUAGES.get(lang.partition("-")[0])
    return {"@id": f"{_AUTHORITY}/language/{code}"} if code else ""


def _text(text: str, lang: str) -> Node:
    return {"@value": text, "@language": lang}


def _typed(text: str, kind: str) -> Node | str:
    return {"@value": text, "@type": kind} if text else ""


def _resource(address: str) -> Node | str:
    return {"@id": address} if re.match(r"https?://|mailto:", address) else ""


def _statement(text: str, kind: str, lang: str) -> Node | str:
    return {"@type": kind, "rdfs:label": _text(text, lang)} if text else ""


def _named(text: str, kind: str, lang: str) -> Node | str:
    return {"@type": kind, "dct:title": _text(text, lang)} if text else ""


def _pruned(node: Mapping[str, object]) -> Node:
    return {key: value for key, value in node.items() if value not in ("", [], {}, None)}
