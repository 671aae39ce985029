"""The last two stages: render what is not fresh, and publish it whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from obsite.diagnostics.findings import Findings
from obsite.engine.build import BuildResult, Options, execute
from obsite.engine.fingerprint import in_waves, prints_of
from obsite.engine.freshness import judge
from obsite.engine.makers import installed_versions, maker_string
from obsite.engine.manifest import Files, Manifest
from obsite.engine.seal import seal, seal_anew
from obsite.engine.spell import Spell
from obsite.engine.task import Task
from obsite.engine.why import reasons_in
from obsite.outputs.formats import FORMATS, MAKERS
from obsite.stages.options import BuildOptions, Progress
from obsite.stages.report import BuildReport, payload_of, report_from

if TYPE_CHECKING:
    from obsite.stages.discovery import Discovery
    from obsite.stages.explaining import Outdated

Edits = Sequence[list[str]]  # since the last build, see `rewording.edits_since`

# What takes long to import; a pool's processes get it once for all, and only if they will need it.
_PRELOAD = {
    "page": ("obsite.outputs.pages",),
    "pdf": ("obsite.outputs.pdf_preload",),
    "chart": ("obsite.outputs.chart_preload",),
}


def render_and_write(  # noqa: PLR0913, PLR0917
    options: BuildOptions,
    discovery: Discovery,
    tasks: tuple[Task, ...],
    findings: Findings,
    progress: Progress | None,
    edits: Edits = (),
) -> BuildReport:
    """Render stale tasks and, if nothing speaks against it, publish; return what was done."""
    result = execute(
        tasks,
        FORMATS,
        makers(discovery),
        place=discovery.place,
        options=replace(_engine_options(options, findings, progress), edits=edits),
    )
    if progress:
        progress.finish()
    findings.extend(result.diagnostics)
    report = _report(options, tasks, result, findings)
    if result.published and report.published:
        seal(discovery.place, result.manifest, discovery.digest, payload_of(report))
    return report


def render_part(  # noqa: PLR0913, PLR0917
    options: BuildOptions,
    discovery: Discovery,
    tasks: tuple[Task, ...],
    findings: Findings,
    progress: Progress,
    before: Mapping[str, Any],
) -> BuildReport | None:
    """Do the same for a part of the plan of the last build, the rest of which holds.

    `before` is what the last build told. None: something speaks against publication.
    """
    result = execute(
        tasks,
        FORMATS,
        makers(discovery),
        place=discovery.place,
        options=replace(_engine_options(options, findings, progress), rest_holds=True),
    )
    progress.finish()
    if not result.published:
        return None
    findings.extend(result.diagnostics)
    last = report_from(before, options)
    report = replace(
        last,
        diagnostics=findings.sorted(strict=options.strict),
        rendered=len(result.rendered),
        unchanged=last.unchanged - len(result.rendered),
    )
    seal_anew(discovery.place, result.manifest.records, discovery.digest, payload_of(report))
    return report


def _engine_options(options: BuildOptions, findings: Findings, progress: Progress | None) -> Options:
    return Options(
        jobs=options.jobs or None,
        stops=lambda found: options.dry or findings.forbid(found, strict=options.strict),
        clean=options.clean,
        preload=_PRELOAD,
        watcher=_Teller(progress) if progress else None,
    )


def outdated(
    options: BuildOptions, discovery: Discovery, tasks: tuple[Task, ...], edits: Edits = ()
) -> Outdated:
    """Return, for every planned output, why it would be made again: nothing if it is up to date."""
    place = discovery.place
    old = Manifest.load(Files(options.state, options.root, options.output_folder).manifest)
    prints = prints_of(tasks, makers(discovery), facts=old.facts if old else None)
    found = judge(in_waves(tasks), prints, old, place.output)
    found.trace(edits)
    return {name: reasons_in(found.because.get(task.output, [])) for task in tasks for name in task.outputs}


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells of each step of the engine, and of each output as it is rendered."""

    progress: Progress

    def begins(self, step: str, tasks: int) -> None:
        self.progress.stage(step.capitalize(), tasks if step == "rendering" else 0)

    def made(self, task: Task, spell: Spell) -> None:
        self.progress.advance(1)
        self.progress.spent(task.format, task.output, spell)


def makers(discovery: Discovery) -> dict[str, str]:
    """Return for each format the digest of the program that makes it."""
    versions = installed_versions({library for libraries in MAKERS.values() for library in libraries})
    return {
        name: discovery.makers["pdf"]
        if name == "pdf"
        else maker_string(discovery.makers["source"], {library: versions[library] for library in libraries})
        for name, libraries in MAKERS.items()
    }


def _report(
    options: BuildOptions, tasks: tuple[Task, ...], result: BuildResult, findings: Findings
) -> BuildReport:
    formats = [task.format for task in tasks]
    pages, pdfs = formats.count("page"), formats.count("pdf")
    return BuildReport(
        diagnostics=findings.sorted(strict=options.strict),
        pages=pages,
        pdfs=pdfs,
        files=len(result.outputs) - pages - pdfs,
        rendered=len(result.rendered),
        unchanged=result.unchanged,
        removed=len(result.removed),
        output=options.output_folder,
    )
