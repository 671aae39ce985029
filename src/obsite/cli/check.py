"""`obsite check`: find faults without building."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from obsite.cli import choices
from obsite.cli.invocation import Invocation, common_options, in_colour, pass_invocation
from obsite.diagnostics.model import Diagnostic

FORMATS = ("text", "json", "sarif", "github")


@click.command("check")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How to print what is found.",
)
@choices.takes(choices.STRICT, choices.DRAFTS, choices.FUTURE, choices.AS_OF, choices.BASE_URL, choices.JOBS)
@common_options
@pass_invocation
def command(invocation: Invocation, /, form: str, **chosen: Any) -> int:
    """Look for faults in content, configuration and theme, and write nothing.

    All faults are found in one run. `sarif` is for code scanners, `github` for annotations in a
    pull request, `json` for programs.
    """
    options = choices.build_options(invocation, chosen)
    from obsite import pipeline
    from obsite.cli.report import exit_code, worth_showing
    from obsite.diagnostics.severities import shorten
    from obsite.diagnostics.severities import summary as count

    found = pipeline.check(options)
    shown: Sequence[Diagnostic] = found
    more: list[str] = []
    if form == "text" and not invocation.verbose:
        shown, more = shorten(worth_showing(found, invocation) if invocation.quiet else found)
    if form != "text" or shown:
        click.echo(render(shown, form, options.root), nl=False)
    if form == "text":
        for line in more:
            click.echo(line)
        invocation.say(f"\n{count(found)}" if found else "No faults found.")
    return exit_code(found)


def render(diagnostics: Sequence[Diagnostic], form: str, root: Path) -> str:
    """The findings in one of the formats."""
    from obsite.diagnostics.printers import github, json, sarif, text
    from obsite.pipeline import read_lines

    match form:
        case "json":
            return json.render(diagnostics)
        case "sarif":
            return sarif.render(diagnostics)
        case "github":
            return github.render(diagnostics)
        case _:
            return text.render(diagnostics, read_lines(root), color=in_colour(sys.stdout))
