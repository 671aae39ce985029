"""The way of the data through obsite, on one page.

    discover -> load -> compile data -> resolve -> plan -> render -> write

`build` goes the whole way and publishes nothing when it meets an error; `check` goes the whole way
too, but leaves what it rendered unpublished. If nothing at all has changed since the last build,
that is known from the first stage, before anything heavy is imported.
"""

from __future__ import annotations

import codecs
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from obsite.diagnostics.findings import Findings
from obsite.diagnostics.model import Diagnostic
from obsite.engine.findings import changed_while_building
from obsite.engine.reader import InputChanged
from obsite.stages.options import BuildOptions, Progress, Unwatched
from obsite.stages.report import BuildReport

if TYPE_CHECKING:
    from obsite.data.databank import Databank
    from obsite.engine.memo import Memo
    from obsite.engine.task import Task
    from obsite.stages.discovery import Discovery
    from obsite.stages.explaining import Outdated
    from obsite.stages.planning_apart import Planned
    from obsite.stages.rewording import Groundwork

__all__ = [
    "BuildOptions",
    "BuildReport",
    "Progress",
    "build",
    "check",
    "check_table",
    "explain",
    "make_pdf",
    "read_data",
    "read_lines",
]

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xe1", b"GIF8", b"RIFF")


def build(options: BuildOptions, progress: Progress | None = None) -> BuildReport:
    """Build the site and publish it, unless something is wrong with it."""
    started = time.monotonic()
    report = _build(options, progress or Unwatched())
    return replace(report, seconds=time.monotonic() - started, output=options.output_folder)


def check(options: BuildOptions, progress: Progress | None = None) -> tuple[Diagnostic, ...]:
    """Return everything that is wrong with a site, and publish nothing."""
    return _build(replace(options, dry=True), progress or Unwatched()).diagnostics


def _build(options: BuildOptions, progress: Progress) -> BuildReport:
    from obsite.stages.discovery import discover

    progress.stage("Looking for changes", 0)
    discovery = discover(options)
    if not options.dry and not options.clean and (report := discovery.finished(options)):
        return report
    progress.stage("Getting ready", 0)
    from obsite.stages.early import expect_work

    expect_work(options, discovery)
    # Imported here: a build that has nothing to do needs none of it.
    from obsite.stages.rewording import reword

    try:
        if not options.dry and not options.clean and (report := reword(options, discovery, progress)):
            return report
        return _make(options, discovery, progress)
    except InputChanged as error:
        return BuildReport(diagnostics=(changed_while_building(error.message),))


def _make(options: BuildOptions, discovery: Discovery, progress: Progress) -> BuildReport:
    from obsite.stages.planning import open_memo
    from obsite.stages.planning_apart import plan_where_it_pays
    from obsite.stages.publishing import render_and_write
    from obsite.stages.rewording import edits_since, remember

    planned = plan_where_it_pays(plan_here, options, discovery, progress)
    findings, tasks = planned.findings, planned.tasks
    if findings.stop(strict=options.strict):
        dry = replace(options, dry=True)
        render_and_write(dry, discovery, tasks, findings, progress)
        return BuildReport(diagnostics=findings.sorted(strict=options.strict))
    edits = edits_since(discovery)
    report = render_and_write(options, discovery, tasks, findings, progress, edits)
    if report.published and not options.dry:
        remember(discovery, tasks, planned.groundwork)
        with open_memo(discovery) as memo:
            memo.used.update(planned.used)
            memo.keep_used()
    return report


def plan_here(options: BuildOptions, discovery: Discovery, progress: Progress) -> Planned:
    """Return what a site consists of. The site and its data end here: whatever renders needs the memory."""
    from obsite.stages.planning import open_memo
    from obsite.stages.planning_apart import Planned

    findings = Findings(discovery.diagnostics)
    with open_memo(discovery, progress) as memo:
        tasks, groundwork = _plan(options, discovery, findings, progress, memo)
    return Planned(tasks=tasks, groundwork=groundwork, findings=findings, used=frozenset(memo.used))


