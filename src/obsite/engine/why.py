"""Why an output is as it is: what it was made from, and what made it be made the last time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from obsite.engine.manifest import Manifest

_SHOWN = 3  # names of a kind before the rest is counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing that had changed. `how` is "added", "removed" or "changed", or ""."""

    kind: str  # new, file, maker, view, field, or the kind of an input
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

    def made_from(self) -> str:
        """Return one sentence on what the output was made from."""
        # A page's own template lies at the top of the theme, what it includes lies deeper.
        templates = sorted(self.templates, key=lambda name: (name.count("/"), name))
        kinds = (
            ("", self.sources),
            ("template", templates),
            ("file", self.files),
            ("output", self.outputs),
        )
        parts = [_named(noun, names) for noun, names in kinds if names]
        return f"{self.output} is made from {'; '.join(parts) or 'the configuration alone'}."

    def made_because(self) -> str:
        """Return one sentence on why it was made the last time."""
        return f"It was last made because {told(self.reasons)}."


def reasons_in(rows: Iterable[Sequence[str]]) -> tuple[Reason, ...]:
    """Return the reasons that a judgement or a manifest holds as rows."""
    return tuple(Reason(kind=kind, name=name, how=how) for kind, name, how in rows)


def told(reasons: Iterable[Reason]) -> str:
    """Return reasons as part of a sentence."""
    return _joined(list(dict.fromkeys(_told(reason) for reason in reasons)))


def explain(manifest: Manifest, output: str) -> Explanation | None:
    """Return what is known about an output, or None if no build made it."""
    record = manifest.records.get(output)
    if record is None:
        return None
    inputs = manifest.inputs_of(record)
    by_kind = {kind: tuple(name for k, name, _ in inputs if k == kind) for kind, _, _ in inputs}
    texts = by_kind.get("text", ())
    sources = dict.fromkeys(name for name in (record.source, *record.sources, *texts) if name)
    return Explanation(
        output=output,
        format=record.format,
        sources=tuple(sources),
        files=tuple(name for name in by_kind.get("source", ()) if name not in sources),
        templates=by_kind.get("template", ()),
        outputs=by_kind.get("output", ()),
        absent=by_kind.get("absent", ()),
        reasons=reasons_in(record.because),
    )


def _told(reason: Reason) -> str:
    simple = {
        "new": "it was new",
        "file": "its file was missing or had been changed by someone else",
        "maker": "obsite or a library that it uses changed",
        "view": "it became another kind of page",
    }
    if reason.kind in simple:
        return simple[reason.kind]
    if reason.kind == "field":
        name = reason.name.rpartition(".")[2].replace("_", " ")
        return f"its {name or 'content'} changed"
    if reason.kind == "absent":
        return f"template {reason.name} {'went missing' if reason.how == 'added' else 'is there now'}"
    if reason.kind in {"stored", "state"}:
        return "figures that it shows changed"
    if reason.kind == "text" and reason.how not in {"added", "removed"}:
        return f"the text of {reason.name} changed"
    noun = {"source": "file", "template": "template", "output": "output"}.get(reason.kind, reason.kind)
    deed = {"added": "came in", "removed": "was dropped"}.get(reason.how, "changed")
    return f"{noun} {reason.name} {deed}"


def _joined(phrases: Sequence[str]) -> str:
    shown = list(phrases[:_SHOWN])
    if len(phrases) > _SHOWN:
        shown.append(_counted(len(phrases) - _SHOWN, "more thing changed", "more things changed"))
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def _named(noun: str, names: Sequence[str]) -> str:
    plural = "s" if len(names) > 1 else ""
    return f"{noun}{plural} {_listed(names)}" if noun else _listed(names)


def _listed(names: Sequence[str]) -> str:
    if len(names) > _SHOWN + 1:
        return f"{', '.join(names[:_SHOWN])} and {len(names) - _SHOWN} more"
    return ", ".join(names)


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
