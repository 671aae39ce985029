"""What the catalogue says about one code."""

from __future__ import annotations

from dataclasses import dataclass

from obsite.diagnostics.model import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One code: its weight, and the page of the manual about it."""

    code: str
    severity: Severity
    headline: str  # one sentence: what is the matter
    why: str  # why it matters to readers or to the build
    example: str  # text that provokes it
    cure: str  # what to do, as an instruction
    firm: bool = False  # nothing sensible can be built: site.yaml cannot lower it
