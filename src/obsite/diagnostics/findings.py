"""All findings of one run, collected as they come and settled at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from obsite.diagnostics.model import Diagnostic, Severity


class Findings:
    """The diagnostics of one run. `overrides` are the severities that the site's owner chose."""

    def __init__(self, first: Iterable[Diagnostic] = (), overrides: Mapping[str, str] | None = None) -> None:
        self._found: list[Diagnostic] = list(first)
        self.overrides: Mapping[str, str] = overrides or {}

    def __iter__(self) -> Iterator[Diagnostic]:
        """Yield all of them as they were found."""
        return iter(self._found)

    def append(self, diagnostic: Diagnostic) -> None:
        """Add one."""
        self._found.append(diagnostic)

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Add several."""
        self._found.extend(diagnostics)

    def sorted(self, *, strict: bool) -> tuple[Diagnostic, ...]:
        """Return all of them once, by place, in their final severity."""
        # Imported here: a build that has nothing to do does not need the catalogue.
        from obsite.diagnostics.severities import apply_severities

        return tuple(apply_severities(self._unique(), self.overrides, strict=strict))

    def _unique(self) -> Iterable[Diagnostic]:
        unique: dict[tuple[object, ...], Diagnostic] = {}
        for found in self._found:
            # One place of a template may fail on every page, each time with the words of that page.
            words = "" if found.code.startswith("template-") else found.message
            unique.setdefault((found.code, found.span, words), found)
        return unique.values()

    def stop(self, *, strict: bool) -> bool:
        """Return whether an error forbids to go on."""
        return any(found.severity is Severity.ERROR for found in self.sorted(strict=strict))

    def forbid(self, more: Iterable[Diagnostic], *, strict: bool) -> bool:
        """Return whether these and what was found before forbid publication."""
        return Findings((*self._found, *more), self.overrides).stop(strict=strict)
