"""The report as SARIF 2.1.0, which code hosts and editors read.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from obsite import __version__
from obsite.diagnostics.catalogue import CATALOGUE, Entry
from obsite.diagnostics.model import Diagnostic, Span

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_RULE_INDEX = {entry.code: index for index, entry in enumerate(CATALOGUE)}


def render(diagnostics: Iterable[Diagnostic]) -> str:
    """Return a log with one run; all codes of the catalogue are its rules."""
    driver = {"name": "obsite", "version": __version__, "rules": [_rule(entry) for entry in CATALOGUE]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SITE": {"description": {"text": "The folder that holds site.yaml"}}},
        "results": [_result(diagnostic) for diagnostic in diagnostics],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(entry: Entry) -> dict[str, Any]:
    example = f"{entry.headline} {entry.why}\n\nFor example:\n\n```\n{entry.example}\n```\n\n{entry.cure}"
    return {
        "id": entry.code,
        "shortDescription": {"text": entry.headline},
        "fullDescription": {"text": f"{entry.headline} {entry.why}"},
        "help": {"text": entry.cure, "markdown": example},
        "defaultConfiguration": {"level": entry.severity.value},
    }


def _result(diagnostic: Diagnostic) -> dict[str, Any]:
    text = diagnostic.message + (f". {diagnostic.help}" if diagnostic.help else "")
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "level": diagnostic.severity.value,
        "message": {"text": text},
        "locations": [{"physicalLocation": _location(diagnostic.span)}],
    }
    if diagnostic.code in _RULE_INDEX:
        result["ruleIndex"] = _RULE_INDEX[diagnostic.code]
    if diagnostic.related:
        result["relatedLocations"] = [
            {"id": number, "physicalLocation": _location(place.span), "message": {"text": place.message}}
            for number, place in enumerate(diagnostic.related, 1)
        ]
    return result


def _location(span: Span) -> dict[str, Any]:
    region = {"startLine": span.line, "startColumn": span.column}
    if span.end_line:
        region |= {"endLine": span.end_line, "endColumn": span.end_column}
    return {"artifactLocation": {"uri": quote(span.path), "uriBaseId": "SITE"}, "region": region}
