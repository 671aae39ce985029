"""`obsite build`: the whole site."""

from __future__ import annotations

from typing import Any

import click

from obsite.cli import choices
from obsite.cli.invocation import Invocation, common_options, pass_invocation
from obsite.cli.progress import progress_for


@click.command("build")
@choices.takes(
    choices.OUTPUT,
    choices.BASE_URL,
    choices.DRAFTS,
    choices.FUTURE,
    choices.AS_OF,
    choices.STRICT,
    choices.PDF,
    choices.JOBS,
    choices.CLEAN,
)
@click.option("--json", "json_wanted", is_flag=True, help="Print the result as one JSON object.")
@common_options
@pass_invocation
def command(invocation: Invocation, /, json_wanted: bool, **chosen: Any) -> int:
    """Build the website with its PDFs, feeds and calendars.

    Only what changed is made again. If there are errors, nothing is published and the last good
    build stays as it is. The last line sums up.
    """
    options = choices.build_options(invocation, chosen)
    from obsite import pipeline
    from obsite.cli.report import as_json, exit_code, failure, show, summary

    progress = progress_for(invocation, silent=json_wanted)
    report = pipeline.build(options, progress)
    progress.finish()
    code = exit_code(report.diagnostics)
    if json_wanted:
        click.echo(as_json(report))
        return code
    show(report.diagnostics, options.root, invocation)
    invocation.say(failure(report, invocation) if code else summary(report))
    return code
