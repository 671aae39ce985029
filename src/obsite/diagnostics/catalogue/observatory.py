"""Codes about profiles, and about what site.yaml says of the observatory."""

from __future__ import annotations

from obsite.diagnostics.catalogue.entry import Entry
from obsite.diagnostics.model import Severity

ENTRIES = (
    Entry(
        code="unknown-profile",
        severity=Severity.ERROR,
        headline="A text or a setting names a region or sector that is in no list of codes.",
        why="The text would have no page, or the setting no effect.",
        example="content/regions/ES31.md, when the list of regions has no ES31",
        cure="Correct the code, or name it in `code:` if the file is to be called otherwise.",
    ),
    Entry(
        code="unknown-indicator",
        severity=Severity.ERROR,
        headline="An indicator is named that there is not.",
        why="What should show it would be left out.",
        example="key_figures: [gdp-per-haed]",
        cure="Write the name of its file in content/indicators/ without the ending.",
    ),
)
