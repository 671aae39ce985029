"""`obsite build`: the whole site."""

from __future__ import annotations

from typing import Any

import click

from obsite.cli import choices
from obsite.cli.invocation import Invocation, common_options, pass_invocation
from obsite.cli.progress import progress_for
from obsite.stages.options import STATE_FOLDER

PROFILE = f"{STATE_FOLDER}/profile.json"


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
@click.option(
    "--profile",
    metavar="[FILE]",
    is_flag=False,
    flag_value=PROFILE,
    help=f"Say where the time went, and write it to {PROFILE} or FILE for Perfetto or Speedscope.",
)
@common_options
@pass_invocation
def command(invocation: Invocation, /, json_wanted: bool, profile: str | None, **chosen: Any) -> int:
    """Build the website with its PDFs, feeds and calendars.

    Only what changed is made again. If there are errors, nothing is published and the last good
    build stays as it is. The last line sums up.
    """
    options = choices.build_options(invocation, chosen)
    from obsite import pipeline
    from obsite.cli.report import as_json, exit_code, failure, show, summary

    progress = progress_for(invocation, silent=json_wanted)
    told: list[str] = []
    if profile is None:
        report = pipeline.build(options, progress)
        progress.finish()
    else:
        from obsite.cli.timings import build_with_profile

        place = options.root / PROFILE if profile == PROFILE else invocation.path(profile)
        report, told = build_with_profile(options, progress, place, invocation)
    code = exit_code(report.diagnostics)
    if json_wanted:
        click.echo(as_json(report))
        return code
    show(report.diagnostics, options.root, invocation)
    for line in told:
        invocation.say(line)
    invocation.say(failure(report, invocation) if code else summary(report))
    return code
