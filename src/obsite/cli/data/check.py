"""`obsite data check`: are the tables sound."""

from __future__ import annotations

from typing import Any

import click

from obsite.cli import choices
from obsite.cli.check import FORMATS, render
from obsite.cli.invocation import Invocation, common_options, pass_invocation


@click.command("check")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@choices.takes(choices.STRICT, choices.DRAFTS)
@common_options
@pass_invocation
def command(invocation: Invocation, /, form: str, **chosen: Any) -> int:
    """Read and check every table and code list, and say what is wrong with them, with file and line."""
    from obsite import pipeline
    from obsite.cli.report import exit_code
    from obsite.diagnostics.severities import summary

    options = choices.build_options(invocation, chosen)
    bank, found = pipeline.read_data(options)
    if form != "text" or found:
        click.echo(render(found, form, options.root), nl=False)
    if form == "text":
        rows = sum(one.partition.rows for one in bank.indicators.values())
        sound = f"{len(bank.indicators):,} indicators with {rows:,} observations are sound."
        invocation.say(f"\n{summary(found)}. {sound}" if found else sound)
    return exit_code(found)