def _plan(
    options: BuildOptions, discovery: Discovery, findings: Findings, progress: Progress, memo: Memo
) -> tuple[tuple[Task, ...], Groundwork]:
    """Return the site's outputs; if something is wrong with it, those that show the theme's faults too."""
    from obsite.stages.data import compile_data
    from obsite.stages.loading import load
    from obsite.stages.planning import collisions, plan, plan_pages_alone
    from obsite.stages.resolution import resolve
    from obsite.stages.rewording import groundwork_of

    authored = load(options, discovery, findings.append, progress, memo)
    findings.overrides = authored.config.diagnostics
    data = compile_data(options, discovery, authored, findings.append, progress)
    progress.stage("Linking", 0)
    site = resolve(options, discovery, authored, findings.append, memo, data)
    progress.stage("Planning", 0)
    tasks = plan(options, discovery, site, findings.append, memo)
    if findings.stop(strict=options.strict):
        # Nothing will be published, but the theme's faults are to be told in the same run.
        findings.extend(collisions(tasks, findings.sorted(strict=options.strict)))
        tasks = plan_pages_alone(replace(options, dry=True), discovery, site, memo)
    return tasks, groundwork_of(discovery, authored, site, findings)


def read_data(options: BuildOptions) -> tuple[Databank, tuple[Diagnostic, ...]]:
    """Return the site's data and what is wrong with it, without the texts and without building."""
    from obsite.stages.data import compile_data
    from obsite.stages.discovery import discover
    from obsite.stages.loading import load

    discovery = discover(options)
    findings = Findings(discovery.diagnostics)
    authored = load(options, discovery, lambda _: None, None)
    findings.overrides = authored.config.diagnostics
    data = compile_data(options, discovery, authored, findings.append, None)
    return data, findings.sorted(strict=options.strict)


def check_table(options: BuildOptions, indicator: str, table: bytes) -> tuple[Diagnostic, ...]:
    """Return what would be wrong with a CSV in the place of an indicator's table."""
    from obsite.stages.data import check_new_table
    from obsite.stages.discovery import discover
    from obsite.stages.loading import load

    discovery = discover(options)
    authored = load(options, discovery, lambda _: None, None)
    return check_new_table(discovery, authored, indicator, table)


def make_pdf(
    options: BuildOptions, path: Path, target: Path | None
) -> tuple[Path | None, tuple[Diagnostic, ...]]:
    """Make the PDF of the issue or book in a source file or folder, without building the site."""
    from obsite.stages.single import make_one_pdf

    return make_one_pdf(options, path, target)


def explain(options: BuildOptions, path: str) -> list[str]:
    """Return, in sentences, what an output was made from, what changed last, and what has changed since."""
    from obsite.stages.explaining import explain_path

    return explain_path(options, path, lambda: _outdated(options))


def _outdated(options: BuildOptions) -> Outdated | None:
    """Return why a build would make which outputs again; None if the site's faults stand in the way."""
    from obsite.stages.data import compile_data
    from obsite.stages.discovery import discover
    from obsite.stages.loading import load
    from obsite.stages.planning import open_memo, plan
    from obsite.stages.publishing import outdated
    from obsite.stages.resolution import resolve
    from obsite.stages.rewording import edits_since

    discovery = discover(options)
    findings = Findings(discovery.diagnostics)
    with open_memo(discovery) as memo:
        authored = load(options, discovery, findings.append, None, memo)
        data = compile_data(options, discovery, authored, findings.append, None)
        site = resolve(options, discovery, authored, findings.append, memo, data)
        tasks = plan(options, discovery, site, findings.append, memo)
    if findings.stop(strict=False):
        return None
    return outdated(options, discovery, tasks, edits_since(discovery))


def lines_of(data: bytes) -> list[str] | None:
    """Return the lines of a file as editors count them; None if there are none to show."""
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        text = data.decode("utf-16", "replace")
    elif data[:512].count(0) > 1 or data[:4] in _PICTURES:
        return None
    else:
        text = data.decode("utf-8-sig", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if text else []


def read_lines(root: Path) -> Callable[[str], list[str] | None]:
    """Return a function that gives the lines of an authored file, for printers of findings."""
    from obsite.stages.discovery import bundled_templates

    def lines(path: str) -> list[str] | None:
        places = [root / path]
        if path.startswith("templates/"):
            places.append(bundled_templates() / path.removeprefix("templates/"))
        for place in places:
            try:
                return lines_of(place.read_bytes())
            except OSError:
                continue
        return None

    return lines
