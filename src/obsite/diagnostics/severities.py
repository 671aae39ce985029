"""What the owner of a site and `--strict` make of the severities, and the count of a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from obsite.diagnostics.catalogue import ENTRIES
from obsite.diagnostics.model import Diagnostic, Severity

OFF = "off"
LEVELS = (*(severity.value for severity in Severity), OFF)


def override_fault(code: str, level: str) -> str:
    """Return what is wrong with one line of `diagnostics:` in site.yaml, or "".

    Errors may become warnings, which is the owner's choice, but they may not fall silent; where
    nothing sensible could be built they stay errors.
    """
    entry = ENTRIES.get(code)
    if entry is None:
        return f"There is no diagnostic `{code}`"
    if level not in LEVELS:
        return f"`{code}` cannot be `{level}`; say {', '.join(LEVELS[:-1])} or {LEVELS[-1]}"
    if entry.severity is Severity.ERROR and level != Severity.ERROR:
        if entry.firm:
            return f"`{code}` is always an error: nothing could be built in its presence"
        if level != Severity.WARNING:
            return f"`{code}` is an error and can be lowered to a warning, but not silenced"
    return ""


def apply_severities(
    diagnostics: Iterable[Diagnostic], overrides: Mapping[str, str], *, strict: bool = False
) -> list[Diagnostic]:
    """Return the diagnostics with the owner's severities, sorted; `strict` makes warnings errors.

    Overrides with a fault have no effect here; whoever reads site.yaml reports them.
    """
    levels = {code: level for code, level in overrides.items() if not override_fault(code, level)}
    kept = [_with_level(found, levels.get(found.code, ""), strict=strict) for found in diagnostics]
    return sorted((found for found in kept if found is not None), key=lambda found: found.sort_key)


def _with_level(found: Diagnostic, level: str, *, strict: bool) -> Diagnostic | None:
    if level == OFF:
        return None
    severity = Severity(level) if level else found.severity
    if strict and severity is Severity.WARNING:
        severity = Severity.ERROR
    return found if severity is found.severity else replace(found, severity=severity)


def condense_notes(diagnostics: Iterable[Diagnostic], keep: int = 3) -> list[Diagnostic]:
    """Return the diagnostics with at most `keep` notes of one code and message; the last counts the rest.

    For reports that people read: five hundred files of another tool say the same five hundred times.
    """
    condensed: list[Diagnostic] = []
    last: dict[tuple[str, str], int] = {}
    seen: Counter[tuple[str, str]] = Counter()
    for found in diagnostics:
        key = (found.code, found.message)
        if found.severity is Severity.NOTE:
            seen[key] += 1
            if seen[key] > keep:
                continue
            last[key] = len(condensed)
        condensed.append(found)
    for key, at in last.items():
        if (more := seen[key] - keep) > 0:
            places = f"{more} more place{'' if more == 1 else 's'}"
            condensed[at] = replace(condensed[at], message=f"{key[1]} (and in {places})")
    return condensed


_MOST = {Severity.ERROR: 200, Severity.WARNING: 20}


def shorten(diagnostics: Iterable[Diagnostic]) -> tuple[list[Diagnostic], list[str]]:
    """Return what a person is shown of a long report, and a line for each code that has more."""
    shown: list[Diagnostic] = []
    seen: Counter[tuple[Severity, str]] = Counter()
    for found in condense_notes(diagnostics):
        kind = (found.severity, found.code)
        seen[kind] += 1
        if seen[kind] <= _MOST.get(found.severity, seen[kind]):
            shown.append(found)
    more = {kind: count - _MOST.get(kind[0], count) for kind, count in seen.items()}
    lines = [
        f"{count} more of {kind[0]}[{kind[1]}]; -v shows all" for kind, count in more.items() if count > 0
    ]
    return shown, lines


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Return whether publication has to wait."""
    return any(found.severity is Severity.ERROR for found in diagnostics)


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """Return the count in words: "3 errors and 1 warning", or "" when there is nothing to say."""
    severities = [found.severity for found in diagnostics]
    counts = [(severities.count(severity), severity.value) for severity in Severity]
    parts = [f"{number} {word}{'' if number == 1 else 's'}" for number, word in counts if number]
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
