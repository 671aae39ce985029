"""Why an output is as it is: what it was made from, and what made it be made the last time.

`stages/sentences.py` says it in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from obsite.engine.manifest import Manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing that had changed. `how` is "added", "removed" or "changed", or ""."""

    kind: str  # new, file, maker, view, field, the kind of an input, or edit: of a file that others follow
    name: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """All that the manifest knows about an output's making."""

    output: str
    format: str
    sources: tuple[str, ...]  # authored files whose words it shows
    files: tuple[str, ...]  # of the site, read as they are
    templates: tuple[str, ...]
    outputs: tuple[str, ...]  # of other tasks
    absent: tuple[str, ...]  # templates looked for and not found
    reasons: tuple[Reason, ...]
    computed: bool  # from tables, by planning


def reasons_in(rows: Iterable[Sequence[str]]) -> tuple[Reason, ...]:
    """Return the reasons that a judgement or a manifest holds as rows."""
    return tuple(Reason(kind=kind, name=name, how=how) for kind, name, how in rows)


def explain(manifest: Manifest, output: str) -> Explanation | None:
    """Return what is known about an output, or None if no build made it."""
    record = manifest.records.get(output)
    if record is None:
        return None
    inputs = record.all_inputs
    by_kind = {kind: tuple(name for k, name, _ in inputs if k == kind) for kind, _, _ in inputs}
    texts = by_kind.get("text", ())
    sources = dict.fromkeys(name for name in (record.source, *record.sources, *texts) if name)
    return Explanation(
        output=output,
        format=record.format,
        sources=tuple(sources),
        files=tuple(name for name in by_kind.get("source", ()) if name not in sources),
        templates=by_kind.get("template", ()),
        outputs=(*by_kind.get("output", ()), *by_kind.get("facts", ())),
        absent=by_kind.get("absent", ()),
        reasons=reasons_in(record.because),
        computed="stored" in by_kind or "state" in by_kind,
    )
