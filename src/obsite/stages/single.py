"""`obsite pdf PATH`: the PDF of one issue, guide or report, without building the site."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from obsite.diagnostics.errors import UsageError
from obsite.diagnostics.findings import Findings
from obsite.diagnostics.model import Diagnostic, Emit
from obsite.engine.build import Options, execute
from obsite.engine.memo import Memo
from obsite.engine.statefile import write_whole
from obsite.engine.task import Task
from obsite.outputs.formats import FORMATS
from obsite.outputs.pdf import PdfUnavailable, available
from obsite.outputs.planning.printing import pdf_task
from obsite.outputs.planning.site_pages import make_desk
from obsite.outputs.planning.tasks import Templates
from obsite.outputs.planning.theme_check import check_templates
from obsite.site.site import Edition, Site
from obsite.stages.data import compile_data
from obsite.stages.discovery import Discovery, discover
from obsite.stages.loading import load
from obsite.stages.options import BuildOptions
from obsite.stages.planning import open_memo, planning_context, word_of
from obsite.stages.publishing import makers
from obsite.stages.resolution import resolve
from obsite.text.suggest import closest


def make_one_pdf(
    options: BuildOptions, path: Path, target: Path | None
) -> tuple[Path | None, tuple[Diagnostic, ...]]:
    """Return where the PDF of an issue or book was written (None: something is wrong), and what was found.

    `path` is its folder, its text, or any article or chapter in it. What is a draft or dated later is
    printed as well: whoever names it wants to see it.
    """
    if reason := available():
        raise PdfUnavailable(f"no PDF can be made: {reason}", "`obsite doctor` says how to install it")
    options = replace(options, drafts=True, future=True, pdf=True)
    discovery = discover(options)
    findings = Findings(discovery.diagnostics)
    check_templates(discovery.own_templates, discovery.template, findings.append)
    with open_memo(discovery) as memo:
        authored = load(options, discovery, findings.append, None, memo)
        findings.overrides = authored.config.diagnostics
        data = compile_data(options, discovery, authored, findings.append, None)
        site = resolve(options, discovery, authored, findings.append, memo, data)
        edition = _edition_at(site, options.root, path)
        *parts, task = _tasks(options, discovery, site, edition, findings.append, memo)
    if findings.stop(strict=options.strict):
        return None, findings.sorted(strict=options.strict)
    written = target or Path.cwd() / Path(task.output).name
    if _render(discovery, (*parts, task), findings, written):
        return written, findings.sorted(strict=options.strict)
    return None, findings.sorted(strict=options.strict)


def _edition_at(site: Site, root: Path, path: Path) -> Edition:
    place = path.resolve()
    for edition in site.editions:
        source = (root / edition.document.path).resolve()
        if place == source or (source.stem == "index" and source.parent in (place, *place.parents)):
            return edition
    known = [
        str(Path(edition.document.path).parent) if edition.parts else edition.document.path
        for edition in site.editions
    ]
    guess = closest(str(path), known)
    raise UsageError(
        f"there is no issue, guide or report at {path}", f"did you mean {guess}?" if guess else ""
    )


def _tasks(  # noqa: PLR0913, PLR0917
    options: BuildOptions, discovery: Discovery, site: Site, edition: Edition, emit: Emit, memo: Memo
) -> tuple[Task, ...]:
    """Return the charts and maps of an edition, and the last, its PDF."""
    context = planning_context(options, discovery, site, lambda _: None, memo)
    word = partial(word_of, site.config.language, discovery, emit)
    desk = make_desk(context, word)
    pdf = pdf_task(desk, Templates(lookup=discovery.template, memo=memo), discovery.templates, edition)
    memo.commit()
    return (*context.books.tasks(), pdf)


def _render(discovery: Discovery, tasks: tuple[Task, ...], findings: Findings, written: Path) -> bool:
    with TemporaryDirectory(prefix="obsite-") as folder:
        output, state = Path(folder) / "output", Path(folder) / "state"
        place = replace(discovery.place, output=output, state=state, memo=discovery.place.memo_file)
        result = execute(tasks, FORMATS, makers(discovery), place=place, options=Options(jobs=1))
        findings.extend(result.diagnostics)
        if not result.published:
            return False
        write_whole(written, (place.output / tasks[-1].output).read_bytes())
    return True
