"""What a build found and did, and how it is remembered for the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from obsite.diagnostics.model import Diagnostic, Severity
from obsite.engine.findings import pack, unpack
from obsite.stages.options import OUTPUT_FOLDER, BuildOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build found and did."""

    diagnostics: tuple[Diagnostic, ...]
    pages: int = 0
    pdfs: int = 0
    files: int = 0
    rendered: int = 0
    unchanged: int = 0
    removed: int = 0
    seconds: float = 0.0
    output: Path = Path(OUTPUT_FOLDER)

    @property
    def published(self) -> bool:
        """Whether the output is what the sources say."""
        return not any(found.severity is Severity.ERROR for found in self.diagnostics)


def payload_of(report: BuildReport) -> dict[str, Any]:
    """Return a report as JSON can keep it."""
    return {
        "pages": report.pages,
        "pdfs": report.pdfs,
        "files": report.files,
        "diagnostics": [pack(found) for found in report.diagnostics],
    }


def report_from(payload: Mapping[str, Any], options: BuildOptions) -> BuildReport:
    """Return the report of a build that had nothing to do."""
    counts = {name: int(payload[name]) for name in ("pages", "pdfs", "files")}
    return BuildReport(
        diagnostics=tuple(unpack(row) for row in payload["diagnostics"]),
        unchanged=sum(counts.values()),
        output=options.output_folder,
        **counts,
    )
